"""What members give at each kind of step."""

import io
from typing import Any

from hub import documents
from hub.challenges import operations
from hub.challenges.models import Attempt, Step
from hub.demo.world import Person, World
from hub.home.operations import profile

CHARTS = tuple(f"chart-{number}" for number in range(8))
ROOMS = tuple(f"room-{number}" for number in range(3))
_NOTES = """Notes of the evening

1. A chart is a sentence; read it aloud before you send it.
2. Two owners of one number is no owner.
3. The night shift had known it for a year.
"""


def give(world: World, person: Person, attempt: Attempt, step: Step, row: dict[str, Any]) -> None:
    """Fill in one step as far as the member can."""
    if step.kind == "picture":
        _add_picture(world, person, attempt, step)
    elif step.kind == "document":
        notes = documents.save(io.BytesIO(_NOTES.encode()), "Notes of the evening.txt")
        operations.save_draft(attempt, step, by=person.member, document=notes)
    elif step.kind == "profile":
        profile.show_picture(person.member, world.studio.picture(person.portrait), by=person.member)
    elif step.kind == "code":
        operations.try_code(attempt, step, row["codes"][0], by=person.member)
    elif step.kind not in ("attend", "refer", "board", "elsewhere"):
        content = _content(world, person, row)
        operations.save_draft(attempt, step, by=person.member, content=content)
        if step.kind == "quiz":
            operations.check_answers(attempt, step, by=person.member)


def _add_picture(world: World, person: Person, attempt: Attempt, step: Step) -> None:
    shown = ROOMS if attempt.challenge.kind == "meetup" else CHARTS
    picture = world.studio.picture(world.rng.choice(shown), private=True)
    operations.save_draft(attempt, step, by=person.member, picture=picture)


def _content(world: World, person: Person, row: dict[str, Any]) -> dict[str, Any]:
    # By turns, so that a reviewer seldom reads the same words twice running.
    turn = len(person.tried) + int(person.key)
    if row["kind"] == "link":
        return {"done": True}
    if row["kind"] == "answer":
        return {"text": row["samples"][turn % len(row["samples"])]}
    if row["kind"] in ("review_site", "share", "proof"):
        return {"link": row["samples"][turn % len(row["samples"])] if "samples" in row else ""}
    if row["kind"] == "rating":
        return {"rating": row["most"] - turn % 3}
    if row["kind"] == "quiz":
        return {"answers": [question["right"] for question in row["questions"]]}
    if row["kind"] == "consent":
        return {"agreed": True}
    count = world.rng.randint(1, 3) if row["multiple"] else 1
    return {"options": world.rng.sample(row["options"], min(count, len(row["options"])))}
