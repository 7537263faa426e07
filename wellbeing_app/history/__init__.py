"""Room: keep results under a code, come back with it, see change, take everything along, erase."""

from wellbeing_app.history import changing, erasing, files, keeping, opened, returning, shown
from wellbeing_app.history.blueprint import blueprint

__all__ = ["blueprint", "changing", "erasing", "files", "keeping", "opened", "returning", "shown"]
