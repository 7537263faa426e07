"""Why a file is not loaded, and where in it the reason stands."""

import re

ROOT = "$"
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LONGEST_KEY = 80


class Refused(ValueError):
    """A file this engine will not load; `str()` is `ORIGIN: PATH: REASON`.

    `path` is the place inside the file (`$.definition.items[3].type`), `origin` names the file and
    is filled in where the file's name is known.
    """

    def __init__(self, path: str, reason: str, origin: str = "") -> None:
        super().__init__(path, reason, origin)
        self.path = path
        self.reason = reason
        self.origin = origin

    def __str__(self) -> str:
        return f"{self.origin}: {self.path}: {self.reason}"


def inside(path: str, key: str | int) -> str:
    """Return the JSON path of one member of an object (text key) or of a list (number)."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    if _PLAIN_KEY.fullmatch(key) and len(key) <= _LONGEST_KEY:
        return f"{path}.{key}"
    return f"{path}[{shown(key)}]"


def shown(text: str) -> str:
    """Return a piece of a strange file, quoted, short and on one line, fit for a message."""
    return ascii(text if len(text) <= _LONGEST_KEY else text[: _LONGEST_KEY - 3] + "...")
