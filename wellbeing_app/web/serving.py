"""What a server may ask of the app beside answers: pages for refusals, and which work is slow.

A request that is too large, too slow or unreadable never reaches a view. Its page is made once,
before anybody asks: it is the same for everybody.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from flask import Flask, render_template
from markupsafe import Markup

from wellbeing_app.web.headers import PRIVATE, baseline
from wellbeing_app.web.site import EXTENSION, Site

P = ParamSpec("P")
R = TypeVar("R")

TEMPLATES = {400: "errors/400.html", 408: "errors/408.html", 413: "errors/413.html",
             431: "errors/431.html", 501: "errors/400.html", 503: "errors/busy.html"}  # fmt: skip
BUSY_SECONDS = "5"


def slow_work(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that hashes passwords: its forms wait in a lane of their own."""
    view.__dict__["is_slow_work"] = True
    return view


class Serving:
    """The app as a server sees it."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._slow = frozenset(_slow_forms(app))

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer a request."""
        return self._app(environ, start_response)

    def warm_up(self) -> None:
        """Compile every template: otherwise the first visitors of each process wait for it."""
        for name in self._app.jinja_env.list_templates(extensions=["html", "svg", "css"]):
            self._app.jinja_env.get_template(name)

    def is_slow_work(self, method: str, path: str) -> bool:
        """Whether a request hashes passwords. Servers fold slashes in front, so does this."""
        return (method.upper(), "/" + path.lstrip("/")) in self._slow

    def refusals(self) -> Mapping[int, tuple[list[tuple[str, str]], bytes]]:
        """Return status -> headers and page."""
        return {status: self._refusal(status, name) for status, name in TEMPLATES.items()}

    def _refusal(self, status: int, name: str) -> tuple[list[tuple[str, str]], bytes]:
        site = cast(Site, self._app.extensions[EXTENSION])
        headers = {**baseline(https=site.config.https), **PRIVATE}
        headers["Content-Type"] = "text/html; charset=utf-8"
        shown: dict[str, object] = {}
        if status == 503:
            headers["Retry-After"] = BUSY_SECONDS
        with self._app.test_request_context():
            if status == 431:
                styles = _alone(Path(self._app.static_folder or "", "app.css").read_text("utf-8"))
                headers["Content-Security-Policy"] = _only_this_style(styles)
                shown = {"leave_url": site.config.leave_url, "help": site.directory.crisis(None)}
                shown["styles"] = Markup(f"<style>{styles}</style>")  # noqa: S704 (our own file)
            page = render_template(name, **shown)
        return list(headers.items()), page.encode()


def _slow_forms(app: Flask) -> Iterable[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if getattr(view, "is_slow_work", False):
            yield from ((method, rule.rule) for method in rule.methods or () if method == "POST")


def _alone(styles: str) -> str:
    """Take out of a style sheet what would have to be fetched: fonts and pictures."""
    return re.sub(
        r'url\("[^"]*"\)', "none", re.sub(r"@font-face \{.*?\}\s*", "", styles, flags=re.S)
    )


def _only_this_style(styles: str) -> str:
    """Write a policy for a page that may load nothing, and has its style in itself."""
    digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'none'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
