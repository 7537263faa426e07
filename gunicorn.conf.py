"""How gunicorn serves the app, on a laptop and in production alike."""

import sys

from gunicorn.arbiter import Arbiter

wsgi_app = "app:app"
worker_class = "gthread"
workers = 2
threads = 4
# No access log, and no warnings: gunicorn's own would name the visitor's address.
accesslog = None
loglevel = "error"
# The interface for steering a running server is not used, so it is not there.
control_socket_disable = True
# One question page with its form is far below these.
limit_request_line = 2048
limit_request_fields = 60


def when_ready(server: Arbiter) -> None:
    """Say where the app is."""
    for listener in server.LISTENERS:
        sys.stdout.write(f"Evenkeel is at {listener}\n")
    sys.stdout.flush()
