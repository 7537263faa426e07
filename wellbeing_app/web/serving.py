"""What a server may ask of the app beside answers: pages for refusals, and which work is slow.

A request that is too large, too slow or unreadable never reaches a view. Its page is made once,
before anybody asks: it is the same for everybody.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
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
VARIABLE = re.compile(r"<[^>]+>")
"""A part of an address that differs, as Flask writes it."""


class SlowWork(StrEnum):
    """Work that waits in a lane of its own, so that nobody else waits for it."""

    PASSWORDS = "passwords"
    PAPER = "paper"


def slow_work(kind: SlowWork) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a view that hashes passwords where its form is sent, or one that makes a PDF."""

    def marked(view: Callable[P, R]) -> Callable[P, R]:
        view.__dict__["slow_work"] = kind
        return view

    return marked


class Serving:
    """The app as a server sees it."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._slow = tuple(_slow_addresses(app))

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer a request."""
        return self._app(environ, start_response)

    def warm_up(self) -> None:
        """Compile every template: otherwise the first visitors of each process wait for it."""
        for name in self._app.jinja_env.list_templates(extensions=["html", "svg", "css"]):
            self._app.jinja_env.get_template(name)

    def slow_work(self, method: str, path: str) -> SlowWork | None:
        """Return what a request has to wait for. Servers fold slashes in front, so does this."""
        asked = f"{method.upper()} /{path.lstrip('/')}"
        return next((kind for kind, address in self._slow if address.fullmatch(asked)), None)

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


def _slow_addresses(app: Flask) -> Iterable[tuple[SlowWork, re.Pattern[str]]]:
    for rule in app.url_map.iter_rules():
        kind = getattr(app.view_functions[rule.endpoint], "slow_work", None)
        methods = {"POST"} if kind is SlowWork.PASSWORDS else {"GET", "POST"}
        if kind is not None:
            path = "[^/]+".join(map(re.escape, VARIABLE.split(rule.rule)))
            yield kind, re.compile(f"({'|'.join(methods & (rule.methods or set()))}) {path}")


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
