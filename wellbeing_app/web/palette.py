"""One look of our pages, light or dark, whatever the device prefers: for a preview."""

import re
from functools import cache

from wellbeing_app.config import REPOSITORY
from wellbeing_app.web.colours import LOOKS, nearest

ROOT = re.compile(r":root \{(.*?)\}", re.DOTALL)
VALUE = re.compile(r"(--[a-z-]+): (#[0-9a-f]{6});")


@cache
def palettes() -> dict[str, dict[str, str]]:
    """Return the colours of app.css by look."""
    sheet = (REPOSITORY / "static" / "app.css").read_text("utf-8")
    return dict(zip(("light", "dark"), (dict(VALUE.findall(one)) for one in ROOT.findall(sheet))))  # noqa: B905


def forced_look(look: str, accent: str) -> str:
    """Return the sheet that shows a page in one look, with a clinic's colour if it has one."""
    colours = dict(palettes()[look])
    if accent:
        colours["--teal"] = nearest(accent, LOOKS[look])
    values = " ".join(f"{name}: {value};" for name, value in colours.items())
    return f":root {{ color-scheme: {look}; {values} }}\n"
