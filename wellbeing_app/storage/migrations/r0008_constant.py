"""Indexes for what is looked up by its end, and which research rows are the newest ones."""

import sqlalchemy as sa
from alembic import op

revision = "r0008"
down_revision = "r0007"
branch_labels = None
depends_on = None

INDEXES = (
    ("history", ("expires_month",)),
    ("share", ("expires_day",)),
    ("share", ("state", "pickup_until_day")),
    ("client_invitation", ("until_day",)),
    ("desk_log", ("day",)),
    ("attempt", ("until",)),
    ("session", ("idle_until",)),
    ("session", ("abs_until",)),
    ("stat_inbox", ("spent", "id")),
)


def upgrade() -> None:
    for table, columns in INDEXES:
        op.create_index(op.f(f"ix_{table}_{columns[0]}"), table, list(columns))
    op.create_table(
        "research_recent",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_research_recent")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    # Which rows are the newest ones is chosen anew on the way up.
    op.drop_table("research_recent")
    for table, columns in reversed(INDEXES):
        op.drop_index(op.f(f"ix_{table}_{columns[0]}"), table_name=table)
