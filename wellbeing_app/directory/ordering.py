"""The order in which entries are offered, and what has to stand before some of them.

First the visitor's country, then the kind asked for, then the approach chosen. Before anything
that rests on faith or aims at abstinence stand a secular and a clinical choice; before work with
couples stands help for people who are afraid at home, since joint talks can put them in danger.
Nobody is asked for a gender: a place for some people only, such as women, never stands first or
alone; a place for everyone in the country stands before it, and one that serves everywhere beside.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from wellbeing_app.directory.entry import ANYWHERE, URGENT, Approach, Audience, Entry, Kind
from wellbeing_app.directory.wanted import Wanted

Need = Callable[[Entry], bool]

CARE = (Kind.PEER_SUPPORT, Kind.THERAPIST_DIRECTORY, Kind.THERAPY_SERVICE, Kind.SELF_HELP)
"""Main kinds that can stand beside nearly any other help, the most fitting first."""

SAFETY = (Kind.CRISIS, Kind.DOMESTIC_ABUSE)
"""Main kinds that rather stand beside help with coercion."""

GENDERED = frozenset({Audience.WOMEN, Audience.WOMEN_AND_NON_BINARY, Audience.MEN, Audience.TRANS})
LGBTQ = frozenset({Audience.LGBTQ, Audience.LGBTQ_UNDER_25, Audience.TRANS})


def in_order(found: Iterable[Entry], wanted: Wanted, shown: Sequence[Entry]) -> tuple[Entry, ...]:
    """Sort what was found and add, from all entries shown, what has to stand before it.

    An entry whose companions do not exist is left out.
    """
    ranked = sorted(found, key=lambda entry: _rank(entry, wanted))
    nearby = sorted(_companions(shown, wanted), key=lambda entry: _distance(entry, wanted))
    placed: dict[str, Entry] = {}
    for entry in ranked:
        company = _company(entry, wanted, list(placed.values()), [*ranked, *nearby])
        if company is not None:
            placed |= {each.id: each for each in (*company, entry)}
    if any(is_for_some(entry, wanted.kind) for entry in placed.values()):
        placed |= {each.id: each for each in _worldwide([*placed.values(), *nearby], wanted)}
    return tuple(placed.values())


def is_for_some(entry: Entry, kind: Kind | None) -> bool:
    """Whether a place is for some people only, whom nobody here is asked to be.

    LGBTQ+ people who look for support of their own have said it.
    """
    if kind is Kind.LGBTQ_SUPPORT and entry.audience in LGBTQ:
        return False
    return entry.audience in GENDERED | LGBTQ


def _rank(entry: Entry, wanted: Wanted) -> tuple[int, ...]:
    return (
        _is_couples_work(entry, wanted),
        wanted.country not in entry.countries,
        _remoteness(entry, wanted.kind),
        is_for_some(entry, wanted.kind),
        wanted.approach not in entry.approaches,
    )


def _remoteness(entry: Entry, kind: Kind | None) -> int:
    """Return 0 for what is mainly of this kind; without a kind, the place in their order."""
    return list(Kind).index(entry.main_kind) if kind is None else entry.main_kind is not kind


def _is_couples_work(entry: Entry, wanted: Wanted) -> bool:
    """Whether couples counselling is what the entry offers, here or in the main."""
    return Kind.RELATIONSHIP_COUNSELLING in {entry.main_kind, wanted.kind} & set(entry.kinds)


def _is_secular(entry: Entry) -> bool:
    return Approach.SECULAR in entry.approaches


def _is_clinical(entry: Entry) -> bool:
    return Approach.CLINICAL in entry.approaches


def _is_safety_at_home(entry: Entry) -> bool:
    return Kind.DOMESTIC_ABUSE in entry.kinds


def _needs(entry: Entry, wanted: Wanted) -> tuple[Need, ...]:
    faith = (_is_secular, _is_clinical) if entry.rests_on_faith_or_abstinence else ()
    return (*faith, _is_safety_at_home) if _is_couples_work(entry, wanted) else faith


def _for_everyone(
    entry: Entry, wanted: Wanted, placed: Iterable[Entry], choices: Sequence[Entry]
) -> list[Entry]:
    """Choose what stands before a place for some: in the country where there is one for everyone.

    Nothing where such a place stands there already.
    """
    if not is_for_some(entry, wanted.kind):
        return []
    general = [each for each in choices if _is_general(each, wanted)]
    near = [each for each in general if wanted.country in each.countries] or general
    if not {each.id for each in near}.isdisjoint(each.id for each in placed):
        return []
    return [each for each in near if _can_accompany(each, wanted)][:1]


def _is_general(entry: Entry, wanted: Wanted) -> bool:
    """Whether everyone may come for this; in need, a crisis line is there for everything."""
    answers = wanted.kind in (None, *entry.kinds)
    listens = wanted.kind in URGENT and entry.main_kind is Kind.CRISIS
    return entry.audience is Audience.EVERYONE and (answers or listens)


def _worldwide(choices: Iterable[Entry], wanted: Wanted) -> list[Entry]:
    """The first place that is for everyone and serves everywhere, if there is one."""
    serving = (e for e in choices if ANYWHERE in e.countries and _is_general(e, wanted))
    return list(islice((e for e in serving if _can_accompany(e, wanted)), 1))


def _can_accompany(entry: Entry, wanted: Wanted) -> bool:
    """Whether an entry takes no side that would itself need a counterweight."""
    return not (
        entry.rests_on_faith_or_abstinence
        or Approach.ADDICTION_MODEL in entry.approaches
        or _is_couples_work(entry, wanted)
        or is_for_some(entry, wanted.kind)
    )


def _companions(shown: Iterable[Entry], wanted: Wanted) -> list[Entry]:
    """Entries of other kinds that may be added without surprising a person."""
    return [
        entry
        for entry in shown
        if entry.main_kind in CARE + SAFETY
        and entry.audience is not Audience.YOUNG
        and entry.serves(wanted.country)
        and not (wanted.alone and entry.counsels_couples)
    ]


def _distance(entry: Entry, wanted: Wanted) -> tuple[int, ...]:
    nearest = SAFETY + CARE if wanted.kind is Kind.TRAFFICKING_AND_COERCION else CARE + SAFETY
    return (
        nearest.index(entry.main_kind),
        entry.audience is not Audience.EVERYONE,
        wanted.country not in entry.countries,
    )


def _company(
    entry: Entry, wanted: Wanted, placed: Sequence[Entry], choices: Sequence[Entry]
) -> list[Entry] | None:
    """Choose what must stand before `entry`; None where one of its needs cannot be met."""
    company: list[Entry] = []
    for need in _needs(entry, wanted):
        if any(need(each) and _can_accompany(each, wanted) for each in placed):
            continue
        choice = next((c for c in choices if need(c) and _can_accompany(c, wanted)), None)
        if choice is None:
            return None
        company.append(choice)
    return [*company, *_for_everyone(entry, wanted, [*placed, *company], choices)]
