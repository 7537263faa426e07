"""A page set on the sheet as a PDF, by Typst.

What stands on the page goes in as data and is never read as Typst. The compiler sees the folder of
the sheet and no other, no fonts but ours, and no packages.
"""

import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from wellbeing_app.web.paper.letters import FONTS, families
from wellbeing_app.web.paper.page import read_page

SHEET = Path(__file__).with_name("sheet")
STANDARD = "ua-1"


class Unset(RuntimeError):
    """A page could not be set. Why is not said: the reason may quote the page."""


def typeset(page: str, sheet: Path = SHEET) -> bytes:
    """Return a page of HTML as a PDF. Equal pages make equal files, on whatever day."""
    typst, fonts = _compiler()
    data = json.dumps(read_page(page) | {"fonts": list(families())}, ensure_ascii=False)
    try:
        pdf: bytes = typst.compile(
            sheet / "sheet.typ",
            root=sheet,
            font_paths=fonts,
            package_path=sheet,
            package_cache_path=sheet,
            pdf_standards=STANDARD,
            sys_inputs={"page": data},
        )
    except typst.TypstError:
        raise Unset from None
    return pdf


@cache
def _compiler() -> tuple[ModuleType, Any]:
    """Load the compiler, which is large: only where a PDF is made, and once."""
    import typst  # noqa: PLC0415

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    return typst, fonts
