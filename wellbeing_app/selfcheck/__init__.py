"""Room: from the home page to "see my result". Nothing is written here but one consented count."""

from wellbeing_app.selfcheck import door, taking
from wellbeing_app.selfcheck.views import blueprint

__all__ = ["blueprint", "door", "taking"]
