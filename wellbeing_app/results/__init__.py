"""Room: the result of a finished check, computed from the visitor's own cookie."""

from wellbeing_app.results import support
from wellbeing_app.results.views import blueprint

__all__ = ["blueprint", "support"]
