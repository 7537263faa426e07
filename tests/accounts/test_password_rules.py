"""A2: long passwords of any kind are accepted, those that are guessed early are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.common_passwords import COMMONEST, LENGTHENED, long_enough
from wellbeing_app.accounts import guessable
from wellbeing_app.accounts.guessable import Weakness, weakness

OWN = ("Evenkeel", "Anna Rossi")

REFUSED = {
    Weakness.SHORT: ["", "x" * 14, "Tr0ub4dor&3", "e\N{COMBINING ACUTE ACCENT}" * 14],
    Weakness.LONG: ["ab c" * 65, "\N{CRAB}" * 257, "\N{CRAB}x\N{OTTER}y" * 103 + "z"],
    Weakness.GUESSABLE: [
        *("passwordpassword", "Password12345678", "P@ssw0rdP@ssw0rd", "letmeinletmein2020"),
        *("123456789012345", "098765432109876", "qwertyuiopasdfgh", "1qaz2wsx3edc4rfv"),
        *("zaq12wsxcde34rfv", "abcabcabcabcabc", "aaaaaaaaaaaaaaaa", "aB3$aB3$aB3$aB3$"),
        *("iloveyouforever!", "summer2024summer2024", "monkeydragonlove2024"),
        *("correcthorsebatterystaple", "correct horse battery staple", "Anna Rossi 1980!"),
        *("Evenkeel20262026", "therapist therapist", "               ", "abcdefghijklmnop"),
    ],
}
ACCEPTED = [
    *("blue teapot hums at noon", "tide lantern pocket river", "mein Fahrrad rostet leise"),
    *("xK9#mQ2$vL7!pR4z", "the otter folds its umbrella at four" * 2, "горизонт спит над рекой"),
    *("le canard joue aux cartes", "quiet\N{CRAB}umbrella\N{TEAPOT}Tuesday"),
]


@pytest.mark.parametrize(
    ("password", "why"), [(one, why) for why, several in REFUSED.items() for one in several]
)
def test_a_weak_password_is_refused_with_its_reason(password: str, why: Weakness) -> None:
    assert weakness(password, OWN) is why


@pytest.mark.parametrize("password", ACCEPTED)
def test_a_long_password_is_accepted_whatever_it_is_made_of(password: str) -> None:
    assert weakness(password, OWN) is None


def test_none_of_the_10_000_commonest_passwords_is_accepted() -> None:
    assert [one for one in COMMONEST if weakness(one, OWN) is None] == []


@pytest.mark.parametrize("way", LENGTHENED)
@pytest.mark.parametrize("count", [1_000, pytest.param(10_000, marks=pytest.mark.prove)])
def test_no_common_password_is_accepted_because_it_was_made_longer(way: str, count: int) -> None:
    assert [one for one in long_enough(way, count) if weakness(one, OWN) is None] == []


def test_a_rule_that_counts_characters_only_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guessable, "LEAST_REST", 0)
    with pytest.raises(AssertionError):
        test_none_of_the_10_000_commonest_passwords_is_accepted()


def test_a_rule_that_takes_a_single_word_for_enough_would_be_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guessable, "LEAST_REST", 6)
    with pytest.raises(AssertionError):
        test_no_common_password_is_accepted_because_it_was_made_longer("with digits in a row", 300)


@given(st.binary(min_size=16, max_size=16))
def test_a_password_from_a_manager_is_accepted(data: bytes) -> None:
    if len(set(data)) > 12:
        assert weakness(data.hex(), OWN) is None


@given(st.text(max_size=300))
def test_no_text_breaks_the_rules(text: str) -> None:
    weakness(text, OWN)


@given(
    st.lists(
        st.sampled_from(["password", "love", "dragon", "2024", "123", "qwerty", "!", "monkey"]),
        min_size=4,
        max_size=8,
    )
)
def test_nothing_put_together_from_common_pieces_is_accepted(pieces: list[str]) -> None:
    assert weakness("".join(pieces), OWN) is not None
