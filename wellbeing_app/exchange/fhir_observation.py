"""A score as a FHIR R4 Observation: the value as worked out on its day, never anew."""

from collections.abc import Sequence

from wellbeing_app.exchange.fhir_json import Json, filled, name_of, number, urn
from wellbeing_app.instruments.model.values import in_figures
from wellbeing_app.interpretation.reading import Band, Reading
from wellbeing_app.records.share import NotePart
from wellbeing_app.records.shown import ShownRange, ShownScore, ShownSource
from wellbeing_app.untrusted.characters import inert

_CATEGORY = {
    "system": "http://terminology.hl7.org/CodeSystem/observation-category",
    "code": "survey",
    "display": "Survey",
}
_ABSENT = {
    "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason",
    "code": "unknown",
    "display": "Unknown",
}
_UNITS = "http://unitsofmeasure.org"
_POINTS = "{score}"
POSSIBLE = "possible range"
PERSON = "the person"


def observation(
    source: ShownSource,
    score: ShownScore | ShownRange,
    *,
    id_: str,
    name: str,
    response: str | None,
    notes: Sequence[NotePart],
) -> Json:
    """Return one score. `id_` is the score's own, `response` the address of the answers, if whole.

    The code is the questionnaire's own: none of a public list of codes is known to fit. A score
    that lacks answers has no value, and says why in words: its range is no datum to reckon with.
    """
    unversioned, _, version = source.key.rpartition("@")
    code = filled(
        system=urn(name_of("scores", unversioned)),
        version=version,
        code=id_,
        display=score.title,
    )
    named = score.title if score.title == source.name else f"{source.name}: {score.title}"
    return filled(
        resourceType="Observation",
        id=name,
        status="final",
        category=[{"coding": [_CATEGORY]}],
        code={"coding": [code], "text": named},
        effectiveDateTime=source.day.isoformat(),
        **_found(score),
        note=[
            {"authorString": PERSON, "time": note.day.isoformat(), "text": inert(note.words)}
            for note in notes
            if inert(note.words).strip()
        ],
        referenceRange=_ranges(score),
        derivedFrom=[{"reference": response}] if response else [],
    )


def _found(score: ShownScore | ShownRange) -> Json:
    if isinstance(score, ShownScore):
        interpretation = _interpretation(score.reading)
        return {"valueQuantity": _points(score.value), "interpretation": interpretation}
    words = (
        f"Answers are open. Whatever they are, the score lies between {in_figures(score.low)} and "
        f"{in_figures(score.high)}."
    )
    return {"dataAbsentReason": {"coding": [_ABSENT], "text": words}}


def _points(value: float) -> Json:
    return {"value": number(value), "unit": "points", "system": _UNITS, "code": _POINTS}


def _interpretation(reading: Reading | None) -> list[Json]:
    return [{"text": reading.band.label}] if reading and reading.band else []


def _ranges(score: ShownScore | ShownRange) -> list[Json]:
    """The range the score can have, then the band it is in with the band's source."""
    whole = filled(
        low=None if score.minimum is None else _points(score.minimum),
        high=None if score.maximum is None else _points(score.maximum),
    )
    ranges = [whole | {"type": {"text": POSSIBLE}}] if whole else []
    if isinstance(score, ShownScore) and score.reading and score.reading.band:
        ranges.append(_band(score.reading.band, score.reading.lines_source))
    return ranges


def _band(band: Band, origin: str | None) -> Json:
    return filled(
        low=_points(band.minimum),
        high=_points(band.maximum),
        type={"text": band.label},
        text=origin,
    )
