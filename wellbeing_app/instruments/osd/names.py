"""What a definition declares: the names and texts (OSD C4) its parts may refer to."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from wellbeing_app.instruments.osd.raw import an_object
from wellbeing_app.untrusted.markup import media
from wellbeing_app.untrusted.refusal import Refused, inside, shown

LONGEST_TEXT = 10_000
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one definition, by what they name."""

    answers: frozenset[str] = frozenset()
    """Items that are answered, and rows of grids."""
    parameters: frozenset[str] = frozenset()
    scores: frozenset[str] = frozenset()
    computed: frozenset[str] = frozenset()
    dimensions: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()

    def require(self, source: str, name: str, path: str) -> str:
        """Return the name if the source (item, parameter, score, computed) has it, else refuse."""
        known = {
            "item": self.answers,
            "answer": self.answers,
            "parameter": self.parameters,
            "score": self.scores,
            "computed": self.computed,
        }[source]
        return known_name(name, known, source, path)


@dataclass(frozen=True, slots=True)
class Texts:
    """The keys that have a text in at least one language."""

    keys: frozenset[str]

    def require(self, key: str, path: str) -> str:
        """Return the key if it has a text, else refuse."""
        if key not in self.keys:
            raise Refused(path, f"names the text {shown(key)}, which no translation has")
        return key

    def optional(self, key: str | None, path: str) -> str | None:
        """Return the key if there is one; None and the empty key name no text."""
        return self.require(key, path) if key else None


def known_name(name: str, known: Collection[str], source: str, path: str) -> str:
    """Return the name if it is known. Raises `Refused`."""
    if name not in known:
        raise Refused(path, f"names the {source} {shown(name)}, which is not there")
    return name


def unique(names: Iterable[tuple[str, str]], what: str) -> None:
    """Refuse the second of two equal names; `names` gives (path, name)."""
    seen: set[str] = set()
    for path, name in names:
        if name in seen:
            raise Refused(path, f"the {what} {shown(name)} is there twice")
        seen.add(name)


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
