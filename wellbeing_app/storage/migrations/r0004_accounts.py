"""The staff: accounts, their key pairs, their sessions, and counts of tries."""

import sqlalchemy as sa
from alembic import op

from wellbeing_app.storage.lossy import refuse_loss

revision = "r0004"
down_revision = "r0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("name_mark", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("factor", sa.LargeBinary(), nullable=True),
        sa.Column("factor_step", sa.BigInteger(), nullable=False),
        sa.Column("pairs", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.LargeBinary(), nullable=True),
        sa.Column("invitation_until", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("length(id) = 16", name=op.f("ck_account_id_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name_mark", name=op.f("uq_account_name_mark")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_account_invitation_id")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "account_key",
        sa.Column("account_id", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("passes", sa.Integer(), nullable=False),
        sa.Column("memory", sa.BigInteger(), nullable=False),
        sa.Column("by_password", sa.LargeBinary(), nullable=False),
        sa.Column("by_recovery", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_key_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "session",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("owner", sa.LargeBinary(), nullable=False),
        sa.Column("ct", sa.LargeBinary(), nullable=False),
        sa.Column("idle_until", sa.BigInteger(), nullable=False),
        sa.Column("abs_until", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("length(id) = 32", name=op.f("ck_session_id_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_session_owner"), "session", ["owner"], unique=False)
    op.create_table(
        "attempt",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    tables = ("attempt", "session", "account_key", "account")
    refuse_loss(op.get_bind(), tables)
    for table in tables:
        op.drop_table(table)
