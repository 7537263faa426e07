"""Choose, see it as a therapist will, take the code, type it once: only then it is written."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from flask import abort, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from wellbeing_app.records.offers import Offered, offered
from wellbeing_app.records.share import LONGEST_LINE, Share, to_json
from wellbeing_app.records.shown import shown_share
from wellbeing_app.sharing import actions
from wellbeing_app.sharing.blueprint import blueprint
from wellbeing_app.sharing.choice import (
    Choice,
    all_in_words,
    choice_of,
    current_choice,
    digest,
    forget_choice,
    share_from,
)
from wellbeing_app.sharing.forms import CHOICES_OF_DAYS, ChoiceForm, days_sent
from wellbeing_app.sharing.invited import invitation, name
from wellbeing_app.sharing.sources import results
from wellbeing_app.storage.client_invitations import Inviting
from wellbeing_app.storage.shares import ID_BYTES, PICKUP_DAYS
from wellbeing_app.vault.codes import new_secret, write_code
from wellbeing_app.vault.sealing import TooLarge, pad
from wellbeing_app.web.brake import brake_saving
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import (
    CONFLICT,
    MISTYPED,
    NOT_FOUND,
    OK,
    UNPROCESSABLE,
    Answered,
    code_form,
    redirect_to,
    typed_code,
)
from wellbeing_app.web.growth import make_room
from wellbeing_app.web.qr import qr_svg
from wellbeing_app.web.site import site
from wellbeing_app.web.visit import codes
from wellbeing_app.web.words.days import day_words, today


@dataclass(frozen=True, slots=True)
class Making:
    """A share in the making: what was offered, what was chosen of it, and the share it gives.

    `to`: who invited, where it goes straight to them; None for a code to hand over.
    """

    offered: Offered
    choice: Choice
    share: Share
    to: Inviting | None

    @property
    def to_name(self) -> str | None:
        """The name of who invited."""
        return name(self.to) if self.to else None


def with_choice(view: Callable[[Making], Answered]) -> Callable[[], Answered]:
    """Hand the view the share in the making; if what it stood on has changed, choose anew.

    Where the invitation it answers has ended meanwhile, say so before anything is written.
    """

    @wraps(view)
    def guarded() -> Answered:
        choice = current_choice()
        there = _offered(kept=choice.kept) if choice else None
        if choice is None or there is None or choice.digest != digest(there):
            return _choose_anew()
        to = None
        if choice.invitation:
            # Until the share is written the invitation can neither end nor change its therapist.
            to = invitation(locked=request.method == "POST")
            if to is None:
                codes.INVITATION.forget()
                return render_template("sharing/invitation_over.html"), CONFLICT
            if not choice.answers(to.invitation.id):
                return _choose_anew()
        return view(Making(there, choice, share_from(there, choice), to))

    return guarded


def _choose_anew() -> Response:
    forget_choice()
    return redirect_to("sharing.choose")


@blueprint.get("/share")
def choose() -> Answered:
    """Everything of the result just finished, to tick what a therapist may see."""
    return _choose(kept=False)


@blueprint.get("/share/kept")
def choose_kept() -> Answered:
    """The same of the results of the history that is open."""
    return _choose(kept=True)


@blueprint.post("/share")
def take_choice() -> Answered:
    """Keep the ticks in the visit, or say what is wrong; ticks on an older list are not taken."""
    kept = request.form.get("kept") == "yes"
    there = _offered(kept=kept)
    if there is None:
        return render_template("sharing/nothing.html"), NOT_FOUND
    if request.form.get("offer") != digest(there):
        return _form(there, ChoiceForm(problems={"t": _changed()}), kept=kept)
    form = ChoiceForm.sent(request.form, there)
    to = invitation()
    choice = choice_of(
        there,
        form.places,
        kept=kept,
        talk=form.talk,
        avoid=form.avoid,
        invitation=to.invitation.id.hex() if to else "",
    )
    if not form.problems:
        form.problems |= _too_much(there, choice)
    if form.problems:
        return _form(there, form, kept=kept)
    choice.save()
    return redirect_to("sharing.preview")


@blueprint.get("/share/preview")
@with_choice
def preview(making: Making) -> Answered:
    """Exactly what the therapist will see, and what leaves with it."""
    return _preview(making)


@blueprint.post("/share/preview")
@with_choice
def take_days(making: Making) -> Answered:
    """Take how long it may be read, and let a new code wait."""
    if request.form.get("offer") != making.choice.digest:
        abort(400)
    days = days_sent()
    if days is None:
        return _preview(making, _("Choose how long it may be read"))
    secret = making.choice.secret if making.choice.new else new_secret()
    id_ = making.choice.share_id if making.choice.new else secrets.token_bytes(ID_BYTES)
    making.choice.with_code(days, secret, id_).save()
    return redirect_to("sharing.code")


@blueprint.get("/share/code")
@with_choice
def code(making: Making) -> Answered:
    """The new code, to write down, print or photograph."""
    if not making.choice.new:
        return redirect_to("sharing.preview")
    written = write_code(making.choice.secret)
    return render_template(
        "sharing/code.html",
        groups=written.split("-"),
        qr=qr_svg(written),
        pickup_days=min(PICKUP_DAYS, making.choice.days),
        to_name=making.to_name,
        history_is_open=codes.HISTORY.secret is not None,
    )


@blueprint.get("/share/type")
@with_choice
def type_code(making: Making) -> Answered:
    """Ask for the code, which no longer shows."""
    return _type(making)


@blueprint.post("/share/type")
@with_choice
def put_up(making: Making) -> Answered:
    """Write the share, if its code was typed right. Sent twice, it is one share."""
    secret = typed_code()
    if secret is None:
        return _type(making, str(MISTYPED))
    if not making.choice.is_of(secret):
        return _type(making, _("This is a code, but not the one that was shown to you."))
    brake_saving("share")
    to = making.to.holder if making.to else None
    instance = site().config.instance
    actions.put_up(db.session, making.choice, making.share, to, instance, today())
    make_room()
    db.session.commit()
    forget_choice()
    codes.INVITATION.forget()
    codes.SHARE.carry(secret)
    kept = True
    history = codes.HISTORY.secret
    if history is not None:
        kept = actions.keep_code(db.session, history, secret, today())
        make_room()
        db.session.commit()
    return redirect_to("sharing.status", kept=None if kept else "no")


def _offered(*, kept: bool) -> Offered | None:
    there = results(db.session, site().library, today(), kept=kept)
    return offered(site().library, there.records) if there else None


def _choose(*, kept: bool) -> Answered:
    there = _offered(kept=kept)
    if there is None or not there.parts:
        return render_template("sharing/nothing.html"), NOT_FOUND
    choice = current_choice()
    if choice is None or choice.digest != digest(there):
        return _form(there, ChoiceForm(), kept=kept)
    form = ChoiceForm(frozenset(choice.places), choice.talk, choice.avoid)
    return _form(there, form, kept=kept)


def _form(there: Offered, form: ChoiceForm, *, kept: bool) -> Answered:
    to = invitation()
    has_ended = to is None and codes.INVITATION.secret is not None
    if has_ended:
        codes.INVITATION.forget()
    page = render_template(
        "sharing/choose.html",
        all=all_in_words(site().library, there),
        offer=digest(there),
        kept=kept,
        form=form,
        alone=there.alone,
        limit=LONGEST_LINE,
        day_words=day_words,
        to_name=name(to) if to else None,
        has_ended=has_ended,
    )
    return page, UNPROCESSABLE if form.problems else OK


def _preview(making: Making, error: str | None = None) -> Answered:
    going = making.choice.going(making.offered)
    waiting = making.offered.waiting(making.choice.places)
    everything = all_in_words(site().library, making.offered)
    page = render_template(
        "sharing/preview.html",
        shown=shown_share(site().library, making.share),
        offer=making.choice.digest,
        kept=making.choice.kept,
        delicate=everything.answers_at(making.offered.alone.intersection(going)),
        behind=everything.sources_at(waiting),
        left_out=everything.answers_at(set[int]().union(*waiting.values())),
        days=CHOICES_OF_DAYS,
        chosen=making.choice.days or None,
        error=error,
        day_words=day_words,
        to_name=making.to_name,
    )
    return page, UNPROCESSABLE if error else OK


def _type(making: Making, error: str | None = None) -> Answered:
    if not making.choice.new:
        return redirect_to("sharing.preview")
    return code_form("sharing/type.html", error, to_name=making.to_name)


def _too_much(there: Offered, choice: Choice) -> dict[str, str]:
    """What does not fit: into the cookie, or into the largest share."""
    if choice.beyond_room() > 0:
        return {"talk": _("These texts are too long together for one visit. Make them shorter")}
    if not choice.going(there) and not (choice.talk or choice.avoid):
        return {"t": _stays_behind()}
    try:
        pad(to_json(share_from(there, choice)))
    except TooLarge:
        return {"t": _("This is more than one code can hold. Tick less, or make two codes")}
    return {}


def _changed() -> str:
    return str(_("Your answers have changed since this page was made. Please tick again"))


def _stays_behind() -> str:
    return str(
        _("What you ticked goes only together with the question marked as its own tick beside it")
    )
