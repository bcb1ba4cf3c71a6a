"""The logs: operations, looks at data subjects, and how far each segment is shipped."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "log_operations",
        sa.Column("trace_id", sa.LargeBinary, nullable=False),
        sa.Column("span_id", sa.LargeBinary, nullable=False),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("role", sa.String),
        sa.Column("agent", sa.LargeBinary),
        sa.Column("client", sa.String),
        sa.Column("department", sa.String, nullable=False),
        sa.Column("entry", sa.LargeBinary, nullable=False),
        sa.Column("ldv_sent", sa.BigInteger),
        sa.Column("adl_sent", sa.BigInteger),
        sa.Column("ends", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("trace_id", "span_id", name="pk_log_operations"),
    )
    op.create_index("ix_log_operations_ends", "log_operations", ["ends"])
    op.create_index("ix_log_operations_ldv_sent_started", "log_operations", ["ldv_sent", "started"])
    op.create_index("ix_log_operations_adl_sent_started", "log_operations", ["adl_sent", "started"])
    op.create_index("ix_log_operations_agent_started", "log_operations", ["agent", "started"])
    op.create_table(
        "log_looks",
        sa.Column("trace_id", sa.LargeBinary, nullable=False),
        sa.Column("span_id", sa.LargeBinary, nullable=False),
        sa.Column("parent_id", sa.LargeBinary, nullable=False),
        sa.Column("subject", sa.LargeBinary, nullable=False),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("activity", sa.String, nullable=False),
        sa.Column("purpose", sa.String),
        sa.Column("department", sa.String, nullable=False),
        sa.Column("groups", sa.String, nullable=False),
        sa.Column("own", sa.Boolean, nullable=False),
        sa.Column("agent", sa.LargeBinary),
        sa.Column("contact", sa.LargeBinary),
        sa.Column("ends", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("trace_id", "span_id", name="pk_log_looks"),
    )
    op.create_index("ix_log_looks_ends", "log_looks", ["ends"])
    op.create_index("ix_log_looks_subject_own_started", "log_looks", ["subject", "own", "started"])
    op.create_index("ix_log_looks_agent_started", "log_looks", ["agent", "started"])
    op.create_table(
        "log_segments",
        sa.Column("name", sa.String),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("ends", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_log_segments"),
    )
    op.create_index("ix_log_segments_ends", "log_segments", ["ends"])
