"""What professionals pass on: only what a source was seen for is told."""

from wellbeing_app.directory.directory import Directory
from wellbeing_app.directory.duties import Duty, Matter


def test_eleven_texts_stand_for_nine_countries(directory: Directory) -> None:
    assert len(directory.files.rules) == 11
    assert len({rules.country for rules in directory.files.rules}) == 9
    assert [rules.region for rules in directory.rules("AU")] == ["New South Wales", "Victoria"]


def test_a_country_without_a_text_has_none(directory: Directory) -> None:
    assert directory.rules("JP") == ()


def test_every_matter_is_told_or_said_to_be_unknown(directory: Directory) -> None:
    for rules in directory.files.rules:
        assert [point.matter for point in rules.points] == list(Matter)
        assert len(rules.known) + len(rules.unknown) == len(Matter)


def test_what_is_told_has_a_source_and_what_has_none_is_not_told(directory: Directory) -> None:
    for rules in directory.files.rules:
        assert all(point.source_url for point in rules.known)
        assert not any(point.source_url for point in rules.unknown)


def test_california_has_to_report_pictures_and_germany_must_not(directory: Directory) -> None:
    def pictures(country: str, region: str) -> Duty:
        texts = {rules.region: rules for rules in directory.rules(country)}
        return next(p.duty for p in texts[region].known if p.matter is Matter.PICTURES)

    assert pictures("US", "California") is Duty.MUST
    assert pictures("DE", "Germany") is Duty.MUST_NOT
