"""The real app with a clock in our hands and a few routes that fail, keep and show on purpose."""

from dataclasses import replace

import pytest
from flask import Flask, abort, jsonify, request, session
from flask_wtf.csrf import generate_csrf
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response

from tests.client import Client
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.web.headers import public

NOW = 1_800_000_000


class Clock:
    """Seconds since 1970, moved by hand."""

    def __init__(self) -> None:
        self.now = float(NOW)

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def probed(config: Config, clock: Clock) -> Flask:
    """The app of development, http, with the probe routes."""
    return with_probes(replace(config, clock=clock))


@pytest.fixture
def visitor(probed: Flask) -> Client:
    client = probed.test_client()
    assert isinstance(client, Client)
    return client


def with_probes(config: Config) -> Flask:
    """Build the app over `config`, with routes under /probe."""
    app = create_app(config)
    app.test_client_class = Client
    app.add_url_rule("/probe/keep", view_func=keep, methods=["POST"])
    app.add_url_rule("/probe/show", view_func=show)
    app.add_url_rule("/probe/token", view_func=generate_csrf)
    app.add_url_rule("/probe/public", view_func=everybody)
    app.add_url_rule("/probe/status/<int:code>", view_func=fail)
    app.add_url_rule("/probe/crash", view_func=crash, methods=["GET", "POST"])
    app.add_url_rule("/probe/database", view_func=lose_database)
    return app


def keep() -> Response:
    session["kept"] = request.form["text"]
    return jsonify(dict(session))


def show() -> Response:
    return jsonify({name: value for name, value in session.items() if name != "csrf_token"})


@public
def everybody() -> str:
    return "the same for everybody"


def fail(code: int) -> str:
    abort(code)


def crash() -> str:
    raise ValueError("".join(request.values.values()) + str(request.headers))


def lose_database() -> str:
    raise OperationalError("INSERT secret", {"answer": "secret"}, Exception("gone"))


def keep_text(client: Client, text: str) -> int:
    """Put a text into the visit through a real form post; answers the status."""
    token = client.get("/probe/token").get_data(as_text=True)
    return client.post("/probe/keep", data={"csrf_token": token, "text": text}).status_code


def kept(client: Client) -> object:
    """Read what the visit holds, as the server sees it."""
    return client.get("/probe/show").get_json()
