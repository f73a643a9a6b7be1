"""What a page keeps of a picture while its form is put right."""

import re
from typing import Any


def kept_picture(page: Any, field: str = "picture") -> str | None:
    """The signed word for the picture that the form holds."""
    found = re.search(rf'name="{field}" value="([^"]+)"', page.text)
    return found[1] if found else None
