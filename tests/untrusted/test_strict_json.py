"""Hostile JSON costs a refusal, never a crash (security.md I2)."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wellbeing_app.untrusted.refusal import Refused
from wellbeing_app.untrusted.strict_json import MOST_BYTES, read_json

HOSTILE = {
    "100,000 nested lists": b"[" * 100_000 + b"]" * 100_000,
    "100,000 opened lists": b"[" * 100_000,
    "100,000 nested objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "33 levels": b"[" * 33 + b"]" * 33,
    "5,000 digits": b"9" * 5_000,
    "21 digits": b"123456789012345678901",
    "5,000 decimals": b"0." + b"1" * 5_000,
    "infinite by exponent": b"1e999",
    "NaN": b"[NaN]",
    "Infinity": b'{"a": -Infinity}',
    "one name twice": b'{"a": 1, "a": 2}',
    "half a surrogate pair": rb'["\ud800"]',
    "half a surrogate pair in a name": rb'{"\udc00": 1}',
    "too many values": b"[" + b"0," * 100_000 + b"0]",
    "too large": b'"' + b"a" * MOST_BYTES + b'"',
    "not UTF-8": b'"\xff"',
    "not JSON": b"{'a': 1}",
    "nothing": b"",
    "two documents": b"1 2",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused(name: str) -> None:
    with pytest.raises(Refused) as caught:
        read_json(HOSTILE[name])
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("name", ["NaN", "one name twice", "half a surrogate pair"])
def test_the_plain_reader_takes_it_so_the_refusal_is_ours(name: str) -> None:
    """The deliberately broken variant: without the limits these files load."""
    json.loads(HOSTILE[name])


def test_the_limits_themselves_are_allowed() -> None:
    assert read_json(b"[" * 32 + b"]" * 32)
    assert read_json(b"12345678901234567890") == 12345678901234567890
    assert read_json(b'"\\ud83d\\ude00"') == "\U0001f600"
    assert read_json(b"\xef\xbb\xbf{}") == {}


@given(st.floats(allow_nan=False, allow_infinity=False))
@example(0.00012345678901234567)
@example(-5.123456789012345e-300)
def test_every_number_a_person_can_answer_reads_back_as_written(number: float) -> None:
    assert read_json(json.dumps([number]).encode()) == [number]


def test_a_refusal_names_the_place() -> None:
    with pytest.raises(Refused) as caught:
        read_json(rb'{"a": [0, {"odd key": "\ud800"}]}')
    assert caught.value.path == "$.a[1]['odd key']"


@given(st.binary(max_size=2_000))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_json(data)
    except Refused:
        return


plain_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**19), 10**19) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=5)
    ),
    max_leaves=30,
)


@given(plain_json)
def test_sound_json_is_read_as_it_is(document: object) -> None:
    assert read_json(json.dumps(document).encode()) == document
