"""The headers of every answer: one baseline, and two profiles of what may keep a copy.

A view marked `public` is the same for everybody: it may be indexed and kept for a short time, and
it never touches the visit cookie. Everything else is private: no copy anywhere, no index.
"""

from collections.abc import Callable, Mapping
from typing import ParamSpec, TypeVar

from flask import Flask, current_app, request
from werkzeug.wrappers import Response

P = ParamSpec("P")
R = TypeVar("R")

HSTS_TWO_YEARS = "max-age=63072000; includeSubDomains"
PUBLIC_SECONDS = 300
STATIC_SECONDS = 31_536_000
FEATURES_OFF = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection",
    "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial",
    "usb", "xr-spatial-tracking",
)  # fmt: skip
BASELINE: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES_OFF),
}
PRIVATE: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, noarchive",
}
PUBLIC: Mapping[str, str] = {
    "Cache-Control": f"public, max-age={PUBLIC_SECONDS}",
    "Vary": "Accept-Language",
}
STATIC: Mapping[str, str] = {
    "Cache-Control": f"public, max-age={STATIC_SECONDS}, immutable",
    "X-Robots-Tag": "noindex, noarchive",
}
STATIC_UNVERSIONED: Mapping[str, str] = {
    **STATIC,
    "Cache-Control": f"public, max-age={PUBLIC_SECONDS}",
}


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view whose page is the same for everybody and never reads or sets the cookie."""
    view.__dict__["is_public"] = True
    return view


def versioned(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a public view whose address names the version of a file that never changes."""
    view.__dict__["is_versioned"] = True
    return public(view)


def is_public(endpoint: str | None) -> bool:
    """Whether the current site's endpoint is marked `public`, or is a file under /static."""
    view = current_app.view_functions.get(endpoint or "")
    return endpoint == "static" or getattr(view, "is_public", False)


def baseline(*, https: bool) -> Mapping[str, str]:
    """Return what every answer carries, whatever its profile."""
    return {**BASELINE, "Strict-Transport-Security": HSTS_TWO_YEARS} if https else BASELINE


def init_headers(app: Flask, *, https: bool) -> None:
    """Put the baseline and the right profile on every answer, errors included."""

    @app.after_request
    def dress(response: Response) -> Response:
        # An onion service has no certificate to insist on.
        insist = https and not request.host.endswith(".onion")
        response.headers.update(baseline(https=insist))
        response.headers.update(_profile(response))
        return response


def _profile(response: Response) -> Mapping[str, str]:
    if response.status_code not in (200, 304) or not is_public(request.endpoint):
        return PRIVATE
    view = current_app.view_functions[request.endpoint or ""]
    if request.endpoint != "static" and not getattr(view, "is_versioned", False):
        return PUBLIC
    return STATIC if "v" in request.args else STATIC_UNVERSIONED
