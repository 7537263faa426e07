"""The second factor against the examples of RFC 6238, and its limits."""

from urllib.parse import parse_qs, urlsplit

import pytest

from wellbeing_app.vault.factor import accepted_step, address, new_factor, written

RFC_SECRET = b"12345678901234567890"
RFC_EXAMPLES = [
    # Appendix B, SHA-1: seconds, the last six of the eight digits.
    (59, "287082"),
    (1_111_111_109, "081804"),
    (1_111_111_111, "050471"),
    (1_234_567_890, "005924"),
    (2_000_000_000, "279037"),
    (20_000_000_000, "353130"),
]


@pytest.mark.parametrize(("now", "code"), RFC_EXAMPLES)
def test_k1_the_examples_of_the_standard(now: int, code: str) -> None:
    assert accepted_step(RFC_SECRET, code, now, 0) == now // 30


@pytest.mark.parametrize("late", [-60, -31, 31, 60])
def test_a_code_is_good_for_its_step_and_one_either_side(late: int) -> None:
    now, code = 1_111_111_109, "081804"
    step = now // 30
    shifted = now + late
    expected = step if abs(shifted // 30 - step) <= 1 else None
    assert accepted_step(RFC_SECRET, code, shifted, 0) == expected


@pytest.mark.parametrize(
    "code",
    ["", "08180", "0818044", "abcdef", "O81804", "\ud800", "-81804"],
)
def test_anything_but_the_six_digits_is_refused(code: str) -> None:
    assert accepted_step(RFC_SECRET, code, 1_111_111_109, 0) is None


def test_spaces_between_the_digits_do_not_matter() -> None:
    assert accepted_step(RFC_SECRET, " 081 804 ", 1_111_111_109, 0)


def test_a4_a_step_that_was_used_opens_nothing() -> None:
    now, code = 1_111_111_109, "081804"
    assert accepted_step(RFC_SECRET, code, now, now // 30) is None
    assert accepted_step(RFC_SECRET, code, now, now // 30 - 1)


def test_the_address_for_the_app_carries_the_name_safely() -> None:
    link = urlsplit(address(RFC_SECRET, "Anna & Co: Rossi/ß", "Evenkeel"))
    assert link.scheme == "otpauth"
    assert parse_qs(link.query)["issuer"] == ["Evenkeel"]
    assert parse_qs(link.query)["secret"] == [written(RFC_SECRET).replace(" ", "")]


def test_two_secrets_differ() -> None:
    assert len({new_factor() for _ in range(100)}) == 100
