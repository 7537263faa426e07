"""What a client named in our own questions, told as it was given: images, adults unknown, money.

No score speaks of it. Of each question the newest answer that was shared is looked at.
"""

from collections.abc import Iterator, Sequence

from wellbeing_app.brief.day import Day
from wellbeing_app.brief.facts import DECLINED
from wellbeing_app.brief.rules import BRIEF_RULES, Finding, NamedAnswer
from wellbeing_app.instruments.model.item import Answer


def named(days: Sequence[Day]) -> Iterator[Finding]:
    """Yield a sentence for each answer that names something. `days`: newest first."""
    for rule in BRIEF_RULES.named:
        telling = (day for day in days if _is_told(day.given(rule.code, rule.item)))
        newest = next(telling, None)
        finding = _finding(rule, newest) if newest else None
        if finding:
            yield finding


def _is_told(answer: Answer | None) -> bool:
    return answer is not None and answer not in DECLINED


def _finding(rule: NamedAnswer, day: Day) -> Finding | None:
    answer = day.given(rule.code, rule.item)
    given = answer if isinstance(answer, tuple) else (answer,)
    ticked = tuple(value for value in given if value in rule.ticked)
    if not ticked:
        return None
    words = day.results[rule.code].words
    told = tuple(words.answer(rule.item, value) for value in ticked)
    return Finding(rule.id, {"answer": told, "day": day.day})
