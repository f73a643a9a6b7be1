"""Numbers in addresses."""

from typing import Any

from werkzeug.routing import IntegerConverter, Map

# The largest number that an identity column can give out.
LARGEST = 2**63 - 1


class IdConverter(IntegerConverter):
    """`<int:id>`: a number that a row could have. A larger one is nobody's address, so a 404."""

    def __init__(self, map: Map, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max", LARGEST)
        super().__init__(map, *args, **kwargs)


def row_number(text: str) -> int:
    """A number in a query or a form, for `get(name, type=row_number)`.

    One too large for any row is kept within bounds: it finds nothing, and nothing breaks.
    """
    return max(-LARGEST, min(int(text), LARGEST))
