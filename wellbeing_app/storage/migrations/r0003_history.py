"""What people keep under a code."""

import sqlalchemy as sa
from alembic import op

from wellbeing_app.storage.lossy import refuse_loss

revision = "r0003"
down_revision = "r0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "history",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("ct", sa.LargeBinary(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("expires_month", sa.Text(), nullable=False),
        sa.CheckConstraint("length(id) = 16", name=op.f("ck_history_id_length")),
        sa.CheckConstraint("length(expires_month) = 7", name=op.f("ck_history_month_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    refuse_loss(op.get_bind(), ("history",))
    op.drop_table("history")
