"""What may stand before what: for every country and kind, and for searches nobody thought of."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.directory.cast import ids
from wellbeing_app.directory.directory import GLOBAL_DIRECTORY, Directory
from wellbeing_app.directory.entry import ANYWHERE, Approach, Audience, Entry, Kind
from wellbeing_app.directory.ordering import in_order
from wellbeing_app.directory.wanted import Wanted, matches

DIRECTORY = Directory.load()
CODES = [None, *(country.code for country in DIRECTORY.countries())]


def faults(found: tuple[Entry, ...], kind: Kind | None) -> list[str]:
    """Entries that stand where they must not."""
    wrong = []
    for place, entry in enumerate(found):
        before = found[:place]
        neutral = [e for e in before if not e.rests_on_faith_or_abstinence]
        if entry.rests_on_faith_or_abstinence and not (
            any(Approach.SECULAR in e.approaches for e in neutral)
            and any(Approach.CLINICAL in e.approaches for e in neutral)
        ):
            wrong.append(entry.id)
        for_couples = Kind.RELATIONSHIP_COUNSELLING in {entry.main_kind, kind} & set(entry.kinds)
        if for_couples and not any(Kind.DOMESTIC_ABUSE in e.kinds for e in before):
            wrong.append(entry.id)
        if _is_for_some(entry, kind) and all(_is_for_some(e, kind) for e in before):
            wrong.append(entry.id)
    return wrong


def _is_for_some(entry: Entry, kind: Kind | None) -> bool:
    """Whether it is for a gender, or for LGBTQ+ people who did not ask for that."""
    everyone = (Audience.EVERYONE, Audience.PARTNERS_AND_FAMILIES, Audience.COUPLES)
    return kind is not Kind.LGBTQ_SUPPORT and entry.audience not in everyone


def test_the_rule_holds_for_every_country_and_kind() -> None:
    for country, kind in product(CODES, [None, *Kind]):
        found = DIRECTORY.find(Wanted(country=country, kind=kind))
        assert not faults(found, kind), (country, kind)


def test_an_order_by_name_is_caught() -> None:
    found = DIRECTORY.find(Wanted(country="US", kind=Kind.PEER_SUPPORT))
    assert faults(tuple(sorted(found, key=lambda entry: entry.name)), Kind.PEER_SUPPORT)


@given(
    st.builds(
        Wanted,
        country=st.sampled_from(CODES),
        kind=st.none() | st.sampled_from(Kind),
        language=st.none() | st.sampled_from(DIRECTORY.languages()),
        approach=st.none() | st.sampled_from(Approach),
        free=st.booleans(),
        anonymous=st.booleans(),
    )
)
def test_the_rule_holds_for_any_search(wanted: Wanted) -> None:
    found = DIRECTORY.find(wanted)
    assert not faults(found, wanted.kind)
    assert len(set(ids(found))) == len(found)
    assert all(entry.ready and entry.audience is not Audience.YOUNG for entry in found)
    assert all(entry.serves(wanted.country) for entry in found)
    wanting = {entry.id for entry in DIRECTORY.shown if matches(entry, wanted)}
    assert wanting <= set(ids(found))


def test_without_companions_an_entry_that_needs_them_is_left_out() -> None:
    slaa = DIRECTORY.entry("slaa")
    assert in_order([slaa], Wanted(), [slaa]) == ()


def test_the_country_comes_first_then_the_main_purpose() -> None:
    found = ids(DIRECTORY.find(Wanted(country="GB", kind=Kind.DOMESTIC_ABUSE)))
    lines = ["gb-ie-samaritans", "gb-refuge", "gb-mens-advice", "gb-galop", "find-a-helpline"]
    assert found == lines


def test_a_place_for_some_people_only_never_stands_first_or_alone() -> None:
    """The broken variant gave people under pressure in Germany one line, which is for women.

    Nobody is asked for a gender: beside it stand a line of the country for everyone, and one that
    serves everywhere.
    """
    for country, kind in product(CODES, Kind):
        found = DIRECTORY.find(Wanted(country=country, kind=kind))
        if any(_is_for_some(entry, kind) for entry in found):
            general = [e for e in found if e.audience is Audience.EVERYONE]
            assert found[0] in general, (country, kind)
            assert any(ANYWHERE in e.countries for e in general), (country, kind)
    for kind in (Kind.DOMESTIC_ABUSE, Kind.TRAFFICKING_AND_COERCION):
        listed = ids(DIRECTORY.find(Wanted(country="DE", kind=kind)))
        assert listed[:3] == ["de-telefonseelsorge", "de-hilfetelefon", "find-a-helpline"]


@pytest.mark.parametrize("audience", [Audience.WOMEN, Audience.MEN, Audience.TRANS, Audience.LGBTQ])
def test_whoever_a_line_is_for_another_for_everyone_stands_before_it(audience: Audience) -> None:
    """With nothing else of the kind anywhere, and where nobody confirmed a line."""
    for country in DIRECTORY.countries():
        line = DIRECTORY.entry("de-hilfetelefon").model_copy(
            update={"audience": audience, "countries": (country.code,)}
        )
        for beside in (
            DIRECTORY.crisis(country.code).entries,
            (DIRECTORY.entry(GLOBAL_DIRECTORY),),
        ):
            found = in_order(
                [line], Wanted(country=country.code, kind=Kind.DOMESTIC_ABUSE), [line, *beside]
            )
            assert found[0].audience is Audience.EVERYONE
            assert line in found
            assert GLOBAL_DIRECTORY in ids(found)


def test_the_chosen_approach_comes_forward() -> None:
    def first(approach: Approach) -> str:
        wanted = Wanted(country="US", kind=Kind.THERAPIST_DIRECTORY, approach=approach)
        return DIRECTORY.find(wanted)[0].id

    assert first(Approach.SEX_POSITIVE) == "kap-directory"
    assert first(Approach.DIRECTORY) == "us-sat-network"


def test_a_fellowship_with_a_fixed_rule_is_shown_only_to_who_chose_its_approach() -> None:
    def found(kind: Kind | None, approach: Approach | None) -> list[str]:
        return ids(DIRECTORY.find(Wanted(country="US", kind=kind, approach=approach)))

    assert "sa" in found(Kind.PEER_SUPPORT, Approach.TWELVE_STEP)
    assert "sa" not in found(Kind.PEER_SUPPORT, None)
    assert "sa" not in found(None, Approach.AFFIRMING)
    assert "sa" not in found(Kind.LGBTQ_SUPPORT, Approach.TWELVE_STEP)


def test_help_for_people_worried_about_thoughts_comes_up_only_when_asked_for() -> None:
    prevention = {entry.id for entry in DIRECTORY.shown if entry.main_kind is Kind.PREVENTION}
    for country, kind in product(CODES, set(Kind) - {Kind.PREVENTION}):
        assert not prevention & set(ids(DIRECTORY.find(Wanted(country=country, kind=kind))))


def test_everything_for_adults_can_be_found_in_some_country() -> None:
    wanted = [
        Wanted(country=code, approach=approach)
        for code in CODES
        for approach in (None, Approach.TWELVE_STEP)
    ]
    found = {id_ for each in wanted for id_ in ids(DIRECTORY.find(each))}
    adults = {entry.id for entry in DIRECTORY.shown if entry.audience is not Audience.YOUNG}
    assert adults == found


def test_counts_agree_with_what_is_found() -> None:
    for kind, count in DIRECTORY.counts("US").items():
        wanted = Wanted(country="US", kind=kind)
        assert count == sum(matches(entry, wanted) for entry in DIRECTORY.find(wanted))


def test_filters_leave_out_what_does_not_fit() -> None:
    for entry in DIRECTORY.find(Wanted(country="CH", kind=Kind.CRISIS, free=True)):
        assert entry.cost == "free"
    for entry in DIRECTORY.find(Wanted(country="GB", kind=Kind.CRISIS, anonymous=True)):
        assert entry.anonymous is True
    found = DIRECTORY.find(Wanted(country="CH", kind=Kind.PREVENTION, language="fr"))
    assert "ch-disno" in ids(found)
    assert "ch-beforemore" not in ids(found)
