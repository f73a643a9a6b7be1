"""No word that a reader sees stands in a template or a view without a catalogue."""

import ast
import re
from html.parser import HTMLParser

import pytest

from hub.paths import PACKAGE, TEMPLATES

# Attributes that are read out or shown.
READ = {"alt", "title", "aria-label", "aria-description", "placeholder", "data-confirm", "label"}
# Names of things that have no other name in any language.
NAMES = {"Markdown", "UTC", "CSV", "https://"}
# What macros give to one another: ids and answers, never shown.
NOT_SHOWN = {"yes", "-hint -error"}
TEMPLATE_FILES = sorted(TEMPLATES.rglob("*.html")) + sorted(TEMPLATES.rglob("*.txt"))


class Literals(HTMLParser):
    """Collects the words of a template whose expressions have been cut out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag, attributes):
        self.silent += tag in ("script", "style")
        self.found += [value for name, value in attributes if name in READ and value]

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.silent:
            self.found.append(data)


def literals(template: str) -> list[str]:
    """What is left of the words when everything that Jinja makes is gone."""
    text = re.sub(r"\{#.*?#\}", "", template, flags=re.S)
    text = re.sub(r"\{%-?\s*(?:trans|macro)\b.*?%\}", "", text, flags=re.S)
    text = re.sub(r"<(/?)\{\{.*?\}\}", r"<\1tag", text)
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text, flags=re.S)
    parser = Literals()
    parser.feed(text)
    # A macro that makes attributes leaves them behind as text.
    shown = [re.sub(r'[\w-]+="[^"]*"', "", part) for part in parser.found]
    words = [" ".join(part.split()) for part in shown]
    return [
        word for word in words if re.search(r"[^\W\d_]{2}", word) and word not in NAMES | NOT_SHOWN
    ]


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_says_nothing_of_its_own(path):
    assert literals(path.read_text()) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ('<p>{{ _("Hello") }} {# a note #}</p>', []),
        ('<img alt="A cat" src="cat.png">', ["A cat"]),
        ("<p>{% if x %}Yes{% endif %}</p>", ["Yes"]),
        ("<script>let word = 1;</script>", []),
    ],
)
def test_the_check_can_fail(template, found):
    assert literals(template) == found


# Functions whose first argument a person reads.
SPOKEN = {"flash", "done", "Refusal", "NotAllowed"}


def spoken_literals(source: str) -> list[str]:
    """Sentences that are handed to a reader without a catalogue."""
    return [
        call.args[0].value
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", getattr(call.func, "attr", "")) in SPOKEN
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    ]


def test_no_view_and_no_refusal_speaks_without_a_catalogue():
    wrong = {
        str(path.relative_to(PACKAGE)): found
        for path in PACKAGE.rglob("*.py")
        if (found := spoken_literals(path.read_text()))
    }
    assert wrong == {}
    assert spoken_literals('flash("Saved.", "success")') == ["Saved."]
