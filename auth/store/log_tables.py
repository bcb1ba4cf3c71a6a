"""The tables of the logs. Ids of persons are pseudonyms of AES-SIV; times are in milliseconds, `ends` in seconds."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
)

from auth.store.tables import metadata

__all__ = ["log_looks", "log_operations", "log_segments"]

# One row per operation: what is delivered is made of its `entry`, the payload of its frame; the rest is to audit by.
log_operations = Table(
    "log_operations",
    metadata,
    Column("trace_id", LargeBinary, nullable=False),
    Column("span_id", LargeBinary, nullable=False),
    Column("started", BigInteger, nullable=False),
    Column("name", String, nullable=False),
    Column("role", String),
    Column("agent", LargeBinary),
    Column("client", String),
    Column("department", String, nullable=False),
    Column("entry", LargeBinary, nullable=False),
    Column("ldv_sent", BigInteger),  # when the collector acknowledged it, None where it has not
    Column("adl_sent", BigInteger),
    Column("ends", Double, nullable=False, index=True),
    PrimaryKeyConstraint("trace_id", "span_id"),
    Index(None, "ldv_sent", "started"),
    Index(None, "adl_sent", "started"),
    Index(None, "agent", "started"),
)

# One row per data subject in an operation: what a resident finds, and what an employee is asked about.
log_looks = Table(
    "log_looks",
    metadata,
    Column("trace_id", LargeBinary, nullable=False),
    Column("span_id", LargeBinary, nullable=False),
    Column("parent_id", LargeBinary, nullable=False),  # the span of the operation
    Column("subject", LargeBinary, nullable=False),
    Column("started", BigInteger, nullable=False),
    Column("day", Integer, nullable=False),  # in Europe/Amsterdam, as `date.toordinal` counts
    Column("activity", String, nullable=False),
    Column("purpose", String),
    Column("department", String, nullable=False),
    Column("groups", String, nullable=False),  # field groups, by name, with a space between
    Column("own", Boolean, nullable=False),
    Column("agent", LargeBinary),
    Column("contact", LargeBinary),
    Column("ends", Double, nullable=False, index=True),
    PrimaryKeyConstraint("trace_id", "span_id"),
    Index(None, "subject", "own", "started"),
    Index(None, "agent", "started"),
)

# How far a segment of a journal is shipped. It only saves work: what is shipped twice is there once.
log_segments = Table(
    "log_segments",
    metadata,
    Column("name", String, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("ends", Double, nullable=False, index=True),
)
