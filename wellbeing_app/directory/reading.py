"""Reading the directory's files, naming file and place of anything wrong in them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from wellbeing_app.directory.duties import Rules
from wellbeing_app.directory.emergency import CountryNumbers
from wellbeing_app.directory.entry import ANYWHERE, Data, Entry

Row = TypeVar("Row", bound=Data)


class BadDirectory(ValueError):
    """A file of the directory says something it may not: `file: place: reason`."""


class Country(Data):
    """A country the directory knows. `crisis_first`: its crisis entries to show before others."""

    code: str = Field(pattern=r"^[A-Z]{2}$")
    name: str
    eu: bool
    crisis_first: tuple[str, ...]


class YoungLines(Data):
    """Entries for people under 18 in one country: those to show first, and those to add."""

    country: str
    first: tuple[str, ...]
    also: tuple[str, ...]


class Files(Data):
    """Everything the folder holds, read and checked against itself."""

    countries: tuple[Country, ...]
    entries: tuple[Entry, ...]
    emergency: tuple[CountryNumbers, ...]
    young: tuple[YoungLines, ...]
    rules: tuple[Rules, ...]


def read(folder: Path) -> Files:
    """Read `countries.json`, `emergency.json`, `young.json`, `duties.json` and `entries/*.json`.

    Raises BadDirectory if a file has another shape, or names what does not exist.
    """
    files = Files(
        countries=_rows(folder / "countries.json", Country),
        emergency=_rows(folder / "emergency.json", CountryNumbers),
        young=_rows(folder / "young.json", YoungLines),
        rules=_rows(folder / "duties.json", Rules),
        entries=tuple(
            entry for file in sorted(folder.glob("entries/*.json")) for entry in _rows(file, Entry)
        ),
    )
    for problem in _problems(files):
        raise BadDirectory(problem)
    return files


def _rows(file: Path, row: type[Row]) -> tuple[Row, ...]:
    try:
        return TypeAdapter(tuple[row, ...]).validate_json(file.read_bytes())  # type: ignore[valid-type]
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise BadDirectory(f"{file.name}: {place}: {first['msg']}") from error


def _problems(files: Files) -> Iterator[str]:
    ids = [entry.id for entry in files.entries]
    codes = {country.code for country in files.countries}
    yield from (f"entries: {id_}: stands twice" for id_ in sorted(_twice(ids)))
    for entry in files.entries:
        unknown = set(entry.countries) - codes - {ANYWHERE}
        yield from (f"entries: {entry.id}: unknown country {code}" for code in sorted(unknown))
    for country in files.countries:
        yield from _missing(f"countries.json: {country.code}", country.crisis_first, ids)
    for lines in files.young:
        yield from _missing(f"young.json: {lines.country}", lines.first + lines.also, ids)
    yield from _missing("young.json", [line.country for line in files.young], codes)
    yield from _missing("duties.json", [rules.country for rules in files.rules], codes)


def _twice(ids: list[str]) -> set[str]:
    return {id_ for id_ in ids if ids.count(id_) > 1}


def _missing(place: str, named: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    return (f"{place}: {name} does not exist" for name in named if name not in known)
