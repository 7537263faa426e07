"""What every change of an account needs of this site, for its pages and for the commands."""

from wellbeing_app.accounts.changes import House
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.web.database import db
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.session import now
from wellbeing_app.web.words.days import today


def house() -> House:
    """Return what every change needs of this site, now."""
    config, salt = site().config, installation_salt(db.session)
    return House(site().keys, config.strength, salt, config.instance, now(), today())
