"""A made-up clinic whose front door stands open, and a code for its first admin."""

import io

from PIL import Image, ImageDraw
from sqlalchemy.orm import Session

from wellbeing_app.clinic import actions, door_actions
from wellbeing_app.clinic.actions import Doer
from wellbeing_app.storage.clinics import ClinicState
from wellbeing_app.untrusted.pictures import logo
from wellbeing_app.web.staff.circumstances import House

NAME, SLUG = "River House", "river-house"
COLOUR = "#7a1f5c"
TEXTS = {
    "welcome": (
        "We are the counselling service of a made-up university. **Whatever brings you here, you "
        "are welcome.**"
    ),
    "before": "If you would rather talk first: our walk-in hour is every Tuesday at noon.",
    "closing": "Thank you for taking the time. Come and see us on a Tuesday, if you like.",
    "hours": "- Monday to Friday, 9:00 to 17:00\n- Walk-in hour on Tuesday at 12:00",
    "privacy": (
        "## A demonstration\n\nThis clinic is made up. A real one says here who is responsible, on "
        "what legal basis, which rights people have and how long things are kept."
    ),
}


def open_door(session: Session, house: House) -> str:
    """Add the clinic with its door; return the one-time code of its first admin."""
    clinic, code = actions.create(session, NAME, SLUG, house)
    by = Doer(clinic.id, "")
    door_actions.write(session, by, house, name=NAME, accent=COLOUR, **TEXTS)
    door_actions.put_logo(session, by, house, logo(_drawn()))
    door_actions.publish(session, by, house)
    door_actions.put_state(session, by, house, ClinicState.LISTED)
    return code


def _drawn() -> bytes:
    """Draw three waves."""
    picture = Image.new("RGBA", (320, 160), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    for top in (20, 60, 100):
        for left in range(0, 320, 80):
            pen.arc((left, top, left + 80, top + 40), 180, 360, fill=COLOUR, width=12)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
