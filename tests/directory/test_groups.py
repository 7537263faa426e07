"""The directory kind by kind: each place once, and the sort rule from top to bottom."""

from hypothesis import given
from hypothesis import strategies as st

from tests.directory.test_ordering import CODES, DIRECTORY, faults
from wellbeing_app.directory.entry import Approach, Entry, Kind
from wellbeing_app.directory.groups import grouped
from wellbeing_app.directory.wanted import Wanted, matches

SEARCHES = st.builds(
    Wanted,
    country=st.sampled_from(CODES),
    language=st.none() | st.sampled_from(DIRECTORY.languages()),
    approach=st.none() | st.sampled_from(Approach),
    free=st.booleans(),
    anonymous=st.booleans(),
)


def listed(wanted: Wanted) -> tuple[Entry, ...]:
    """Everything on the page, top down."""
    return tuple(entry for group in grouped(DIRECTORY, wanted) for entry, _ in group.places)


def test_the_rule_holds_from_top_to_bottom_in_every_country() -> None:
    for country in CODES:
        assert not faults(listed(Wanted(country=country)), None), country


@given(SEARCHES)
def test_every_place_found_stands_there_once_and_the_rule_holds(wanted: Wanted) -> None:
    found = listed(wanted)
    assert not faults(found, None)
    assert len({entry.id for entry in found}) == len(found)
    assert {entry.id for entry in DIRECTORY.shown if matches(entry, wanted)} <= {
        entry.id for entry in found
    }


def test_who_counsels_couples_stands_under_that_kind_alone() -> None:
    for country in CODES:
        for group in grouped(DIRECTORY, Wanted(country=country)):
            for entry, _ in group.places:
                main = entry.main_kind is Kind.RELATIONSHIP_COUNSELLING
                assert not main or group.kind is Kind.RELATIONSHIP_COUNSELLING


def test_the_numbers_agree_with_those_of_the_search_form() -> None:
    for country in CODES:
        numbers = {g.kind: g.number for g in grouped(DIRECTORY, Wanted(country=country))}
        counts = DIRECTORY.counts(country)
        assert numbers == {kind: number for kind, number in counts.items() if number}
