"""Room: keep results under a code, come back with it, see change, take everything along, erase."""

from wellbeing_app.history import files, keeping, opened
from wellbeing_app.history.opened import blueprint

__all__ = ["blueprint", "files", "keeping", "opened"]
