"""Shares of whole questionnaires for tests of exports, each question answered differently."""

import json
from collections.abc import Mapping
from datetime import date

from tests.records.shares import share
from wellbeing_app.exchange.fhir import bundle
from wellbeing_app.exchange.fhir_json import Json
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.library.evidence import Evidence, read_evidence
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.item import Answer, Item, Kind
from wellbeing_app.records.offers import offered
from wellbeing_app.records.record import record_of
from wellbeing_app.records.share import Share

DAY = date(2026, 11, 23)
EXPORTED = date(2026, 11, 25)
SHARE_ID = bytes(range(16))
SOFTWARE = "Evenkeel 0.1.0"


def library_of(*instruments: Instrument, verdict: str = "open") -> Library:
    """A library of these questionnaires, with nothing known of them but their licence."""
    known = {one.key.code: _evidence(one.key.code, verdict) for one in instruments}
    return Library("noncommercial", {str(one.key): one for one in instruments}, (), {}, known)


def varied(administration: Administration, turn: int = 0) -> dict[str, Answer]:
    """An answer to every question, each the next option; `turn` begins with another."""
    named = ((name, item) for item in administration.instrument.items for name in item.answer_ids)
    return {name: _answer(item, place + turn) for place, (name, item) in enumerate(named)}


def share_of_one(
    library: Library,
    administration: Administration,
    answers: Mapping[str, Answer],
    notes: Mapping[str, str] | None = None,
) -> Share:
    """All of one questionnaire: scores, answers, notes."""
    record = record_of(
        [Taken(administration, answers)],
        day=DAY,
        battery="one",
        language=administration.language,
        revision=lambda _code: 1,
        ticked=(administration.instrument.key.code,),
        notes=notes,
    )
    return share(offered(library, [record]))


def exported(library: Library, made: Share, **changed: object) -> Json:
    """A share as a Bundle, on the day of these tests."""
    told = {"share_id": SHARE_ID, "exported": EXPORTED, "software": SOFTWARE} | changed
    return bundle(library, made, **told)  # type: ignore[arg-type]


def resources(made: Json, kind: str) -> list[Json]:
    """The resources of one kind in a Bundle."""
    entries = made.get("entry", [])
    assert isinstance(entries, list)
    found: list[Json] = [entry["resource"] for entry in entries]
    return [one for one in found if one["resourceType"] == kind]


def _answer(item: Item, place: int) -> Answer:
    if item.kind is Kind.MULTICHECK:
        first = place % len(item.options)
        return tuple(one.value for one in item.options[first : first + 2])
    if item.options:
        return item.options[place % len(item.options)].value
    if item.kind is Kind.VAS or item.numeric:
        return float(item.minimum or 0) + 1.5
    return f"Words {place},\nand more." if item.kind is Kind.LONG else f"Words {place}"


def _evidence(code: str, verdict: str) -> Evidence:
    licence = {
        "verdict": verdict,
        "owner": "Nobody",
        "terms": "CC0",
        "url": "",
        "seen": "seen",
        "source": "own",
    }
    written = {
        "code": code,
        "revision": 1,
        "reviewed": "2026-11-25",
        "licence": licence,
        "sources": {"own": {"reference": "Made for a test", "url": ""}},
        "figures": [],
        "validated": [],
        "criticism": [],
    }
    return read_evidence(json.dumps(written).encode(), origin="test")
