"""Addresses of the app's own routes, with sample values in their variable parts."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Flask

SAMPLES: Mapping[str, Any] = {
    "filename": "icon.svg",
    "slug": "short",
    "check": "short",
    "paper": "poster",
    "number": 1,
    "country": "gb",
    "code": 404,
    "client_id": "0" * 32,
    "note_id": "0" * 32,
    "share_id": "0" * 32,
    "quarter": "2026Q3",
    "invitation_id": "0" * 32,
    "member_id": "0" * 32,
}
METHODS = ("GET", "POST")


def addresses(app: Flask, **own: str) -> Iterator[tuple[str, str, str]]:
    """Yield endpoint, method and address of every route of the app. `own`: ids that are there."""
    samples = {**SAMPLES, **own}
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            values = {name: samples[name] for name in rule.arguments}
            for method in sorted(set(METHODS) & (rule.methods or set())):
                yield rule.endpoint, method, app.url_for(rule.endpoint, _method=method, **values)
