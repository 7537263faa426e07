"""Values piped into texts (OSD S2, S3, S6): `{name}`, `{param.name}`, `{answer.q1}`, `{score.x}`.

An answer to a closed item is piped as the words of its option, not as the value behind them. What
is put in is escaped: a text typed by a person or set by a clinic never becomes markup.
"""

import html
from collections.abc import Callable

from wellbeing_app.instruments.engine.conditions import Context
from wellbeing_app.instruments.engine.dependencies import PIPED, owners
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.item import Item
from wellbeing_app.instruments.model.values import Value, as_typed, same, text_of

UNKNOWN = "…"
"""Stands for a value that is not there; S3 asks for a fallback."""


def piped(text: str, instrument: Instrument, language: str, context: Callable[[], Context]) -> str:
    """Return the text (still markup) with its values put in; an unknown name stays as written.

    `context` is called only if there is a name to look up.
    """
    if "{" not in text:
        return text
    known = context()
    aliases = {item.alias: item.id for item in instrument.items if item.alias}

    def put(name: str, written: str) -> str:
        source, _, reference = name.partition(".")
        match source:
            case "answer":
                return _answer(instrument, language, known, aliases.get(reference, reference))
            case "correct":
                return _right_answers(instrument, language, reference)
            case "score" | "computed":
                return _rounded(known.value(source, reference))
        name = reference if source in ("param", "parameter") and reference else name
        return html.escape(text_of(known.parameters[name])) if name in known.parameters else written

    return PIPED.sub(lambda found: put(found[1], found[0]), text)


def _answer(instrument: Instrument, language: str, known: Context, name: str) -> str:
    item, answer = owners(instrument).get(name), known.answers.get(name)
    if item is None or answer is None:
        return UNKNOWN
    return _words(instrument, language, item, answer if isinstance(answer, tuple) else (answer,))


def _right_answers(instrument: Instrument, language: str, name: str) -> str:
    item = instrument.item_by_id.get(name)
    if item is None or item.feedback is None:
        return UNKNOWN
    return _words(instrument, language, item, item.feedback.correct)


def _words(instrument: Instrument, language: str, item: Item, values: tuple[Value, ...]) -> str:
    """Return what the values are called: an option's label, else the value itself."""
    return ", ".join(_word(instrument, language, item, value) for value in values)


def _word(instrument: Instrument, language: str, item: Item, value: Value) -> str:
    for option in item.options:
        if same(option.value, value) and option.label_key is not None:
            return instrument.text(language, option.label_key)
    return html.escape(as_typed(value))


def _rounded(value: Value) -> str:
    if value is None:
        return UNKNOWN
    return html.escape(text_of(round(value, 2) if isinstance(value, float) else value))
