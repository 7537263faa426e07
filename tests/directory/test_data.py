"""The shipped files: their shape, their cross-references, what they must not say."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wellbeing_app.directory.directory import GLOBAL_DIRECTORY, SHIPPED, Directory
from wellbeing_app.directory.entry import Audience, Phone, dial
from wellbeing_app.directory.reading import BadDirectory

NOTES_TO_OURSELVES = re.compile(r"verif|from memory|unverified|to check|stored page|\(seen", re.I)


def test_every_collected_entry_is_shipped_and_the_unready_ones_are_hidden(
    directory: Directory,
) -> None:
    assert len(directory.entries) == 291
    assert len(directory.shown) == 151
    assert all(entry.ready for entry in directory.shown)


def test_every_entry_shown_says_in_one_line_what_it_is(directory: Directory) -> None:
    for entry in directory.shown:
        assert entry.about
        assert entry.about.endswith(".")
        assert len(entry.about) < 200


def test_no_working_note_reaches_a_visitor(directory: Directory) -> None:
    for entry in directory.entries:
        told = [entry.name, entry.about, entry.hours, entry.message, entry.caution]
        assert not [text for text in told if text and NOTES_TO_OURSELVES.search(text)], entry.id


def test_every_entry_shown_can_be_reached(directory: Directory) -> None:
    assert all(entry.phones or entry.message or entry.url for entry in directory.shown)


def test_no_number_of_a_shown_entry_was_taken_from_memory(directory: Directory) -> None:
    assert all(entry.phone_seen for entry in directory.shown if entry.phones)


def test_the_global_directory_is_ready(directory: Directory) -> None:
    assert directory.entry(GLOBAL_DIRECTORY).ready


def test_young_lines_are_for_the_young_or_for_everybody(directory: Directory) -> None:
    for country in directory.countries():
        for entry in directory.minors(country.code).entries:
            assert entry.audience in {Audience.YOUNG, Audience.EVERYONE, Audience.LGBTQ_UNDER_25}


@pytest.mark.parametrize(
    ("printed", "dialled"),
    [
        ("1-800-799-7233", "tel:18007997233"),
        ("+1 210-828-7900", "tel:+12108287900"),
        ("(02) 1343", "tel:021343"),
        ("*0311", "tel:*0311"),
        ("#8891", "tel:%238891"),
    ],
)
def test_a_printed_number_can_be_dialled(printed: str, dialled: str) -> None:
    assert dial(printed) == dialled
    assert Phone(number=printed).address == dialled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files to break."""
    return shutil.copytree(SHIPPED, tmp_path / "data")


def edit(file: Path, change: Callable[[Any], None]) -> None:
    """Change one JSON file."""
    content = json.loads(file.read_text("utf-8"))
    change(content)
    file.write_text(json.dumps(content), "utf-8")


@pytest.mark.parametrize(
    ("file", "change", "told"),
    [
        ("entries/us.json", lambda rows: rows[0].update(kinds=["magic"]), "us.json: 0.kinds.0"),
        ("entries/us.json", lambda rows: rows[0].update(extra=1), "us.json: 0.extra"),
        ("entries/us.json", lambda rows: rows[0].update(url="http://x"), "us.json: 0.url"),
        ("entries/us.json", lambda rows: rows[0].update(countries=["XX"]), "unknown country XX"),
        ("entries/us.json", lambda rows: rows.append(rows[0]), "us-988: stands twice"),
        ("young.json", lambda rows: rows[0].update(first=["nobody"]), "nobody does not exist"),
        ("young.json", lambda rows: rows[0].update(country="XX"), "XX does not exist"),
        ("countries.json", lambda rows: rows[0].update(crisis_first=["no"]), "no does not exist"),
        ("emergency.json", lambda rows: rows[0]["numbers"][0].pop("seen"), "0.numbers.0.seen"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(
    folder: Path, file: str, change: Callable[[Any], None], told: str
) -> None:
    edit(folder / file, change)
    with pytest.raises(BadDirectory, match=re.escape(told)):
        Directory.load(folder)


def test_a_file_that_is_not_json_is_refused_by_name(folder: Path) -> None:
    (folder / "young.json").write_text("[", "utf-8")
    with pytest.raises(BadDirectory, match=r"young\.json"):
        Directory.load(folder)
