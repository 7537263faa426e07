"""Front doors of clinics: what is drafted, and what visitors see."""

import sqlalchemy as sa
from alembic import op

from wellbeing_app.storage.lossy import refuse_loss

revision = "r0011"
down_revision = "r0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clinic_door",
        sa.Column("clinic_id", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("draft_logo", sa.LargeBinary(), nullable=True),
        sa.Column("live", sa.Text(), nullable=True),
        sa.Column("live_logo", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinic.id"], name=op.f("fk_clinic_door_clinic_id_clinic")
        ),
        sa.PrimaryKeyConstraint("clinic_id", name=op.f("pk_clinic_door")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    refuse_loss(op.get_bind(), ("clinic_door",))
    op.drop_table("clinic_door")
