"""How gunicorn serves the app, on a laptop and in production alike."""

import sys

from gunicorn.arbiter import Arbiter

from wellbeing_app.web.server_log import Discreet

wsgi_app = "app:app"
worker_class = "gthread"
workers = 2
threads = 4
# Loaded once, before the workers: a site that may not start says why and stops.
preload_app = True
# What it writes (the database beside the key file) is its owner's alone.
umask = 0o077
# No access log, and gunicorn's own warnings without the visitor's address or the page's.
accesslog = None
loglevel = "warning"
# The interface for steering a running server is not used, so it is not there.
control_socket_disable = True
# One question page with its form is far below these.
limit_request_line = 2048
limit_request_fields = 60


def on_starting(server: Arbiter) -> None:
    """Keep what a request contained out of gunicorn's own log."""
    server.log.error_log.addFilter(Discreet())


def when_ready(server: Arbiter) -> None:
    """Say where the app is."""
    for listener in server.LISTENERS:
        sys.stdout.write(f"Evenkeel is at {listener}\n")
    sys.stdout.flush()
