"""What was not saved is open, not quiet: a saved result does not speak of what it does not hold."""

import pytest

from tests.interpretation.named_answers import QUIET
from tests.interpretation.test_quiet import VERDICT, answered, best
from tests.records.results import DAY, LIBRARY, spoken
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.interpretation.report import Report, report
from wellbeing_app.records.past import PastResult, past_result
from wellbeing_app.records.record import record_of

PRIVATE = ("SAFE", "COERCION", "IMAGES")


def everything(battery: str) -> list[Taken]:
    """A check answered at its best."""
    codes = [member.instrument.key.code for member in LIBRARY.check(battery).members]
    return [answered(code) if code in QUIET else best(code) for code in codes]


def saved(battery: str, *ticked: str) -> PastResult:
    record = record_of(
        everything(battery),
        day=DAY,
        battery=battery,
        language="en",
        revision=lambda _code: 1,
        ticked=ticked,
    )
    return past_result(LIBRARY, record)


def read_again(past: PastResult) -> Report:
    return report(LIBRARY, past.taken, day=DAY, whole=past.whole)


@pytest.mark.parametrize("battery", ["short", "full"])
def test_without_the_answers_about_safety_nothing_is_called_quiet(battery: str) -> None:
    """The broken variant looked at what was saved, and said that nothing needs to be done."""
    past = saved(battery)
    assert past.not_saved
    assert VERDICT not in spoken(read_again(past))
    assert VERDICT in spoken(report(LIBRARY, past.taken, day=DAY))


@pytest.mark.parametrize("battery", ["short", "full"])
def test_with_them_it_reads_as_on_its_day(battery: str) -> None:
    past = saved(battery, *PRIVATE)
    assert (past.whole, past.not_saved) == (True, ())
    assert VERDICT in spoken(read_again(past))


def test_of_a_check_that_is_gone_nobody_knows_what_it_asked() -> None:
    record = record_of(
        [best("PHQ-4")], day=DAY, battery="of-before", language="en", revision=lambda _code: 1
    )
    assert VERDICT not in spoken(read_again(past_result(LIBRARY, record)))
