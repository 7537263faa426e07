"""Room: the result of a finished check, computed from the visitor's own cookie."""

from wellbeing_app.results import notes, paper, support
from wellbeing_app.results.views import blueprint

__all__ = ["blueprint", "notes", "paper", "support"]
