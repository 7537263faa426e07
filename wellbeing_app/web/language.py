"""The language of the pages around a questionnaire (its own language is independent of this)."""

from gettext import NullTranslations

from flask import Flask, current_app, g, request
from flask_babel import Babel, get_locale, get_translations

DEFAULT_LANGUAGE = "en"


def init_language(app: Flask, languages: tuple[str, ...] = (DEFAULT_LANGUAGE,)) -> None:
    """Choose among `languages` (BCP 47 codes with a catalogue) by what the browser asks for."""
    app.config["LANGUAGES"] = languages
    Babel(
        app,
        default_locale=DEFAULT_LANGUAGE,
        default_translation_directories="translations",
        locale_selector=chosen_language,
    )
    install = vars(app.jinja_env)["install_gettext_callables"]
    install(_gettext, _ngettext, newstyle=True)


def _catalogue() -> NullTranslations:
    """Return this request's catalogue, looked for once: a page asks for it some thirty times."""
    found: NullTranslations | None = g.get("catalogue")
    if found is None:
        found = g.catalogue = get_translations()
    return found


def _gettext(text: str) -> str:
    return _catalogue().gettext(text)


def _ngettext(one: str, many: str, number: int) -> str:
    return _catalogue().ngettext(one, many, number)


def chosen_language() -> str:
    """Return the best of the site's languages for this browser."""
    languages = current_app.config["LANGUAGES"]
    return request.accept_languages.best_match(languages) or DEFAULT_LANGUAGE


def page_language() -> str:
    """Return the BCP 47 code of the page being written, for its `lang` attribute."""
    return str(get_locale() or DEFAULT_LANGUAGE).replace("_", "-")
