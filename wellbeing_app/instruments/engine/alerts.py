"""The answers and scores that must be met with help (DESIGN section 4).

A score that lacks an answer raises an alert where all it can come to would raise it.
"""

from collections.abc import Mapping

from wellbeing_app.instruments.engine.certainty import holds_for_all
from wellbeing_app.instruments.engine.conditions import Context, comparisons, holds
from wellbeing_app.instruments.engine.dependencies import spread
from wellbeing_app.instruments.engine.possible import Possible
from wellbeing_app.instruments.engine.reckoning import Circumstances, Tally, computed_values
from wellbeing_app.instruments.engine.scoring import Scores
from wellbeing_app.instruments.model.instrument import Alert, Instrument
from wellbeing_app.instruments.model.item import Condition


def raised(instrument: Instrument, around: Circumstances, scores: Scores) -> tuple[Alert, ...]:
    """Return the alerts that answers and their scores raise, in the file's order."""
    return tuple(
        alert for alert in instrument.alerts if _is_raised(alert, instrument, around, scores)
    )


def _is_raised(alert: Alert, instrument: Instrument, around: Circumstances, scores: Scores) -> bool:
    known = {name: score.value for name, score in scores.values.items()}

    def holds_at(condition: Condition, assumed: Mapping[str, float]) -> bool:
        values = {**known, **assumed}
        tallies = {name: Tally(value) for name, value in values.items()}
        computed = computed_values(instrument, tallies, around) if assumed else scores.computed
        return holds(condition, Context(around.answers, around.parameters, values, computed))

    return holds_for_all(alert.when, _open_scores(alert, instrument, scores), holds_at)


def _open_scores(alert: Alert, instrument: Instrument, scores: Scores) -> dict[str, Possible]:
    """What the scores an alert looks at can come to, where an answer they need is missing."""
    named = {(one.source, one.name) for one in comparisons(alert.when)}
    looked_at = {name for source, name in spread(instrument, named) if source == "score"}
    return {
        name: score.possible
        for name, score in scores.values.items()
        if name in looked_at and score.value is None and score.possible is not None
    }
