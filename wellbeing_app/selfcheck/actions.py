"""What changes a check: saving a page of answers, meeting an alert, being counted.

And what follows from the answers: which page is next, which alert must meet the person.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from wellbeing_app.instruments.engine.conditions import comparisons
from wellbeing_app.instruments.engine.paging import Block
from wellbeing_app.instruments.model.instrument import Alert
from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.storage.inbox import Submission, accept, part_of
from wellbeing_app.vault.keys import Keys
from wellbeing_app.web.visit.check import Check, Place


def visible_blocks(check: Check, number: int) -> tuple[Block, ...]:
    """The items of page `number` (1-based) that show, given the answers so far."""
    blocks = check.pages[number - 1].blocks
    return tuple(block for block in blocks if block.item.id in check.taken[block.member].shown)


def answered_with_feedback(check: Check, number: int) -> tuple[Block, ...]:
    """The answered items of a page that say whether an answer is right; on nearly all, none."""
    return tuple(
        block
        for block in visible_blocks(check, number)
        if block.item.feedback and block.item.id in check.taken[block.member].answers
    )


def next_page(check: Check, number: int) -> int | None:
    """The next page after `number` with something to ask; None: on to "check your answers"."""
    return _first_asking(check, range(number + 1, len(check.pages) + 1))


def previous_page(check: Check, number: int) -> int | None:
    """The page before `number` with something to ask; None on the first."""
    return _first_asking(check, range(number - 1, 0, -1))


def is_final(check: Check, number: int) -> bool:
    """Whether the page was sent and its section lets nobody revise an answer (OSD C5)."""
    first = check.pages[number - 1].blocks[0]
    section = next(
        one
        for one in check.administrations[first.member].sections()
        if any(item.id == first.item.id for item in one.items)
    )
    return not section.revisable and number <= check.furthest


def asks(check: Check, number: int) -> bool:
    """Whether the page has something to ask now: the way onward passes over any other."""
    return bool(visible_blocks(check, number)) and not is_final(check, number)


def reached(check: Check) -> int:
    """The last page the person came to: the very last, where nothing more is to be asked."""
    return len(check.pages) if next_page(check, check.furthest) is None else check.furthest


def change_page(check: Check, number: int, answers: Mapping[Place, Answer | None]) -> None:
    """Save a page that was opened from "check your answers", and note what it newly asks.

    Pages that ask more than before wait to be gone through; those beyond come anyway.
    """
    before, last = _asked(check), reached(check)
    save_page(check, answers)
    after = _asked(check)
    new = {page for page in after if page <= last and after[page] - before.get(page, frozenset())}
    waiting = new.union(check.changing or ()).intersection(after) - {number}
    check.changing = tuple(sorted(waiting))


def save_page(check: Check, answers: Mapping[Place, Answer | None]) -> None:
    """Keep the answers of a page (None erases one); an alert that fell may come again later.

    A result asked for before shows again only after "see my result": an alert may come first.
    """
    check.finished = False
    check.enter(answers)
    check.met &= {_reference(member, alert) for member, alert in _urgent(check)}


def pause_page(check: Check) -> int | None:
    """The page whose answer raised an alert that has not met the person yet; None: no such."""
    pages = [
        _page_of(check, member, alert)
        for member, alert in _urgent(check)
        if _reference(member, alert) not in check.met
    ]
    return min(pages, default=None)


def alert_on_page(check: Check, number: int) -> Alert | None:
    """The urgent alert that an answer on this page raises, met or not; None: no such."""
    return next(
        (alert for member, alert in _urgent(check) if _page_of(check, member, alert) == number),
        None,
    )


def meet_alerts(check: Check, number: int) -> None:
    """Note that the alerts of page `number` have met the person, who chose to go on."""
    check.met |= {
        _reference(member, alert)
        for member, alert in _urgent(check)
        if _page_of(check, member, alert) == number
    }


def be_counted(
    session: Session,
    check: Check,
    consents: Sequence[str],
    keys: Keys,
    salt: bytes,
    scope: str = "",
) -> None:
    """Put one sealed row into the inbox (DESIGN section 7). The caller commits.

    A second time, from another tab or after the mixer ran, adds nothing: the row's id derives from
    the submission id. Instruments marked private never leave the cookie.
    """
    parts = (
        part_of(
            one.instrument,
            check.language,
            one.answers,
            parameters=one.administration.parameters,
            dimensions=one.administration.dimensions,
            seed=one.administration.seed,
        )
        for one in check.taken
        if one.answers
    )
    submission = Submission(
        id=check.submission,
        language=check.language,
        parts=tuple(part for part in parts if part is not None),
        counted="counted" in consents,
        research="research" in consents,
        scope=scope,
    )
    accept(session, submission, keys, salt)


def _asked(check: Check) -> dict[int, frozenset[tuple[int, str]]]:
    """What each page that asks something asks."""
    pages = range(1, len(check.pages) + 1)
    return {
        number: frozenset((block.member, block.item.id) for block in visible_blocks(check, number))
        for number in pages
        if asks(check, number)
    }


def _first_asking(check: Check, numbers: range) -> int | None:
    return next((number for number in numbers if visible_blocks(check, number)), None)


def _urgent(check: Check) -> list[tuple[int, Alert]]:
    """Every urgent alert that the answers raise, with the member it belongs to."""
    return [
        (member, alert)
        for member, taken in enumerate(check.taken)
        if taken.answers
        for alert in taken.urgent_alerts
    ]


def _page_of(check: Check, member: int, alert: Alert) -> int:
    """The page (1-based) that asked what raised the alert."""
    asked = {part.name for part in comparisons(alert.when) if part.source == "item"}
    numbers = (
        number
        for number, page in enumerate(check.pages, start=1)
        for block in page.blocks
        if block.member == member and not asked.isdisjoint(block.item.answer_ids)
    )
    return max(numbers, default=check.furthest)


def _reference(member: int, alert: Alert) -> str:
    """How `Check.met` names an alert."""
    return f"{member}:{alert.id}"
