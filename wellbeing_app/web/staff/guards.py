"""The staff door: guards that hand the view the one they let in. Strangers get 404.

@blueprint.get("/clients")
@therapist
def clients(me: Therapist) -> str: ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, Literal, ParamSpec, TypeVar

from flask import Flask, g, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException, NotFound, ServiceUnavailable
from werkzeug.wrappers import Response

from wellbeing_app.storage.account_keys import key_of
from wellbeing_app.storage.connections import read_only
from wellbeing_app.storage.staff_sessions import Stage
from wellbeing_app.vault.keys import Pair
from wellbeing_app.vault.wrapping import Busy
from wellbeing_app.web.database import db
from wellbeing_app.web.errors import http_failure
from wellbeing_app.web.staff.cookie import set_staff_cookie
from wellbeing_app.web.staff.forms import ForeignForm
from wellbeing_app.web.staff.late import ask_again, held_form, late_form
from wellbeing_app.web.staff.session import Signed, now, signed

PROOF_SECONDS = 5 * 60
BUSY_SECONDS = 5

P = ParamSpec("P")
R = TypeVar("R")


class SignedOut(NotFound):
    """Nobody is signed in here, or not far enough for this page."""


@dataclass(frozen=True, slots=True, repr=False)
class Therapist:
    """The therapist who is signed in."""

    id: bytes
    name: str
    pair: Pair
    """Opens what clients shared."""
    number: int
    """Which pair of this therapist it is; an earlier one is gone for good."""
    signed: Signed


def therapist(view: Callable[Concatenate[Therapist, P], R]) -> Callable[P, R]:
    """Hand the view the therapist of this request. Everybody else gets 404."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        return view(current_therapist(), *args, **kwargs)

    return guarded


def proven_therapist(view: Callable[Concatenate[Therapist, P], R]) -> Callable[P, R | Response]:
    """Hand the view a therapist who showed password and factor within the last five minutes.

    One whose proof is older is led to show them again, and then back to this address by GET; a form
    waits for that (`late`).
    """

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
        found = current_therapist()
        g.proof_until = found.signed.contents.proved + PROOF_SECONDS
        if not 0 <= now() - found.signed.contents.proved < PROOF_SECONDS:
            late = late_form()
            if late is not None:
                return ask_again(late, {}, HTTPStatus.FORBIDDEN)
            return redirect(url_for("accounts.proof", then=request.path), HTTPStatus.SEE_OTHER)
        return view(found, *args, **kwargs)

    return guarded


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


def current_therapist() -> Therapist:
    """Return the therapist of this request, or answer 404."""
    found = signed()
    if found is None or found.contents.stage is not Stage.FULL:
        raise SignedOut
    read_only(db.session)
    key = key_of(db.session, found.contents.account_id)
    known = (key.public, key.number) if key else None
    # The view begins a transaction of its own, one that may write.
    db.session.rollback()
    if known is None:
        raise SignedOut
    public, number = known
    pair = Pair(public=public, private=found.contents.private)
    return Therapist(found.contents.account_id, found.name, pair, number, found)


def init_staff(app: Flask) -> None:
    """Write the staff's cookie with the answers that change it, and answer those kept out."""
    app.after_request(set_staff_cookie)
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
