"""A table for the therapists' notes on clients: they no longer share the room of one row.

The notes there are stay in their client's row, which nobody can open here. They get rows of their
own at the next change of that client, with its therapist signed in.
"""

import sqlalchemy as sa
from alembic import op

from wellbeing_app.storage.lossy import refuse_loss

revision = "r0010"
down_revision = "r0009"
branch_labels = None
depends_on = None

INDEXED = ("client_id", "therapist_id")


def upgrade() -> None:
    op.create_table(
        "client_note",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("client_id", sa.LargeBinary(), nullable=False),
        sa.Column("therapist_id", sa.LargeBinary(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("ct", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(id) = 16", name=op.f("ck_client_note_id_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_note")),
        sqlite_with_rowid=False,
    )
    for column in INDEXED:
        op.create_index(op.f(f"ix_client_note_{column}"), "client_note", [column])


def downgrade() -> None:
    refuse_loss(op.get_bind(), ("client_note",))
    for column in reversed(INDEXED):
        op.drop_index(op.f(f"ix_client_note_{column}"), table_name="client_note")
    op.drop_table("client_note")
