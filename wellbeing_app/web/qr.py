"""A code as a QR picture: SVG inside the page, its looks are attributes."""

import segno
from markupsafe import Markup

DARK, LIGHT = "#17302f", "#fffdf9"
QUIET_MODULES = 4
SCALE = 5


def qr_svg(code: str, title: str | None = None, scale: int = SCALE) -> Markup:
    """Return the picture of the bare code; the page names it for those who do not see it.

    On paper, where nothing else names it, a title does.
    """
    picture = segno.make_qr(code, error="m").svg_inline(
        scale=scale,
        border=QUIET_MODULES,
        dark=DARK,
        light=LIGHT,
        svgclass=None,
        lineclass=None,
        title=title,
    )
    return Markup(picture)  # noqa: S704 (segno's own markup of a code of ours)
