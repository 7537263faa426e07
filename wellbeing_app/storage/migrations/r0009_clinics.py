"""Clinics, who works for them, and their audit; days of reading belong to a desk."""

import sqlalchemy as sa
from alembic import op

from wellbeing_app.storage.lossy import refuse_loss

revision = "r0009"
down_revision = "r0008"
branch_labels = None
depends_on = None

CLINICS = ("clinic_audit", "membership", "clinic")


def upgrade() -> None:
    _reading_days("account_id", "therapist_id")
    op.create_table(
        "clinic",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.CheckConstraint("length(id) = 16", name=op.f("ck_clinic_id_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinic")),
        sa.UniqueConstraint("slug", name=op.f("uq_clinic_slug")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("clinic_id", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.LargeBinary(), nullable=True),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("invitation_id", sa.LargeBinary(), nullable=True),
        sa.Column("invitation_until", sa.BigInteger(), nullable=True),
        sa.Column("public", sa.LargeBinary(), nullable=True),
        sa.Column("by_account", sa.LargeBinary(), nullable=True),
        sa.Column("seen_day", sa.Date(), nullable=True),
        sa.Column("absent_until", sa.Date(), nullable=True),
        sa.CheckConstraint("length(id) = 16", name=op.f("ck_membership_id_length")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_membership_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinic.id"], name=op.f("fk_membership_clinic_id_clinic")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("clinic_id", "account_id", name=op.f("uq_membership_clinic_id")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_membership_invitation_id")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_membership_account_id"), "membership", ["account_id"])
    op.create_table(
        "clinic_audit",
        sa.Column("clinic_id", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("ct", sa.LargeBinary(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(mac) = 32", name=op.f("ck_clinic_audit_mac_length")),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinic.id"], name=op.f("fk_clinic_audit_clinic_id_clinic")
        ),
        sa.PrimaryKeyConstraint("clinic_id", "number", name=op.f("pk_clinic_audit")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_clinic_audit_day"), "clinic_audit", ["day"])


def downgrade() -> None:
    refuse_loss(op.get_bind(), CLINICS)
    op.drop_index(op.f("ix_clinic_audit_day"), table_name="clinic_audit")
    op.drop_index(op.f("ix_membership_account_id"), table_name="membership")
    for table in CLINICS:
        op.drop_table(table)
    account = sa.ForeignKeyConstraint(
        ["account_id"], ["account.id"], name=op.f("fk_reading_days_account_id_account")
    )
    _reading_days("therapist_id", "account_id", account)


def _reading_days(old: str, new: str, *more: sa.ForeignKeyConstraint) -> None:
    """Make the table anew with its key under another name; it has one small row a therapist."""
    connection = op.get_bind()
    found = connection.execute(sa.text(f"SELECT {old} AS {new}, days FROM reading_days"))  # noqa: S608
    rows = [dict(row) for row in found.mappings()]
    if more:
        # Those of a clinic's desk have no account to refer to.
        accounts = set(connection.scalars(sa.text("SELECT id FROM account")))
        rows = [row for row in rows if row[new] in accounts]
    op.drop_table("reading_days")
    table = op.create_table(
        "reading_days",
        sa.Column(new, sa.LargeBinary(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.CheckConstraint("days BETWEEN 1 AND 127", name=op.f("ck_reading_days_a_week")),
        *more,
        sa.PrimaryKeyConstraint(new, name=op.f("pk_reading_days")),
        sqlite_with_rowid=False,
    )
    op.bulk_insert(table, rows)
