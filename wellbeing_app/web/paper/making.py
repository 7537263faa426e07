"""A PDF for whoever asks: few for one network in a minute, and one at a time in each process.

Who comes while another is made waits. One at a time leaves the processor to the pages of others.
"""

from threading import Lock

from flask import render_template

from wellbeing_app.web.brake import brake
from wellbeing_app.web.paper.typesetting import typeset

MOST_A_MINUTE = 10
"""PDFs for one network."""
_lane = Lock()


def pdf_on_request(template: str, **values: object) -> bytes:
    """Return a template as a PDF, or answer 429 after too many of them."""
    brake("pdf", MOST_A_MINUTE)
    with _lane:
        return typeset(render_template(template, **values))
