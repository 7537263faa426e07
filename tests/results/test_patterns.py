"""What answers speak of: fear and pressure first, nothing from what was not asked."""

from collections.abc import Mapping

import pytest

from tests.results.answers_and_help import BEFORE, LED, NOTHING, Led
from wellbeing_app.directory.directory import Directory
from wellbeing_app.directory.entry import Kind
from wellbeing_app.directory.fitting import Pattern
from wellbeing_app.directory.matching import matched
from wellbeing_app.directory.wanted import Wanted
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.model import item as item_model
from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.interpretation.own_questions import safe_together
from wellbeing_app.interpretation.report import scale_report
from wellbeing_app.results.patterns import ANSWERS, CONTROL, MOOD, patterns
from wellbeing_app.support.shelf import Shelf


def take(library: Library, code: str, answers: Mapping[str, Answer]) -> Taken:
    """One questionnaire with these answers."""
    return Taken(Administration(library.newest(code), "en"), answers)


def spoken_of(library: Library, *taken: Taken) -> set[Pattern]:
    """The patterns of some answers."""
    found = (scale_report(library, one) for one in taken)
    return set(patterns(taken, [scale for scale in found if scale]))


EACH = [(led, value) for led in LED for value in led.values]
DIRECTORY = Directory.load()
CODES = [None, *(country.code for country in DIRECTORY.countries())]


def answered(library: Library, code: str, item: str, value: str) -> Taken:
    """One questionnaire with this answer, and what has to be answered before it is asked."""
    ticked = library.newest(code).item_by_id[item].kind is item_model.Kind.MULTICHECK
    return take(library, code, {**BEFORE.get(item, {}), item: (value,) if ticked else value})


def has_some(kind: Kind, country: str | None) -> bool:
    """Whether a person in `country` can find this kind, without what rests on faith."""
    found = DIRECTORY.find(Wanted(country=country, kind=kind))
    return any(kind in each.kinds and not each.rests_on_faith_or_abstinence for each in found)


@pytest.mark.parametrize(("led", "value"), EACH, ids=[f"{one.item}-{value}" for one, value in EACH])
def test_an_answer_leads_to_its_help_and_its_articles(
    library: Library, led: Led, value: str
) -> None:
    """The broken variant left "I cannot tell" and worry about the law without anything."""
    held = spoken_of(library, answered(library, led.code, led.item, value))
    reading = {article.number for article in Shelf.load().articles_for(held)}
    assert set(led.articles) <= reading
    for country in CODES:
        offered = matched(DIRECTORY, held, country, safe_together=False)
        there = {kind for kind in led.kinds if has_some(kind, country)}
        assert set(led.kinds) & there <= {match.kind for match in offered}, country
        assert offered or not led.kinds


def test_every_answer_leads_somewhere_or_is_known_to_name_nothing(library: Library) -> None:
    leading = {(led.code, led.item, value) for led in LED for value in led.values}
    silent = {(*place, value) for place, values in NOTHING.items() for value in values}
    offered = {
        (instrument.key.code, item.id, str(option.value))
        for instrument in library.instruments()
        if not instrument.scores
        for item in instrument.asked()
        for option in item.options
    }
    assert leading | silent == offered
    assert not leading & silent
    for code, item, value in sorted(silent - {("VALUES", "c11b", str(n)) for n in range(11)}):
        assert spoken_of(library, answered(library, code, item, value)) == set(), (item, value)


FOLLOWING = (
    ("MONEY", "c10a", "much", "nothing", {"c10b": "yes"}, Pattern.MONEY),
    ("AGREEMENT", "c5a", "one", "no", {"c5b": "broken"}, Pattern.RELATIONSHIP),
)
"""A question, an answer after which the next one is asked, one after which it is not, and it."""


@pytest.mark.parametrize(("code", "first", "asking", "hiding", "answer", "pattern"), FOLLOWING)
def test_an_answer_that_no_longer_counts_speaks_of_nothing(
    library: Library,
    code: str,
    first: str,
    asking: str,
    hiding: str,
    answer: dict[str, Answer],
    pattern: Pattern,
) -> None:
    """The broken variant said "Money is among your worries" after "nothing spent"."""
    assert spoken_of(library, take(library, code, {first: asking, **answer})) == {pattern}
    assert spoken_of(library, take(library, code, {first: hiding, **answer})) == set()


@pytest.mark.parametrize("code", ["SAFE", "COERCION", "IMAGES", "BALANCE", "VALUES", "PARTNER"])
def test_an_open_question_and_prefer_not_to_say_speak_of_nothing(
    library: Library, code: str
) -> None:
    item = library.newest(code).items[0].id
    silent: Answer = ("prefer_not",) if item in {"c4", "c3", "c6a"} else "prefer_not"
    assert spoken_of(library, take(library, code, {})) == set()
    assert spoken_of(library, take(library, code, {item: silent})) == set()


def test_every_named_question_and_value_exists(library: Library) -> None:
    for _pattern, question, values in ANSWERS:
        item = library.newest(question.code).item_by_id[question.id]
        offered = {option.value for option in item.options}
        assert set(values) <= offered
    shipped = {instrument.key.code for instrument in library.instruments()}
    assert shipped & set(CONTROL)
    assert set(MOOD) <= shipped


def all_answered(library: Library, code: str, value: int) -> Taken:
    instrument = library.newest(code)
    answers = {item.id: item.options[value].value for item in instrument.asked()}
    return take(library, code, answers)


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        ("BPS", 0, set()),
        ("BPS", 2, {Pattern.CONTROL}),
        ("PPCS-18", 0, set()),
        ("PPCS-18", 6, {Pattern.CONTROL}),
        ("GAD-7", 0, set()),
        ("GAD-7", 2, {Pattern.MOOD}),
        ("PHQ-9", 3, {Pattern.MOOD}),
        ("WHO-5", 0, {Pattern.MOOD}),
        ("WHO-5", 5, set()),
    ],
)
def test_a_score_speaks_of_its_pattern(
    library: Library, code: str, value: int, expected: set[Pattern]
) -> None:
    assert spoken_of(library, all_answered(library, code, value)) == expected


def test_a_scale_with_open_answers_speaks_of_nothing(library: Library) -> None:
    assert spoken_of(library, take(library, "BPS", {"bps_1": 2})) == set()


@pytest.mark.parametrize(
    ("moment", "pressure", "safe"),
    [
        ("yes", "no", True),
        ("yes", "yes_before", False),
        ("yes", "not_sure", False),
        ("yes", "prefer_not", False),
        ("yes", None, False),
        ("not_sure", "no", False),
        ("prefer_not", "no", False),
        (None, "no", False),
        (None, None, False),
    ],
)
def test_only_two_answers_without_a_doubt_allow_talks_as_a_couple(
    library: Library,
    moment: str | None,
    pressure: str | None,
    safe: bool,  # noqa: FBT001
) -> None:
    taken = [
        take(library, "SAFE", {"c14": moment} if moment else {}),
        take(library, "COERCION", {"c9": pressure} if pressure else {}),
    ]
    assert safe_together(taken) is safe


def test_a_check_without_the_safety_questions_allows_none(library: Library) -> None:
    assert not safe_together([take(library, "PARTNER", {"c6a": ("argued",)})])
