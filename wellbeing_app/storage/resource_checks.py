"""Table `resource_check`: which entries of the support directory an operator has checked."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import CheckConstraint, Date, Text, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.directory.entry import Confirmation
from wellbeing_app.storage.base import WITHOUT_ROWID, Base


class ResourceCheck(Base):
    """One checked entry: the newest check only. It says nothing about any visitor."""

    __tablename__ = "resource_check"
    __table_args__ = (
        CheckConstraint("length(checked_by) > 0", name="somebody"),
        WITHOUT_ROWID,
    )

    entry_id: Mapped[str] = mapped_column(Text, primary_key=True)
    day: Mapped[date] = mapped_column(Date)
    checked_by: Mapped[str] = mapped_column(Text)


def confirmations(session: Session) -> Mapping[str, Confirmation]:
    """Read every confirmation, by the entry's id."""
    rows = session.scalars(select(ResourceCheck).order_by(ResourceCheck.entry_id))
    return {row.entry_id: Confirmation(day=row.day, by=row.checked_by) for row in rows}


def confirm(session: Session, stated: Mapping[str, Confirmation | None]) -> None:
    """Write what is stated of each entry; None takes its confirmation back. The caller commits."""
    session.execute(delete(ResourceCheck).where(ResourceCheck.entry_id.in_(stated)))
    rows = [
        {"entry_id": id_, "day": confirmation.day, "checked_by": confirmation.by}
        for id_, confirmation in sorted(stated.items())
        if confirmation
    ]
    if rows:
        session.execute(insert(ResourceCheck), rows)
