"""What the staff's forms ask for, read from a post by name; anything else in it is ignored."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus

from flask import make_response, render_template
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from wellbeing_app.accounts.guessable import LONGEST, SHORTEST, Weakness, weakness
from wellbeing_app.web.forms import Problems, sent

WEAKNESSES: Mapping[Weakness, str] = {
    Weakness.SHORT: lazy_gettext("Use at least %(number)s characters", number=SHORTEST),
    Weakness.LONG: lazy_gettext("Use at most %(number)s characters", number=LONGEST),
    Weakness.GUESSABLE: lazy_gettext(
        "This is easy to guess: common words, names, years or keys in a row. Put together a few "
        "words that have nothing to do with each other"
    ),
}
DIFFERENT = lazy_gettext("This is not the same as the password above")
NOT_THE_CODE = lazy_gettext("These are not the six digits shown now, or they were used already")
NOT_THE_PASSWORD = lazy_gettext("This is not your password")
WAIT = lazy_gettext("There were too many tries. Wait a few minutes, then try again")


def new_password(problems: Problems, own_words: Iterable[str]) -> str:
    """Return the new password, typed twice; what is wrong with it goes into `problems`."""
    password = sent("new_password")
    weak = weakness(password, own_words)
    if weak:
        problems["new_password"] = str(WEAKNESSES[weak])
    elif sent("again") != password:
        problems["again"] = str(DIFFERENT)
    return password


def show_again(
    template: str,
    problems: Problems,
    *,
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY,
    **context: object,
) -> Response:
    """Show a page again with what is to be mended. Nothing secret that was typed is in it."""
    return make_response(render_template(template, problems=problems, **context), status)
