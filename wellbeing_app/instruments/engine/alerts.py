"""The answers and scores that must be met with help (DESIGN section 4)."""

from collections.abc import Mapping

from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.conditions import Context, holds
from wellbeing_app.instruments.engine.scoring import Scores
from wellbeing_app.instruments.model.instrument import Alert
from wellbeing_app.instruments.model.item import Answer


def raised(
    administration: Administration, answers: Mapping[str, Answer], scores: Scores
) -> tuple[Alert, ...]:
    """Return the alerts that the answers so far raise, in the file's order.

    `scores` are those of the same answers. An answer to an item that is not asked raises nothing.
    """
    context = Context(
        administration.circumstances(answers).answers,
        administration.settings,
        {name: score.value for name, score in scores.values.items()},
        scores.computed,
    )
    return tuple(a for a in administration.instrument.alerts if holds(a.when, context))
