"""The translations of a definition (OSD C4)."""

import re
from collections.abc import Mapping

from wellbeing_app.instruments.osd.raw import an_object
from wellbeing_app.untrusted.markup import media
from wellbeing_app.untrusted.refusal import Refused, inside

LONGEST_TEXT = 10_000
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")


def read_translations(raw: object, path: str) -> dict[str, dict[str, str]]:
    """Return the texts by BCP 47 language and key; `pt_BR` is read as pt-BR. Raises `Refused`."""
    read: dict[str, dict[str, str]] = {}
    for name, texts in an_object(raw, path).items():
        here = inside(path, name)
        language = _language(name, here)
        if language in read:
            raise Refused(here, f"is the language {language} once more")
        read[language] = read_texts(texts, here)
    return read


def read_texts(raw: object, path: str) -> dict[str, str]:
    """Return one language's texts. Raises `Refused` for anything but plain text and markup."""
    return {key: _text(text, inside(path, key)) for key, text in an_object(raw, path).items()}


def all_keys(translations: Mapping[str, Mapping[str, str]]) -> frozenset[str]:
    """Return every key that has a text in at least one language."""
    return frozenset(key for texts in translations.values() for key in texts)


def _language(name: str, path: str) -> str:
    tag = name.replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        raise Refused(path, "is not a language tag")
    return tag


def _text(raw: object, path: str) -> str:
    if not isinstance(raw, str):
        raise Refused(path, "should be a text")
    if len(raw) > LONGEST_TEXT:
        raise Refused(path, f"is longer than {LONGEST_TEXT} characters")
    element = media(raw)
    if element is not None:
        raise Refused(path, f"not supported: media or embedded pages (<{element}>)")
    return raw
