"""Travel documents of a person."""

from collections.abc import Awaitable

from resolvers.ask import Ask
from sources.reisdocumenten.loaders import ReisdocumentenLoaders
from sources.reisdocumenten.records import Reisdocument

__all__ = ["van"]


def van(bsn: str, ask: Ask) -> Awaitable[list[Reisdocument | Exception] | None]:
    """Somebody's travel documents, also those that are over."""
    return ask.context.of(ReisdocumentenLoaders).reisdocumenten.load((bsn, ask.paths()))
