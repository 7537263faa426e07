"""The key file: whole or not at all, for the owner's eyes only, never shown."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from wellbeing_app.vault.keys import Keys, KeysRefused
from wellbeing_app.vault.sealing import open_box, seal_to

OTHER_KEY = bytes(range(32)).hex()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.json"


def test_a_created_file_is_the_owners_alone_and_reads_back(path: Path) -> None:
    created = Keys.create(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert Keys.load(path) == created
    assert list(path.parent.iterdir()) == [path]


def test_the_mode_does_not_depend_on_the_umask(path: Path) -> None:
    before = os.umask(0)
    try:
        Keys.create(path)
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_existing_file_is_never_overwritten(path: Path) -> None:
    path.write_bytes(b"precious")
    with pytest.raises(KeysRefused, match="is kept"):
        Keys.create(path)
    assert path.read_bytes() == b"precious"
    assert list(path.parent.iterdir()) == [path]


def test_of_many_that_create_at_once_one_wins_and_its_file_stays(path: Path) -> None:
    def create(_: int) -> Keys | None:
        try:
            return Keys.create(path)
        except KeysRefused:
            return None

    with ThreadPoolExecutor(16) as pool:
        created = [keys for keys in pool.map(create, range(16)) if keys]
    assert created == [Keys.load(path)]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o644, 0o601])
def test_a_file_that_others_may_touch_is_refused(path: Path, mode: int) -> None:
    Keys.create(path)
    path.chmod(mode)
    with pytest.raises(KeysRefused, match="chmod 600"):
        Keys.load(path)


def test_the_first_key_writes_and_all_read(path: Path) -> None:
    old = Keys.create(path)
    content = json.loads(path.read_text())
    content["visit_keys"].insert(0, OTHER_KEY)
    path.write_text(json.dumps(content))
    assert Keys.load(path).visit_keys == (bytes.fromhex(OTHER_KEY), *old.visit_keys)


def test_the_statistics_pair_belongs_together(path: Path) -> None:
    pair = Keys.create(path).statistics
    assert open_box(pair, seal_to(pair.public, b"answers")) == b"answers"


def test_a_printed_key_ring_shows_no_secret(path: Path) -> None:
    keys = Keys.create(path)
    shown = f"{keys!r} {keys} {keys.statistics!r}"
    public = repr(keys.statistics.public)
    for line in json.loads(path.read_text()).values():
        for secret in line if isinstance(line, list) else [line]:
            assert secret not in shown
            assert repr(bytes.fromhex(secret)) not in shown.replace(public, "")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not JSON"),
        (b"\xff", "not JSON"),
        (b"[" * 100_000, "too deep"),
        (b'{"visit_keys": ' + b"[" * 1_000 + b"]" * 1_000 + b"}", "too deep"),
        (b"9" * 5_000, "not JSON"),
        (b" " * 2**21, "too deep or large"),
        (b"[]", "not a JSON object"),
        (b"{}", "visit_keys"),
        (b'{"visit_keys": []}', "visit_keys"),
        (b'{"visit_keys": ["c0ffee"]}', "visit_keys is not 32 bytes"),
        (b'{"visit_keys": ["zz"]}', "visit_keys is not 32 bytes"),
        (b'{"visit_keys": [7]}', "visit_keys is not 32 bytes"),
    ],
)
def test_a_broken_file_is_refused_without_quoting_it(
    path: Path, content: bytes, reason: str
) -> None:
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(KeysRefused, match=reason) as refused:
        Keys.load(path)
    assert "c0ffee" not in str(refused.value)


def test_a_missing_file_is_refused_by_name(path: Path) -> None:
    with pytest.raises(KeysRefused, match=r"keys\.json: cannot read"):
        Keys.load(path)


def test_a_file_that_is_no_file_is_refused(path: Path) -> None:
    path.mkdir()
    with pytest.raises(KeysRefused):
        Keys.load(path)


def test_a_key_of_like_bytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    Keys.create(path)
    content = json.loads(path.read_text())
    content["visit_keys"] = ["00" * 32]
    path.write_text(json.dumps(content))
    with pytest.raises(KeysRefused, match="visit_keys is not random"):
        Keys.load(path)
