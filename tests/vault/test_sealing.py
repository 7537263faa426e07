"""What is sealed opens only whole, with its key, in its place (K2); sizes tell nothing."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.exceptions import CryptoError
from nacl.secret import Aead

from wellbeing_app.vault.keys import Pair
from wellbeing_app.vault.sealing import (
    LENGTH_BYTES,
    SIZES,
    TooLarge,
    Unopenable,
    open_box,
    open_sealed,
    pad,
    seal,
    seal_to,
    unpad,
)

Opener = Callable[[Sequence[bytes], bytes, bytes], bytes]

KEY = bytes(range(32))
OTHER = bytes(range(1, 33))
PAIR = Pair.of(KEY)
keys = st.binary(min_size=32, max_size=32)


@given(keys, st.binary(max_size=300), st.binary(max_size=60))
def test_sealed_content_comes_back(key: bytes, content: bytes, place: bytes) -> None:
    assert open_sealed([key], seal(key, content, place), place) == content


@given(st.binary(max_size=60), st.data())
def test_any_flipped_bit_is_noticed(content: bytes, data: st.DataObject) -> None:
    envelope = bytearray(seal(KEY, content, b"place"))
    bit = data.draw(st.integers(0, 8 * len(envelope) - 1))
    envelope[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Unopenable):
        open_sealed([KEY], bytes(envelope), b"place")


@given(st.binary(max_size=60), st.data())
def test_any_cut_is_noticed(content: bytes, data: st.DataObject) -> None:
    envelope = seal(KEY, content, b"place")
    with pytest.raises(Unopenable):
        open_sealed([KEY], envelope[: data.draw(st.integers(0, len(envelope) - 1))], b"place")


@given(st.binary(max_size=200))
def test_random_bytes_are_no_envelope(noise: bytes) -> None:
    with pytest.raises(Unopenable):
        open_sealed([KEY], noise, b"place")
    with pytest.raises(Unopenable):
        open_box(PAIR, noise)
    with pytest.raises(Unopenable):
        unpad(noise)


def test_another_key_or_none_does_not_open() -> None:
    envelope = seal(KEY, b"content", b"place")
    for wrong in ([OTHER], []):
        with pytest.raises(Unopenable):
            open_sealed(wrong, envelope, b"place")


def test_an_older_key_of_the_list_opens() -> None:
    assert open_sealed([OTHER, KEY], seal(KEY, b"content", b"place"), b"place") == b"content"


def test_two_seals_of_one_content_have_nothing_in_common() -> None:
    first, second = (seal(KEY, bytes(500), b"") for _ in range(2))
    assert first[1:25] != second[1:25]
    assert sum(a == b for a, b in zip(first[25:], second[25:], strict=True)) < 30


def opens_in_the_wrong_place(opener: Opener) -> bool:
    """Whether a row moved to another place is opened there."""
    try:
        opener([KEY], seal(KEY, b"content", b"history|1"), b"history|2")
    except (Unopenable, CryptoError):
        return False
    return True


def opens_another_format(opener: Opener) -> bool:
    """Whether an envelope of an unknown format is opened as if it were this one."""
    try:
        opener([KEY], b"\x02" + seal(KEY, b"content", b"history|1")[1:], b"history|1")
    except (Unopenable, CryptoError):
        return False
    return True


def test_a_row_moved_elsewhere_does_not_open() -> None:
    assert not opens_in_the_wrong_place(open_sealed)
    assert not opens_another_format(open_sealed)


def test_openers_that_forget_to_check_are_caught() -> None:
    def forgets_the_place(tried: Sequence[bytes], envelope: bytes, _: bytes) -> bytes:
        return bytes(Aead(tried[0]).decrypt(envelope[1:], b"history|1"))

    def forgets_the_format(tried: Sequence[bytes], envelope: bytes, place: bytes) -> bytes:
        return bytes(Aead(tried[0]).decrypt(envelope[1:], place))

    assert opens_in_the_wrong_place(forgets_the_place)
    assert opens_another_format(forgets_the_format)


@given(st.binary(max_size=60), st.data())
def test_any_flipped_bit_of_a_box_is_noticed(content: bytes, data: st.DataObject) -> None:
    box = bytearray(seal_to(PAIR.public, content))
    bit = data.draw(st.integers(0, 8 * len(box) - 1))
    box[bit // 8] ^= 1 << bit % 8
    # X25519 ignores the top bit of the sender's one-time key, but that key is part of the nonce.
    with pytest.raises(Unopenable):
        open_box(PAIR, bytes(box))


def test_a_box_opens_for_its_holder_alone() -> None:
    box = seal_to(PAIR.public, b"answers")
    assert open_box(PAIR, box) == b"answers"
    with pytest.raises(Unopenable):
        open_box(Pair.of(OTHER), box)


@given(st.binary(max_size=2000))
def test_padding_comes_off_again(content: bytes) -> None:
    assert unpad(pad(content)) == content


@pytest.mark.parametrize("size", SIZES)
def test_each_padded_size_is_filled_to_the_last_byte(size: int) -> None:
    assert len(pad(bytes(size - LENGTH_BYTES))) == size
    if size != SIZES[-1]:
        assert len(pad(bytes(size - LENGTH_BYTES + 1))) == SIZES[SIZES.index(size) + 1]


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(TooLarge):
        pad(bytes(SIZES[-1] - LENGTH_BYTES + 1))


@pytest.mark.parametrize(
    "padded",
    [
        b"",
        bytes(SIZES[0] - 1),
        (SIZES[0]).to_bytes(LENGTH_BYTES, "big").ljust(SIZES[0], b"\0"),
        b"\0" * (SIZES[0] - 1) + b"x",
        bytes(SIZES[1]),
    ],
)
def test_what_padding_cannot_make_is_refused(padded: bytes) -> None:
    with pytest.raises(Unopenable):
        unpad(padded)
