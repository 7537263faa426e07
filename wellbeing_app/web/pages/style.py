"""GET /style: every component of the look in every state, for those who build pages.

With the shares of a made-up client: three days, with something for every part.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from flask import Blueprint, abort, render_template

from wellbeing_app.brief.brief import brief
from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.records.record import ENGINE
from wellbeing_app.records.share import (
    AnswerPart,
    ScorePart,
    Share,
    Source,
    SourcedPart,
    share_of,
)
from wellbeing_app.web.site import site
from wellbeing_app.web.words.days import day_words, short_day_words
from wellbeing_app.web.words.evidence import card_of

blueprint = Blueprint("style", __name__)
CARD = "PHQ-9"


SCORES: Mapping[date, Mapping[str, tuple[str, float, float]]] = {
    date(2026, 9, 7): {"PHQ-9": ("total", 14, 27), "BPS": ("total", 3, 10)},
    date(2026, 10, 5): {"PHQ-9": ("total", 12, 27), "WHO-5": ("index", 40, 100)},
    date(2026, 11, 23): {
        "PHQ-9": ("total", 4, 27),
        "BPS": ("total", 2, 10),
        "WHO-5": ("index", 64, 100),
        "OLD-1": ("total", 7, 9),
    },
}
"""Day -> questionnaire -> score, value, maximum."""
ANSWERS: Mapping[str, Mapping[str, Answer]] = {
    "PHQ-9": {"phq9_8": 0, "phq9_9": 1},
    "BALANCE": {"c3": ("pleasure",), "c4": ("time",)},
    "COERCION": {"c9": "not_sure"},
}
"""Questionnaire -> answers of the last day."""


@blueprint.get("/style")
def page() -> str:
    """Show the components. Outside development the page does not exist."""
    if site().config.mode != "development":
        abort(404)
    library = site().library
    told = brief(library, sample_shares())
    return render_template(
        "style/page.html",
        brief=told,
        nothing=brief(library, ()),
        trends=[one.trend for one in told.trends],
        instrument=library.newest(CARD),
        status=library.status(library.newest(CARD)),
        card=card_of(library.evidence(CARD), remembered=True),
        day_words=day_words,
        short_day_words=short_day_words,
    )


def sample_shares() -> tuple[Share, ...]:
    """Return one share a day."""
    last = max(SCORES)
    return tuple(
        _share(
            day, ANSWERS if day == last else {}, "Sleep, and what changed." if day == last else ""
        )
        for day in SCORES
    )


def _share(day: date, answers: Mapping[str, Mapping[str, Answer]], talk: str) -> Share:
    codes = list(dict.fromkeys((*SCORES[day], *answers)))
    sources = [Source(f"evenkeel/{code}@1.0", "en", day, {}, None, 0, 1) for code in codes]
    parts = [part for place, code in enumerate(codes) for part in _parts(day, place, code, answers)]
    return share_of(sources, parts, engine=ENGINE, talk=talk, avoid="")


def _parts(
    day: date, place: int, code: str, answers: Mapping[str, Mapping[str, Answer]]
) -> Iterator[SourcedPart]:
    if code in SCORES[day]:
        name, value, maximum = SCORES[day][code]
        yield ScorePart("score", place, name, value, 0, maximum)
    for name, answer in answers.get(code, {}).items():
        yield AnswerPart("answer", place, name, answer, None)
