"""What a visitor may choose: each check with its length, what it measures and what is in it."""

from dataclasses import dataclass

from wellbeing_app.instruments.library.library import Battery, Library


@dataclass(frozen=True)
class ScaleLink:
    """One questionnaire inside a check, as the page names it."""

    slug: str
    abbreviation: str
    status: str


@dataclass(frozen=True)
class Choice:
    """One check to choose. `minutes` is the stated length, `questions` counts all that may show."""

    slug: str
    name: str
    measures: str
    minutes: int
    questions: int
    scales: tuple[ScaleLink, ...]


def choices(library: Library) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """The batteries, and the questionnaires that can be taken alone."""
    offered = [choice(library, battery) for battery in library.checks()]
    batteries = {battery.slug for battery in library.batteries()}
    return (
        tuple(one for one in offered if one.slug in batteries),
        tuple(one for one in offered if one.slug not in batteries),
    )


def choice(library: Library, battery: Battery) -> Choice:
    """What the pages say about one check."""
    return Choice(
        slug=battery.slug,
        name=battery.name,
        measures=battery.measures,
        minutes=battery.minutes,
        questions=battery.questions,
        scales=tuple(
            ScaleLink(
                slug=member.instrument.key.code.lower(),
                abbreviation=member.instrument.abbreviation,
                status=library.status(member.instrument),
            )
            for member in battery.members
            if library.is_scale(member.instrument)
        ),
    )
