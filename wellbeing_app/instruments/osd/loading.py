"""Loading a questionnaire from the Open Scale Definition 1.0.12.

Two forms: a bundle (`CODE.osd`) with definition and translations in one file, or a definition with
one file a language. What this engine cannot honour is refused with file, place and reason; what it
supports stands in docs/osd-support.md.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from pathlib import PurePath

from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.osd.instrument import Source, read_instrument
from wellbeing_app.instruments.osd.names import read_texts, read_translations
from wellbeing_app.instruments.osd.raw import an_object
from wellbeing_app.untrusted.characters import objection
from wellbeing_app.untrusted.refusal import ROOT, Refused, inside, shown
from wellbeing_app.untrusted.strict_json import Json, read_json, walk

NAMESPACE = "evenkeel"
MOST_PARTS = 5_000
"""Members of one list or object: a long questionnaire has some thousand texts a language."""
_VERSION = re.compile(r"1(?:\.[0-9]{1,4}){0,3}")


def load_bundle(data: bytes, *, origin: str, namespace: str = NAMESPACE) -> Instrument:
    """Load a `.osd` bundle. `origin` names the file in a refusal. Raises `Refused`."""

    def read() -> Instrument:
        document = _document(data)
        translations = read_translations(
            document.get("translations", {}), inside(ROOT, "translations")
        )
        digest = hashlib.sha256(data).hexdigest()
        return _instrument(document, translations, (origin, namespace, digest))

    return _naming(origin, read)


def load_files(
    definition: bytes,
    translations: Mapping[str, bytes],
    *,
    origin: str,
    namespace: str = NAMESPACE,
) -> Instrument:
    """Load a definition file with its translation files by language. Raises `Refused`.

    Places inside a translation are given as `$.translations.LANGUAGE`.
    """

    def read() -> Instrument:
        here = inside(ROOT, "translations")
        texts = read_translations({name: {} for name in translations}, here)
        for language, data in zip(texts, translations.values(), strict=True):
            texts[language] = _translation(data, inside(here, language))
        digest = hashlib.sha256(definition)
        for language, data in sorted(translations.items()):
            digest.update(language.encode() + hashlib.sha256(data).digest())
        return _instrument(_document(definition), texts, (origin, namespace, digest.hexdigest()))

    return _naming(origin, read)


def _naming(origin: str, read: Callable[[], Instrument]) -> Instrument:
    try:
        return read()
    except Refused as refusal:
        raise Refused(refusal.path, refusal.reason, origin) from None


def _document(data: bytes) -> Mapping[str, object]:
    document = read_json(data)
    _check_parts(document, ROOT)
    bundle = an_object(document, ROOT)
    version = bundle.get("osd_version")
    if version is not None and not (isinstance(version, str) and _VERSION.fullmatch(version)):
        raise Refused(inside(ROOT, "osd_version"), f"should be 1.x, not {shown(str(version))}")
    return bundle


def _translation(data: bytes, path: str) -> dict[str, str]:
    try:
        document = read_json(data)
    except Refused as refusal:
        raise Refused(path + refusal.path.removeprefix(ROOT), refusal.reason) from None
    _check_parts(document, path)
    return read_texts(document, path)


def _instrument(
    document: Mapping[str, object],
    translations: Mapping[str, Mapping[str, str]],
    known: tuple[str, str, str],
) -> Instrument:
    origin, namespace, digest = known
    path = ROOT
    definition: object = {
        key: value for key, value in document.items() if key not in ("osd_version", "translations")
    }
    if "definition" in document:
        definition, path = document["definition"], inside(ROOT, "definition")
    source = Source(PurePath(origin).stem, namespace, digest, translations)
    return read_instrument(definition, path, source)


def _check_parts(document: Json, path: str) -> None:
    """Refuse anywhere in the file a text or a name that deceives the eye, or a monstrous list."""
    for place, _, value in walk(document):
        if isinstance(value, dict | list) and len(value) > MOST_PARTS:
            raise Refused(place.path(path), f"has more than {MOST_PARTS} parts")
        for text in value if isinstance(value, dict) else (value,):
            reason = objection(text) if isinstance(text, str) else None
            if reason is not None:
                raise Refused(place.path(path), reason)
