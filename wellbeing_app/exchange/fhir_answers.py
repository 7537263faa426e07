"""Answers in FHIR: options as codes with the number a score counts, numbers, texts."""

import json

from wellbeing_app.exchange.fhir_form import Form
from wellbeing_app.exchange.fhir_json import Json, filled, name_of, number, urn
from wellbeing_app.instruments.model.item import Answer, Item, Kind, Option
from wellbeing_app.instruments.model.values import number_of, same, text_of
from wellbeing_app.untrusted.characters import inert

ORDINAL_VALUE = "http://hl7.org/fhir/StructureDefinition/ordinalValue"


def is_number(item: Item) -> bool:
    """Whether an open item is answered by a number."""
    return item.kind is Kind.VAS or item.numeric


def coding(form: Form, item: Item, option: Option) -> Json:
    """Return an option as a code. Its system is the list of options, one list one system.

    The system follows from the questionnaire's key and from values and label keys, so it is the
    same in every language.
    """
    options = json.dumps([[text_of(one.value), one.label_key] for one in item.options])
    code = " ".join(text_of(option.value).split())
    return filled(
        system=urn(name_of("options", str(form.administration.instrument.key), options)),
        code=code,
        display=form.words(option.label_key) or code,
    )


def weight(option: Option) -> list[Json]:
    """Return, as a list of extensions, the number an option counts as; empty for a mere word."""
    value = number_of(option.value)
    return [] if value is None else [{"url": ORDINAL_VALUE, "valueDecimal": number(value)}]


def answers_of(form: Form, item: Item, given: Answer) -> list[Json]:
    """Return one answer as the list FHIR wants; empty if it is none the item can have."""
    ticked = given if isinstance(given, tuple) else (given,)
    if len(ticked) != 1 and item.kind is not Kind.MULTICHECK:
        return []
    found = [_value(form, item, one) for one in ticked]
    return [one for one in found if one] if all(found) else []


def _value(form: Form, item: Item, value: str | float) -> Json:
    if item.options:
        option = next((one for one in item.options if same(one.value, value)), None)
        if option is None:
            return {}
        return {"valueCoding": filled(extension=weight(option)) | coding(form, item, option)}
    if is_number(item):
        found = number_of(value)
        return {} if found is None else {"valueDecimal": number(found)}
    return filled(valueString=inert(text_of(value)).strip())
