"""What a therapist is told, by a table of its own; and the rules behind it."""

import json
import re
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from flask_babel import Babel
from pydantic import ValidationError

from tests.brief.brief_case import JUNE, MARCH, MAY, Case, on, reworded
from tests.brief.brief_cases_apart import SCORED
from tests.brief.brief_cases_context import CONTEXT
from tests.brief.brief_cases_moved import MOVED
from tests.brief.brief_cases_named import NAMED
from tests.brief.brief_cases_rest import ALERTS, OPEN
from tests.records.client_shares import of, share
from tests.records.results import LIBRARY
from wellbeing_app.brief.brief import Brief, Wish, brief
from wellbeing_app.brief.day import days
from wellbeing_app.brief.moves import short_trends
from wellbeing_app.brief.rules import BRIEF_RULES, BriefRules, Finding
from wellbeing_app.instruments.library.wording import normalise
from wellbeing_app.interpretation.own_questions import WENT_WITHOUT, given
from wellbeing_app.interpretation.trends import Verdict
from wellbeing_app.records.by_day import dated_scores, shared_results
from wellbeing_app.records.share import LinePart, Share
from wellbeing_app.web.words.brief import TOPICS, WORDS, alert_words, told

CASES = [*NAMED, *MOVED, *SCORED, *CONTEXT, *ALERTS, *OPEN]
OWN_WORDS = re.compile(r"\b(addict\w*|disorder\w*|patholog\w*|diagnos\w*|compuls\w*)\b", re.I)


@pytest.fixture(autouse=True, scope="module")
def english() -> Iterator[None]:
    """The words in English."""
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


def sentences(part: tuple[Finding, ...]) -> tuple[str, ...]:
    return tuple(told(one) for one in part)


def spaced(words: str) -> str:
    """The words with every space as the space bar writes it."""
    return " ".join(words.split())


def everything(one: Brief) -> tuple[Finding, ...]:
    return (*one.named, *one.now, *one.moved, *one.contradictions, *one.open, *one.further)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((16, 4, 15), Verdict.UP),
        ((20, 4, 10), Verdict.UP),
        ((4, 15, 5), Verdict.DOWN),
        ((20, 18, 15), Verdict.DOWN),
        ((20, 18, 16), None),
        ((10, 11, 10), None),
        ((10,), None),
    ],
    ids=str,
)
def test_the_newest_change_beyond_error_is_the_one_that_the_list_tells(
    scores: tuple[int, ...], expected: Verdict | None
) -> None:
    days = ("2027-03-01", "2027-04-01", "2027-05-01")
    shares = [share(day, of("PHQ-9", one)) for day, one in zip(days, scores, strict=False)]
    (found,) = short_trends(LIBRARY, dated_scores(LIBRARY, shares))
    assert found.latest is expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_brief_says_exactly_what_the_table_says(case: Case) -> None:
    found = brief(case.library, case.shares)
    said = {
        "alerts": tuple(alert_words(one) for one in found.alerts),
        "named": sentences(found.named),
        "moved": sentences(found.moved),
        "apart": sentences(found.contradictions),
        "open": sentences(found.open),
        "further": sentences(found.further),
    }
    expected = {name: getattr(case, name) for name in said}
    looked_at = {name for name, text in expected.items() if text is not None}
    assert looked_at
    assert {name: said[name] for name in looked_at} == {name: expected[name] for name in looked_at}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_order_of_the_shares_changes_a_brief(case: Case) -> None:
    assert brief(case.library, case.shares) == brief(case.library, case.shares[::-1])


def test_the_table_speaks_every_sentence_there_is() -> None:
    found = [one for case in CASES for one in everything(brief(case.library, case.shares))]
    spoken = {one.id for one in found} | {one.then.id for one in found if one.then}
    assert spoken == set(WORDS)


def test_the_table_raises_every_topic() -> None:
    found = [one for case in ALERTS for one in brief(case.library, case.shares).alerts]
    assert {one.topic for one in found} == set(TOPICS)


