"""A page as a tagged PDF for paper and screen readers (PDF/UA-1), made without asking for anything.

WeasyPrint needs the system's Pango. Where that is missing, `CAN_PRINT` is false and pages offer
their print view instead. A PDF takes seconds of a processor, so few are made for one network in a
minute, and few at once in each process: who comes then is asked to come back.
"""

from pathlib import Path
from threading import BoundedSemaphore

from werkzeug.exceptions import ServiceUnavailable

from wellbeing_app.web.brake import brake

try:
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher, URLFetchingError
except OSError:  # what the library raises when it finds no Pango
    CAN_PRINT = False
else:
    CAN_PRINT = True

SHEET = Path(__file__).with_name("paper.css")
VARIANT = "pdf/ua-1"
MOST_A_MINUTE = 10
"""PDFs for one network."""
AT_ONCE = 2
RETRY_SECONDS = 5
_places = BoundedSemaphore(AT_ONCE)


def pdf_on_request(page: str) -> bytes:
    """Return a page as a PDF, or answer 429 after too many of them and 503 while others wait."""
    brake("pdf", MOST_A_MINUTE)
    if not _places.acquire(blocking=False):
        raise ServiceUnavailable(retry_after=RETRY_SECONDS)
    try:
        return pdf_of(page)
    finally:
        _places.release()


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
