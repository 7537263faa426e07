"""A share reads back as it was written, is read strictly, and shows what it holds in words."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.instruments.builders import administered, likert
from tests.instruments.random_instruments import taken
from tests.records.shares import result, share, whole
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.records.offers import offered
from wellbeing_app.records.share import (
    LONGEST_LINE,
    AnswerPart,
    NotePart,
    ScorePart,
    Source,
    from_json,
    share_of,
    taken_in_part,
    to_json,
)
from wellbeing_app.records.shown import shown_share
from wellbeing_app.records.words import Words
from wellbeing_app.untrusted.refusal import Refused

DAY = date(2026, 11, 23)


@pytest.fixture
def empty(library: Library) -> Library:
    """A library that knows no questionnaire."""
    return replace(library, shelf={})


def test_a_share_of_everything_reads_back_as_written(library: Library) -> None:
    made = whole(library)
    assert from_json(to_json(made)) == made


def test_any_one_offer_taken_alone_reads_back_as_written(library: Library) -> None:
    """A note on the whole result stands under no questionnaire."""
    offer = offered(library, [result(library, "short", notes={"": "A hard month."})])
    for place in range(len(offer.parts)):
        made = share(offer, (place,), talk="Sleep.")
        assert from_json(to_json(made)) == made


@given(taken(), st.text(max_size=LONGEST_LINE))
def test_any_answer_reads_back_as_written(
    one: tuple[Administration, dict[str, Answer]], line: str
) -> None:
    administration, answers = one
    source = Source(str(administration.instrument.key), "en", DAY, {}, None, 0, 1)
    parts = [AnswerPart("answer", 0, name, value, None) for name, value in answers.items()]
    parts.append(AnswerPart("answer", 0, "open", None, "missing"))
    written = line.encode("utf-8", "ignore").decode()
    made = share_of([source], parts, engine="1", talk=written, avoid="")
    assert from_json(to_json(made)) == made


def test_a_share_tells_which_invitation_it_answers(library: Library) -> None:
    made = replace(whole(library), invitation="0f" * 16)
    assert from_json(to_json(made)) == made
    assert shown_share(library, made).is_answer
    assert not shown_share(library, whole(library)).is_answer


def test_a_share_of_before_there_were_invitations_is_read(library: Library) -> None:
    written = json.loads(to_json(whole(library)))
    del written["invitation"]
    assert from_json(json.dumps(written).encode()) == whole(library)


def test_an_empty_share_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="parts"):
        share_of([], [], engine="1", talk="", avoid="")


def change(*path: str | int, to: object) -> Callable[[object], None]:
    """Put a value into the place of another."""

    def apply(written: object) -> None:
        for step in path[:-1]:
            written = written[step]  # type: ignore[index]
        written[path[-1]] = to  # type: ignore[index]

    return apply


@pytest.mark.parametrize(
    ("spoil", "path"),
    [
        (change("schema", to=2), "$.schema"),
        (change("more", to=1), "$.more"),
        (change("invitation", to="Anna"), "$.invitation"),
        (change("parts", to=[]), "$.parts"),
        (change("parts", 0, "kind", to="image"), "$.parts[0]"),
        (change("parts", 0, "words", to="x" * 301), "$.parts[0].talk.words"),
        (change("parts", 2, "value", to="high"), "$.parts[2].score.value"),
        (change("parts", 2, "value", to=1e300), "$.parts[2].score.value"),
        (change("parts", 2, "maximum", to=-1e300), "$.parts[2].score.maximum"),
        (change("parts", 2, "source", to=1), "$.parts[2].source"),
        (change("parts", 2, "source", to=-1), "$.parts[2].score.source"),
        (change("parts", 3, "unanswered", to="hidden"), "$.parts[3]"),
        (change("parts", 3, "value", to=None), "$.parts[3]"),
        (change("sources", 0, "day", to="yesterday"), "$.sources[0].day"),
    ],
)
def test_what_is_not_a_share_is_refused_with_its_place(
    library: Library, spoil: Callable[[object], None], path: str
) -> None:
    offers = offered(library, [result(library, "gad-7")])
    good = json.loads(to_json(share(offers, (0, 1), talk="a", avoid="b")))
    spoil(good)
    with pytest.raises(Refused) as refusal:
        from_json(json.dumps(good).encode())
    assert refusal.value.path == path


def test_a_share_is_shown_in_the_words_of_its_questionnaires(library: Library) -> None:
    shown = shown_share(library, whole(library))
    assert shown.talk == ("Sleep.",)
    assert shown.avoid == ("My job.",)
    (phq,) = [source for source in shown.sources if source.abbreviation == "PHQ-9"]
    assert phq.day == DAY
    assert (phq.scores[0].value, phq.scores[0].minimum, phq.scores[0].maximum) == (9, 0, 27)
    assert phq.answers[0].question == "Little interest or pleasure in doing things"
    assert phq.answers[0].stem.startswith("Over the last 2 weeks")
    assert phq.answers[0].answer == "Several days"


def test_every_part_is_shown_exactly_once(library: Library) -> None:
    offers = offered(
        library, [result(library, notes={"": "All.", "evenkeel/GAD-7@1.0#total": "x"})]
    )
    made = share(offers)
    shown = shown_share(library, made)
    places = [note.place for note in shown.notes]
    for source in shown.sources:
        places += [one.place for one in source.scores]
        places += [one.place for one in source.answers]
        places += [one.place for one in source.notes]
    assert sorted(places) == list(range(len(made.parts)))


def test_why_there_is_no_answer_is_kept_apart(empty: Library) -> None:
    source = Source("gone/X@1", "en", DAY, {}, None, 0, 1)
    parts = [AnswerPart("answer", 0, r, None, r) for r in ("missing", "hidden", "not applicable")]
    shown = shown_share(empty, share_of([source], parts, engine="1", talk="", avoid=""))
    (told,) = shown.sources
    assert [answer.unanswered for answer in told.answers] == ["missing", "hidden", "not applicable"]


def test_a_questionnaire_that_is_no_longer_here_is_shown_by_its_ids(empty: Library) -> None:
    source = Source("gone/X@1", "en", DAY, {}, None, 0, 1)
    parts = (
        ScorePart("score", 0, "total", 5, None, None),
        AnswerPart("answer", 0, "a", ("x", 2), None),
        NotePart("note", 0, "a", "why", DAY),
    )
    made = share_of([source], parts, engine="1", talk="", avoid="")
    (told,) = shown_share(empty, made).sources
    assert not told.is_here
    assert (told.name, told.scores[0].title, told.answers[0].answer) == ("gone/X@1", "total", "x,2")
    assert told.notes[0].about == "a"


def test_only_a_shared_answer_is_piped_into_a_question() -> None:
    texts = {"en": {"b": "You said {answer.a}?", "option 2": "often"}}
    piping = administered(likert("a"), likert("b"), texts=texts).instrument
    source = Source(str(piping.key), "en", DAY, {}, None, 0, 1)
    parts = [AnswerPart("answer", 0, name, value, None) for name, value in (("a", 2), ("b", 1))]
    assert Words(taken_in_part(piping, source, parts)).question("b").name == "You said often?"
    assert Words(taken_in_part(piping, source, parts[1:])).question("b").name == "You said …?"
