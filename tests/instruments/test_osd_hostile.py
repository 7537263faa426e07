"""Whatever a file holds, loading it ends in an instrument or in `Refused`."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.instruments.osd_files import BASE
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.osd.loading import load_bundle, load_files
from wellbeing_app.untrusted.refusal import Refused

FEATURES = [
    path.read_bytes() for path in sorted((Path(__file__).parent / "features").glob("*.osd"))
]
WORDS = sorted(
    {
        word
        for data in FEATURES
        for word in data.decode().replace('"', " ").replace(":", " ").split()
        if word.isidentifier()
    }
)

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**19), 10**19)
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
    | st.sampled_from(WORDS)
    | st.text(max_size=10)
)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4)
    ),
    max_leaves=12,
)


def loaded(data: bytes) -> Instrument | None:
    try:
        return load_bundle(data, origin="x.osd")
    except Refused:
        return None


def places(part: object) -> list[tuple[Any, Any]]:
    """Return every (container, key) of a document."""
    found = []
    waiting = [part]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict | list):
            pairs = list(one.items() if isinstance(one, dict) else enumerate(one))
            found += [(one, key) for key, _ in pairs]
            waiting += [value for _, value in pairs]
    return found


@given(st.binary(max_size=500))
def test_any_bytes(data: bytes) -> None:
    loaded(data)


@given(st.binary(max_size=200), st.dictionaries(st.text(max_size=8), st.binary(max_size=50)))
def test_any_bytes_in_separate_files(definition: bytes, translations: dict[str, bytes]) -> None:
    try:
        load_files(definition, translations, origin="x.json")
    except Refused:
        return


@given(anything)
def test_any_definition(definition: object) -> None:
    loaded(json.dumps({"definition": definition, "translations": {"en": {}}}).encode())


@settings(deadline=None)
@given(st.sampled_from([json.dumps(dict(BASE)).encode(), *FEATURES]), st.data())
def test_a_sound_file_with_some_places_changed(data: bytes, draw: st.DataObject) -> None:
    document = deepcopy(json.loads(data))
    for _ in range(draw.draw(st.integers(1, 3))):
        found = places(document)
        if not found:
            break
        container, key = draw.draw(st.sampled_from(found))
        match draw.draw(st.sampled_from(["replace", "delete", "add"])):
            case "replace":
                container[key] = draw.draw(anything)
            case "delete":
                del container[key]
            case _ if isinstance(container, dict):
                container[draw.draw(st.sampled_from(WORDS))] = draw.draw(anything)
            case _:
                container.append(draw.draw(anything))
    loaded(json.dumps(document).encode())


def test_a_flood_of_conditions_loads_or_is_refused_without_blowing_up() -> None:
    condition = {"item": "q1", "operator": "equals", "value": 1}
    items = [
        {"id": "q1", "type": "likert", "text_key": "q1"},
        {"id": "s", "type": "section", "visible_when": {"any": [condition] * 5_000}},
        *({"id": f"i{number}", "type": "inst", "text_key": "q1"} for number in range(900)),
    ]
    document = {**BASE, "definition": {"scale_info": {"name": "x", "code": "x"}, "items": items}}
    assert loaded(json.dumps(document).encode()) is not None
