"""Which help fits which answers: with reasons, domestic abuse first, couples only if safe."""

from itertools import combinations, product
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from hypothesis import given
from hypothesis import strategies as st

from tests.directory.test_ordering import CODES, DIRECTORY, faults
from wellbeing_app.directory import fitting
from wellbeing_app.directory.directory import Directory, Topic
from wellbeing_app.directory.entry import URGENT, Audience, Kind
from wellbeing_app.directory.fitting import AGAINST_JOINT_TALKS, FITS, Pattern
from wellbeing_app.directory.matching import Match, matched

COUPLES = Kind.RELATIONSHIP_COUNSELLING


def counsels_couples(matches: tuple[Match, ...]) -> list[str]:
    """The places where two may be asked to talk together."""
    return [entry.id for match in matches for entry, _ in match.places if entry.counsels_couples]


def test_every_pattern_has_help_in_every_country_and_a_reason_for_each() -> None:
    for pattern, country in product((one for one in Pattern if FITS[one]), CODES):
        found = matched(DIRECTORY, [pattern], country, safe_together=True)
        assert found, (pattern, country)
        for match in found:
            assert match.places
            assert all(reason.endswith(".") for reason in match.reasons)


def test_without_a_pattern_nothing_is_picked() -> None:
    assert matched(DIRECTORY, [], "GB", safe_together=True) == ()


@pytest.mark.parametrize("country", CODES)
def test_couples_counselling_is_never_listed_where_answers_suggest_fear(
    country: str | None,
) -> None:
    for doubt in AGAINST_JOINT_TALKS:
        found = matched(DIRECTORY, [*Pattern, doubt], country, safe_together=True)
        assert counsels_couples(found) == []
        alone = matched(DIRECTORY, [Pattern.RELATIONSHIP, doubt], country, safe_together=True)
        assert counsels_couples(alone) == []


@pytest.mark.parametrize("country", CODES)
def test_couples_counselling_is_never_listed_where_safety_was_not_asked(
    country: str | None,
) -> None:
    assert counsels_couples(matched(DIRECTORY, Pattern, country, safe_together=False)) == []


def test_couples_counselling_is_never_listed_where_no_answer_speaks_of_a_relationship() -> None:
    others = set(Pattern) - AGAINST_JOINT_TALKS - {Pattern.RELATIONSHIP}
    for country in CODES:
        assert counsels_couples(matched(DIRECTORY, others, country, safe_together=True)) == []


def test_couples_counselling_is_listed_where_nothing_speaks_against_it() -> None:
    found = matched(DIRECTORY, [Pattern.RELATIONSHIP], "GB", safe_together=True)
    assert "gb-relate" in counsels_couples(found)


def test_help_against_harm_at_home_leads_only_where_answers_tell_of_it() -> None:
    """The broken variant led there first whoever had been found out by a partner."""
    for first, second in combinations(Pattern, 2):
        for safe in (True, False):
            kinds = [m.kind for m in matched(DIRECTORY, [first, second], "GB", safe_together=safe)]
            told = Pattern.FEAR in (first, second)
            assert (kinds[:1] == [Kind.DOMESTIC_ABUSE]) == told
            if COUPLES in kinds:
                assert kinds.index(Kind.DOMESTIC_ABUSE) < kinds.index(COUPLES)


@pytest.mark.parametrize("country", CODES)
def test_no_kind_of_help_begins_with_a_place_for_some_people_only(country: str | None) -> None:
    for match in matched(DIRECTORY, Pattern, country, safe_together=True):
        first, _beside = match.places[0]
        assert first.audience in (Audience.EVERYONE, Audience.PARTNERS_AND_FAMILIES)


@pytest.mark.parametrize("topic", Topic)
@pytest.mark.parametrize("country", CODES)
def test_help_with_a_topic_begins_with_a_place_for_everyone(
    country: str | None, topic: Topic
) -> None:
    """On the pause and above a result, where the crisis lines stand below it."""
    told = [DIRECTORY.topic_help(topic, country)]
    told += [each.entries for each in DIRECTORY.topics_help([topic], country) if each.entries]
    assert {entries[0].audience for entries in told} == {Audience.EVERYONE}


