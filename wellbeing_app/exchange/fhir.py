"""What a client shows, as one FHIR R4 (4.0.1) Bundle of type collection.

For each questionnaire that is here: the form; the answers if they are whole; one Observation a
score. Scores of a questionnaire that is not here go by their ids. A Provenance says where it comes
from. Nobody is named: no resource has a subject. Times are days; where FHIR wants a moment, it is
the first of the day of export, UTC.

Answers that are not whole, notes on anything but a score, and what the person wants to talk about
or not have no honest place in FHIR; the CSV has them.
"""

import json
from collections.abc import Iterator
from datetime import date

from wellbeing_app.exchange.fhir_form import Form
from wellbeing_app.exchange.fhir_json import Json, filled, name_of, urn
from wellbeing_app.exchange.fhir_observation import PERSON, observation
from wellbeing_app.exchange.fhir_questionnaire import questionnaire
from wellbeing_app.exchange.fhir_response import response
from wellbeing_app.exchange.shelf import quotable
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.records.share import (
    AnswerPart,
    NotePart,
    RangePart,
    ScorePart,
    Share,
    taken_in_part,
)
from wellbeing_app.records.shown import ShownRange, ShownScore, ShownSource, shown_share

_AGENTS = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"


def bundle(
    library: Library, share: Share, *, share_id: bytes, exported: date, software: str
) -> Json:
    """Return a share as a Bundle. `software` is the program's name and version.

    `share_id` is what tells this share from every other: all names follow from it, so that two
    people with equal scores never get equal names, and the same export always gets the same.
    """
    known = quotable(library)
    made = [
        resource
        for source in shown_share(known, share).sources
        for resource in _of_source(known, share, source, share_id.hex())
    ]
    found = list({str(one["id"]): one for one in made}.values())
    if found:
        found.append(_provenance(found, share_id.hex(), exported, software))
    return filled(
        resourceType="Bundle",
        id=name_of("bundle", share_id.hex(), exported.isoformat()),
        type="collection",
        timestamp=_moment(exported),
        entry=[{"fullUrl": urn(str(one["id"])), "resource": one} for one in found],
    )


def to_json(made: Json) -> bytes:
    """Write a resource as JSON, UTF-8, to be read by people too."""
    return json.dumps(made, ensure_ascii=False, allow_nan=False, indent=2).encode()


def _of_source(library: Library, share: Share, source: ShownSource, of: str) -> Iterator[Json]:
    answered = None
    if source.is_here:
        taken = _taken(library, share, source)
        form, instrument = Form(taken.administration), taken.instrument
        licence = library.evidence(instrument.key.code).licence
        made = questionnaire(form, licence, library.status(instrument))
        yield made
        answered = response(
            form,
            taken,
            name=name_of("response", of, str(source.place)),
            canonical=f"{made['url']}|{made['version']}",
            day=source.day,
        )
    if answered:
        yield answered
    yield from _scores(share, source, of, urn(str(answered["id"])) if answered else None)


def _taken(library: Library, share: Share, source: ShownSource) -> Taken:
    answers = (p for p in share.parts if isinstance(p, AnswerPart) and p.source == source.place)
    settled = share.sources[source.place]
    return taken_in_part(library.instrument(settled.key), settled, answers)


def _scores(share: Share, source: ShownSource, of: str, answers: str | None) -> Iterator[Json]:
    notes = [p for p in share.parts if isinstance(p, NotePart) and p.source == source.place]
    scores: list[ShownScore | ShownRange] = [*source.scores, *source.ranges]
    for score in scores:
        part = share.parts[score.place]
        if isinstance(part, ScorePart | RangePart):
            yield observation(
                source,
                score,
                id_=part.id,
                name=name_of("score", of, str(score.place)),
                response=answers,
                notes=[note for note in notes if note.about == part.id],
            )


def _provenance(made: list[Json], of: str, exported: date, software: str) -> Json:
    return {
        "resourceType": "Provenance",
        "id": name_of("provenance", of, exported.isoformat()),
        "target": [{"reference": urn(str(one["id"]))} for one in made],
        "recorded": _moment(exported),
        "agent": [
            {
                "type": {"coding": [{"system": _AGENTS, "code": "assembler"}]},
                "who": {"type": "Device", "display": software},
            },
            {
                "type": {"coding": [{"system": _AGENTS, "code": "informant"}]},
                "who": {"type": "Patient", "display": f"{PERSON}, who shared it"},
            },
            {
                "type": {"text": "exporter"},
                "who": {"type": "Practitioner", "display": "their therapist, who exported it"},
            },
        ],
    }


def _moment(day: date) -> str:
    """Return a day as FHIR's instant: its first moment, UTC. The true one is known to nobody."""
    return f"{day.isoformat()}T00:00:00Z"
