"""Operators see which entries wait for them, and take the list out and back."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.client import Client
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.directory.checklist import COLUMNS
from wellbeing_app.support.commands import resources


def run(config: Config, *arguments: str) -> Result:
    """Run `flask resources ...` in a process's own app."""
    return create_app(config).test_cli_runner().invoke(resources, arguments)


def rows(config: Config) -> list[list[str]]:
    """The listing, a list of cells a line, without its head."""
    result = run(config, "check")
    assert result.exit_code == 0
    return [line.split("\t") for line in result.stdout.splitlines()[1:]]


def filled_in(config: Config, checks: dict[str, tuple[str, str]]) -> str:
    """The exported list with these days and names in it."""
    cells = list(csv.DictReader(io.StringIO(run(config, "export").stdout)))
    for row in cells:
        if row["entry"] in checks:
            row["checked_on"], row["checked_by"] = checks[row["entry"]]
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS)
    writer.writeheader()
    writer.writerows(cells)
    return file.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "list.csv"


def test_every_entry_is_listed_with_what_nobody_saw(config: Config) -> None:
    listed = {cells[2]: cells for cells in rows(config)}
    assert len(listed) == 291
    assert listed["us-988"] == ["never", "shown", "us-988", "-", "988", "https://988lifeline.org"]
    assert listed["de-hateaid"][:4] == ["never", "hidden", "de-hateaid", "address, hours"]
    assert listed["gb-switchboard"][3] == "address, number, hours"


def test_a_country_whose_only_line_is_for_women_is_named(config: Config) -> None:
    told = run(config, "check").stderr.splitlines()
    missing = [line for line in told if line.startswith("gap: DE")]
    assert missing == [
        f"gap: DE {kind}: no line for everyone, only de-hilfetelefon (women)"
        for kind in ("domestic_abuse", "trafficking_and_coercion")
    ]
    assert not [line for line in told if line.startswith("gap: AU")]


def test_what_was_checked_longest_ago_follows_what_never_was(config: Config, file: Path) -> None:
    checks = {"us-988": ("2026-11-20", "A. N."), "gb-switchboard": ("2026-02-01", "=A. N.")}
    file.write_text(filled_in(config, checks), "utf-8")
    assert run(config, "import", str(file)).output == "2 entries checked, 289 not checked\n"
    listed = rows(config)
    assert listed[0][0] == "never"
    assert [cells[:3] for cells in listed[-2:]] == [
        ["2026-02-01", "shown", "gb-switchboard"],
        ["2026-11-20", "shown", "us-988"],
    ]


def test_a_list_taken_out_and_back_changes_nothing(config: Config, file: Path) -> None:
    file.write_text(filled_in(config, {"us-988": ("2026-11-20", "-A. N.")}), "utf-8")
    run(config, "import", str(file))
    first = run(config, "export").stdout
    file.write_text(first, "utf-8")
    run(config, "import", str(file))
    assert run(config, "export").stdout == first
    assert "'-A. N." in first


def test_an_emptied_line_takes_the_check_back_and_a_missing_one_leaves_it(
    config: Config, file: Path
) -> None:
    checks = {"us-988": ("2026-11-20", "A. N."), "gb-shout": ("2026-11-20", "A. N.")}
    file.write_text(filled_in(config, checks), "utf-8")
    run(config, "import", str(file))
    head = ",".join(COLUMNS)
    file.write_text(f"{head}\nus-988,,,,,,,\n", "utf-8")
    run(config, "import", str(file))
    assert [cells[2] for cells in rows(config) if cells[0] != "never"] == ["gb-shout"]


def test_one_bad_line_keeps_the_whole_list_out(config: Config, file: Path) -> None:
    checks = {"us-988": ("2026-11-20", "A. N."), "gb-shout": ("20/11/2026", "A. N.")}
    file.write_text(filled_in(config, checks), "utf-8")
    result = run(config, "import", str(file))
    assert result.exit_code == 1
    assert "nothing was taken" in result.output
    assert "checked_on: must be a date such as 2026-11-20" in result.output
    assert all(cells[0] == "never" for cells in rows(config))


def test_a_file_that_is_no_text_is_refused(config: Config, file: Path) -> None:
    file.write_bytes(b"\xff\xfe")
    result = run(config, "import", str(file))
    assert (result.exit_code, result.output) == (1, "Error: this file is not UTF-8 text\n")


def test_a_checked_entry_says_so_on_its_card(config: Config, file: Path) -> None:
    file.write_text(filled_in(config, {"us-988": ("2026-11-20", "A. N.")}), "utf-8")
    run(config, "import", str(file))
    page = visitor(create_app(config)).visit("/help/us")
    assert "Checked on 20 November 2026 by A. N." in page.text


def test_in_production_a_crisis_line_stands_there_only_once_it_was_checked(
    config: Config, file: Path
) -> None:
    live = replace(
        config, mode="production", https=True, use="noncommercial", privacy="Ours", purpose="Ours"
    )
    before = visitor(create_app(live)).visit("/help/us")
    assert "988" not in before.links
    assert "Find A Helpline (ThroughLine)" in before.text
    file.write_text(filled_in(live, {"us-988": ("2026-11-20", "A. N.")}), "utf-8")
    run(live, "import", str(file))
    after = visitor(create_app(live)).visit("/help/us")
    assert after.links["988"] == "tel:988"


def visitor(app: Flask) -> Client:
    app.test_client_class = Client
    return Client.of(app)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_list_saved_with_semicolons_and_a_byte_order_mark_is_taken(
    config: Config, file: Path, encoding: str
) -> None:
    text = filled_in(config, {"us-988": ("2026-11-20", "Jörg")})
    rows = csv.reader(io.StringIO(text))
    with file.open("w", encoding=encoding, newline="") as saved:
        csv.writer(saved, delimiter=";").writerows(rows)
    assert run(config, "import", str(file)).output.startswith("1 entries checked")
    assert ",2026-11-20,Jörg\n" in run(config, "export").stdout


def test_today_is_todays_date_anywhere_on_earth(config: Config, file: Path) -> None:
    ten = datetime(2026, 11, 28, 10, tzinfo=UTC).timestamp()
    for earlier, day, code in ((1, "2026-11-29", 1), (0, "2026-11-29", 0), (0, "2026-11-30", 1)):
        moment = replace(config, clock=partial(float, ten - earlier))
        file.write_text(filled_in(moment, {"us-988": (day, "A. N.")}), "utf-8")
        assert run(moment, "import", str(file)).exit_code == code
