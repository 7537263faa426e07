"""All questionnaires of a site, read once at the start from a folder that must not have changed.

`CODE/VERSION.osd` and `CODE/evidence.json`, `batteries/CODE/VERSION.osd`, `wording.json`, and
`MANIFEST.json` with the SHA-256 of every `.osd` file: a shipped version never changes.
"""

import hashlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from wellbeing_app.instruments.library.battery import LARGEST, Battery, Member, read_member
from wellbeing_app.instruments.library.evidence import Evidence, Verdict, read_evidence
from wellbeing_app.instruments.library.wording import Digests, WordingStatus, read_digests, status
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.osd.loading import load_bundle
from wellbeing_app.untrusted.refusal import ROOT, Refused, inside
from wellbeing_app.untrusted.strict_json import read_json

__all__ = ["Battery", "Library", "Member"]

BATTERIES = "batteries"
CONFLICT = "VALUES"
"""The two questions on a conflict of values (C11), which follow every questionnaire taken alone."""
COMMERCIAL = "commercial"


@dataclass(frozen=True, eq=False)
class Library:
    """The questionnaires of a site."""

    use: str
    """noncommercial or commercial."""
    shelf: Mapping[str, Instrument]
    """Every instrument in every version, by key, also those no visitor may take."""
    bundles: tuple[Instrument, ...]
    """The batteries as files."""
    digests: Digests
    known: Mapping[str, Evidence]

    @classmethod
    def load(cls, folder: Path, *, use: str) -> "Library":
        """Read a folder of questionnaires. Raises `Refused` for the first unsound file."""
        files = _unchanged(folder)
        read = {name: _load(data, name) for name, data in files.items()}
        bundles = tuple(one for name, one in read.items() if name.startswith(f"{BATTERIES}/"))
        scales = [one for one in read.values() if one not in bundles]
        codes = sorted({one.key.code for one in scales})
        known = {code: _evidence(folder, code) for code in codes}
        shelf = {str(one.key): _promising(one, known[one.key.code].measures) for one in scales}
        wording = folder / "wording.json"
        digests = read_digests(_bytes(wording), origin=wording.name)
        library = cls(use, shelf, bundles, digests, known)
        library.checks()
        return library

    def instrument(self, key: str) -> Instrument:
        """Return an instrument by its key, whatever its age or status. Raises KeyError."""
        return self.shelf[key]

    def newest(self, code: str) -> Instrument:
        """Return the newest version of a code. Raises KeyError."""
        return self._newest[code]

    def instruments(self) -> tuple[Instrument, ...]:
        """Return what visitors may take: the newest versions, worded and licensed for this use."""
        return tuple(one for one in self._newest.values() if self.offers(one))

    def offers(self, instrument: Instrument) -> bool:
        """Return whether a questionnaire has wording, and a licence for this site's use."""
        if self.status(instrument) is WordingStatus.AWAITING:
            return False
        licence = self.known[instrument.key.code].licence
        if licence.permission or licence.verdict is Verdict.OPEN:
            return True
        return licence.verdict is Verdict.NON_COMMERCIAL and self.use != COMMERCIAL

    def evidence(self, code: str) -> Evidence:
        """Return what is known about an instrument. Raises KeyError."""
        return self.known[code]

    def status(self, instrument: Instrument) -> WordingStatus:
        """Return how the wording of this very version compares with the published one."""
        return self._statuses[str(instrument.key)]

    def is_scale(self, instrument: Instrument) -> bool:
        """Return whether it stands for itself, scored or not, unlike a site's own questions."""
        own = self.status(instrument) is WordingStatus.OWN
        return not own and any(instrument.asked())

    def batteries(self) -> tuple[Battery, ...]:
        """Return the batteries whose every member visitors may take, the shortest first."""
        return tuple(self._batteries.values())

    def battery(self, code: str) -> Battery:
        """Return the newest version of a battery. Raises KeyError."""
        return self._batteries[code]

    def alone(self, code: str) -> Battery:
        """Return one instrument, followed by the questions on a conflict of values (KeyError)."""
        return self._alone[code]

    def checks(self) -> tuple[Battery, ...]:
        """Return all a visitor may choose: the batteries, then each scale alone."""
        return tuple(self._checks.values())

    def check(self, slug: str) -> Battery:
        """Return what a visitor chose by its name in the address. Raises KeyError."""
        return self._checks[slug]

    @cached_property
    def _newest(self) -> Mapping[str, Instrument]:
        by_age = sorted(self.shelf.values(), key=lambda one: (one.key.code, one.key.age))
        return {one.key.code: one for one in by_age}

    @cached_property
    def _statuses(self) -> Mapping[str, WordingStatus]:
        return {key: status(one, self.digests) for key, one in self.shelf.items()}

    @cached_property
    def _batteries(self) -> Mapping[str, Battery]:
        bundles = {one.key.code: one for one in sorted(self.bundles, key=lambda one: one.key.age)}
        read = (self._battery(bundle) for bundle in bundles.values())
        whole = (b for b in read if all(self.offers(one.instrument) for one in b.members))
        return {one.key.code: one for one in sorted(whole, key=lambda one: one.minutes)}

    @cached_property
    def _alone(self) -> Mapping[str, Battery]:
        return {one.key.code: self._alone_with_conflict(one) for one in self.instruments()}

    @cached_property
    def _checks(self) -> Mapping[str, Battery]:
        scales = (self._alone[one.key.code] for one in self.instruments() if self.is_scale(one))
        checks: dict[str, Battery] = {}
        for one in (*self._batteries.values(), *scales):
            if one.slug in checks:
                raise Refused(ROOT, f"two checks share the address {one.slug}", str(one.key))
            if one.worst_size > LARGEST:
                reason = f"its answers could take {one.worst_size} bytes of the {LARGEST} there are"
                raise Refused(ROOT, reason, str(one.key))
            checks[one.slug] = one
        return checks

    def _battery(self, bundle: Instrument) -> Battery:
        members = tuple(self._members(bundle))
        return _battery(bundle, members, bundle.hints.minutes, bundle.hints.slug)

    def _members(self, bundle: Instrument) -> Iterator[Member]:
        path = inside(inside(ROOT, "definition"), "includes")
        for place, include in enumerate(bundle.includes):
            here = inside(path, place)
            code, _, version = include.scale.partition("@")
            key = f"{bundle.key.namespace}/{code}@{version}"
            instrument = self.shelf.get(key) if version else self._newest.get(code)
            if instrument is None:
                raise Refused(here, f"{include.scale} is not here", str(bundle.key))
            yield read_member(instrument, include, here, str(bundle.key))

    def _alone_with_conflict(self, instrument: Instrument) -> Battery:
        conflict = self._newest.get(CONFLICT)
        members = [Member(instrument)]
        if conflict is not None and conflict is not instrument and self.offers(conflict):
            members.append(Member(conflict))
        return _battery(instrument, tuple(members))


