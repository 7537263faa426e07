"""The answers and scores that must be met with help (DESIGN section 4)."""

from wellbeing_app.instruments.engine.conditions import Context, holds
from wellbeing_app.instruments.model.instrument import Alert, Instrument


def raised(instrument: Instrument, context: Context) -> tuple[Alert, ...]:
    """Return the alerts that answers and scores raise, in the file's order."""
    return tuple(alert for alert in instrument.alerts if holds(alert.when, context))
