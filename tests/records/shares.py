"""Results and shares made of the shipped questionnaires, for tests of sharing."""

from collections.abc import Mapping
from datetime import date

from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.model.item import Answer, Item, Kind
from wellbeing_app.records.offers import Offered, offered
from wellbeing_app.records.record import ENGINE, Record, record_of
from wellbeing_app.records.share import Share, share_of

DAY = date(2026, 11, 23)
PRIVATE = ("SAFE", "COERCION", "IMAGES")


def answered(administration: Administration, option: int = 1) -> dict[str, Answer]:
    """Every closed question answered with the option of this index, or the last one."""
    return {
        name: _chosen(item, option)
        for item in administration.instrument.items
        if item.options
        for name in item.answer_ids
    }


def result(
    library: Library, slug: str = "full", notes: Mapping[str, str] | None = None, option: int = 1
) -> Record:
    """A whole check, private questions too, as a record in memory."""
    taken = [member.administered("en") for member in library.check(slug).members]
    return record_of(
        [Taken(administration, answered(administration, option)) for administration in taken],
        day=DAY,
        battery=slug,
        language="en",
        revision=lambda code: library.evidence(code).revision,
        ticked=PRIVATE,
        notes=notes,
    )


def share(
    offers: Offered, places: tuple[int, ...] | None = None, talk: str = "", avoid: str = ""
) -> Share:
    """A share of what goes when these places (None: all) are ticked."""
    going = offers.going(range(len(offers.parts)) if places is None else places)
    parts = [offers.parts[place] for place in going]
    return share_of(offers.sources, parts, engine=ENGINE, talk=talk, avoid=avoid)


def whole(library: Library, slug: str = "full") -> Share:
    """Everything of one check, with both lines."""
    return share(offered(library, [result(library, slug)]), talk="Sleep.", avoid="My job.")


def _chosen(item: Item, option: int) -> Answer:
    value = item.options[min(option, len(item.options) - 1)].value
    return (value,) if item.kind is Kind.MULTICHECK else value
