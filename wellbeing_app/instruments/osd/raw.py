"""The raw shape of a definition: pydantic models whose errors become places and plain reasons.

Each model lists what it knows. Names beginning with `_` and the few that only inform
(`IGNORED`) are dropped; any other unknown name is refused, for it could change what a scale means.
"""

import re
from collections.abc import Mapping
from typing import Annotated, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from wellbeing_app.untrusted.refusal import Refused, inside, shown

IGNORED = frozenset({"note", "notes", "comment", "comments"})
"""Remarks an author may leave on anything."""

UNSUPPORTED = {
    "item_pools": "item pools (A2)",
    "items_from_pool": "item pools (A2)",
    "loop_over": "loops (A3)",
    "media_file": "audio, video and pictures (A6)",
    "image_file": "audio, video and pictures (A6)",
    "autoplay": "audio, video and pictures (A6)",
    "allow_replay": "audio, video and pictures (A6)",
    "default_value": "answers filled in beforehand (A7)",
    "time_limit_seconds": "time limits (S9)",
    "timeout_action": "time limits (S9)",
    "min_display_seconds": "time limits (S9)",
    "blocks": "randomisation in blocks (S4, planned)",
    "shuffle_blocks": "randomisation in blocks (S4, planned)",
}
"""Names of features this engine does not have (docs/osd-support.md says why)."""


class Shape(BaseModel):
    """One object of a definition, as written."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)
    ignored: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="before")
    @classmethod
    def _drop_remarks(cls, raw: object) -> object:
        if not isinstance(raw, dict):
            return raw
        remarks = IGNORED | cls.ignored
        return {key: raw[key] for key in raw if not key.startswith("_") and key not in remarks}


S = TypeVar("S", bound=Shape)
T = TypeVar("T")
Many = Annotated[list[T], Field(fail_fast=True)]
"""A list read up to its first fault: a hostile one must not make thousands of errors."""
ITEM_ID = r"^[^\s\p{C}:]([^\p{C}:]*[^\s\p{C}:])?$"
"""What an item is called is opaque. No colon: groups of an exported form have one in theirs."""
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.\-]{0,149}")


def shape(model: type[S], raw: object, path: str) -> S:
    """Read an object into its model. Raises `Refused` at the first thing that does not fit."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise Refused(_place(raw, path, first), _reason(first)) from None


def shapes(model: type[S], raw: object, path: str) -> dict[str, S]:
    """Read an object of named objects; names beginning with `_` are dropped."""
    read = {}
    for name, value in an_object(raw, path).items():
        if name.startswith("_"):
            continue
        if not _NAME.fullmatch(name):
            raise Refused(inside(path, name), "has a name of other than letters, digits, _ - and .")
        read[name] = shape(model, value, inside(path, name))
    return read


def an_object(raw: object, path: str) -> Mapping[str, object]:
    """Return the value if it is an object. Raises `Refused`."""
    if not isinstance(raw, dict):
        raise Refused(path, "should be an object")
    return raw


def a_list(raw: object, path: str) -> list[object]:
    """Return the value if it is a list. Raises `Refused`."""
    if not isinstance(raw, list):
        raise Refused(path, "should be a list")
    return raw


def _place(raw: object, path: str, error: ErrorDetails) -> str:
    """Follow the error's location as far as the raw value goes (the rest names model variants)."""
    last = len(error["loc"]) - 1
    for depth, part in enumerate(error["loc"]):
        if isinstance(raw, dict) and isinstance(part, str):
            if part not in raw and (depth < last or error["type"] != "missing"):
                break
            raw = raw.get(part)
        elif isinstance(raw, list) and isinstance(part, int) and part < len(raw):
            raw = raw[part]
        else:
            break
        path = inside(path, part)
    return path


def _reason(error: ErrorDetails) -> str:
    name = str(error["loc"][-1]) if error["loc"] else ""
    match error["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden" if name in UNSUPPORTED:
            return f"not supported: {UNSUPPORTED[name]}"
        case "extra_forbidden":
            return f"{shown(name)} is not known here and could change what the scale means"
        case "model_type":
            return "should be an object"
        case "string_pattern_mismatch":
            if error["ctx"]["pattern"] == ITEM_ID:
                return "should be visible signs without a colon, and blanks only between them"
            return "should be made of letters, digits and _ - . alone"
        case _:
            return error["msg"].replace("Input should", "should", 1)
