"""What gunicorn may write about requests: that one failed and where, never whose or with what.

Its workers would write the source address of a request they cannot read, and the address of a
page that failed with a trace of it.
"""

import logging

from wellbeing_app.web.application import describe

UNREADABLE = "Invalid request from"
FAILED = ("Error handling", "Socket error")


class Discreet(logging.Filter):
    """A filter for the logger `gunicorn.error`."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line through, those about a request without its content."""
        written = str(record.msg)
        if written.startswith(UNREADABLE):
            record.msg, record.args = "A request that could not be read was refused.", ()
        elif written.startswith(FAILED):
            failure = record.exc_info[1] if record.exc_info else None
            record.msg, record.args = "A request failed: %s", (describe(failure),)
            record.exc_info = None
        return True
