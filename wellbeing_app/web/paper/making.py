"""A PDF for whoever asks: few for one network in a minute, and one at a time on the whole site.

Who comes while another is made waits. One at a time leaves the processors to the pages of others.
"""

from flask import render_template

from wellbeing_app.web.brake import brake
from wellbeing_app.web.paper.typesetting import typeset
from wellbeing_app.web.shared_lock import SharedLock

MOST_A_MINUTE = 10
"""PDFs for one network."""
_lane = SharedLock()


def pdf_on_request(template: str, **values: object) -> bytes:
    """Return a template as a PDF, or answer 429 after too many of them."""
    brake("pdf", MOST_A_MINUTE)
    with _lane:
        return typeset(render_template(template, **values))