def test_every_rule_has_its_words() -> None:
    assert {rule.id for rule in BRIEF_RULES.rules} <= set(WORDS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_error_or_a_line_is_told_with_its_source(case: Case) -> None:
    published = ("its error of", "beyond error", "margins", "band", "line", "well-being is not low")
    for one in everything(brief(case.library, case.shares)):
        backed = one.id not in {"reworded", "swift-far", "mood-apart", "control-apart"}
        if backed and any(words in told(one) for words in published):
            assert one.sources, told(one)


def test_a_rule_of_thumb_says_that_it_is_one() -> None:
    own = {rule.id for rule in BRIEF_RULES.rules if rule.own_rule}
    found = [one for case in CASES for one in everything(brief(case.library, case.shares))]
    assert {one.id for one in found if one.own_rule} == own
    assert own == {
        "swift", "swift-far", "same-low-mood", "same-worry", "low-mood-forms", "worry-forms",
        "mood-differ", "mood-apart", "control-differ", "control-apart", "values-and-control",
    }  # fmt: skip


def test_the_newest_score_of_each_questionnaire_stands_with_its_part_and_day() -> None:
    shares = [
        share(MARCH, of("PHQ-9", 19), of("BPS", 8), of("PPCS-18", 87)),
        share(JUNE, of("PHQ-9", 4), of("WHO-5", 64)),
    ]
    assert tuple(map(spaced, sentences(brief(LIBRARY, shares).now))) == (
        "On 7 June 2027: PHQ-9 4 (Few or no signs), WHO-5 64 (In the middle range).",
        "On 1 March 2027: BPS 8 (At or above the authors' line), PPCS-18 87.",
    )


def test_a_score_in_two_ways_or_of_another_wording_stands_without_a_part_or_not_at_all() -> None:
    two_ways = [*on(of("PHQ-9", 3)), *on(of("PHQ-9", 7))]
    assert brief(LIBRARY, two_ways).now == ()
    altered = brief(reworded("PHQ-9"), on(of("PHQ-9", 3))).now
    assert tuple(map(spaced, sentences(altered))) == ("On 1 March 2027: PHQ-9 3.",)


def test_no_sentence_judges_or_names_a_disorder() -> None:
    words = [str(text) for text in (*WORDS.values(), *TOPICS.values())]
    assert [text for text in words if OWN_WORDS.search(text)] == []


def test_the_newest_wish_comes_first_and_an_older_one_says_so() -> None:
    shares = [
        share(MARCH, of("PHQ-9", 3), talk="Sleep.", avoid="My job."),
        share(JUNE, of("PHQ-9", 3), of("BPS", 1), talk="My partner."),
        share(MAY, of("PHQ-9", 3), talk="Sleep."),
    ]
    found = brief(LIBRARY, shares)
    assert found.talk == (
        Wish("My partner.", date(2027, 6, 7), older=False),
        Wish("Sleep.", date(2027, 5, 3), older=True),
    )
    assert found.avoid == (Wish("My job.", date(2027, 3, 1), older=True),)
    assert brief(LIBRARY, shares[::-1]) == found


def test_a_share_of_words_alone_has_no_day() -> None:
    alone = Share(schema=1, engine="1", sources=(), parts=(LinePart("talk", "Hello."),))
    found = brief(LIBRARY, [alone, share(MARCH, of("PHQ-9", 3), talk="Sleep.")])
    assert found.talk == (
        Wish("Sleep.", date(2027, 3, 1), older=False),
        Wish("Hello.", None, older=False),
    )


def test_a_brief_of_nothing_is_empty_and_one_score_is_something() -> None:
    assert brief(LIBRARY, ()).is_empty
    assert brief(LIBRARY, on(of("BALANCE", c3=("pleasure",)))).is_empty
    assert not brief(LIBRARY, on(of("PHQ-9", 3))).is_empty


def test_an_answer_is_read_where_the_one_it_depends_on_was_kept_back() -> None:
    """The broken variant took it for hidden: that money is needed elsewhere was told to nobody."""
    (day,) = days(LIBRARY, shared_results(LIBRARY, on(of("MONEY", c10b="yes"))))
    assert given(day.taken, WENT_WITHOUT) == day.given("MONEY", "c10b") == "yes"
    assert day.words("MONEY", "c10b") == "Yes"


def test_two_scores_of_one_day_are_no_change() -> None:
    """The broken variant: the whole trend, which puts one of them first and sees a change."""
    shares = [share(MARCH, of("PHQ-9", value)) for value in (14, 4)]
    (one,) = short_trends(LIBRARY, dated_scores(LIBRARY, shares))
    assert one.verdict is None
    assert one.trend.verdict in (Verdict.UP, Verdict.DOWN)


def test_questions_called_the_same_are_worded_the_same() -> None:
    def words(code: str, item: str) -> str:
        found = LIBRARY.newest(code)
        return normalise(found.text("en", found.item_by_id[item].text_key))

    pairs = [pair for same in BRIEF_RULES.same_questions for pair in same.pairs]
    assert pairs
    assert [pair for pair in pairs if words(*pair[:2]) != words(*pair[2:])] == []


def test_every_answer_a_rule_looks_for_is_one_of_its_question() -> None:
    for fact in BRIEF_RULES.answers:
        options = LIBRARY.newest(fact.code).item_by_id[fact.item].options
        assert set(fact.ticked) <= {option.value for option in options}
        assert bool(fact.ticked) != (fact.above is not None)


@pytest.mark.parametrize(
    "change",
    [
        {"when": {"control": ["high"]}},
        {"when": {"control": ["none"]}},
        {"when": {"mistaken": ["yes"]}},
        {"when": {}},
        {"id": "swift"},
    ],
)
def test_a_rule_that_could_never_hold_or_needs_nothing_is_refused(
    change: dict[str, object],
) -> None:
    document = json.loads(BRIEF_RULES.model_dump_json())
    document["rules"][0].update(change)
    with pytest.raises(ValidationError):
        BriefRules.model_validate(document)


def test_a_fact_that_is_not_listed_is_refused() -> None:
    document = json.loads(BRIEF_RULES.model_dump_json())
    document["grades"] = {"gad7": "GAD-7"}
    with pytest.raises(ValidationError, match="'gad7' is not listed"):
        BriefRules.model_validate(document)
