"""Traces: by which id one operation is known here, at who called us and at the registries (W3C Trace Context)."""

import os
import re
from dataclasses import dataclass

__all__ = ["Trace"]

_TRACEPARENT = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(-.*)?")


@dataclass(frozen=True, slots=True)
class Trace:
    """The trace of 16 bytes that an operation belongs to, its own span of 8 bytes, and the span of who called us."""

    id: bytes
    span: bytes
    parent: bytes | None = None

    @classmethod
    def of(cls, traceparent: str | None) -> "Trace":
        """The trace that this header continues; a new one where there is none, or where it is no such header.

        Whether it is sampled has no say: every look is logged (LDV 1.0.0 §3.3.1, ADL 1.0.0).
        """
        found = _TRACEPARENT.fullmatch(traceparent) if traceparent is not None else None
        if found is None or (traceparent is not None and traceparent.startswith("00-") and found[3]):
            ids = os.urandom(24)
            return cls(ids[:16], ids[16:])
        return cls(bytes.fromhex(found[1]), os.urandom(8), bytes.fromhex(found[2]))
