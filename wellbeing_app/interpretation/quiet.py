"""Whether nothing that was answered names a harm, a fear, a crime or a worry.

Safe by default: "nothing needs to be done" may be said only where every question was answered, and
each answer is classed as quiet in `rules.json` or lies at the best end of a scale that the rules
know. What nobody classed, an open answer, "prefer not to say" and a questionnaire of the check that
is not here (its answers were not saved) all speak against it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.interpretation.reading import Reading
from wellbeing_app.interpretation.rules import Interpretation


def is_all_quiet(
    readings: Iterable[tuple[str, Reading]], taken: Sequence[Taken], rules: Interpretation
) -> bool:
    """Return whether every question was answered, and quietly. `readings`: code, headline."""
    best = {code: reading.id for code, reading in readings if _is_best(code, reading, rules)}
    return bool(taken) and all(_is_quiet(one, best, rules) for one in taken)


def _is_best(code: str, reading: Reading, rules: Interpretation) -> bool:
    """Whether a score lies at its best end, which every answer of it must then do."""
    meaning = rules.scales.get(code)
    if meaning is None or reading.value is None or reading.missing:
        return False
    return reading.value == (reading.maximum if meaning.turned else reading.minimum)


def _is_quiet(taken: Taken, best: Mapping[str, str], rules: Interpretation) -> bool:
    at_best = _answers_in(taken.instrument, best.get(taken.code))
    classed = rules.quiet.get(taken.code, {})
    return all(
        name in taken.answers
        and (name in at_best or _is_classed(taken.answers[name], classed.get(name, ())))
        for item in taken.instrument.asked()
        if item.id in taken.shown
        for name in item.answer_ids
        if taken.asks(name)
    )


def _answers_in(instrument: Instrument, score: str | None) -> frozenset[str]:
    inputs = (one for rule in instrument.scores if rule.id == score for one in rule.inputs)
    return frozenset(one.id for one in inputs if not one.is_score)


def _is_classed(answer: object, quiet: Collection[str]) -> bool:
    given = answer if isinstance(answer, tuple) else (answer,)
    return set(given) <= set(quiet)