@given(st.sets(st.sampled_from(Pattern)), st.sampled_from(CODES), st.booleans())
def test_the_order_of_the_directory_holds_inside_each_kind(
    patterns: set[Pattern],
    country: str | None,
    safe: bool,  # noqa: FBT001
) -> None:
    for match in matched(DIRECTORY, patterns, country, safe_together=safe):
        places = tuple(entry for entry, _ in match.places)
        assert not faults(places, match.kind)
        assert not any(entry.audience is Audience.YOUNG for entry in places)
        assert all(entry in DIRECTORY.shown for entry in places)


@pytest.mark.parametrize("country", CODES)
def test_urgent_help_has_no_other_choice_beside_it(country: str | None) -> None:
    urgent = [
        place
        for match in matched(DIRECTORY, Pattern, country, safe_together=False)
        if match.kind in URGENT
        for place in match.places
    ]
    assert urgent
    assert [entry.id for entry, beside in urgent if beside] == []
    assert [entry.id for entry, _ in urgent if entry.rests_on_faith_or_abstinence] == []


def test_a_reason_that_fits_twice_is_said_once() -> None:
    found = matched(DIRECTORY, Pattern, "US", safe_together=True)
    for match in found:
        assert len(match.reasons) == len(set(match.reasons))
    assert len({match.kind for match in found}) == len(found)


def test_in_production_the_global_directory_stands_in_for_lines_nobody_checked() -> None:
    unchecked = Directory.load(confirmed_only=True)
    for country in CODES:
        found = matched(unchecked, [Pattern.MOOD], country, safe_together=False)
        crisis = next(match for match in found if match.kind is Kind.CRISIS)
        assert [entry.id for entry, _ in crisis.places] == ["find-a-helpline"]


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(KeyError):
        matched(DIRECTORY, [Pattern.MOOD], "XX", safe_together=True)


def test_every_reason_is_marked_for_translation() -> None:
    found = extract_from_file("python", Path(fitting.__file__))
    marked = {message for _line, message, *_rest in found}
    assert {fit.reason for fits in FITS.values() for fit in fits} - marked == set()


@pytest.mark.parametrize("country", CODES)
def test_pressure_leads_to_help_with_pressure_before_harm_at_home(country: str | None) -> None:
    """Where no place is for it, the lines that listen to everything stand there, never nothing."""
    found = matched(DIRECTORY, [Pattern.COERCION], country, safe_together=False)
    assert [match.kind for match in found][:2] == [
        Kind.TRAFFICKING_AND_COERCION,
        Kind.DOMESTIC_ABUSE,
    ]


@pytest.mark.parametrize("country", CODES)
def test_who_cannot_tell_whether_others_are_adults_meets_reports_before_blackmail(
    country: str | None,
) -> None:
    def kinds(*patterns: Pattern) -> list[Kind]:
        return [each.kind for each in matched(DIRECTORY, patterns, country, safe_together=False)]

    assert kinds(Pattern.ADULTS)[0] is Kind.CHILD_PROTECTION_REPORT
    assert kinds(Pattern.ADULTS, Pattern.IMAGE_ABUSE)[0] is Kind.CRISIS


@pytest.mark.parametrize("other", [Pattern.IMAGE_ABUSE, Pattern.FEAR, Pattern.COERCION])
def test_the_first_reason_to_talk_to_someone_is_mood_where_answers_tell_of_it(
    other: Pattern,
) -> None:
    found = matched(DIRECTORY, [Pattern.MOOD, other], "GB", safe_together=False)
    crisis = next(match for match in found if match.kind is Kind.CRISIS)
    assert "mood" in crisis.reasons[0]


@pytest.mark.parametrize("country", CODES)
@pytest.mark.parametrize("pattern", [Pattern.PRIVACY, Pattern.SECRECY, Pattern.MONEY])
def test_no_worry_alone_leads_to_groups_for_urges_or_to_a_programme_about_pornography(
    pattern: Pattern, country: str | None
) -> None:
    """Broken: privacy led to twelve steps, secrecy to groups, rent to a pornography programme."""
    found = matched(DIRECTORY, [pattern], country, safe_together=False)
    assert found
    places = [entry for match in found for entry, _ in match.places]
    assert not any(entry.for_pornography for entry in places)
    assert not {Kind.PEER_SUPPORT, Kind.DIGITAL_WELLBEING} & {match.kind for match in found}
    steered = matched(DIRECTORY, [pattern, Pattern.CONTROL], country, safe_together=False)
    assert any(entry.for_pornography for match in steered for entry, _ in match.places)
