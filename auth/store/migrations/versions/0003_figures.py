"""The figures for analysts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "figures_runs",
        sa.Column("peildatum", sa.String(10)),
        sa.Column("owner", sa.String(32), nullable=False),
        sa.Column("until", sa.Double, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("ends", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("peildatum", name="pk_figures_runs"),
    )
    op.create_table(
        "figures_cells",
        sa.Column("peildatum", sa.String(10)),
        sa.Column("number", sa.Integer),
        sa.Column("soort", sa.String),
        sa.Column("naam", sa.String),
        sa.Column("maand", sa.String(7)),
        sa.Column("lopend", sa.Boolean),
        sa.Column("aantal", sa.Integer),
        sa.Column("ends", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("peildatum", "number", name="pk_figures_cells"),
        sa.CheckConstraint("aantal >= 10", name="ck_figures_cells_told"),
    )
    op.create_table(
        "figures_lead_times",
        sa.Column("peildatum", sa.String(10)),
        sa.Column("soort", sa.String),
        sa.Column("naam", sa.String, nullable=False),
        sa.Column("aantal", sa.Integer),
        sa.Column("mediaan", sa.Integer),
        sa.Column("negentigste", sa.Integer),
        sa.Column("ends", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("peildatum", "soort", name="pk_figures_lead_times"),
        sa.CheckConstraint("aantal >= 10", name="ck_figures_lead_times_told"),
    )
    for table in ("figures_runs", "figures_cells", "figures_lead_times"):
        op.create_index(f"ix_{table}_ends", table, ["ends"])
