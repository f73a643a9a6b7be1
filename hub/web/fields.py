"""What every form does with what is typed."""


def trimmed(text: str | None) -> str:
    """The text without white space around it, and without NUL, which no text column takes.

    As a field's filter it lets `DataRequired` see that white space alone is nothing said.
    """
    return (text or "").replace("\x00", "").strip()
