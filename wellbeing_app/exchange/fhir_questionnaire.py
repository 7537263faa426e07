"""A questionnaire as a FHIR R4 Questionnaire, in the language it was taken in.

Its address (`url`) follows from the questionnaire's key without the version, from the language, and
from what this administration changes (settings, arms, dimensions); the version stands beside it.
"""

import json

from wellbeing_app.exchange.fhir_answers import coding, is_number, weight
from wellbeing_app.exchange.fhir_conditions import enable_when
from wellbeing_app.exchange.fhir_form import Form, Group, Part, Question
from wellbeing_app.exchange.fhir_json import Json, filled, name_of, number, urn
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.validation import longest_text
from wellbeing_app.instruments.library.evidence import Licence
from wellbeing_app.instruments.library.wording import WordingStatus
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.item import Item, Kind, Option
from wellbeing_app.untrusted.markup import plain

_EXTENSIONS = "http://hl7.org/fhir/StructureDefinition/"
_CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"
_OPEN_TYPES = {Kind.INST: "display", Kind.SHORT: "string", Kind.LONG: "text"}


def questionnaire(form: Form, licence: Licence, status: WordingStatus) -> Json:
    """Return the form. `status` goes along as a tag, so that altered wording is known as such."""
    instrument = form.administration.instrument
    items = _items(form)
    url = urn(_address(form, items))
    version = instrument.key.version
    return filled(
        resourceType="Questionnaire",
        id=name_of("questionnaire", url, version),
        meta={"tag": [{"system": urn(name_of("wording")), "code": status.value}]},
        language=form.language,
        url=url,
        identifier=[{"value": str(instrument.key)}],
        version=version,
        title=title(instrument),
        status="active",
        subjectType=["Patient"],
        description=plain(instrument.description),
        copyright=_copyright(instrument, licence),
        item=items,
    )


def title(instrument: Instrument) -> str:
    """Return a questionnaire's name, with the abbreviation if it says more."""
    name, short = plain(instrument.name), plain(instrument.abbreviation)
    return name if short.casefold() in ("", name.casefold()) else f"{name} ({short})"


def _address(form: Form, items: list[Json]) -> str:
    instrument = form.administration.instrument
    usual = _items(Form(Administration(instrument, form.administration.language)))
    changed = "" if items == usual else json.dumps(items)
    return name_of(
        "form", f"{instrument.key.namespace}/{instrument.key.code}", form.language, changed
    )


def _copyright(instrument: Instrument, licence: Licence) -> str:
    lines = (
        instrument.license_explanation,
        f"Owner: {licence.owner}",
        f"Licence: {instrument.license} {instrument.license_url}".strip(),
        f"Permission: {licence.permission}" if licence.permission else "",
        instrument.citation,
    )
    return "\n\n".join(line for line in lines if line)


def _items(form: Form) -> list[Json]:
    return [_item(form, part, sure=True) for part in form.parts]


def _item(form: Form, part: Part, *, sure: bool) -> Json:
    """Write a part. `sure`: it is shown exactly when FHIR says so; else it cannot be required."""
    enabling = enable_when(form, part.conditions)
    sure = sure and (bool(enabling) or not part.conditions)
    if isinstance(part, Group):
        return _group(form, part, enabling, sure=sure)
    return _question(form, part, enabling, required=sure and part.required)


def _group(form: Form, group: Group, enabling: Json, *, sure: bool) -> Json:
    return filled(
        extension=[_control("table")] if group.is_grid else [],
        linkId=group.link,
        text=form.words(group.text_key),
        type="group",
        **enabling,
        item=[_item(form, part, sure=sure) for part in group.parts],
    )


def _question(form: Form, question: Question, enabling: Json, *, required: bool) -> Json:
    item = question.item
    written = item.kind in (Kind.SHORT, Kind.LONG) and not item.numeric
    return filled(
        extension=_extensions(item),
        linkId=question.link,
        text=form.words(question.text_key),
        type=_type(item),
        **enabling,
        required=required or None,
        repeats=item.kind is Kind.MULTICHECK or None,
        maxLength=longest_text(item) if written else None,
        answerOption=[_option(form, item, option) for option in item.options],
        item=[
            {
                "linkId": f"{item.id}:anchor{place}",
                "text": f"{number(anchor.value)}: {form.words(anchor.label_key)}",
                "type": "display",
            }
            for place, anchor in enumerate(item.anchors)
        ],
    )


def _type(item: Item) -> str:
    if item.options:
        return "choice"
    return "decimal" if is_number(item) else _OPEN_TYPES[item.kind]


def _option(form: Form, item: Item, option: Option) -> Json:
    exclusive = form.administration.instrument.hints.exclusive
    alone = item.kind is Kind.MULTICHECK and option.value in exclusive
    only = {"url": f"{_EXTENSIONS}questionnaire-optionExclusive", "valueBoolean": True}
    return filled(
        extension=[*weight(option), *([only] if alone else [])],
        valueCoding=coding(form, item, option),
    )


def _extensions(item: Item) -> list[Json]:
    if item.options:
        return [_control("check-box" if item.kind is Kind.MULTICHECK else "radio-button")]
    limits = {one.rule: one.limit for one in item.constraints}
    ends = (
        ("minValue", limits.get("number_min", item.minimum)),
        ("maxValue", limits.get("number_max", item.maximum)),
    )
    return [
        {"url": f"{_EXTENSIONS}{name}", "valueDecimal": number(float(limit))}
        for name, limit in ends
        if limit is not None and is_number(item)
    ]


def _control(code: str) -> Json:
    return {
        "url": f"{_EXTENSIONS}questionnaire-itemControl",
        "valueCodeableConcept": {"coding": [{"system": _CONTROLS, "code": code}]},
    }
