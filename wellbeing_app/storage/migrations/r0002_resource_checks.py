"""Which entries of the support directory an operator has checked."""

import sqlalchemy as sa
from alembic import op

from wellbeing_app.storage.lossy import refuse_loss

revision = "r0002"
down_revision = "r0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "resource_check",
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.Text(), nullable=False),
        sa.CheckConstraint("length(checked_by) > 0", name=op.f("ck_resource_check_somebody")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_resource_check")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    refuse_loss(op.get_bind(), ("resource_check",))
    op.drop_table("resource_check")
