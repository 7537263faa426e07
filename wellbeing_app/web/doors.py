"""Front doors of clinics, as visitors meet them.

One small statement tells which revision of a door is open; what it says is read once and then kept
in memory until there is a newer one. So a page costs the same however many clinics there are.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from threading import Lock
from typing import cast
from zoneinfo import ZoneInfo

from flask import Flask, current_app
from markupsafe import Markup

from wellbeing_app.directory.entry import Phone
from wellbeing_app.storage import doors
from wellbeing_app.storage.clinics import OPEN, ClinicState
from wellbeing_app.storage.doors import Contents, Line, Plate
from wellbeing_app.web.database import db
from wellbeing_app.web.markdown import written
from wellbeing_app.web.site import site

EXTENSION = "evenkeel.doors"
MOST_KEPT = 64
"""Doors in memory at once; one is some 100 kB at the most."""


@dataclass(frozen=True)
class Written:
    """What a clinic writes for its door, ready for a page."""

    contents: Contents
    logo: bytes | None

    @cached_property
    def welcome(self) -> Markup:
        """What it says to those who come in."""
        return written(self.contents.welcome)

    @cached_property
    def before(self) -> Markup:
        """What it adds to "before you start"."""
        return written(self.contents.before)

    @cached_property
    def closing(self) -> Markup:
        """What it says under a result."""
        return written(self.contents.closing)

    @cached_property
    def hours(self) -> Markup:
        """When it is open."""
        return written(self.contents.hours)

    @cached_property
    def privacy(self) -> Markup:
        """Its own page of law."""
        return written(self.contents.privacy)

    @property
    def phone(self) -> Phone | None:
        """The number of its emergency line."""
        line = self.contents.line
        return Phone(number=line.phone) if line else None


@dataclass(frozen=True)
class Door:
    """A door at this moment."""

    plate: Plate
    written: Written

    @property
    def name(self) -> str:
        """What the clinic calls itself."""
        return self.plate.name

    @property
    def is_open(self) -> bool:
        """Whether a check can begin here."""
        return self.plate.state in OPEN

    @property
    def is_listed(self) -> bool:
        """Whether it is named in the list of clinics."""
        return self.plate.state == ClinicState.LISTED

    @property
    def line_is_staffed(self) -> bool:
        """Whether the clinic's emergency line answers now."""
        line = self.written.contents.line
        return line is not None and is_staffed(line, site().config.clock())


def is_staffed(line: Line, now: float) -> bool:
    """Say whether a line answers at a moment, by the clock of the place where it is."""
    here = datetime.fromtimestamp(now, UTC).astimezone(ZoneInfo(line.zone))
    minute = here.hour * 60 + here.minute
    yesterday = (here - timedelta(days=1)).weekday()
    if line.opens < line.closes:
        return here.weekday() in line.days and line.opens <= minute < line.closes
    if line.opens == line.closes:
        return here.weekday() in line.days
    return (here.weekday() in line.days and minute >= line.opens) or (
        yesterday in line.days and minute < line.closes
    )


class Doors:
    """What was read of doors lately, by clinic and revision."""

    def __init__(self) -> None:
        self._kept: OrderedDict[bytes, tuple[int, Written]] = OrderedDict()
        self._lock = Lock()

    def written(self, plate: Plate) -> Written | None:
        """Return what stands on a door of this revision; None where nothing does."""
        with self._lock:
            kept = self._kept.get(plate.id)
            if kept is not None and kept[0] == plate.revision:
                self._kept.move_to_end(plate.id)
                return kept[1]
        found = doors.published(db.session, plate.id)
        if found is None:
            return None
        read = Written(*found)
        with self._lock:
            self._kept[plate.id] = (plate.revision, read)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return read


def init_doors(app: Flask) -> None:
    """Give the app a memory of doors."""
    app.extensions[EXTENSION] = Doors()


def door_at(slug: str) -> Door | Plate | None:
    """Return the door at an address; its plate alone where it was deleted; None where none was."""
    plate = doors.plate_of(db.session, slug)
    if plate is None or plate.state == ClinicState.PREPARING:
        return None
    return _door(plate) or plate


def door_of(clinic_id: bytes | None) -> Door | None:
    """Return the door a check began at, as long as it is there, open or paused."""
    plate = doors.plate_by_id(db.session, clinic_id) if clinic_id else None
    return _door(plate) if plate else None


def _door(plate: Plate) -> Door | None:
    found = cast(Doors, current_app.extensions[EXTENSION]).written(plate)
    return Door(plate, found) if found else None
