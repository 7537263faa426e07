"""Codes: one mistyped symbol is always noticed, and people may write them as they like."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing_app.vault.codes import (
    ALPHABET,
    BadCode,
    luhn,
    new_secret,
    read_code,
    write_code,
)

secrets_of_codes = st.binary(min_size=15, max_size=15)


def test_the_check_is_luhns_in_base_ten() -> None:
    # The usual worked example: 7992739871 takes the check digit 3.
    assert luhn([7, 9, 9, 2, 7, 3, 9, 8, 7, 1], 10) == 3


def test_the_check_is_luhn_mod_n_in_base_six() -> None:
    # The worked example of "Luhn mod N algorithm" (Wikipedia): abcdef takes e.
    assert luhn([0, 1, 2, 3, 4, 5], 6) == 4


@given(st.lists(st.integers(0, 31), min_size=24, max_size=24))
def test_the_check_in_base_32_agrees_with_its_closed_form(values: list[int]) -> None:
    # Doubling and adding the two digits is multiplication by 2 modulo 31; 31 itself stays.
    doubled = [31 if value == 31 else 2 * value % 31 for value in values[1::2]]
    assert (sum(values[0::2]) + sum(doubled) + luhn(values, 32)) % 32 == 0


@given(secrets_of_codes)
def test_a_code_reads_back(secret: bytes) -> None:
    code = write_code(secret)
    assert read_code(code) == secret
    assert [len(group) for group in code.split("-")] == [5] * 5
    assert set(code) <= set(ALPHABET) | {"-"}


@given(secrets_of_codes, st.data())
def test_case_spaces_hyphens_and_lookalikes_do_not_matter(
    secret: bytes, data: st.DataObject
) -> None:
    lookalikes = {"0": "0Oo", "1": "1IiLl", "-": ["-", "", " ", " - ", "\t"]}
    typed = "".join(
        data.draw(st.sampled_from(lookalikes.get(symbol, symbol + symbol.lower())))
        for symbol in write_code(secret)
    )
    assert read_code(f" {typed}\n") == secret


@given(secrets_of_codes, st.integers(0, 24), st.integers(1, 31))
def test_every_single_wrong_symbol_is_noticed(secret: bytes, place: int, change: int) -> None:
    symbols = list(write_code(secret).replace("-", ""))
    symbols[place] = ALPHABET[(ALPHABET.index(symbols[place]) + change) % 32]
    with pytest.raises(BadCode):
        read_code("".join(symbols))


@given(secrets_of_codes, st.integers(0, 23))
def test_neighbours_that_changed_places_are_noticed_but_for_the_pair_luhn_misses(
    secret: bytes, place: int
) -> None:
    symbols = list(write_code(secret).replace("-", ""))
    first, second = symbols[place : place + 2]
    symbols[place : place + 2] = second, first
    if first == second or {first, second} == {"0", "Z"}:
        assert read_code("".join(symbols))
    else:
        with pytest.raises(BadCode):
            read_code("".join(symbols))


@pytest.mark.parametrize("typed", ["", "0", "0" * 24, "0" * 26, "U" * 25, "é" * 25, "00000-" * 6])
def test_what_cannot_be_a_code_is_refused_without_quoting_it(typed: str) -> None:
    with pytest.raises(BadCode) as refused:
        read_code(typed)
    assert not typed or typed not in str(refused.value)


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_a_plain_refusal(typed: str) -> None:
    with suppress(BadCode):
        assert len(read_code(typed)) == 15


def test_a_code_needs_exactly_fifteen_bytes() -> None:
    with pytest.raises(ValueError, match="15"):
        write_code(bytes(14))


def test_new_codes_differ() -> None:
    assert len({new_secret() for _ in range(100)}) == 100
