"""What an operation took, for who builds with the graph: which registries were asked what, when, and for what cost."""

from typing import Any

from auth.language import Language
from resolvers.context import Context
from schema.errors import registry_name
from sources.core.scope import Call

__all__ = ["HEADER", "uitvoering"]

HEADER = "x-uitvoering"  # of a request that wants to know


def uitvoering(context: Context, language: Language) -> dict[str, Any]:
    """The cost that was planned, and each call as it was made; durations in seconds. Nothing personal is in it."""
    scope = context.scope
    return {
        "kosten": context.cost,
        "seconden": round(scope.lasted(), 6),
        "golven": max((call.wave for call in scope.calls), default=0),
        "bevragingen": [_told(call, scope.began, language) for call in scope.calls],
    }


def _told(call: Call, began: float, language: Language) -> dict[str, Any]:
    return {
        "bron": call.registry,
        "naam": registry_name(call.registry, language),
        "operatie": call.operation,
        "gevraagd": sorted(call.asked),
        "sleutels": call.keys,
        "golf": call.wave,
        "begin": round(call.started - began, 6),
        "seconden": round((call.ended or call.started) - call.started, 6),
        "pogingen": call.tries,
        "uitkomst": call.outcome,
    }
