"""What a browser sends for a form of a page: its fields as they stand."""

from html.parser import HTMLParser
from typing import Any


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self._text: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        given = dict(attrs)
        name, value = given.get("name"), given.get("value") or ""
        if tag == "form":
            self.forms.append({})
        elif tag == "option" and self._select and "selected" in given:
            self.forms[-1][self._select] = value
        elif tag == "select":
            self._select = name
        elif tag == "textarea" and name:
            self._text = name
            self.forms[-1][name] = ""
        elif tag == "input" and name and self.forms and _sent(given):
            self.forms[-1][name] = value

    def handle_data(self, data: str) -> None:
        if self._text:
            self.forms[-1][self._text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text:
            text = self.forms[-1][self._text].removeprefix("\r").removeprefix("\n")
            self.forms[-1][self._text] = text.replace("\n", "\r\n")
            self._text = None
        elif tag == "select":
            self._select = None


def _sent(given: dict[str, Any]) -> bool:
    kind = given.get("type", "text")
    return kind != "file" and (kind not in ("checkbox", "radio") or "checked" in given)


def form_with(html: str, name: str) -> dict[str, str]:
    """The fields of the first form that has one called `name`."""
    parser = _Forms()
    parser.feed(html)
    return next(form for form in parser.forms if name in form)
