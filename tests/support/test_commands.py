"""Operators see which entries wait for them."""

from dataclasses import replace
from pathlib import Path

from flask import Flask

from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.support.commands import resources


def rows(app: Flask) -> list[list[str]]:
    """The listing, a list of cells a line, without its head."""
    result = app.test_cli_runner().invoke(resources, ["check"])
    assert result.exit_code == 0
    return [line.split("\t") for line in result.stdout.splitlines()[1:]]


def test_every_entry_is_listed_with_what_nobody_saw(app: Flask) -> None:
    listed = {cells[2]: cells for cells in rows(app)}
    assert len(listed) == 291
    assert listed["us-988"] == ["never", "shown", "us-988", "-", "988", "https://988lifeline.org"]
    assert listed["de-hateaid"][:4] == ["never", "hidden", "de-hateaid", "address, hours"]
    assert listed["gb-switchboard"][3] == "address, number, hours"


def test_what_was_checked_longest_ago_follows_what_never_was(
    config: Config, tmp_path: Path
) -> None:
    confirmations = tmp_path / "confirmations.json"
    confirmations.write_text(
        '{"us-988": {"day": "2026-11-20", "by": "A. N."},'
        ' "gb-switchboard": {"day": "2026-02-01", "by": "A. N."}}'
    )
    listed = rows(create_app(replace(config, confirmations=confirmations)))
    assert listed[0][0] == "never"
    assert [cells[:3] for cells in listed[-2:]] == [
        ["2026-02-01", "shown", "gb-switchboard"],
        ["2026-11-20", "shown", "us-988"],
    ]
