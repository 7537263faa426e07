"""What is put to a person: sections, items, standing, gates, texts."""

import subprocess
import sys

from hypothesis import given

from tests.instruments.builders import (
    administered,
    grid,
    ids,
    instrument,
    likert,
    multi,
    multicheck,
    note,
    options,
    rule,
    short,
    shuffling,
    when,
)
from tests.instruments.random_instruments import taken
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.circumstances import Standing
from wellbeing_app.instruments.engine.dependencies import triggers
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.instrument import (
    Arm,
    Branch,
    Dimension,
    Instrument,
    Parameter,
    Section,
)
from wellbeing_app.instruments.model.item import Answer, Feedback, Gate
from wellbeing_app.instruments.model.rules import Computed


def test_without_conditions_every_item_is_asked() -> None:
    administration = administered(likert("a"), grid("g", 2, 0, 1), note("n"))
    assert Taken(administration, {}).circumstances.standing == dict.fromkeys(
        ["a", "g_1", "g_2"], Standing.ASKED
    )
    assert Taken(administration, {}).shown == {"a", "g", "n"}


def test_a_follow_up_is_hidden_until_its_question_is_answered_so() -> None:
    administration = administered(likert("a"), likert("b", visible_when=when("a", "equals", 1)))
    assert Taken(administration, {}).circumstances.standing["b"] is Standing.HIDDEN
    assert Taken(administration, {"a": 0}).circumstances.standing["b"] is Standing.HIDDEN
    assert Taken(administration, {"a": 1}).circumstances.standing["b"] is Standing.ASKED


def test_the_answer_of_a_hidden_item_no_longer_opens_others() -> None:
    chain = administered(
        likert("a"),
        likert("b", visible_when=when("a", "equals", 1)),
        likert("c", visible_when=when("b", "equals", 1)),
    )
    assert Taken(chain, {"a": 1, "b": 1}).circumstances.standing["c"] is Standing.ASKED
    assert Taken(chain, {"a": 0, "b": 1}).circumstances.standing["c"] is Standing.HIDDEN
    assert Taken(chain, {"a": 0, "b": 1}).answers == {"a": 0}


def test_a_section_is_looked_at_once_where_it_starts() -> None:
    inner = Section("s", (likert("b"), likert("c")), visible_when=when("b", "is_answered"))
    administration = administered(likert("a"), sections=(inner,))
    assert Taken(administration, {"b": 1}).shown == {"a"}


def test_an_item_may_wait_for_a_score_or_a_computed_value() -> None:
    administration = administered(
        likert("a"),
        likert("b"),
        likert("c", visible_when=when("total", "greater_than", 3, "score")),
        likert("d", visible_when=when("high", "equals", 1, "computed")),
        scores=(rule("total", "sum_coded", ["a", "b"]),),
        computed=(Computed("high", "score.total > 4", "boolean"),),
    )
    assert Taken(administration, {"a": 2}).shown == {"a", "b"}
    assert Taken(administration, {"a": 2, "b": 2}).shown == {"a", "b", "c"}
    assert Taken(administration, {"a": 3, "b": 2}).shown == {"a", "b", "c", "d"}


def dimensional() -> Instrument:
    return instrument(
        likert("a", dimension="A"),
        likert("b", dimension="B"),
        likert("free"),
        dimensions=(
            Dimension("A", "A", selectable=True, enabled_param="do_a"),
            Dimension("B", "B", selectable=True, default_enabled=False),
        ),
    )


def test_a_dimension_switched_off_is_not_applicable_rather_than_hidden() -> None:
    administration = Administration(dimensional(), "en")
    assert administration.disabled == {"B"}
    assert Taken(administration, {}).circumstances.standing["b"] is Standing.NOT_APPLICABLE
    assert ids(administration) == [["a", "free"]]


def test_dimensions_are_switched_by_parameter_or_chosen_by_a_battery() -> None:
    made = dimensional()
    assert ids(Administration(made, "en", {"do_a": 0})) == [["free"]]
    assert ids(Administration(made, "en", {"enable_B": True})) == [["a", "b", "free"]]
    assert ids(Administration(made, "en", dimensions=("B",))) == [["b", "free"]]


def test_a_dimension_may_be_hidden_by_an_answer() -> None:
    administration = administered(
        likert("a"),
        likert("b", dimension="B"),
        dimensions=(Dimension("B", "B", visible_when=when("a", "equals", 3)),),
    )
    assert Taken(administration, {"a": 1}).circumstances.standing["b"] is Standing.HIDDEN
    assert Taken(administration, {"a": 3}).circumstances.standing["b"] is Standing.ASKED


def branched(method: str) -> Instrument:
    arms = (Arm("short", ("one",)), Arm("long", ("one", "two")), Arm("other", ("three",)))
    return instrument(
        likert("first"),
        sections=tuple(Section(name, (likert(f"in {name}"),)) for name in ("one", "two", "three")),
        branches=(Branch("form", method, arms, "version"),),
        parameters=(Parameter("version", "string", "long"),),
    )


