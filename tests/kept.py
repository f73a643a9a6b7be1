"""What a page keeps of a picture while its form is put right."""

import re
from typing import Any


def kept_picture(page: Any) -> str | None:
    """The signed word for the picture that the form holds."""
    found = re.search(r'name="picture" value="([^"]+)"', page.text)
    return found[1] if found else None
