"""The therapist's desk: clients, invitations, a log, and the days of reading."""

import sqlalchemy as sa
from alembic import op

from wellbeing_app.storage.lossy import refuse_loss

revision = "r0006"
down_revision = "r0005"
branch_labels = None
depends_on = None

OWNED = ("client", "client_invitation", "desk_log")


def upgrade() -> None:
    op.create_table(
        "client",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("therapist_id", sa.LargeBinary(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("ct", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(id) = 16", name=op.f("ck_client_id_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "client_invitation",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("therapist_id", sa.LargeBinary(), nullable=False),
        sa.Column("battery", sa.Text(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=False),
        sa.Column("ct", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(id) = 16", name=op.f("ck_client_invitation_id_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_invitation")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "desk_log",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("therapist_id", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("ct", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(id) = 16", name=op.f("ck_desk_log_id_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_log")),
        sqlite_with_rowid=False,
    )
    for table in OWNED:
        op.create_index(op.f(f"ix_{table}_therapist_id"), table, ["therapist_id"])
    op.create_table(
        "reading_days",
        sa.Column("account_id", sa.LargeBinary(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.CheckConstraint("days BETWEEN 1 AND 127", name=op.f("ck_reading_days_a_week")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_reading_days_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_reading_days")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    refuse_loss(op.get_bind(), (*OWNED, "reading_days"))
    op.drop_table("reading_days")
    for table in reversed(OWNED):
        op.drop_index(op.f(f"ix_{table}_therapist_id"), table_name=table)
        op.drop_table(table)
