"""What a day may add to the database, so that the disk is never full: then nothing works."""

import shutil
from pathlib import Path

from wellbeing_app.config import Config
from wellbeing_app.storage import growth
from wellbeing_app.web.database import db
from wellbeing_app.web.errors import NoRoom
from wellbeing_app.web.ownership import sqlite_file
from wellbeing_app.web.site import site

MEBIBYTE = 1024 * 1024
RESERVE, SHARE_OF_DISK = 64 * MEBIBYTE, 20
"""Bytes, or a twentieth of a smaller disk, that stay free for erasing and withdrawing."""


def make_room() -> None:
    """Count what this request adds to the day, last before its commit; raise `NoRoom` beyond it.

    What adds nothing is never refused.
    """
    added = growth.added(db.session)
    if not added:
        return
    config, keys = site().config, site().keys
    now = int(config.clock())
    over = growth.count(db.session, added, now, keys) > config.daily_growth * MEBIBYTE
    if over or is_nearly_full(config):
        raise NoRoom(retry_after=growth.DAY_SECONDS - now % growth.DAY_SECONDS)


def is_nearly_full(config: Config) -> bool:
    """Whether the disk of the site's folder, or of its SQLite database, has little left."""
    database = sqlite_file(config.database_url)
    return any(map(_has_little_left, {config.instance, (database or config.instance / "_").parent}))


def _has_little_left(folder: Path) -> bool:
    disk = shutil.disk_usage(folder)
    return disk.free < min(RESERVE, disk.total // SHARE_OF_DISK)
