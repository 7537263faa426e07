"""The staff door: guards that hand the view the one they let in. Strangers get 404.

@blueprint.get("/clients")
@therapist
def clients(me: Therapist) -> str: ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, Literal, ParamSpec, Protocol, TypeVar

from flask import Flask, g, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException, NotFound, ServiceUnavailable
from werkzeug.wrappers import Response

from wellbeing_app.storage.staff_sessions import Stage
from wellbeing_app.vault.keys import Pair
from wellbeing_app.vault.wrapping import Busy
from wellbeing_app.web.access import is_staff_page
from wellbeing_app.web.errors import http_failure
from wellbeing_app.web.staff.cookie import set_staff_cookie
from wellbeing_app.web.staff.forms import ForeignForm
from wellbeing_app.web.staff.late import ask_again, held_form, late_form
from wellbeing_app.web.staff.navigation import here, several_places, staff_pages
from wellbeing_app.web.staff.session import Signed, now, signed
from wellbeing_app.web.words.days import day_words, today

PROOF_SECONDS = 5 * 60
BUSY_SECONDS = 5

P = ParamSpec("P")
R = TypeVar("R")
Who = TypeVar("Who", covariant=True)


class SignedOut(NotFound):
    """Nobody is signed in here, or not far enough for this page."""


@dataclass(frozen=True, slots=True, repr=False)
class Staff:
    """Somebody who is signed in, wherever they work. `id` is the account's."""

    id: bytes
    name: str
    signed: Signed


@dataclass(frozen=True, slots=True, repr=False)
class Therapist:
    """The therapist who is signed in, at one desk. `id` is the desk's."""

    id: bytes
    name: str
    pair: Pair
    """Opens what clients shared."""
    number: int
    """Which pair of this desk it is; an earlier one is gone for good."""
    signed: Signed


@dataclass(frozen=True, slots=True, repr=False)
class Member:
    """Somebody who is signed in at a clinic. `id` is the membership's."""

    id: bytes
    name: str
    clinic_id: bytes
    clinic_name: str
    signed: Signed


class Guard(Protocol[Who]):
    """A decorator that hands a view somebody."""

    def __call__(self, view: Callable[Concatenate[Who, P], R], /) -> Callable[P, R]:
        """Return the view as its route calls it."""


class ProvenGuard(Protocol[Who]):
    """The same, and the answer may be to show password and factor first."""

    def __call__(self, view: Callable[Concatenate[Who, P], R], /) -> Callable[P, R | Response]:
        """Return the view as its route calls it."""


def _guard(who: Callable[[], Who]) -> Guard[Who]:
    """Hand the view whom `who` returns; everybody else gets 404."""

    def guard(view: Callable[Concatenate[Who, P], R], /) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            return view(who(), *args, **kwargs)

        return guarded

    return guard


def _proven(who: Callable[[], Who]) -> ProvenGuard[Who]:
    """Hand the view somebody who showed password and factor within the last five minutes.

    One whose proof is older is led to show them again, and then back to this address by GET; a form
    waits for that (`late`).
    """

    def guard(view: Callable[Concatenate[Who, P], R], /) -> Callable[P, R | Response]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
            found, proved = who(), _whole().contents.proved
            g.proof_until = proved + PROOF_SECONDS
            if not 0 <= now() - proved < PROOF_SECONDS:
                late = late_form()
                if late is not None:
                    return ask_again(late, {}, HTTPStatus.FORBIDDEN)
                return redirect(url_for("accounts.proof", then=request.path), HTTPStatus.SEE_OTHER)
            return view(found, *args, **kwargs)

        return guarded

    return guard


def waiting(*stages: Stage) -> Callable[[Callable[Concatenate[Signed, P], R]], Callable[P, R]]:
    """Hand the view a sign-in that is at one of these stages. Everybody else gets 404."""

    def guard(view: Callable[Concatenate[Signed, P], R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            found = signed()
            if found is None or found.contents.stage not in stages:
                raise SignedOut
            return view(found, *args, **kwargs)

        return guarded

    return guard


def _whole() -> Signed:
    found = signed()
    if found is None or found.contents.stage is not Stage.FULL:
        raise SignedOut
    return found


def current_staff() -> Staff:
    """Return who is signed in, or answer 404."""
    found = _whole()
    return Staff(found.contents.account_id, found.name, found)


def current_therapist() -> Therapist:
    """Return the therapist of this request, or answer 404."""
    found = _whole()
    here = found.here
    if here is None or here.pair is None or not here.is_desk:
        raise SignedOut
    return Therapist(here.id, found.name, here.pair, here.number, found)


def current_member() -> Member:
    """Return whoever is signed in at a clinic, or answer 404."""
    found = _whole()
    here = found.here
    if here is None or here.clinic_id is None:
        raise SignedOut
    return Member(here.id, found.name, here.clinic_id, here.clinic_name, found)


def current_admin() -> Member:
    """Return the admin of a clinic who is signed in there, or answer 404."""
    found = current_member()
    if found.signed.here is None or not found.signed.here.is_run:
        raise SignedOut
    return found


staff, proven_staff = _guard(current_staff), _proven(current_staff)
therapist, proven_therapist = _guard(current_therapist), _proven(current_therapist)
member, proven_member = _guard(current_member), _proven(current_member)
admin, proven_admin = _guard(current_admin), _proven(current_admin)


def init_staff(app: Flask) -> None:
    """Write the staff's cookie with the answers that change it, and answer those kept out."""
    app.after_request(set_staff_cookie)
    app.jinja_env.globals.update(staff_pages=staff_pages)
    app.context_processor(workplace)
    for kept_out in (SignedOut, ForeignForm):
        app.register_error_handler(kept_out, signed_out)
    app.register_error_handler(Busy, ask_to_come_back)
    app.context_processor(lambda: {"ending": ending()})


End = Literal["use", "session", "proof", "waiting"]


@dataclass(frozen=True, slots=True)
class Ending:
    """In how many seconds the page being written is good no more, and which end that is."""

    seconds: int
    of: End


def ending() -> Ending | None:
    """Return when the page being written ends; None for one of nobody who is on the way in."""
    found = g.get("signed")
    if found is None:
        return None
    if found.contents.stage is not Stage.FULL:
        return Ending(max(0, found.ends - now()), "waiting")
    ends: list[tuple[int, End]] = [(found.abs_until, "session"), (found.ends, "use")]
    if "proof_until" in g:
        ends.append((g.proof_until, "proof"))
    until, of = min(ends)
    return Ending(max(0, until - now()), of)


def workplace() -> dict[str, object]:
    """Name the workplace on every page of the staff; solo therapists have one and need no name."""
    place = here() if is_staff_page() else None
    if place is None or (place.clinic_id is None and not several_places()):
        return {}
    away = place.absent_until if place.absent_until and place.absent_until >= today() else None
    told = {
        "clinic_name": place.clinic_name,
        "several": several_places(),
        "absent": day_words(away) if away else "",
    }
    return {"workplace": told}


def signed_out(failure: HTTPException) -> Response:
    """Say that nobody is signed in here; the same for a stranger and for a session that ended.

    A form of a page that a therapist had open is not lost: its answer asks who it is.
    """
    late = late_form() or held_form()
    if late is not None:
        return ask_again(late, {}, failure.code)
    return make_response(render_template("errors/signed_out.html"), failure.code)


def ask_to_come_back(_failure: Busy) -> Response:
    """Answer 503: others are signing in at this very moment."""
    return http_failure(ServiceUnavailable(retry_after=BUSY_SECONDS))
