"""Nothing is called quiet beside an answer that names a harm, a fear, a crime or a worry."""

from collections.abc import Iterator

import pytest

from tests.interpretation.named_answers import BEFORE, NAMED, QUIET, Table
from tests.records.results import LIBRARY, context, read, scale, spoken
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.item import Answer, Item, Kind
from wellbeing_app.interpretation.rules import INTERPRETATION

VERDICT = "step-nothing"
SCALES = ("BPS", "PPCS-18", "PHQ-9", "PHQ-4", "GAD-7", "K6", "WHO-5")
TURNED = ("WHO-5",)


def answered(code: str, **others: str) -> Taken:
    """One of our own questionnaires, quietly answered but for these."""
    items = LIBRARY.newest(code).item_by_id
    quiet = {name: values[0] for name, values in QUIET[code].items()} | others
    return context(code, **{name: in_shape(items[name], value) for name, value in quiet.items()})


def in_shape(item: Item, value: str) -> Answer:
    return (value,) if item.kind is Kind.MULTICHECK else value


def best(code: str) -> Taken:
    """One scale at its best end."""
    items = tuple(LIBRARY.newest(code).asked())
    place = -1 if code in TURNED else 0
    return Taken(
        Administration(LIBRARY.newest(code), "en"),
        {item.id: item.options[place].value for item in items},
    )


def rest(*without: str) -> tuple[Taken, ...]:
    """Everything else there is to take, at its best."""
    scales = tuple(best(code) for code in SCALES if code not in without)
    return (*scales, *(answered(code) for code in QUIET if code not in without))


def told(table: Table) -> Iterator[tuple[str, str, str]]:
    """Code, question and answer, one by one."""
    for code, questions in table.items():
        for name, values in questions.items():
            for value in values:
                yield code, name, value


def test_every_answer_of_our_own_questions_is_in_one_of_the_two_tables() -> None:
    own = {*told(NAMED), *told(QUIET)}
    offered = {
        (instrument.key.code, item.id, str(option.value))
        for instrument in LIBRARY.instruments()
        if not instrument.scores
        for item in instrument.asked()
        for option in item.options
        if item.id != "c11b" or option.value == "prefer_not"
    }
    assert own == offered
    assert set(told(NAMED)).isdisjoint(told(QUIET))


def test_the_rules_class_as_quiet_exactly_what_the_table_does() -> None:
    """Some answers have a step of their own as well: both must hold, each by itself."""
    classed = {
        (code, name, value)
        for code, questions in INTERPRETATION.quiet.items()
        for name, values in questions.items()
        for value in values
    }
    assert classed == set(told(QUIET))


def test_with_everything_answered_at_its_best_nothing_needs_to_be_done() -> None:
    assert VERDICT in spoken(read(*rest()))


@pytest.mark.parametrize(("code", "name", "value"), list(told(NAMED)))
def test_no_answer_that_names_something_stands_beside_that_verdict(
    code: str, name: str, value: str
) -> None:
    """The broken variant said it beside image abuse in the past and beside worry about the law."""
    one = answered(code, **{**BEFORE.get(name, {}), name: value})
    assert VERDICT not in spoken(read(*rest(code), one))


@pytest.mark.parametrize(("code", "name", "value"), list(told(QUIET)))
def test_a_quiet_answer_does_not_take_it_away(code: str, name: str, value: str) -> None:
    one = answered(code, **{**BEFORE.get(name, {}), name: value})
    assert VERDICT in spoken(read(*rest(code), one))


@pytest.mark.parametrize("share", range(11))
def test_distress_about_a_clash_is_never_called_nothing(share: int) -> None:
    clash = context("VALUES", c11a="somewhat", c11b=share)
    assert VERDICT not in spoken(read(*rest("VALUES"), clash))


def test_every_scale_a_person_can_take_is_in_the_list() -> None:
    assert {one.key.code for one in LIBRARY.instruments() if one.scores} == set(SCALES)


@pytest.mark.parametrize("code", SCALES)
def test_one_answer_of_a_scale_that_is_not_at_its_best_takes_it_away(code: str) -> None:
    for item in LIBRARY.newest(code).asked():
        good = -1 if code in TURNED else 0
        worse = [option.value for option in item.options]
        del worse[good]
        for value in worse:
            one = changed(best(code), item.id, value)
            assert VERDICT not in spoken(read(*rest(code), one)), (item.id, value)


@pytest.mark.parametrize("code", [*SCALES, *QUIET])
def test_an_open_answer_takes_it_away(code: str) -> None:
    whole = best(code) if code in SCALES else answered(code)
    for name in whole.answers:
        left = {other: value for other, value in whole.answers.items() if other != name}
        one = Taken(whole.administration, left)
        assert VERDICT not in spoken(read(*rest(code), one)), name


@pytest.mark.parametrize("code", QUIET)
def test_an_answer_that_nobody_classed_does_not_reassure(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a question of a clinic's own would be: the rules know nothing of it."""
    monkeypatch.delitem(INTERPRETATION.quiet, code)
    assert VERDICT not in spoken(read(*rest()))


def test_a_scale_the_rules_do_not_know_does_not_reassure() -> None:
    for one in (scale("HBI-19", 1), scale("PATHOS", 0)):
        assert VERDICT not in spoken(read(*rest(), one))


def changed(taken: Taken, name: str, value: Answer) -> Taken:
    return Taken(taken.administration, {**taken.answers, name: value})
