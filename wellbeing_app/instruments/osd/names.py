"""What a definition declares: the names and texts its parts may refer to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from wellbeing_app.untrusted.refusal import Refused, shown


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
