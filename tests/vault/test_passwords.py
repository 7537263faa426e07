"""A1, K1: passwords are hashed whole, with a pepper, in a form that is known for ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing_app.vault.passwords import hash_password, is_outdated, matches

OLD, NEW = bytes(32), bytes([1]) * 32
CHEAP = 4


@pytest.mark.parametrize("size", [1, 71, 72, 73, 200, 1_024])
def test_a_password_of_any_length_matches_itself_and_nothing_near_it(size: int) -> None:
    password = "q" * (size - 1) + "z"
    stored = hash_password(password, [OLD], CHEAP)
    assert matches(password, stored, [OLD], CHEAP)
    for wrong in (password[:-1], password + "z", password[:-1] + "y", password + "\0"):
        assert not matches(wrong, stored, [OLD], CHEAP)


@given(st.text(max_size=300), st.text(max_size=300))
def test_only_equal_passwords_match(one: str, other: str) -> None:
    stored = hash_password(one, [OLD], CHEAP)
    assert matches(one, stored, [OLD], CHEAP)
    assert "\0" not in stored
    if one != other and not one.isascii() and not other.isascii():
        return
    assert matches(other, stored, [OLD], CHEAP) is (one == other)


def test_two_keyboards_write_the_same_password() -> None:
    stored = hash_password("caf\N{LATIN SMALL LETTER E WITH ACUTE}", [OLD], CHEAP)
    assert matches("cafe\N{COMBINING ACUTE ACCENT}", stored, [OLD], CHEAP)


def test_a_new_pepper_hashes_and_the_old_one_still_opens() -> None:
    stored = hash_password("secret", [OLD], CHEAP)
    assert matches("secret", stored, [NEW, OLD], CHEAP)
    assert is_outdated(stored, [NEW, OLD], CHEAP)
    assert not is_outdated(hash_password("secret", [NEW, OLD], CHEAP), [NEW, OLD], CHEAP)
    assert not matches("secret", stored, [NEW], CHEAP), "without its pepper a hash opens nothing"


def test_another_cost_is_outdated_and_still_opens() -> None:
    stored = hash_password("secret", [OLD], CHEAP)
    assert is_outdated(stored, [OLD], CHEAP + 1)
    assert matches("secret", stored, [OLD], CHEAP + 1)


@pytest.mark.parametrize("stored", [None, "", "v1$", "v0$x$y", "v1$00000000$2b$04$x"])
def test_no_usable_hash_matches_nothing(stored: str | None) -> None:
    assert not matches("secret", stored, [OLD], CHEAP)


def test_a_site_that_cut_passwords_at_72_bytes_would_be_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "wellbeing_app.vault.passwords._keyed", lambda password, _pepper: password.encode()[:72]
    )
    with pytest.raises(AssertionError):
        test_a_password_of_any_length_matches_itself_and_nothing_near_it(200)
