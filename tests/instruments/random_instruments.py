"""Random questionnaires and random answers to them, for properties that hold for all."""

from hypothesis import strategies as st

from tests.instruments.builders import (
    grid,
    instrument,
    likert,
    long,
    multi,
    multicheck,
    note,
    rule,
    short,
    vas,
    when,
)
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.model.instrument import Alert, Instrument, Level, Section
from wellbeing_app.instruments.model.item import AllOf, Answer, AnyOf, Condition, Item, Kind
from wellbeing_app.instruments.model.rules import Input, ScoreRule, Step

METHODS = ("mean_coded", "sum_coded", "sd", "weighted_sum", "weighted_mean", "max", "min")
SEEDS = st.integers(0, 2**64 - 1)


@st.composite
def conditions(draw: st.DrawFn, names: tuple[str, ...]) -> Condition:
    """A condition on some of these answer ids."""
    parts = tuple(
        when(
            draw(st.sampled_from(names)),
            draw(st.sampled_from(["equals", "not_equals", "greater_than", "is_answered"])),
            draw(st.integers(0, 3)),
        )
        for _ in range(draw(st.integers(1, 2)))
    )
    several: list[Condition] = [parts[0], AllOf(parts), AnyOf(parts)]
    return draw(st.sampled_from(several))


def _made(kind: Kind, name: str, condition: Condition | None, group: int) -> Item:
    match kind:
        case Kind.INST:
            return note(name, visible_when=condition, random_group=0)
        case Kind.GRID:
            return grid(name, 2, 0, 1, 2, visible_when=condition, random_group=group)
        case Kind.MULTI:
            return multi(name, 1, 2, "none", visible_when=condition, random_group=group)
        case Kind.MULTICHECK:
            return multicheck(name, 1, "b", 3, visible_when=condition, random_group=group)
        case Kind.VAS:
            return vas(name, -1, 10, visible_when=condition, random_group=group)
        case Kind.SHORT:
            return short(name, visible_when=condition, random_group=group, max_length=12)
        case Kind.LONG:
            return long(name, visible_when=condition, random_group=group, max_length=20)
        case _:
            return likert(name, visible_when=condition, random_group=group)


@st.composite
def items(draw: st.DrawFn, name: str, names: tuple[str, ...]) -> Item:
    """An item that may wait for earlier answers."""
    kind = draw(st.sampled_from([*Kind, Kind.LIKERT, Kind.LIKERT, Kind.LIKERT]))
    waits = bool(names) and draw(st.integers(0, 3)) == 0
    condition = draw(conditions(names)) if waits else None
    return _made(kind, name, condition, draw(st.integers(0, 2)))


@st.composite
def rules(draw: st.DrawFn, place: int, names: tuple[str, ...]) -> ScoreRule:
    """A score of some items and of some earlier scores."""
    numeric = draw(st.lists(st.sampled_from(names), min_size=1, max_size=5, unique=True))
    earlier = [f"s{n}" for n in range(place) if draw(st.booleans())]
    maps = st.none() | st.tuples(*[st.integers(-5, 9).map(float)] * 3)
    codings, weights = st.sampled_from([1, 1, -1]), st.sampled_from([-1.0, 0.5, 1.0, 2.0])
    inputs = [
        Input(name, coding=draw(codings), weight=draw(weights), value_map=draw(maps))
        for name in numeric
    ]
    inputs += [Input(name, is_score=True, coding=draw(codings), weight=1.0) for name in earlier]
    steps = st.lists(
        st.builds(
            Step, st.sampled_from(["add", "subtract", "multiply", "divide"]), st.integers(-4, 4)
        ),
        max_size=2,
    )
    return rule(
        f"s{place}",
        draw(st.sampled_from(METHODS)),
        inputs,
        transform=tuple(draw(steps)),
        missing_allowed=draw(st.integers(0, 2)),
    )


@st.composite
def instruments(draw: st.DrawFn, *, scored: bool = True) -> Instrument:
    """An instrument of a few sections with conditions, shuffles, a gate, an alert and scores."""
    names: tuple[str, ...] = ()
    sections: list[Section] = []
    for number in range(draw(st.integers(1, 3))):
        found: list[Item] = []
        for place in range(draw(st.integers(1, 6))):
            item = draw(items(f"i{number}_{place}_", names))
            names += item.answer_ids
            found.append(item)
        sections.append(Section(f"sec{number}", tuple(found), shuffle=draw(st.booleans())))
    alerts = tuple(
        Alert("alert", Level.URGENT, "distress", when(name, "greater_than", 0))
        for name in (draw(st.lists(st.sampled_from(names), max_size=2)) if names else ())
    )
    scores = tuple(draw(rules(n, names)) for n in range(3)) if scored and names else ()
    return instrument(
        sections=tuple(sections),
        shuffle_sections=draw(st.booleans()),
        alerts=alerts,
        scores=scores,
    )


@st.composite
def answers(draw: st.DrawFn, made: Instrument) -> dict[str, Answer]:
    """Valid answers to some of the items."""
    found: dict[str, Answer] = {}
    for item in made.asked():
        for name in item.answer_ids:
            if draw(st.integers(0, 5)):
                found[name] = draw(_answer(item))
    return found


def _answer(item: Item) -> st.SearchStrategy[Answer]:
    values = [option.value for option in item.options]
    if item.kind is Kind.MULTICHECK:
        ticks = st.lists(st.sampled_from(values), min_size=1, unique=True)
        return ticks.map(lambda chosen: tuple(v for v in values if v in chosen))
    if values:
        return st.sampled_from(values)
    if item.kind is Kind.VAS:
        return st.floats(item.minimum, item.maximum)
    return st.text(min_size=1, max_size=item.max_length)


@st.composite
def taken(draw: st.DrawFn) -> tuple[Administration, dict[str, Answer]]:
    """An administration of a random instrument, and random answers."""
    made = draw(instruments())
    return Administration(made, "en", seed=draw(SEEDS)), draw(answers(made))
