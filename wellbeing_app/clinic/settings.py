"""The front door as its admin keeps it: what is written, what waits, how open it is."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Response, abort, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from wellbeing_app.clinic import door_actions
from wellbeing_app.clinic.blueprint import blueprint
from wellbeing_app.clinic.door_actions import NoLaw, has_law
from wellbeing_app.clinic.members import doer
from wellbeing_app.storage.clinics import OPEN, Clinic, ClinicState
from wellbeing_app.storage.doors import ClinicDoor, Contents, Plate, door_of, drafted
from wellbeing_app.web.colours import accent_css
from wellbeing_app.web.database import db
from wellbeing_app.web.doors import Door, Written
from wellbeing_app.web.forms import CONFLICT, Answered, redirect_to
from wellbeing_app.web.palette import forced_look
from wellbeing_app.web.paper.making import pdf_on_request
from wellbeing_app.web.qr import qr_svg
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.circumstances import house
from wellbeing_app.web.staff.guards import Member, admin, proven_admin

STATES = {
    ClinicState.PREPARING: lazy_gettext("Not opened yet"),
    ClinicState.LISTED: lazy_gettext("Open, and named in the list of clinics"),
    ClinicState.UNLISTED: lazy_gettext("Open to those who have the address"),
    ClinicState.PAUSED: lazy_gettext("Closed for now"),
    ClinicState.GONE: lazy_gettext("Deleted"),
}
CHOICES = (ClinicState.UNLISTED, ClinicState.LISTED, ClinicState.PAUSED)
PNG = "image/png"
LOOKS = ("light", "dark")
WIDTHS = ("360", "1280")
PAPERS = {"poster": 14, "card": 4}
"""How large the modules of the QR code are."""


@dataclass(frozen=True)
class Settings:
    """A clinic and the door it keeps."""

    clinic: Clinic
    door: ClinicDoor
    draft: Contents

    @property
    def address(self) -> str:
        """The whole address of the door."""
        return url_for("selfcheck.door", slug=self.clinic.slug, _external=True)

    @property
    def is_new(self) -> bool:
        """Whether something is drafted that visitors do not see."""
        return (self.door.draft, self.door.draft_logo) != (self.door.live, self.door.live_logo)

    def as_seen(self) -> Door:
        """Return the door as it would be with what is drafted."""
        clinic = self.clinic
        plate = Plate(
            clinic.id,
            clinic.slug,
            self.draft.name,
            clinic.contact,
            clinic.state,
            self.door.revision,
        )
        return Door(plate, Written(self.draft, self.door.draft_logo))


def settings_of(me: Member) -> Settings:
    """Return the door of this admin's clinic."""
    clinic = db.session.get_one(Clinic, me.clinic_id)
    door = door_of(db.session, clinic)
    return Settings(clinic, door, drafted(door))


@blueprint.get("/staff/clinic/door")
@admin
def settings(me: Member) -> Answered:
    """What there is to write, whether it is published, and how open the door is."""
    return _page(me)


@blueprint.post("/staff/clinic/door")
@admin
def put_state(me: Member) -> Answered:
    """Open, list or pause the door."""
    chosen = request.form.get("state", "")
    if chosen not in CHOICES:
        return _page(me, _("Choose one of these"))
    try:
        door_actions.put_state(db.session, doer(me), house(), ClinicState(chosen))
    except NoLaw:
        return _page(me, _("Publish the door first: look at the preview, and publish it there"))
    db.session.commit()
    return redirect_to("clinic.settings")


@blueprint.get("/staff/clinic/door/preview")
@admin
def preview(me: Member) -> Answered:
    """The door as visitors would see it: narrow or wide, light or dark. Publish stands below."""
    return _preview(me)


@blueprint.post("/staff/clinic/door/preview")
@admin
def publish(me: Member) -> Answered:
    """Let visitors see what is drafted."""
    try:
        door_actions.publish(db.session, doer(me), house())
    except NoLaw:
        return _preview(me, _("Write the privacy text first, and fill in each [place]"))
    db.session.commit()
    return redirect_to("clinic.settings")


@blueprint.get("/staff/clinic/door/look.css")
@admin
def draft_look(me: Member) -> Response:
    """Answer with the drafted colour, in the look that is asked for."""
    accent = settings_of(me).draft.accent
    asked = request.args.get("look", "")
    sheet = forced_look(asked, accent) if asked in LOOKS else accent_css(accent) if accent else ""
    return Response(sheet, mimetype="text/css")


@blueprint.get("/staff/clinic/door/logo.png")
@admin
def draft_logo(me: Member) -> Response:
    """Answer with the drafted logo."""
    logo = settings_of(me).door.draft_logo
    return Response(logo or b"", HTTPStatus.OK if logo else HTTPStatus.NO_CONTENT, mimetype=PNG)


@blueprint.get("/staff/clinic/door/<paper>.pdf")
@admin
def door_paper(me: Member, paper: str) -> Answered:
    """A poster for the waiting room, or cards to hand out: a name, an address, a QR code."""
    found = settings_of(me)
    if paper not in PAPERS:
        abort(HTTPStatus.NOT_FOUND)
    if found.door.live is None:
        return redirect_to("clinic.settings")
    values = {"name": found.clinic.name, "address": found.address}
    code = qr_svg(found.address, _("QR code of the address below"), PAPERS[paper])
    pdf = pdf_on_request(f"clinic/{paper}.html", **values, qr=code)
    answer = make_response(pdf)
    answer.content_type = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{paper}.pdf"'
    return answer


@blueprint.get("/staff/clinic/door/delete")
@proven_admin
def ask_delete(me: Member) -> str:
    """Say what goes with the door, before it does."""
    return render_template("clinic/delete_door.html", settings=settings_of(me))


@blueprint.post("/staff/clinic/door/delete")
@proven_admin
def delete_door(me: Member) -> Answered:
    """Delete the door and all that was written for it."""
    door_actions.delete(db.session, doer(me), house())
    db.session.commit()
    return redirect_to("clinic.settings")


def _page(me: Member, problem: str = "") -> Answered:
    found = settings_of(me)
    page = render_template(
        "clinic/settings.html",
        settings=found,
        states=STATES,
        choices=[(state, str(STATES[state])) for state in CHOICES],
        is_open=found.clinic.state in OPEN,
        has_law=has_law(found.draft),
        problem=problem,
    )
    return page, CONFLICT if problem else 200


def _preview(me: Member, problem: str = "") -> Answered:
    found = settings_of(me)
    chosen = {"width": WIDTHS[0], "look": LOOKS[0]}
    chosen |= {name: value for name, value in request.args.items() if value in (*WIDTHS, *LOOKS)}
    page = render_template(
        "clinic/preview.html",
        settings=found,
        door=found.as_seen(),
        chosen=chosen,
        widths=WIDTHS,
        looks=((LOOKS[0], _("Light")), (LOOKS[1], _("Dark"))),
        crisis_help=site().directory.crisis(None),
        problem=problem,
    )
    return page, CONFLICT if problem else 200
