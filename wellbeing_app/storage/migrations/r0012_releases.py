"""Published statistics, the ledger of their noise, and when the jobs of the timers last ran."""

import sqlalchemy as sa
from alembic import op

from wellbeing_app.storage.lossy import refuse_loss

revision = "r0012"
down_revision = "r0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stat_release",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("quarter", "scope")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("instrument", "language")),
        sa.Column("table_id", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cell", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "mode = 'dp' OR (mode = 'k10' AND scope <> 'site')",
            name=op.f("ck_stat_release_public_is_dp"),
        ),
        sa.CheckConstraint("n >= 0", name=op.f("ck_stat_release_counts")),
        sa.PrimaryKeyConstraint(
            *("quarter", "scope", "instrument", "language", "table_id", "place"),
            name=op.f("pk_stat_release"),
        ),
        sqlite_with_rowid=False,
    )
    _ledger()
    op.create_table(
        "upkeep",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.CheckConstraint("job IN ('purge', 'release')", name=op.f("ck_upkeep_known")),
        sa.PrimaryKeyConstraint("job", name=op.f("pk_upkeep")),
        sqlite_with_rowid=False,
    )


def _ledger() -> None:
    op.create_table(
        "dp_ledger",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("quarter", "scope")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("instrument", "table_id")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("epsilon", "spent_before")),
        sa.Column("previous", sa.Integer(), nullable=True),
        sa.Column("spent", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("code_version", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "epsilon > 0 AND spent = spent_before + epsilon", name=op.f("ck_dp_ledger_adds_up")
        ),
        sa.CheckConstraint(
            "coalesce(previous, 0) = spent_before", name=op.f("ck_dp_ledger_chained")
        ),
        sa.CheckConstraint(
            "spent <= CASE WHEN scope = 'site' THEN 600 ELSE 400 END",
            name=op.f("ck_dp_ledger_budget"),
        ),
        sa.ForeignKeyConstraint(
            ["quarter", "scope", "previous"],
            ["dp_ledger.quarter", "dp_ledger.scope", "dp_ledger.spent"],
            name="fk_dp_ledger_previous",
        ),
        sa.PrimaryKeyConstraint(
            "quarter", "scope", "instrument", "table_id", name=op.f("pk_dp_ledger")
        ),
        sa.UniqueConstraint("quarter", "scope", "spent", name="uq_dp_ledger_spent"),
        sa.UniqueConstraint("quarter", "scope", "spent_before", name="uq_dp_ledger_spent_before"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    refuse_loss(op.get_bind(), ("stat_release", "dp_ledger"))
    for table in ("upkeep", "dp_ledger", "stat_release"):
        op.drop_table(table)
