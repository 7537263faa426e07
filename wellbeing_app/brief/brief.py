"""The five-minute brief: what a therapist should know of one client's shares before they meet.

In the order of importance: alerts the client chose to include, what they want to talk about and
what not, what they named in our own questions, where they stand, what moved, what does not fit
together, what is open. It names no disorder, weighs no gain against a cost, and keeps loss of
control apart from a clash with values. All of it follows from what was shared, by the rules in
`brief.json`, and from no order of the shares.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from wellbeing_app.brief.alerts import SharedAlert, shared_alerts
from wellbeing_app.brief.day import days, standing
from wellbeing_app.brief.facts import Fact, day_facts
from wellbeing_app.brief.gaps import gaps
from wellbeing_app.brief.moves import ShortTrend, movements, short_trends, unmoved
from wellbeing_app.brief.named import named
from wellbeing_app.brief.rules import BRIEF_RULES, BriefRule, Finding, Told
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.records.by_day import SharedResult, dated_scores, shared_results
from wellbeing_app.records.share import LinePart, Share


@dataclass(frozen=True)
class Wish:
    """What the client wants to talk about, or not. `day`: of the share's newest result."""

    words: str
    day: date | None
    """None where the share holds no result."""
    older: bool
    """A newer share came after it."""


@dataclass(frozen=True)
class Brief:
    """One client's shares in a few sentences."""

    alerts: tuple[SharedAlert, ...]
    talk: tuple[Wish, ...]
    avoid: tuple[Wish, ...]
    named: tuple[Finding, ...]
    now: tuple[Finding, ...]
    moved: tuple[Finding, ...]
    contradictions: tuple[Finding, ...]
    open: tuple[Finding, ...]
    further: tuple[Finding, ...]
    """Points of the last three for which the brief has no room, in the same order."""
    trends: tuple[ShortTrend, ...]
    """Every score over time: what `moved` is told from."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (
            self.alerts
            or self.talk
            or self.avoid
            or self.named
            or self.now
            or self.moved
            or self.contradictions
            or self.open
        )


def brief(library: Library, shares: Sequence[Share]) -> Brief:
    """Return the brief of one client's opened shares, given in any order."""
    results = shared_results(library, shares)
    trends = short_trends(library, dated_scores(library, shares))
    beyond = movements(trends)
    apart = tuple(_contradictions(library, results, trends))
    missing = gaps(library, results)
    by_day = days(library, results)
    most = BRIEF_RULES.longest
    return Brief(
        alerts=shared_alerts(results),
        talk=_wishes(shares, "talk"),
        avoid=_wishes(shares, "avoid"),
        named=tuple(named(by_day)),
        now=tuple(standing(by_day)),
        moved=(*beyond[: most.moved], *unmoved(trends)),
        contradictions=apart[: most.contradictions],
        open=missing[: most.open],
        further=(
            *beyond[most.moved :],
            *apart[most.contradictions :],
            *missing[most.open :],
        ),
        trends=trends,
    )


def _wishes(shares: Sequence[Share], kind: Literal["talk", "avoid"]) -> tuple[Wish, ...]:
    """The lines of this kind, those of the newest share first; the same words once."""
    dated = [(max((one.day for one in share.sources), default=None), share) for share in shares]
    newest = max((day for day, _ in dated if day), default=None)
    found: dict[str, date | None] = {}
    for day, share in sorted(dated, key=lambda one: one[0] or date.min):
        words = [
            part.words for part in share.parts if isinstance(part, LinePart) and part.kind == kind
        ]
        found |= dict.fromkeys(words, day)
    wishes = [
        Wish(words, day, older=day is not None and day != newest) for words, day in found.items()
    ]
    return tuple(sorted(wishes, key=lambda one: (-(one.day or date.min).toordinal(), one.words)))


def _contradictions(
    library: Library, results: Sequence[SharedResult], trends: Sequence[ShortTrend]
) -> Iterator[Finding]:
    """At each place the first rule that holds on the newest day that tells all it needs."""
    told = [(day.day, day_facts(day, trends, BRIEF_RULES)) for day in days(library, results)]
    for place in BRIEF_RULES.places:
        spoken = (_spoken(rule, told) for rule in BRIEF_RULES.rules if rule.place == place)
        found = next((finding for finding in spoken if finding), None)
        if found:
            yield found


def _spoken(rule: BriefRule, told: Sequence[tuple[date, Mapping[str, Fact]]]) -> Finding | None:
    for day, facts in told:
        words = {name: fact.word for name, fact in facts.items()}
        if rule.is_known(words):
            return _finding(rule, day, facts) if rule.holds(words) else None
    return None


def _finding(rule: BriefRule, day: date, facts: Mapping[str, Fact]) -> Finding:
    needed = [facts[name] for name in rule.when]
    values: dict[str, Told] = {"day": day}
    for fact in needed:
        values |= fact.values
    sources = dict.fromkeys(source for fact in needed for source in fact.sources)
    return Finding(rule.id, values, tuple(sources), rule.own_rule)
