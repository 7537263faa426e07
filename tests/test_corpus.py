"""`make corpus`: every file of a folder gets its outcome, also one that no visit could carry."""

import json
from pathlib import Path

from bench.corpus import outcomes
from tests.instruments.osd_files import changed

LONG = {"id": "q5", "type": "long", "text_key": "q3", "validation": {"max_length": 650}}
"""A free text that takes a little more than a cookie has for answers."""


def write(path: Path, document: dict[str, object]) -> None:
    path.write_text(json.dumps(document), "utf-8")


def test_a_folder_is_taken_and_scored_past_files_that_cannot_be(tmp_path: Path) -> None:
    write(tmp_path / "good.osd", changed("definition", "scale_info", "code", value="GOOD"))
    write(tmp_path / "long.osd", changed("definition", "items", 5, value=LONG))
    (tmp_path / "broken.osd").write_bytes(b"{")
    found = {one.file: one.kind for one in outcomes(tmp_path)}
    assert found == {"good.osd": "taken", "long.osd": "too large", "broken.osd": "refused"}
