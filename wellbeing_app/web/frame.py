"""What the frame of every page needs: the site's name, the language, addresses of its files."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask

from wellbeing_app.config import Config
from wellbeing_app.instruments.model.values import in_figures
from wellbeing_app.web.language import page_language
from wellbeing_app.web.words.brief import alert_words, told
from wellbeing_app.web.words.clinic import init_clinic_words
from wellbeing_app.web.words.help import language_name
from wellbeing_app.web.words.result import said
from wellbeing_app.web.words.titles import neutral_title

HASH_DIGITS = 12


def init_frame(app: Flask, config: Config) -> None:
    """Give every template its common variables, and every static address its content's hash."""
    folder = Path(app.static_folder or "")
    common = {"site_name": config.site_name, "unchecked_notice": not config.production}

    app.jinja_env.globals.update(
        neutral_title=neutral_title, said=said, told=told, alert_words=alert_words
    )

    init_clinic_words(app)

    app.jinja_env.filters.update(figures=in_figures, language_name=language_name)

    @app.context_processor
    def frame() -> dict[str, object]:
        return {**common, "ui_language": page_language()}

    @app.url_defaults
    def version(endpoint: str, values: dict[str, object]) -> None:
        if endpoint == "static":
            values["v"] = content_hash(folder / str(values["filename"]))


@lru_cache(maxsize=64)
def content_hash(path: Path) -> str:
    """Return the first digits of a file's SHA-256: they change with it, so copies may be kept."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:HASH_DIGITS]
