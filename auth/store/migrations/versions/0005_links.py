"""Which reports somebody made while logged in."""

import sqlalchemy as sa
from alembic import op

revision = "0005_links"
down_revision = "0004_exports"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "links",
        sa.Column("id", sa.LargeBinary),
        sa.Column("subject", sa.LargeBinary, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("ends", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_links"),
    )
    op.create_index("ix_links_subject", "links", ["subject"])
    op.create_index("ix_links_ends", "links", ["ends"])
