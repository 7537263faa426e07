"""The database itself refuses a second draw, a budget that is overdrawn, and rounding in public."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.databases import engine, sessions
from wellbeing_app.storage.counters import SITE
from wellbeing_app.storage.releases import (
    CLINIC_BUDGET,
    DP,
    K10,
    SITE_BUDGET,
    DpLedger,
    Draw,
    Table,
    ledger,
    publish,
    spend,
)

__all__ = ["engine", "sessions"]

QUARTER, DAY = "2026Q4", date(2027, 1, 2)
TABLE = Table("a/B@1", "en", "score:total", (("0-1", 85), ("2-3", None)))


def spent(session: Session, *draws: Draw, scope: str = SITE) -> None:
    spend(session, QUARTER, scope, draws, DAY, "0.1.0")


def row(name: str, before: int, epsilon: int, **fields: object) -> dict[str, object]:
    """What a program could write that does not use `spend`."""
    return {
        **{"quarter": QUARTER, "scope": SITE, "instrument": name, "table_id": "score:total"},
        **{"epsilon": epsilon, "spent_before": before, "previous": before or None},
        **{"spent": before + epsilon, "day": DAY, "code_version": "0.1.0"},
        **fields,
    }


@pytest.fixture
def session(engine: Engine) -> Session:
    """A session with one draw of 40 thousandths."""
    session = Session(engine)
    spent(session, Draw("a/B", "score:total", 40))
    session.commit()
    return session


def second_draw(session: Session) -> None:
    spent(session, Draw("a/B", "score:total", 40))


def too_much_for_the_site(session: Session) -> None:
    spent(session, Draw("a/C", "score:total", SITE_BUDGET - 40 + 1))


def too_much_for_a_clinic(session: Session) -> None:
    spent(session, Draw("a/B", "band:total", CLINIC_BUDGET + 1), scope="clinic")


def beginning_anew(session: Session) -> None:
    session.execute(insert(DpLedger).values(row("a/C", 0, 40)))


def beginning_where_nothing_ended(session: Session) -> None:
    session.execute(insert(DpLedger).values(row("a/C", 30, 40)))


def beginning_from_nothing(session: Session) -> None:
    session.execute(insert(DpLedger).values(row("a/C", 30, 40, previous=None)))


def spending_nothing(session: Session) -> None:
    session.execute(insert(DpLedger).values(row("a/C", 40, 0)))


def giving_back(session: Session) -> None:
    session.execute(insert(DpLedger).values(row("a/C", 40, -40)))


def adding_up_wrongly(session: Session) -> None:
    session.execute(insert(DpLedger).values(row("a/C", 40, 40, spent=41)))


def rounding_in_public(session: Session) -> None:
    publish(session, QUARTER, SITE, K10, [TABLE])


def publishing_twice(session: Session) -> None:
    publish(session, QUARTER, SITE, DP, [TABLE])
    publish(session, QUARTER, SITE, DP, [TABLE])


@pytest.mark.parametrize(
    "act",
    [
        second_draw,
        too_much_for_the_site,
        too_much_for_a_clinic,
        beginning_anew,
        beginning_where_nothing_ended,
        beginning_from_nothing,
        spending_nothing,
        giving_back,
        adding_up_wrongly,
        rounding_in_public,
        publishing_twice,
    ],
)
def test_the_database_refuses(session: Session, act: Callable[[Session], None]) -> None:
    with pytest.raises(IntegrityError):
        act(session)
    session.rollback()
    assert [one.spent for one in ledger(session)] == [40]
    session.close()


def test_the_whole_budget_can_be_spent_and_clinics_have_their_own(session: Session) -> None:
    spent(session, Draw("a/C", "score:total", 60), Draw("a/D", "score:total", SITE_BUDGET - 100))
    for scope in ("clinic", "another"):
        spent(session, Draw("a/B", "band:total", CLINIC_BUDGET), scope=scope)
    session.commit()
    assert [one.spent for one in ledger(session)] == [40, 100, SITE_BUDGET]
    session.close()


def test_budgets_of_the_site_and_of_a_clinic_are_one_submission_together() -> None:
    assert SITE_BUDGET + CLINIC_BUDGET == 1_000
