"""The data files of the demo programme."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "data"
# The parser in C, where PyYAML was built with it, takes a tenth of the time.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


# The files break lines at a width; a person who types into a form does not.
_WRAPPED = re.compile(r"(?<=\S)\n(?! *(?:\n|[-*#>|]|\d+\.))")


@cache
def read(name: str) -> Any:
    """The content of `data/<name>.yaml`, as plain lists and dictionaries."""
    return _unwrapped(yaml.load((_FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=_LOADER))


def _unwrapped(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _unwrapped(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_unwrapped(inner) for inner in value]
    return _WRAPPED.sub(" ", value) if isinstance(value, str) else value