def test_a_parameter_chooses_the_arm() -> None:
    assert ids(Administration(branched("parameter"), "en")) == [["first"], ["in one"], ["in two"]]
    other = Administration(branched("parameter"), "en", {"version": "other"})
    assert ids(other) == [["first"], ["in three"]]
    assert Taken(other, {}).circumstances.standing["in one"] is Standing.NOT_APPLICABLE


def test_a_seed_draws_an_arm_and_every_arm_is_drawn() -> None:
    made = branched("random")
    drawn = [str(ids(Administration(made, "en", seed=seed))) for seed in range(60)]
    assert len(set(drawn)) == 3
    assert min(drawn.count(arm) for arm in set(drawn)) > 8


def test_a_gate_ends_the_questionnaire_and_what_came_after_does_not_count() -> None:
    administration = administered(
        likert("before"),
        multi("consent", "yes", "no", gate=Gate("equals", "yes", "declined")),
        likert("after"),
    )
    given_all: dict[str, Answer] = {"before": 1, "consent": "no", "after": 2}
    closed = Taken(administration, given_all).closing_item
    assert closed is not None
    assert closed.id == "consent"
    assert Taken(administration, given_all).answers == {"before": 1, "consent": "no"}
    assert Taken(administration, {"consent": "yes"}).closing_item is None
    assert Taken(administration, {}).closing_item is None


def test_texts_take_in_answers_parameters_and_scores() -> None:
    administration = administered(
        multi("q", 1, 2, alias="choice"),
        multicheck("m", "a", "b"),
        short("name"),
        likert("l", feedback=Feedback((2,), None, None, None)),
        scores=(rule("s", "mean_coded", ["q"]),),
        parameters=(Parameter("site", "string", "A & B"),),
        texts={
            "en": {
                "option 1": "One",
                "option a": "Apples",
                "option b": "Pears",
                "option 2": "Two",
                "t": "{answer.choice}/{answer.q}/{answer.m}/{answer.name}/{score.s}/{correct.l}",
                "u": "{site} {param.site} {unknown} {answer.gone} {loop.x} {",
            }
        },
    )
    given_all: dict[str, Answer] = {"q": 1, "m": ("a", "b"), "name": "<b>{site}"}
    assert (
        Taken(administration, given_all).text("t") == "One/One/Apples, Pears/&lt;b&gt;{site}/1/Two"
    )
    assert Taken(administration, {}).text("u") == "A &amp; B A &amp; B {unknown} … {loop.x} {"
    assert Taken(administration, {}).text("t") == "…/…/…/…/…/Two"
    assert Taken(administration, {}).text("no such key") == "no such key"


def test_options_keep_their_place_in_the_file_whatever_their_order() -> None:
    administration = administered(
        likert("plain"),
        likert("turned", reverse_display=True),
        multi("mixed", *range(8), shuffle_options=True),
    )
    plain, turned, mixed = administration.instrument.items
    assert [place for place, _ in administration.options(plain)] == [0, 1, 2, 3]
    assert [place for place, _ in administration.options(turned)] == [3, 2, 1, 0]
    places = [place for place, _ in administration.options(mixed)]
    assert sorted(places) == list(range(8))
    assert places != list(range(8))
    assert all(mixed.options[place] == option for place, option in administration.options(mixed))
    assert options(5)[0].label_key == "option 5"


def test_one_seed_gives_one_order_in_every_process() -> None:
    program = "from tests.instruments.builders import ids, shuffling; print("
    program += "[ids(shuffling(seed)) for seed in range(5)])"
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] == f"{[ids(shuffling(seed)) for seed in range(5)]}\n"


def test_an_order_once_given_stays() -> None:
    # A visit goes on over a restart and an upgrade: page 3 must stay the same page.
    assert ids(shuffling(7)) == [
        ["first"],
        ["a4", "a0", "a2", "a3", "a1", "a5"],
        ["b0", "b1", "b2"],
        ["c1", "c0"],
    ]


def test_pinned_parts_stay_and_follow_ups_come_after_their_question() -> None:
    orders = [ids(shuffling(seed)) for seed in range(30)]
    for order in orders:
        assert order[0] == ["first"]
        assert order[2][2] == "b2"
        flat = [name for section in order for name in section]
        assert flat.index("a0") < flat.index("c0")
        assert set(flat) == set(shuffling(0).instrument.item_by_id)
    assert len({str(order) for order in orders}) > 25


@given(taken())
def test_every_item_has_one_standing_and_follows_what_it_waits_for(
    case: tuple[Administration, dict[str, Answer]],
) -> None:
    administration, given_all = case
    one = Taken(administration, given_all)
    standing = one.circumstances.standing
    assert set(standing) == set(administration.instrument.answer_ids)
    flat = [item.id for section in administration.sections() for item in section.items]
    assert sorted(flat) == sorted(item.id for item in administration.instrument.items)
    for name, waits in triggers(administration.instrument).items():
        assert all(flat.index(other) < flat.index(name) for other in waits)
    assert all(standing[name] is Standing.ASKED for name in one.answers)
    assert one.shown <= set(flat)
