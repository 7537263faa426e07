"""Questionnaires on the disk: bundles, and definitions with translation files beside them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.osd.loading import load_bundle, load_files
from wellbeing_app.untrusted.refusal import ROOT, Refused
from wellbeing_app.untrusted.strict_json import MOST_BYTES

BUNDLE = ".osd"
DEFINITION = ".json"


def instrument_files(path: Path) -> Iterator[Path]:
    """Yield the questionnaire files at a path: the file itself, or all in a folder and below.

    In a folder a `.json` file counts as a definition if translations stand beside it.
    """
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        if file.suffix == BUNDLE or (file.suffix == DEFINITION and _translation_files(file)):
            yield file


def load_path(path: Path) -> Instrument:
    """Load a bundle, or a definition with `STEM.LANGUAGE.json` beside it. Raises `Refused`."""
    origin = str(path)
    if path.suffix != DEFINITION:
        return load_bundle(read_file(path), origin=origin)
    files = _translation_files(path)
    translations = {language: read_file(file) for language, file in files.items()}
    return load_files(read_file(path), translations, origin=origin)


def load_members(battery: Instrument, file: Path, site: Path) -> tuple[Instrument, ...]:
    """Load what a battery includes: from beside its file, or from a site's folder.

    Raises `Refused` for a member that is in neither or cannot be loaded.
    """
    places = (file.parent, *file.parents[2:3], site)
    return tuple(_member(one.scale, places) for one in battery.includes)


def _member(scale: str, places: Sequence[Path]) -> Instrument:
    """Find CODE or CODE@VERSION: as CODE.osd, or as CODE/VERSION.osd (the newest)."""
    code, _, version = scale.partition("@")
    found = (
        instrument
        for place in places
        for file in (place / f"{code}{BUNDLE}", *(place / code).glob(f"{version or '*'}{BUNDLE}"))
        if file.is_file()
        for instrument in [load_path(file)]
        if instrument.key.code == code and version in ("", instrument.key.version)
    )
    newest = max(found, key=lambda one: one.key.age, default=None)
    if newest is None:
        raise Refused(ROOT, f"{scale} is not here")
    return newest


def read_file(path: Path) -> bytes:
    """Read a file, but never more of it than a questionnaire may have. Raises `Refused`."""
    if path.exists() and not path.is_file():
        raise Refused(ROOT, "is not an ordinary file", str(path))
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(ROOT, f"cannot be read ({error.strerror})", str(path)) from None


def _translation_files(definition: Path) -> dict[str, Path]:
    """Return the translations of a definition by language, English first."""
    prefix = f"{definition.stem}."
    found = {
        file.stem.removeprefix(prefix): file
        for file in sorted(definition.parent.glob(f"*{DEFINITION}"))
        if file.stem.startswith(prefix)
    }
    return dict(sorted(found.items(), key=lambda pair: (pair[0] != "en", pair[0])))
