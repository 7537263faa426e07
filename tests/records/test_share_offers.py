"""What goes into a share: only what is ticked, and nothing from which the rest could be told."""

from dataclasses import replace

import pytest

from tests.records.shares import PRIVATE, result, share
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.records.offers import Offered, offered
from wellbeing_app.records.share import AnswerPart, NotePart, ScorePart, to_json

ITEM_9 = "phq9_9"


@pytest.fixture
def offers(library: Library) -> Offered:
    return offered(library, [result(library)])


def place(offers: Offered, id_: str, code: str = "") -> int:
    return next(
        n
        for n, part in enumerate(offers.parts)
        if part.source is not None
        and not isinstance(part, NotePart)
        and part.id == id_
        and f"/{code}" in offers.sources[part.source].key
    )


def of(offers: Offered, code: str) -> list[int]:
    return [
        n
        for n, part in enumerate(offers.parts)
        if part.source is not None and f"/{code}@" in offers.sources[part.source].key
    ]


def test_nothing_goes_that_is_not_ticked(offers: Offered) -> None:
    assert offers.going(()) == ()
    one = place(offers, "total", "GAD-7")
    assert offers.going([one]) == (one,)


def test_an_answer_that_does_not_count_is_not_offered(library: Library) -> None:
    """A file that a person brings back can hold what no check of this site wrote."""
    made = result(library)
    parts = tuple(
        replace(part, answers={"c10a": "nothing", "c10b": "yes"}, unanswered={})
        for part in made.parts
        if "/MONEY@" in part.key
    )
    there = offered(library, [replace(made, parts=parts)])
    assert [part.id for part in there.parts if isinstance(part, AnswerPart)] == ["c10a"]


def test_a_place_that_is_not_offered_is_passed_over(offers: Offered) -> None:
    assert offers.going([-1, len(offers.parts), 10**9]) == ()


@pytest.mark.parametrize("code", PRIVATE)
def test_private_questions_go_by_no_tick_but_their_own(offers: Offered, code: str) -> None:
    (own,) = of(offers, code)
    lists = {n for source in range(len(offers.sources)) for n in offers.answers_of(source)}
    assert own in offers.alone
    assert own not in lists
    assert offers.going([own]) == (own,)


def test_question_9_of_the_phq_9_goes_by_no_tick_but_its_own(offers: Offered) -> None:
    nine = place(offers, ITEM_9)
    assert nine in offers.alone
    source = offers.parts[nine].source
    assert source is not None
    assert nine not in offers.answers_of(source)


def test_without_question_9_neither_total_nor_any_answer_of_the_phq_9_goes(
    offers: Offered,
) -> None:
    nine = place(offers, ITEM_9)
    others = [n for n in of(offers, "PHQ-9") if n != nine]
    assert len(others) == 9
    assert offers.going(others) == ()
    assert offers.going([*others, nine]) == tuple(sorted([*others, nine]))


def careless(ticked: list[int]) -> tuple[int, ...]:
    """The broken variant: it sends what is ticked and forgets what follows from it."""
    return tuple(sorted(ticked))


def told_by_difference(offers: Offered, going: tuple[int, ...]) -> float | None:
    """What a reader of the share can work out of question 9, from the total and the other eight."""
    parts = [offers.parts[n] for n in going]
    total = [p.value for p in parts if isinstance(p, ScorePart) and p.maximum == 27]
    eight = [p.value for p in parts if isinstance(p, AnswerPart) and p.id.startswith("phq9_")]
    if not total or len(eight) != 8:
        return None
    return total[0] - sum(value for value in eight if isinstance(value, int))


def test_a_total_beside_eight_answers_would_tell_the_ninth(offers: Offered) -> None:
    ticked = [n for n in of(offers, "PHQ-9") if n != place(offers, ITEM_9)]
    assert told_by_difference(offers, careless(ticked)) == 1
    assert told_by_difference(offers, offers.going(ticked)) is None


def test_a_share_names_no_questionnaire_of_which_nothing_goes(offers: Offered) -> None:
    made = share(offers, (place(offers, "total", "GAD-7"), place(offers, "index", "WHO-5")))
    assert [source.key for source in made.sources] == [
        "evenkeel/GAD-7@1.0",
        "evenkeel/WHO-5@1.0",
    ]
    told = [(part.source, part.id) for part in made.parts if isinstance(part, ScorePart)]
    assert told == [(0, "total"), (1, "raw"), (1, "index")], (
        "the same on its other scale goes along"
    )
    assert b"PHQ" not in to_json(made)
    assert b"SAFE" not in to_json(made)


def test_notes_go_by_their_own_ticks(library: Library) -> None:
    words = {"": "A hard month.", "evenkeel/GAD-7@1.0#total": "Exams.", "gone/X@1#a": "Lost."}
    offers = offered(library, [result(library, notes=words)])
    notes = {part.words: n for n, part in enumerate(offers.parts) if isinstance(part, NotePart)}
    assert set(notes) == {"A hard month.", "Exams."}
    made = share(offers, (notes["Exams."],))
    assert [part.words for part in made.parts if isinstance(part, NotePart)] == ["Exams."]
    assert [source.key for source in made.sources] == ["evenkeel/GAD-7@1.0"]


def test_two_results_are_kept_apart(library: Library) -> None:
    offers = offered(library, [result(library, "phq-9"), result(library, "phq-9", option=2)])
    first, second = (n for n, part in enumerate(offers.parts) if part_id(offers, n) == ITEM_9)
    totals = [n for n, part in enumerate(offers.parts) if isinstance(part, ScorePart)]
    assert offers.going([first, *totals]) == (totals[0], first)
    assert offers.going([second, *totals]) == (totals[1], second)


def part_id(offers: Offered, n: int) -> str:
    part = offers.parts[n]
    return part.about if isinstance(part, NotePart) else part.id


def test_a_questionnaire_that_is_no_longer_here_is_not_offered(library: Library) -> None:
    assert offered(replace(library, shelf={}), [result(library)]).parts == ()
