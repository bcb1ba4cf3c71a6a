"""The tables, as the newest migration leaves them.

Ids are digests or keyed HMACs, `content` is sealed by the vault. A table with a column `ends`, in seconds since the
epoch, is swept: its rows are over from then on. A module of tables beside this one uses the same `metadata`.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

__all__ = [
    "codes",
    "contacts",
    "exports",
    "figures_cells",
    "figures_lead_times",
    "figures_runs",
    "links",
    "login_states",
    "metadata",
    "replays",
    "sessions",
]

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", LargeBinary, primary_key=True),  # SHA-256 of what the browser has
    Column("subject", LargeBinary, nullable=False, index=True),  # HMAC of provider and `sub`
    Column("sid", LargeBinary, index=True),  # HMAC of provider and `sid`, where the provider told one
    Column("content", LargeBinary, nullable=False),
    Column("began", Double, nullable=False),
    Column("ends", Double, nullable=False, index=True),
)

login_states = Table(
    "login_states",
    metadata,
    Column("id", LargeBinary, primary_key=True),  # SHA-256 of the key
    Column("content", LargeBinary, nullable=False),
    Column("ends", Double, nullable=False, index=True),
)

replays = Table(
    "replays",
    metadata,
    Column("id", LargeBinary, primary_key=True),  # HMAC of kind and id
    Column("ends", Double, nullable=False, index=True),
)

contacts = Table(
    "contacts",
    metadata,
    # The order in which they were started. SQLite counts in a column that is INTEGER only.
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("id", LargeBinary, nullable=False, unique=True),  # SHA-256 of the contact's id
    Column("agent", LargeBinary, nullable=False, index=True),  # HMAC of the agent's id
    Column("content", LargeBinary, nullable=False),
    Column("ends", Double, nullable=False, index=True),
)

# Codes that residents read out to an employee: one for each of them.
codes = Table(
    "codes",
    metadata,
    Column("id", LargeBinary, primary_key=True),  # HMAC of the number of the dossier
    Column("content", LargeBinary, nullable=False),
    Column("ends", Double, nullable=False, index=True),
)

# Which reports about the street somebody made.
links = Table(
    "links",
    metadata,
    Column("id", LargeBinary, primary_key=True),  # HMAC of the number of the dossier and the key of the report
    Column("subject", LargeBinary, nullable=False, index=True),  # HMAC of the number of the dossier
    Column("content", LargeBinary, nullable=False),
    Column("ends", Double, nullable=False, index=True),
)

# Dossiers that somebody asked to download: one for each who asks, until it is fetched or a day is over.
exports = Table(
    "exports",
    metadata,
    Column("id", LargeBinary, primary_key=True),  # SHA-256 of the export's id
    Column("owner", LargeBinary, nullable=False, unique=True),  # HMAC of who asked, and for whom
    Column("until", Double, nullable=False),  # by when it is made, or failed
    Column("done", Boolean, nullable=False),
    Column("groups", LargeBinary),  # which are in it, sealed
    Column("json", LargeBinary),  # both sealed, and gone when they are fetched
    Column("pdf", LargeBinary),
    Column("ends", Double, nullable=False, index=True),
)

# The figures for analysts: cells, and of these no small count. A day is written as text (2026-11-25).
figures_runs = Table(
    "figures_runs",
    metadata,
    Column("peildatum", String(10), primary_key=True),
    Column("owner", String(32), nullable=False),  # which process makes it
    Column("until", Double, nullable=False),  # and until when, seconds since the epoch
    Column("done", Boolean, nullable=False),
    Column("ends", Double, nullable=False, index=True),
)

figures_cells = Table(
    "figures_cells",
    metadata,
    Column("peildatum", String(10), primary_key=True),
    Column("number", Integer, primary_key=True),  # its place among the cells of the day
    Column("soort", String),
    Column("naam", String),
    Column("maand", String(7)),
    Column("lopend", Boolean),
    Column("aantal", Integer),
    Column("ends", Double, nullable=False, index=True),
    CheckConstraint("aantal >= 10", name="told"),
)

figures_lead_times = Table(
    "figures_lead_times",
    metadata,
    Column("peildatum", String(10), primary_key=True),
    Column("soort", String, primary_key=True),
    Column("naam", String, nullable=False),
    Column("aantal", Integer),
    Column("mediaan", Integer),  # numbers of a class
    Column("negentigste", Integer),
    Column("ends", Double, nullable=False, index=True),
    CheckConstraint("aantal >= 10", name="told"),
)
