"""Commands that write what `questionnaires/` says of itself: its digests, its licence list."""

import hashlib
import json
from pathlib import Path

import click

FOLDER = Path("questionnaires")


@click.group("questionnaires")
def questionnaires() -> None:
    """Keep the shipped questionnaires' digests and their licence list."""


def manifest_text(folder: Path) -> str:
    """Return MANIFEST.json: the SHA-256 of every .osd file, by its path inside the folder."""
    digests = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.osd"))
    }
    return json.dumps(digests, indent=2) + "\n"


@questionnaires.command()
@click.option("--folder", type=click.Path(exists=True, path_type=Path), default=FOLDER)
def manifest(folder: Path) -> None:
    """Write MANIFEST.json. A file that was shipped never changes: give a change a new version."""
    (folder / "MANIFEST.json").write_text(manifest_text(folder), encoding="utf-8")
