"""Crisis help: every country has some, and none of it is a number nobody saw."""

import pytest

from tests.directory.cast import CONFIRMED, ids
from wellbeing_app.directory.directory import GLOBAL_DIRECTORY, Directory, Topic
from wellbeing_app.directory.emergency import EmergencyNumber, Use, shown
from wellbeing_app.directory.entry import Audience, Kind


def numbers(directory: Directory, country: str) -> dict[str, tuple[str, ...]]:
    """The emergency numbers shown for a country."""
    return {each.use.value: each.numbers for each in directory.emergency(country)}


def test_every_country_has_an_emergency_number_and_a_line_or_the_global_directory(
    directory: Directory,
) -> None:
    for country in directory.countries():
        help_there = directory.crisis(country.code)
        assert help_there.emergency
        assert help_there.entries[-1].id == GLOBAL_DIRECTORY
        assert help_there.is_global == (len(help_there.entries) == 1)
        assert all(Kind.CRISIS in entry.kinds for entry in help_there.entries)


def test_the_countrys_own_first_line_stands_first(directory: Directory) -> None:
    assert ids(directory.crisis("US").entries)[0] == "us-988"
    assert ids(directory.crisis("PL").entries)[:2] == ["pl-800702222", "pl-116123"]


def test_an_unknown_country_is_refused(directory: Directory) -> None:
    for ask in (directory.crisis, directory.minors, directory.emergency, directory.country):
        with pytest.raises(KeyError):
            ask("XX")


def test_a_number_not_seen_in_doubt_or_not_for_an_emergency_is_not_shown() -> None:
    seen = EmergencyNumber(use=Use.POLICE, numbers=("110",), seen=True)
    assert shown([seen]) == (seen,)
    assert not shown([seen.model_copy(update={"seen": False})])
    assert not shown([seen.model_copy(update={"doubt": "being closed"})])
    assert not shown([seen.model_copy(update={"use": Use.NOT_URGENT})])


def test_a_number_is_named_once(directory: Directory) -> None:
    assert numbers(directory, "US") == {"any": ("911",)}
    assert numbers(directory, "IN") == {
        "any": ("112",),
        "ambulance": ("108",),
        "police": ("100",),
    }


def test_a_union_member_without_a_number_of_its_own_gets_112(directory: Directory) -> None:
    assert numbers(directory, "PT") == {"any": ("112",)}
    assert numbers(directory, "BE") == {"any": ("112",)}


def test_a_doubtful_number_of_a_country_is_left_out(directory: Directory) -> None:
    shown_anywhere = {
        number
        for country in directory.countries()
        for each in directory.emergency(country.code)
        for number in each.numbers
    }
    doubtful = {"997", "101"}
    assert not shown_anywhere & doubtful


def test_in_production_only_confirmed_lines_stand_in_for_the_global_directory(
    in_production: Directory,
) -> None:
    for country in in_production.countries():
        assert ids(in_production.crisis(country.code).entries) == [GLOBAL_DIRECTORY]
        assert ids(in_production.minors(country.code).entries) == [GLOBAL_DIRECTORY]
    assert ids(in_production.topic_help(Topic.SELF_HARM, "GB")) == [GLOBAL_DIRECTORY]


def test_a_confirmation_brings_a_line_back_and_names_who_checked() -> None:
    directory = Directory.load(
        confirmations={"gb-shout": CONFIRMED, "gb-switchboard": CONFIRMED}, confirmed_only=True
    )
    assert ids(directory.crisis("GB").entries) == ["gb-shout", GLOBAL_DIRECTORY]
    assert directory.entry("gb-shout").checked == CONFIRMED
    assert directory.entry("gb-switchboard").checked == CONFIRMED


@pytest.mark.parametrize("topic", Topic)
def test_every_topic_has_help_everywhere(directory: Directory, topic: Topic) -> None:
    for code in [None, *(country.code for country in directory.countries())]:
        found = directory.topic_help(topic, code)
        assert found
        assert not any(entry.rests_on_faith_or_abstinence for entry in found)
        assert not any(entry.audience is Audience.YOUNG for entry in found)


@pytest.mark.parametrize("topic", [Topic.FEAR, Topic.COERCION, Topic.IMAGE_THREAT])
def test_couples_counselling_is_never_offered_to_somebody_afraid(
    directory: Directory, topic: Topic
) -> None:
    for country in directory.countries():
        for entry in directory.topic_help(topic, country.code):
            assert Kind.RELATIONSHIP_COUNSELLING not in entry.kinds


def test_help_fits_its_topic(directory: Directory) -> None:
    assert directory.topic_help(Topic.SELF_HARM, "GB") == directory.crisis("GB").entries
    assert ids(directory.topic_help(Topic.IMAGE_THREAT, "GB"))[0] == "gb-revenge-porn"
    assert ids(directory.topic_help(Topic.COERCION, "GB"))[0] == "gb-modern-slavery"
    assert "find-a-helpline" in ids(directory.topic_help(Topic.FEAR, None))


def test_young_people_meet_their_own_lines_first(directory: Directory) -> None:
    assert ids(directory.minors("NL").entries) == [
        "nl-kindertelefoon",
        "nl-113",
        GLOBAL_DIRECTORY,
    ]
    assert ids(directory.minors("PT").entries) == [GLOBAL_DIRECTORY]


def test_the_european_child_number_stands_in_where_the_own_line_is_not_ready(
    directory: Directory,
) -> None:
    files = directory.files
    hidden = tuple(
        entry.model_copy(update={"ready": False}) if entry.id == "se-bris" else entry
        for entry in files.entries
    )
    broken = Directory(files.model_copy(update={"entries": hidden}), {}, confirmed_only=False)
    assert ids(broken.minors("SE").entries) == ["eu-116111", GLOBAL_DIRECTORY]
