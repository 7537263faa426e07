"""Pages: small, in order, and never a question beside the answer it waits for."""

from hypothesis import given
from hypothesis import strategies as st

from tests.instruments.builders import (
    administered,
    grid,
    likert,
    long,
    multi,
    note,
    short,
    when,
)
from tests.instruments.random_instruments import SEEDS, instruments
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.dependencies import triggers
from wellbeing_app.instruments.engine.paging import pages
from wellbeing_app.instruments.model.instrument import Alert, Instrument, Level, Section
from wellbeing_app.instruments.model.item import Gate, Item


def layout(*items: Item, alerts: tuple[Alert, ...] = ()) -> list[list[str]]:
    """Item ids by page."""
    found = pages([administered(*items, alerts=alerts)])
    return [[block.item.id for block in page.blocks] for page in found]


def test_five_alike_or_three_unlike_stand_on_a_page() -> None:
    assert layout(*(likert(f"q{n}") for n in range(9))) == [
        ["q0", "q1", "q2", "q3", "q4"],
        ["q5", "q6", "q7", "q8"],
    ]
    assert layout(*(likert(f"q{n}", 0, n + 1) for n in range(4))) == [["q0", "q1", "q2"], ["q3"]]
    assert layout(*(short(f"q{n}") for n in range(4))) == [["q0", "q1", "q2"], ["q3"]]


def test_another_stem_starts_a_page() -> None:
    assert layout(likert("a", head_key="x"), likert("b", head_key="y")) == [["a"], ["b"]]


def test_long_texts_and_grids_stand_alone() -> None:
    assert layout(likert("a"), long("l"), likert("b"), grid("g", 3, 0, 1), likert("c")) == [
        ["a"],
        ["l"],
        ["b"],
        ["g"],
        ["c"],
    ]


def test_an_instruction_goes_with_what_follows_it() -> None:
    assert layout(note("n1"), note("n2"), likert("a"), note("n3"), likert("b"), note("end")) == [
        ["n1", "n2", "a"],
        ["n3", "b"],
        ["end"],
    ]


def test_a_gate_and_an_alarming_item_end_their_page() -> None:
    alarming = Alert("x", Level.URGENT, "self_harm", when("b", "greater_than", 0))
    care = Alert("y", Level.CARE, "distress", when("c", "greater_than", 0))
    items = tuple(likert(name) for name in "abcd")
    assert layout(*items, alerts=(alarming, care)) == [["a", "b"], ["c", "d"]]
    gate = multi("yes", 0, 1, gate=Gate("equals", 1, None))
    assert layout(likert("a"), gate, likert("b")) == [["a", "yes"], ["b"]]


def test_a_follow_up_and_a_piped_answer_wait_for_the_next_page() -> None:
    waiting = likert("b", visible_when=when("a", "equals", 1))
    assert layout(likert("a"), likert("x"), waiting, likert("y")) == [["a", "x"], ["b", "y"]]
    piped = administered(likert("a"), likert("b"), texts={"en": {"b": "You said {answer.a}"}})
    assert [len(page.blocks) for page in pages([piped])] == [1, 1]


def test_sections_and_members_start_pages() -> None:
    two = administered(likert("a"), sections=(Section("s", (likert("b"),)),))
    found = pages([two, administered(likert("c"))])
    assert [[(b.member, b.item.id) for b in page.blocks] for page in found] == [
        [(0, "a")],
        [(0, "b")],
        [(1, "c")],
    ]
    assert pages([]) == ()


@given(st.lists(instruments(scored=False), min_size=1, max_size=2), SEEDS)
def test_every_item_stands_once_and_never_beside_what_it_waits_for(
    made: list[Instrument], seed: int
) -> None:
    administrations = [Administration(one, "en", seed=seed) for one in made]
    found = pages(administrations)
    assert found == pages([Administration(one, "en", seed=seed) for one in made])
    laid_out = [(block.member, block.item) for page in found for block in page.blocks]
    assert laid_out == [
        (member, item)
        for member, administration in enumerate(administrations)
        for section in administration.sections()
        for item in section.items
    ]
    for page in found:
        member = page.blocks[0].member
        names = {block.item.id for block in page.blocks}
        assert all(triggers(made[member])[name].isdisjoint(names) for name in names)
        alarming = {a.when.name for a in made[member].alerts if hasattr(a.when, "name")}
        before = [block.item for block in page.blocks[:-1]]
        assert all(alarming.isdisjoint(item.answer_ids) for item in before)
        assert sum(block.item.asks for block in page.blocks) <= 5
