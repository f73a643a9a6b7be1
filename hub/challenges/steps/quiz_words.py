"""Questions of a quiz as managers type them: "-" begins an option, "*" a right one."""

from collections.abc import Iterable, Mapping
from typing import Any

RIGHT, OTHER = "*", "-"


def questions_of(text: str) -> list[dict[str, Any]]:
    """The questions that the lines say; what is wrong with them is not judged here."""
    found: list[dict[str, Any]] = []
    for line in (line.strip() for line in text.splitlines()):
        if not line:
            continue
        if line[0] in (RIGHT, OTHER):
            if not found:
                found.append(_question(""))
            _add(found[-1], line[1:].strip(), right=line[0] == RIGHT)
        elif found and not found[-1]["options"]:
            # A question that goes on in the next line.
            found[-1]["text"] += f" {line}"
        else:
            found.append(_question(line))
    return found


def words_of(questions: Iterable[Mapping[str, Any]]) -> str:
    """The lines that say these questions."""
    return "\n\n".join(
        "\n".join(
            [
                question["text"],
                *(
                    f"{RIGHT if place in question['right'] else OTHER} {option}"
                    for place, option in enumerate(question["options"])
                ),
            ]
        )
        for question in questions
    )


def _question(text: str) -> dict[str, Any]:
    return {"text": text, "options": [], "right": []}


def _add(question: dict[str, Any], option: str, *, right: bool) -> None:
    if right:
        question["right"].append(len(question["options"]))
    question["options"].append(option)
