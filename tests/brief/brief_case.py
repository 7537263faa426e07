"""One case of the independent table of a brief, and libraries that differ from the shipped one."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tests.instruments.shipped import read
from tests.records.client_shares import Shown, share
from tests.records.results import LIBRARY
from wellbeing_app.instruments.library.evidence import read_evidence
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.records.share import Share

MARCH, MAY, JUNE = "2027-03-01", "2027-05-03", "2027-06-07"


@dataclass(frozen=True)
class Case:
    """One client, and every sentence of the parts it names; a part of None is not looked at."""

    name: str
    shares: tuple[Share, ...]
    alerts: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    moved: tuple[str, ...] | None = None
    apart: tuple[str, ...] | None = None
    open: tuple[str, ...] | None = None
    further: tuple[str, ...] | None = None
    library: Library = LIBRARY


def on(*shown: Shown) -> tuple[Share, ...]:
    """Everything in one share, on the first of March."""
    return (share(MARCH, *shown),)


def reworded(code: str) -> Library:
    """The library with altered wording of one questionnaire."""
    old = LIBRARY.newest(code)
    other = replace(old, hints=replace(old.hints, items_digest_id="another"))
    return replace(LIBRARY, shelf={**LIBRARY.shelf, str(old.key): other})


def second_version(code: str) -> Library:
    """The library with one questionnaire in a second version as well."""
    old = LIBRARY.newest(code)
    new = replace(old, key=replace(old.key, version="2.0"))
    return replace(LIBRARY, shelf={**LIBRARY.shelf, str(new.key): new})


def copied(code: str, name: str) -> Library:
    """The library with a questionnaire under another code, of which no meaning is written down."""
    old = LIBRARY.newest(code)
    other = replace(old, key=replace(old.key, code=name), abbreviation=name)
    return replace(
        LIBRARY,
        shelf={**LIBRARY.shelf, str(other.key): other},
        known={**LIBRARY.known, name: LIBRARY.evidence(code)},
    )


def changed(code: str, *, without: str = "", more: Sequence[Mapping[str, object]] = ()) -> Library:
    """The library with figures of one questionnaire left out, by kind, and others put in."""
    document = read(f"{code}/evidence.json")
    kept = [one for one in document["figures"] if one["kind"] != without]
    document["figures"] = [*kept, *more]
    document["sources"]["made-up"] = {"reference": f"A made-up study of the {code}", "url": ""}
    evidence = read_evidence(json.dumps(document).encode(), origin=code)
    return replace(LIBRARY, known={**LIBRARY.known, code: evidence})


def with_errors(*codes: str) -> Library:
    """The library with a made-up standard error, a third of a point, of some questionnaires."""
    known = {code: changed(code, more=MADE_UP).evidence(code) for code in codes}
    return replace(LIBRARY, known={**LIBRARY.known, **known})


def _figure(name: str, kind: str, value: object, *uses: str) -> Mapping[str, object]:
    return {
        "id": name,
        "kind": kind,
        "score": "total",
        "value": value,
        "population": "made-up adults",
        "source": "made-up",
        "seen": "seen",
        "uses": list(uses),
    }


MADE_UP = (
    _figure("made-up-sd", "mean", {"mean": 2.0, "sd": 1.0}),
    _figure("made-up-r", "test-retest", {"r": 0.9}),
    _figure("made-up-error", "sem", 0.3, "made-up-sd", "made-up-r"),
)
