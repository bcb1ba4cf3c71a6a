"""Codes that residents read out to who they call."""

import sqlalchemy as sa
from alembic import op

revision = "0006_codes"
down_revision = "0005_links"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "codes",
        sa.Column("id", sa.LargeBinary),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("ends", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_codes"),
    )
    op.create_index("ix_codes_ends", "codes", ["ends"])
