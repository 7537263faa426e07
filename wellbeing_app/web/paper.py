"""A page as a tagged PDF for paper and screen readers (PDF/UA-1), made without asking for anything.

WeasyPrint needs the system's Pango. Where that is missing, `CAN_PRINT` is false and pages offer
their print view instead.
"""

from pathlib import Path

try:
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher, URLFetchingError
except OSError:  # what the library raises when it finds no Pango
    CAN_PRINT = False
else:
    CAN_PRINT = True

SHEET = Path(__file__).with_name("paper.css")
VARIANT = "pdf/ua-1"


def pdf_of(page: str) -> bytes:
    """Return an HTML page as a PDF. Whatever it refers to outside itself is left out."""
    document = HTML(string=page, url_fetcher=_Refusing())
    sheet = CSS(string=SHEET.read_text("utf-8"), url_fetcher=_Refusing())
    pdf: bytes = document.write_pdf(stylesheets=[sheet], pdf_variant=VARIANT)
    return pdf


if CAN_PRINT:

    class _Refusing(URLFetcher):  # type: ignore[misc]
        """Fetches nothing: no picture, no font, no sheet, from nowhere."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> None:  # noqa: ARG002
            """Refuse."""
            raise URLFetchingError("a page on paper asks for nothing")
