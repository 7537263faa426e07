"""The index of the list of erased ones, and how far this database is true to it."""

import sqlalchemy as sa
from alembic import op

revision = "r0007"
down_revision = "r0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erased",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.CheckConstraint("length(digest) = 32", name=op.f("ck_erased_digest_length")),
        sa.CheckConstraint("length(month) = 7", name=op.f("ck_erased_month_length")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_erased")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "erased_until",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_erased_until_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erased_until")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    # Both follow from the list itself, which stays: the way up begins with it anew.
    op.drop_table("erased_until")
    op.drop_table("erased")
