"""What a visitor asks the directory for, and which entries answer it."""

from dataclasses import dataclass

from wellbeing_app.directory.entry import Approach, Audience, Cost, Entry, Kind


@dataclass(frozen=True, slots=True)
class Wanted:
    """A search. Country None means help that serves everywhere.

    `approach` does not leave anything out: it brings entries of that approach forward. `alone`
    leaves out every place that counsels couples.
    """

    country: str | None = None
    kind: Kind | None = None
    language: str | None = None
    approach: Approach | None = None
    free: bool = False
    anonymous: bool = False
    alone: bool = False


def matches(entry: Entry, wanted: Wanted) -> bool:
    """Whether an entry answers the search. Entries for young people never do."""
    return (
        entry.audience is not Audience.YOUNG
        and entry.serves(wanted.country)
        and _is_of(entry, wanted.kind)
        and (wanted.language is None or wanted.language in entry.languages)
        and (not wanted.free or entry.cost is Cost.FREE)
        and (not wanted.anonymous or entry.anonymous is True)
        and not (wanted.alone and entry.counsels_couples)
        and (not entry.asked_only or _asked_for(entry, wanted))
    )


def _is_of(entry: Entry, kind: Kind | None) -> bool:
    """Whether an entry counts as `kind`.

    What is for people worried about thoughts of children counts as that alone: nobody who looks
    for a therapist should be led there.
    """
    if kind is None or entry.main_kind is Kind.PREVENTION:
        return kind in (None, Kind.PREVENTION)
    return kind in entry.kinds


def _asked_for(entry: Entry, wanted: Wanted) -> bool:
    """Whether the person chose this very approach, and did not come for LGBTQ+ support."""
    return wanted.approach in entry.approaches and wanted.kind is not Kind.LGBTQ_SUPPORT
