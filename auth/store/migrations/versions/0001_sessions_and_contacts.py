"""Sessions, log-in states, replays and klantcontacten."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "sessions",
        sa.Column("id", sa.LargeBinary),
        sa.Column("subject", sa.LargeBinary, nullable=False),
        sa.Column("sid", sa.LargeBinary),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("began", sa.Double, nullable=False),
        sa.Column("ends", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
    )
    op.create_index("ix_sessions_subject", "sessions", ["subject"])
    op.create_index("ix_sessions_sid", "sessions", ["sid"])
    op.create_index("ix_sessions_ends", "sessions", ["ends"])
    op.create_table(
        "login_states",
        sa.Column("id", sa.LargeBinary),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("ends", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_login_states"),
    )
    op.create_index("ix_login_states_ends", "login_states", ["ends"])
    op.create_table(
        "replays",
        sa.Column("id", sa.LargeBinary),
        sa.Column("ends", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_replays"),
    )
    op.create_index("ix_replays_ends", "replays", ["ends"])
    op.create_table(
        "contacts",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), autoincrement=True),
        sa.Column("id", sa.LargeBinary, nullable=False),
        sa.Column("agent", sa.LargeBinary, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("ends", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_contacts"),
        sa.UniqueConstraint("id", name="uq_contacts_id"),
    )
    op.create_index("ix_contacts_agent", "contacts", ["agent"])
    op.create_index("ix_contacts_ends", "contacts", ["ends"])
