"""What the running site consists of, handed to a view by one accessor.

The support directory follows what operators have checked while the site runs.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wellbeing_app.config import BadSetting, Config
from wellbeing_app.directory.directory import Directory
from wellbeing_app.directory.entry import Confirmation
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.storage.connections import read_only
from wellbeing_app.storage.resource_checks import confirmations
from wellbeing_app.untrusted.refusal import Refused
from wellbeing_app.vault.keys import Keys, KeysRefused
from wellbeing_app.web.database import db
from wellbeing_app.web.ownership import keep_to_owner

logger = logging.getLogger(__name__)

EXTENSION = "evenkeel"
FRESH_SECONDS = 60
"""How long one reading of the table serves every request of this process."""


class CheckedDirectory:
    """The shipped directory and the newest confirmations read. `clock` answers seconds."""

    def __init__(self, shipped: Directory, clock: Callable[[], float]) -> None:
        self._directory = shipped
        self._clock = clock
        self._read_at = float("-inf")

    def now(self) -> Directory:
        """Return the directory; the table is read at most once a minute. Needs an app context."""
        if self._clock() - self._read_at >= FRESH_SECONDS:
            # Before the reading: while a database does not answer, one request waits, not all.
            self._read_at = self._clock()
            self._follow(_read(self._directory.confirmations))
        return self._directory

    def _follow(self, found: Mapping[str, Confirmation]) -> None:
        if found != self._directory.confirmations:
            self._directory = replace(self._directory, confirmations=found)


def _read(earlier: Mapping[str, Confirmation]) -> Mapping[str, Confirmation]:
    """Read the table in a transaction of its own; help pages never fail with the database."""
    try:
        with Session(db.engine) as session:
            read_only(session)
            return confirmations(session)
    except SQLAlchemyError as failure:
        logger.warning("Checked support entries cannot be read: %s", type(failure).__name__)
        return earlier


@dataclass(frozen=True)
class Site:
    """Everything that is loaded once at the start and then only read.

    Operators may check support entries while the site runs: `directory` follows.
    """

    config: Config
    keys: Keys
    library: Library
    checked: CheckedDirectory

    @property
    def directory(self) -> Directory:
        """The support directory as operators have checked it."""
        return self.checked.now()


def site() -> Site:
    """Return the site the current request belongs to."""
    return cast(Site, current_app.extensions[EXTENSION])


class NotReady(RuntimeError):
    """The site may not start; the message lists every reason on a line of its own."""


def open_site(config: Config) -> Site:
    """Load what the site needs, or refuse with `NotReady` or `BadSetting`.

    Outside production a missing key file is made. In production that is a step of its own
    (`python -m wellbeing_app`), so that a lost file is noticed instead of quietly replaced.
    """
    make_folder(config.instance)
    faults = keep_to_owner(config)
    reasons = [*config.problems(), *faults]
    keys = library = None
    try:
        # A key file made by the wrong user would be one more that the site cannot read.
        keys = None if faults else _keys(config)
    except KeysRefused as refusal:
        reasons.append(f"The key file is not usable: {refusal}.")
    try:
        library = Library.load(config.questionnaires, use=config.use)
    except Refused as refusal:
        reasons.append(f"The questionnaires are not usable: {refusal}.")
    if reasons or keys is None or library is None:
        raise NotReady("This site cannot start:\n" + "\n".join(f"- {line}" for line in reasons))
    shipped = Directory.load(confirmed_only=config.production)
    return Site(config, keys, library, CheckedDirectory(shipped, config.clock))


def make_folder(instance: Path) -> None:
    """Make the folder of a site, for its owner alone; one that exists is kept."""
    try:
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(f"INSTANCE: this folder cannot be made ({error.strerror}).") from None


def _keys(config: Config) -> Keys:
    if not config.production and not config.keys_path.exists():
        return make_keys(config.keys_path)
    return Keys.load(config.keys_path)


def make_keys(path: Path) -> Keys:
    """Make the key file in a folder only its owner can enter; one that exists is kept."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return Keys.create(path)
    except KeysRefused:
        # Another worker starting at the same moment was first.
        return Keys.load(path)