def _battery(
    bundle: Instrument,
    members: tuple[Member, ...],
    minutes: float | None = None,
    slug: str | None = None,
) -> Battery:
    """Return a battery of these members under the name of the bundle."""
    needed = minutes or sum(one.instrument.hints.minutes or 1 for one in members)
    return Battery(
        key=bundle.key,
        name=bundle.name,
        description=bundle.description,
        members=members,
        minutes=max(1, math.ceil(needed)),
        slug=slug or bundle.key.code.lower(),
        measures=bundle.hints.measures,
    )


def _unchanged(folder: Path) -> Mapping[str, bytes]:
    """Return every `.osd` file by its path in the folder, if they are those of the manifest."""
    files = {
        path.relative_to(folder).as_posix(): _bytes(path) for path in sorted(folder.rglob("*.osd"))
    }
    listed = read_json(_bytes(folder / "MANIFEST.json"))
    found = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    if listed != found:
        expected = listed if isinstance(listed, dict) else {}
        differing = sorted(
            name for name in {*found, *expected} if expected.get(name) != found.get(name)
        )
        reason = f"not as MANIFEST.json says: {', '.join(differing[:3]) or 'no list'}"
        raise Refused(ROOT, reason, str(folder))
    return files


def _load(data: bytes, name: str) -> Instrument:
    """Load one file, which must stand where its code and version say."""
    instrument = load_bundle(data, origin=name)
    place = f"{instrument.key.code}/{instrument.key.version}.osd"
    if name.removeprefix(f"{BATTERIES}/") != place:
        raise Refused(inside(ROOT, "definition"), f"belongs into {place}", name)
    return instrument


def _promising(instrument: Instrument, measures: str | None) -> Instrument:
    """Let pages say of a frozen file what is known to be true of it."""
    if measures is None:
        return instrument
    return replace(instrument, hints=replace(instrument.hints, measures=measures))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(ROOT, f"cannot be read ({error.strerror})", str(path)) from None


def _evidence(folder: Path, code: str) -> Evidence:
    path = folder / code / "evidence.json"
    evidence = read_evidence(_bytes(path), origin=path.relative_to(folder).as_posix())
    if evidence.code != code:
        raise Refused(inside(ROOT, "code"), f"should be {code}", str(path))
    return evidence
