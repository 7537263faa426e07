"""The least a Flask questionnaire can be: forms of radio buttons, a signed cookie, one insert."""

import secrets
from collections.abc import Sequence
from pathlib import Path

from flask import Flask, redirect, render_template, session, url_for
from flask_wtf import FlaskForm
from jinja2 import DictLoader
from sqlalchemy import JSON, create_engine, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from werkzeug.wrappers import Response
from wtforms import RadioField, SubmitField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Questions</title></head>
<body><main><h1>Questions</h1>
<form method="post">
{{ form.csrf_token }}
{% for field in form if field.type == "RadioField" %}
<fieldset><legend>{{ field.label.text }}</legend>
{% for error in field.errors %}<p>{{ error }}</p>{% endfor %}
{% for option in field %}{{ option() }} {{ option.label() }}{% endfor %}
</fieldset>
{% endfor %}
{{ form.go() }}
</form></main></body></html>"""

DONE = "<!doctype html><html lang='en'><title>Done</title><h1>{{ count }} answers</h1></html>"


class Base(DeclarativeBase):
    """The tables."""


class Submission(Base):
    """One person's answers."""

    __tablename__ = "submission"
    id: Mapped[int] = mapped_column(primary_key=True)
    answers: Mapped[dict[str, str]] = mapped_column(JSON)


def page_form(number: int, questions: Sequence[int]) -> type[FlaskForm]:
    """Make the form of one page: a radio field a question, with so many options each."""
    fields = {
        f"q{number}_{index}": RadioField(
            f"Question {index}",
            choices=[SelectChoice(str(value), f"Option {value}") for value in range(options)],
            validators=[InputRequired()],
        )
        for index, options in enumerate(questions, start=1)
    }
    return type("PageForm", (FlaskForm,), {**fields, "go": SubmitField("Continue")})


def bare_app(pages: Sequence[Sequence[int]], folder: Path) -> Flask:
    """Make an app with these pages (options of each question) and its database in `folder`."""
    app = Flask(__name__)
    app.secret_key = secrets.token_bytes()
    app.jinja_loader = DictLoader({"page.html": PAGE, "done.html": DONE})
    engine = create_engine(f"sqlite:///{folder / 'bare.sqlite'}")
    with engine.begin() as connection:
        connection.execute(text("PRAGMA journal_mode = WAL"))
    Base.metadata.create_all(engine)
    forms = [page_form(number, questions) for number, questions in enumerate(pages, start=1)]

    @app.route("/page/<int:number>", methods=["GET", "POST"])
    def page(number: int) -> str | Response:
        form = forms[number - 1](data=session.get("answers", {}))
        if not form.validate_on_submit():
            return render_template("page.html", form=form)
        given = {name: value for name, value in form.data.items() if name.startswith("q")}
        session["answers"] = session.get("answers", {}) | given
        if number < len(forms):
            return redirect(url_for("page", number=number + 1), 303)
        with Session(engine) as database:
            database.add(Submission(answers=session["answers"]))
            database.commit()
        return redirect(url_for("done"), 303)

    @app.get("/done")
    def done() -> str:
        return render_template("done.html", count=len(session.get("answers", {})))

    return app
