"""What people show a therapist, and the latest day seen."""

import sqlalchemy as sa
from alembic import op

from wellbeing_app.storage.lossy import refuse_loss

revision = "r0005"
down_revision = "r0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "share",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("claim_id", sa.LargeBinary(), nullable=True),
        sa.Column("revoke_id", sa.LargeBinary(), nullable=False),
        sa.Column("ct", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("therapist_id", sa.LargeBinary(), nullable=True),
        sa.Column("key_version", sa.Integer(), nullable=True),
        sa.Column("expires_day", sa.Date(), nullable=False),
        sa.Column("picked_up_day", sa.Date(), nullable=True),
        sa.Column("seen_day", sa.Date(), nullable=True),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("pickup_until_day", sa.Date(), nullable=False),
        sa.CheckConstraint("length(id) = 16", name=op.f("ck_share_id_length")),
        sa.CheckConstraint("length(revoke_id) = 32", name=op.f("ck_share_revoke_id_length")),
        sa.CheckConstraint(
            "(state = 'offered' AND claim_id IS NOT NULL AND therapist_id IS NULL"
            " AND key_version IS NULL AND picked_up_day IS NULL AND seen_day IS NULL)"
            " OR (state = 'held' AND claim_id IS NULL AND therapist_id IS NOT NULL"
            " AND key_version IS NOT NULL AND picked_up_day IS NOT NULL)",
            name=op.f("ck_share_offered_or_held"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share")),
        sa.UniqueConstraint("claim_id", name=op.f("uq_share_claim_id")),
        sa.UniqueConstraint("revoke_id", name=op.f("uq_share_revoke_id")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_share_therapist_id"), "share", ["therapist_id"])
    op.create_table(
        "latest_day",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_latest_day_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_latest_day")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    refuse_loss(op.get_bind(), ("share",))
    op.drop_table("latest_day")
    op.drop_index(op.f("ix_share_therapist_id"), table_name="share")
    op.drop_table("share")
