"""The address under which a resident can be found elsewhere: one of which the municipality knows that it is theirs."""

from resolvers.ask import Ask

__all__ = ["geverifieerd_adres"]


async def geverifieerd_adres(bsn: str, ask: Ask) -> str | None:
    """The verified e-mail address of somebody; none as long as no registry of contact details is plugged in."""
    return None
