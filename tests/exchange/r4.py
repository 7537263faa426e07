"""Rules of FHIR R4 that `fhir.resources` does not check, for the five resources of an export.

That package knows R4B, whose Questionnaire, QuestionnaireResponse, Observation, Provenance and
Bundle have the elements of R4; it takes any word for a code. The codes here are those of R4's value
sets that an export may use, and the rules are R4's invariants by their names.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

CODES = {
    "Bundle.type": {"collection"},
    "Questionnaire.status": {"draft", "active", "retired", "unknown"},
    "Questionnaire.item.type": {"group", "display", "choice", "decimal", "string", "text"},
    "Questionnaire.item.enableBehavior": {"all", "any"},
    "Questionnaire.item.enableWhen.operator": {"exists", "=", "!=", ">", "<", ">=", "<="},
    "QuestionnaireResponse.status": {"in-progress", "completed", "amended", "stopped"},
    "Observation.status": {"registered", "preliminary", "final", "amended"},
}
CODINGS = {
    "http://hl7.org/fhir/questionnaire-item-control": {"radio-button", "check-box", "table"},
    "http://terminology.hl7.org/CodeSystem/observation-category": {"survey"},
    "http://terminology.hl7.org/CodeSystem/provenance-participant-type": {"assembler", "informant"},
    "http://unitsofmeasure.org": {"{score}"},
}
EXTENSIONS = {
    "http://hl7.org/fhir/StructureDefinition/ordinalValue": "valueDecimal",
    "http://hl7.org/fhir/StructureDefinition/minValue": "valueDecimal",
    "http://hl7.org/fhir/StructureDefinition/maxValue": "valueDecimal",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl": "valueCodeableConcept",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive": "valueBoolean",
}
_CODE = re.compile(r"\S+( \S+)*")
_URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\|.+)?")


def faults(bundle: Mapping[str, Any]) -> list[str]:
    """Every rule that a Bundle breaks, with its place."""
    found = list(_values(bundle, "Bundle"))
    entries = bundle.get("entry", [])
    known = {entry["fullUrl"] for entry in entries}
    if len(known) < len(entries):
        found.append("bdl-7: two entries have one address")
    for entry in entries:
        resource = entry["resource"]
        kind = resource["resourceType"]
        found += _values(resource, kind)
        if entry["fullUrl"] != f"urn:uuid:{resource['id']}":
            found.append(f"{kind}: its address is not its id")
        found += [f"{kind}: {to} is not here" for to in _references(resource) if to not in known]
    for form in (entry["resource"] for entry in entries):
        if form["resourceType"] == "Questionnaire":
            found += _form_faults(form)
        elif form["resourceType"] == "QuestionnaireResponse":
            found += _response_faults(form, [entry["resource"] for entry in entries])
    return found


def every_item(form: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """All items of a form or a response, depth first."""
    for item in form.get("item", ()):
        yield item
        yield from every_item(item)


def _values(value: object, path: str) -> Iterator[str]:
    """No empty value anywhere, codes from their value sets, extensions of the right type."""
    if value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip()):
        yield f"{path}: empty"
    if isinstance(value, str) and path in CODES and value not in CODES[path]:
        yield f"{path}: {value} is no code"
    if isinstance(value, list):
        for one in value:
            yield from _values(one, path)
    if isinstance(value, dict):
        yield from _coded(value, path)
        for name, one in value.items():
            if name == "resource":
                continue
            yield from _values(
                one, path if name == "item" and ".item" in path else f"{path}.{name}"
            )


def _coded(value: Mapping[str, Any], path: str) -> Iterator[str]:
    system, code = value.get("system"), value.get("code")
    if system is not None and (not isinstance(code, str) or not _CODE.fullmatch(code)):
        yield f"{path}: {code!r} is no code"
    if system is not None and code not in CODINGS.get(system, {code}):
        yield f"{path}: {code} is not in {system}"
    if system is not None and system not in CODINGS and not _URN.fullmatch(system):
        yield f"{path}: the system {system} is not ours"
    if path.endswith(".extension") and EXTENSIONS.get(value["url"], "") not in value:
        yield f"{path}: {value['url']} has not the value it should"


def _references(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _references(one)
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        for one in value.values():
            yield from _references(one)


def _form_faults(form: Mapping[str, Any]) -> Iterator[str]:
    items = list(every_item(form))
    links = [item["linkId"] for item in items]
    if not _URN.fullmatch(form["url"]):
        yield "url: not an absolute address"
    if len(set(links)) < len(links):
        yield "que-2: a link id stands twice"
    for item in items:
        kind, here = item["type"], item["linkId"]
        if kind == "group" and not item.get("item"):
            yield f"que-1: the group {here} is empty"
        if kind == "display" and {"item", "required", "repeats", "answerOption"} & set(item):
            yield f"que-1, que-6: the text {here} asks"
        if "maxLength" in item and kind not in ("string", "text", "decimal"):
            yield f"que-10: {here} has a maxLength"
        if ("answerOption" in item) != (kind == "choice"):
            yield f"{here}: options and type do not agree"
        yield from _enabling_faults(item, links)


def _enabling_faults(item: Mapping[str, Any], links: list[str]) -> Iterator[str]:
    tests = item.get("enableWhen", [])
    if (len(tests) > 1) != ("enableBehavior" in item):
        yield f"que-12: {item['linkId']} does not say all or any"
    for test in tests:
        if test["question"] not in links:
            yield f"{item['linkId']} waits for {test['question']}, which is not here"
        if (test["operator"] == "exists") != ("answerBoolean" in test):
            yield f"que-7: {item['linkId']} compares wrongly"
        if test["operator"] in "><" and "answerDecimal" not in test:
            yield f"{item['linkId']} orders what has no order"


def _response_faults(response: Mapping[str, Any], around: list[dict[str, Any]]) -> Iterator[str]:
    """Every answer is one the form allows, in the place of the form."""
    forms = {
        f"{one['url']}|{one['version']}": one
        for one in around
        if one["resourceType"] == "Questionnaire"
    }
    form = forms.get(response["questionnaire"])
    if form is None:
        yield "the response's questionnaire is not here"
        return
    asked = {item["linkId"]: item for item in every_item(form)}
    answered = {item["linkId"] for item in every_item(response)}
    yield from (f"{link} is required" for link in _owed(form) if link not in answered)
    for item in every_item(response):
        wanted = asked.get(item["linkId"])
        if wanted is None:
            yield f"{item['linkId']} is not in the form"
            continue
        below = {one["linkId"] for one in wanted.get("item", ())}
        if not {one["linkId"] for one in item.get("item", ())} <= below:
            yield f"{item['linkId']} holds what is elsewhere in the form"
        options = [one["valueCoding"] for one in wanted.get("answerOption", ())]
        for answer in item.get("answer", ()):
            yield from _answer_faults(answer, options, wanted)


def _owed(form: Mapping[str, Any]) -> Iterator[str]:
    """Link ids of the questions that are required and wait for nothing."""
    for item in form.get("item", ()):
        if "enableWhen" not in item:
            if item.get("required"):
                yield item["linkId"]
            yield from _owed(item)


def _answer_faults(
    answer: Mapping[str, Any], options: list[dict[str, Any]], wanted: Mapping[str, Any]
) -> Iterator[str]:
    named = {"choice": "valueCoding", "decimal": "valueDecimal"}.get(wanted["type"], "valueString")
    if set(answer) != {named}:
        yield f"{wanted['linkId']} is answered by {sorted(answer)}"
    elif options:
        bare = {k: v for k, v in answer["valueCoding"].items() if k != "extension"}
        if bare not in options:
            yield f"{wanted['linkId']}: no option is {bare}"
