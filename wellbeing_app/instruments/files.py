"""Questionnaires on the disk: bundles, and definitions with translation files beside them."""

from collections.abc import Iterator
from pathlib import Path

from wellbeing_app.instruments.definition import Instrument
from wellbeing_app.instruments.osd import load_bundle, load_files
from wellbeing_app.instruments.refusal import ROOT, Refused
from wellbeing_app.instruments.strict_json import MOST_BYTES

BUNDLE = ".osd"
DEFINITION = ".json"


def instrument_files(path: Path) -> Iterator[Path]:
    """Yield the questionnaire files at a path: the file itself, or all in a folder and below.

    In a folder a `.json` file counts as a definition if translations stand beside it.
    """
    if path.is_file():
        yield path
        return
    for file in sorted(path.rglob("*")):
        if file.suffix == BUNDLE or (file.suffix == DEFINITION and _translation_files(file)):
            yield file


def load_path(path: Path) -> Instrument:
    """Load a bundle, or a definition with `STEM.LANGUAGE.json` beside it. Raises `Refused`."""
    origin = str(path)
    if path.suffix != DEFINITION:
        return load_bundle(_read(path), origin=origin)
    translations = {language: _read(file) for language, file in _translation_files(path).items()}
    return load_files(_read(path), translations, origin=origin)


def _translation_files(definition: Path) -> dict[str, Path]:
    """Return the translations of a definition by language, English first."""
    prefix = f"{definition.stem}."
    found = {
        file.stem.removeprefix(prefix): file
        for file in sorted(definition.parent.glob(f"*{DEFINITION}"))
        if file.stem.startswith(prefix)
    }
    return dict(sorted(found.items(), key=lambda pair: (pair[0] != "en", pair[0])))


def _read(path: Path) -> bytes:
    """Read a file, but never more of it than a questionnaire may have."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(ROOT, f"cannot be read ({error.strerror})", str(path)) from None
