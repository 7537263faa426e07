"""Whose the files of a site are: one user runs it and its commands, and nobody else reads them.

A command run as another user, root above all, would leave files behind that the site cannot read.
"""

import logging
import os
import pwd
import stat
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from wellbeing_app.config import Config
from wellbeing_app.storage.erased_list import list_in, lock_of
from wellbeing_app.web.proxies import NAME as NOTICED

logger = logging.getLogger(__name__)

OWNER_ONLY = 0o077
"""What a process of ours never allows others on a file it makes."""
OTHERS = stat.S_IRWXG | stat.S_IRWXO
BESIDE_DATABASE = ("", "-wal", "-shm", "-journal")


def keep_to_owner(config: Config) -> tuple[str, ...]:
    """Return what keeps this process from the site's files, one plain sentence each.

    Files that others could read inside a folder they cannot enter are closed here. The key file is
    held to that when it is read.
    """
    os.umask(OWNER_ONLY)
    folder = config.instance.stat()
    if folder.st_uid != os.geteuid():
        return (_not_ours("INSTANCE: the folder", config.instance, folder.st_uid),)
    if folder.st_mode & OTHERS:
        return (f"INSTANCE: others may enter {config.instance}; run chmod 700 on it.",)
    checked = (_closed(path, is_key_file=path == config.keys_path) for path in _files(config))
    return tuple(fault for fault in checked if fault)


def sqlite_file(url: str) -> Path | None:
    """Return the file of an SQLite database; None for another engine, or one in memory."""
    try:
        address = make_url(url)
    except ArgumentError:
        return None
    named = address.get_backend_name() == "sqlite" and address.database
    return Path(named) if named else None


def _files(config: Config) -> Iterator[Path]:
    """Every file that the site or a command of it writes."""
    yield config.keys_path
    yield config.instance / NOTICED
    yield from (list_in(config.instance), lock_of(list_in(config.instance)))
    database = sqlite_file(config.database_url)
    if database:
        yield from (database.with_name(database.name + rest) for rest in BESIDE_DATABASE)


def _closed(path: Path, *, is_key_file: bool) -> str | None:
    """Close a file to others; return a fault where that is not ours to do."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return f"{path}: this is no file."
        if found.st_uid != os.geteuid():
            return _not_ours("the file", path, found.st_uid)
        if found.st_mode & OTHERS and not is_key_file:
            path.chmod(stat.S_IMODE(found.st_mode) & ~OTHERS)
            logger.warning("%s: others could read this file; now its owner alone can.", path)
    except FileNotFoundError:
        return None
    except OSError as error:
        return f"{path}: this file cannot be kept to its owner ({error.strerror})."
    return None


def _not_ours(what: str, path: Path, owner: int) -> str:
    return (
        f"{what} {path} belongs to {_name(owner)}, and this runs as {_name(os.geteuid())}. Run the "
        f"site and its commands as one user: sudo -u {_name(owner)} ..., or chown what is theirs."
    )


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
