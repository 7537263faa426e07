"""Whatever a client shares, a brief comes of it: short, sourced, and the same in any order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given
from hypothesis import strategies as st

from tests.instruments.random_instruments import answers, taken
from tests.instruments.shipped import CONTEXT, WITH_WORDING
from tests.records.results import LIBRARY
from wellbeing_app.brief.brief import Brief, brief
from wellbeing_app.brief.rules import BRIEF_RULES, Finding
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.records.offers import offered
from wellbeing_app.records.record import ENGINE, record_of
from wellbeing_app.records.share import ScorePart, Share, from_json, share_of, to_json
from wellbeing_app.web.words.brief import alert_words, told

DAYS = st.dates(date(2027, 3, 1), date(2027, 3, 12))
CODES = st.lists(st.sampled_from((*WITH_WORDING, *CONTEXT)), min_size=1, max_size=6, unique=True)
LINES = st.sampled_from(["", "Sleep.", "My job."])
LONGEST = 12
"""How many points a brief may have beside alerts and the client's own lines."""
DATE = re.compile(r"\d+ March 2027")
QUOTED = re.compile(r"“[^”]*”")
NUMBER = re.compile(r"(?<![\w-])\d+(?:\.\d+)?(?![\w-])")


@pytest.fixture(autouse=True, scope="module")
def english() -> Iterator[None]:
    """The words in English."""
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


@st.composite
def share_of_one_day(draw: st.DrawFn, library: Library, done: Sequence[Taken]) -> Share | None:
    """A share of some of what was answered; None where nothing goes."""
    record = record_of(
        done,
        day=draw(DAYS),
        battery="full",
        language="en",
        revision=lambda _code: 1,
        ticked=CONTEXT,
    )
    offers = offered(library, [record])
    ticks = draw(st.sets(st.sampled_from(range(len(offers.parts))))) if offers.parts else set()
    whole = draw(st.booleans())
    going = offers.going(range(len(offers.parts)) if whole else ticks)
    talk, avoid = draw(LINES), draw(LINES)
    if not going and not talk and not avoid:
        return None
    parts = [offers.parts[place] for place in going]
    return share_of(offers.sources, parts, engine=ENGINE, talk=talk, avoid=avoid)


@st.composite
def shipped_shares(draw: st.DrawFn) -> tuple[Share, ...]:
    """Some shares of the shipped questionnaires, answered at random."""
    made: list[Share | None] = []
    for _ in range(draw(st.integers(1, 4))):
        instruments = [LIBRARY.newest(code) for code in draw(CODES)]
        done = [Taken(Administration(one, "en"), draw(answers(one))) for one in instruments]
        made.append(draw(share_of_one_day(LIBRARY, done)))
    return tuple(one for one in made if one)


def points(found: Brief) -> tuple[Finding, ...]:
    return (*found.moved, *found.contradictions, *found.open)


def unsourced(one: Finding, shares: tuple[Share, ...]) -> set[str]:
    """Numbers of a sentence that are neither the client's own nor backed by anything."""
    scores = {part.value for share in shares for part in share.parts if isinstance(part, ScorePart)}
    own = {f"{value:g}" for value in scores}
    text = QUOTED.sub("", DATE.sub("", told(one)))
    return set(NUMBER.findall(text)) - own


@given(st.data())
def test_any_shares_of_the_shipped_questionnaires_make_a_brief(data: st.DataObject) -> None:
    shares = data.draw(shipped_shares())
    found = brief(LIBRARY, shares)
    assert brief(LIBRARY, data.draw(st.permutations(shares))) == found
    assert brief(LIBRARY, [*shares, *shares]) == found
    assert brief(LIBRARY, [from_json(to_json(one)) for one in shares]) == found
    assert len(points(found)) <= LONGEST
    assert all(alert_words(one) for one in found.alerts)
    counted = {"unanswered", "item9-low-total"}
    for one in (*points(found), *found.further):
        if not (one.sources or one.own_rule or one.id in counted):
            assert unsourced(one, shares) == set(), told(one)


def test_a_number_without_its_source_is_found() -> None:
    """The broken variant: a sentence with an error that nobody published."""
    invented = Finding(
        "moved-up",
        {
            "scale": "BPS",
            "first": 1.0,
            "last": 4.0,
            "first_day": date(2027, 3, 1),
            "last_day": date(2027, 3, 9),
            "change": 3.0,
            "error": 2.0,
            "people": "adults",
        },
    )
    assert unsourced(invented, ()) == {"1", "3", "4", "2"}


@given(st.data())
def test_any_questionnaire_at_all_makes_a_brief(data: st.DataObject) -> None:
    administration, given_answers = data.draw(taken())
    administration = replace(administration, seed=7)
    key = str(administration.instrument.key)
    library = replace(LIBRARY, shelf={**LIBRARY.shelf, key: administration.instrument})
    made = [
        data.draw(share_of_one_day(library, [Taken(administration, given_answers)]))
        for _ in range(2)
    ]
    shares = [one for one in made if one]
    found = brief(library, shares)
    assert brief(library, shares[::-1]) == found
    assert all(alert_words(one) for one in found.alerts)
    assert all(told(one) for one in (*points(found), *found.further))
    assert found.contradictions == ()
    assert brief(LIBRARY, shares).alerts == ()


def test_the_parts_of_a_brief_together_stay_short() -> None:
    longest = BRIEF_RULES.longest
    summed_up = 2
    assert longest.moved + summed_up + longest.contradictions + longest.open <= LONGEST
