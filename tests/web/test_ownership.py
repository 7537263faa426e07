"""One user runs a site and its commands, and nobody else can enter its folder or read its files."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import ROOT, environment
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.storage.erased_list import list_in
from wellbeing_app.web import ownership
from wellbeing_app.web.site import NotReady

SOMEBODY_ELSE = 65_534
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")


@pytest.fixture
def wide_open() -> Iterator[None]:
    """The umask most shells have."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def refusal(instance: Path) -> str:
    with pytest.raises(NotReady) as caught:
        create_app(Config.from_environment(environment(instance)))
    return str(caught.value)


def run(instance: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=environment(instance),
        capture_output=True,
        text=True,
        check=False,
        umask=0o022,
    )


def test_a_folder_that_others_may_enter_is_refused_by_name(instance: Path) -> None:
    instance.chmod(0o750)
    assert f"INSTANCE: others may enter {instance}; run chmod 700" in refusal(instance)


@as_root
def test_a_folder_of_another_user_is_refused_by_name(instance: Path) -> None:
    os.chown(instance, SOMEBODY_ELSE, -1)
    told = refusal(instance)
    assert f"INSTANCE: the folder {instance} belongs to nobody, and this runs as root" in told


@as_root
@pytest.mark.parametrize("name", ["erased", ".erased.lock", "evenkeel.sqlite", "keys.json"])
def test_a_file_that_another_user_left_behind_is_refused_by_name(instance: Path, name: str) -> None:
    (instance / name).touch(0o600)
    os.chown(instance / name, SOMEBODY_ELSE, -1)
    assert f"the file {instance / name} belongs to nobody" in refusal(instance)


@as_root
@pytest.mark.parametrize(
    "command",
    [("flask", "--app", "app", "purge"), ("flask", "--app", "app", "prepare"), ("wellbeing_app",)],
)
def test_no_command_of_another_user_leaves_a_file_behind(
    instance: Path, command: tuple[str, ...]
) -> None:
    os.chown(instance, SOMEBODY_ELSE, -1)
    (instance / "keys.json").unlink()
    before = sorted(instance.iterdir())
    done = run(instance, *command)
    assert done.returncode != 0
    assert "belongs to nobody" in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(instance.iterdir()) == before


def test_a_list_of_erased_ones_that_is_no_file_is_refused_by_name(instance: Path) -> None:
    list_in(instance).mkdir()
    assert f"{list_in(instance)}: this is no file" in refusal(instance)


@pytest.mark.usefixtures("wide_open")
def test_files_that_others_could_read_are_closed_to_them(
    instance: Path, caplog: pytest.LogCaptureFixture
) -> None:
    names = ("erased", "evenkeel.sqlite", "evenkeel.sqlite-wal")
    for name in names:
        (instance / name).touch()
        (instance / name).chmod(0o644)
    with caplog.at_level("WARNING"):
        create_app(Config.from_environment(environment(instance)))
    assert {(instance / name).stat().st_mode & 0o777 for name in names[:2]} == {0o600}
    assert all(f"{instance / name}: others could read" in caplog.text for name in names)


def test_whatever_a_command_writes_is_its_owners_alone(tmp_path: Path) -> None:
    instance = tmp_path / "new"
    done = run(instance, "flask", "--app", "app", "prepare")
    assert done.returncode == 0, done.stderr
    assert instance.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in instance.iterdir()} == {0o600}


@pytest.mark.usefixtures("wide_open")
def test_a_process_that_kept_the_umask_of_its_shell_would_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ownership, "OWNER_ONLY", 0o022)
    instance = tmp_path / "new"
    create_app(Config.from_environment(environment(instance)))
    assert (instance / "evenkeel.sqlite").stat().st_mode & 0o077
