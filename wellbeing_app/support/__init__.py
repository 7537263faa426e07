"""Room: where to turn. Crisis help, lines for young people, two doors, the directory."""

from wellbeing_app.support import proof
from wellbeing_app.support.views import blueprint

__all__ = ["blueprint", "proof"]
