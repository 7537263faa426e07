"""What every change of an account or a clinic needs of this site, for pages and for commands."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.vault.keys import Keys
from wellbeing_app.vault.strength import Strength
from wellbeing_app.web.database import db
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.session import now
from wellbeing_app.web.words.days import today


@dataclass(frozen=True, slots=True, repr=False)
class House:
    """What every change needs of this site."""

    keys: Keys
    strength: Strength
    salt: bytes
    instance: Path
    now: int
    today: date


def house() -> House:
    """Return what every change needs of this site, now."""
    config, salt = site().config, installation_salt(db.session)
    return House(site().keys, config.strength, salt, config.instance, now(), today())
