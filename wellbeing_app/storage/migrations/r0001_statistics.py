"""The first tables: the installation, the statistics inbox, counters, research rows."""

import sqlalchemy as sa
from alembic import op

from wellbeing_app.storage.lossy import refuse_loss

revision = "r0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meta",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("mixed_hour", sa.BigInteger(), nullable=True),
        sa.Column("accepted", sa.BigInteger(), nullable=False),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("excluded", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_meta_one_row")),
        sa.CheckConstraint("length(salt) = 32", name=op.f("ck_meta_salt_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meta")),
    )
    op.create_table(
        "stat_inbox",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("ct", sa.LargeBinary(), nullable=True),
        sa.Column("spent", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(id) = 16", name=op.f("ck_stat_inbox_id_length")),
        sa.CheckConstraint("(ct IS NULL) = spent", name=op.f("ck_stat_inbox_spent_is_empty")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stat_inbox")),
        sqlite_with_rowid=False,
    )
    names = ("quarter", "scope", "instrument", "language", "table_id", "cell")
    op.create_table(
        "stat_cell",
        *(sa.Column(name, sa.Text(), nullable=False) for name in names),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(*names, name=op.f("pk_stat_cell")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "research_row",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("vector", sa.Text(), nullable=False),
        sa.CheckConstraint("length(id) = 16", name=op.f("ck_research_row_id_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_row")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    tables = ("research_row", "stat_cell", "stat_inbox", "meta")
    refuse_loss(op.get_bind(), tables)
    for table in tables:
        op.drop_table(table)
