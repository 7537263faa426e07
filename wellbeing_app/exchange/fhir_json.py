"""What every exported resource is made of: JSON without empty places, and names that repeat.

FHIR allows no empty text, list or object. A name is a UUID of version 5, which follows from what it
names: the same export comes out alike, byte for byte, and no address of a site is in it.
"""

import json
from typing import TypeAlias
from uuid import UUID, uuid5

Json: TypeAlias = dict[str, object]
"""A resource of FHIR or a part of one."""

_SPACE = UUID("0e322c06-683b-4423-a234-5c32ae6162f6")
"""Where this program's names live. Never changes: other systems know forms by them."""


def filled(**fields: object) -> Json:
    """Return the fields that hold something; 0 and False do."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def name_of(*parts: str) -> str:
    """Return the UUID of what these words describe."""
    return str(uuid5(_SPACE, json.dumps(parts, ensure_ascii=True)))


def urn(name: str) -> str:
    """Return a UUID as the address FHIR knows it by."""
    return f"urn:uuid:{name}"


def number(value: float) -> int | float:
    """Return a number as it is written: whole ones without a point."""
    return int(value) if float(value).is_integer() else value
