"""How large a request may be, and to which host it must be addressed."""

from flask import Flask, abort, request
from werkzeug.middleware.proxy_fix import ProxyFix

from wellbeing_app.untrusted.hosts import host_of_request

LARGEST_BODY = 1024 * 1024
LARGEST_FORM = 64 * 1024
LARGEST_HELD_FORM = 2 * LARGEST_FORM
"""Of a page that carries another form along, sealed: a third longer than it was."""
MOST_FORM_PARTS = 300
LONGEST_ADDRESS = 1_000
"""Bytes of path and query together; ours need fewer than 100."""


def init_limits(app: Flask, hosts: tuple[str, ...], proxies: int) -> None:
    """Refuse what is too large (413, 414) or not meant for this site (400).

    `proxies` is the number of reverse proxies of our own in front; only their last entries in
    X-Forwarded-For and X-Forwarded-Proto are believed, and no forwarded host ever is.
    """
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=MOST_FORM_PARTS,
    )
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]

    @app.before_request
    def refuse_misdirected() -> None:
        if host_of_request(request.host) not in hosts:
            abort(400)
        if len(request.path.encode()) + len(request.query_string) > LONGEST_ADDRESS:
            abort(414)
        if request.mimetype == "application/x-www-form-urlencoded":
            # Werkzeug holds only multipart forms to MAX_FORM_MEMORY_SIZE.
            carries = request.endpoint == "accounts.send_again"
            request.max_content_length = LARGEST_HELD_FORM if carries else LARGEST_FORM
