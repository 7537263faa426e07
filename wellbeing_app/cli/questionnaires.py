"""Commands that write what `questionnaires/` says of itself: its digests, its licence list."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import click

from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.library.wording import WordingStatus
from wellbeing_app.instruments.model.instrument import Instrument

FOLDER = Path("questionnaires")

MEANING = {
    WordingStatus.VERIFIED: "items, order, options and stem equal the owner's source",
    WordingStatus.MATCHED: "equal to copies, or transcribed and corroborated; "
    "not compared with the paper",
    WordingStatus.ATTESTED: "a named member of a clinic compared it with the paper",
    WordingStatus.ADAPTED: "differs from every known copy: no cut-offs, no norms",
    WordingStatus.AWAITING: "structure known, wording not here: cannot be taken",
    WordingStatus.OWN: "our own question, unscored",
}

OPENING = """# Questionnaires

Made by `flask --app app questionnaires readme`. Each questionnaire keeps its own licence; the full
terms stand in its file. A shipped `VERSION.osd` never changes (`MANIFEST.json` holds its SHA-256);
`evidence.json` has its own revision. Published wording is quoted exactly and compared by digests
(`wording.json`).
"""

HEAD = """
| code | name | version | owner | licence | use | wording |
|---|---|---|---|---|---|---|
"""

CLOSING = """
Use: `open` is anyone with attribution; `non-commercial` is hidden where the site's use is
commercial, `ask-owner` everywhere, until a permission is recorded.

| wording | meaning |
|---|---|
"""

folder_option = click.option(
    "--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=FOLDER
)


@click.group("questionnaires")
def questionnaires() -> None:
    """Keep the shipped questionnaires' digests and their licence list."""


@questionnaires.command()
@folder_option
def manifest(folder: Path) -> None:
    """Write MANIFEST.json. A file that was shipped never changes: give a change a new version."""
    (folder / "MANIFEST.json").write_text(manifest_text(folder), encoding="utf-8")


@questionnaires.command()
@folder_option
def readme(folder: Path) -> None:
    """Write README.md: code, name, owner, licence and wording status of each questionnaire."""
    library = Library.load(folder, use="noncommercial")
    (folder / "README.md").write_text(readme_text(library), encoding="utf-8")


def manifest_text(folder: Path) -> str:
    """Return MANIFEST.json: the SHA-256 of every .osd file, by its path inside the folder."""
    digests = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.osd"))
    }
    return json.dumps(digests, indent=2) + "\n"


def readme_text(library: Library) -> str:
    """Return README.md of the folder that a library was loaded from."""
    rows = "".join(_rows(library))
    meanings = "".join(f"| {status.value} | {text} |\n" for status, text in MEANING.items())
    return OPENING + HEAD + rows + CLOSING + meanings


def _rows(library: Library) -> Iterator[str]:
    for code in library.known:
        yield _row(library, library.newest(code))


def _row(library: Library, instrument: Instrument) -> str:
    code = instrument.key.code
    passport = library.evidence(code).licence
    cells = (
        code,
        instrument.name,
        instrument.key.version,
        passport.owner,
        instrument.license,
        passport.verdict.value,
        library.status(instrument).value,
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |\n"


if __name__ == "__main__":
    # The app refuses to start while the manifest does not fit, so this also runs on its own.
    questionnaires()
