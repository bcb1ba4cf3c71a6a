"""Dossiers that somebody asked to download."""

import sqlalchemy as sa
from alembic import op

revision = "0004_exports"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "exports",
        sa.Column("id", sa.LargeBinary),
        sa.Column("owner", sa.LargeBinary, nullable=False),
        sa.Column("until", sa.Double, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("groups", sa.LargeBinary),
        sa.Column("json", sa.LargeBinary),
        sa.Column("pdf", sa.LargeBinary),
        sa.Column("ends", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_exports"),
        sa.UniqueConstraint("owner", name="uq_exports_owner"),
    )
    op.create_index("ix_exports_ends", "exports", ["ends"])
