"""The links that the graph tells: each for who asks now, and for what they see now."""

from auth.links import Link
from resolvers.ask import Ask

__all__ = ["link"]


def link(source: str, uuid: str, ask: Ask, *, versie: int = 0, within: str = "") -> str | None:
    """A link to something of a registry that is about the data subject here; None where it could open for nobody.

    An employee's is good as long as the klantcontact through which they see it.
    """
    context, subject = ask.context, ask.subject
    if context.principal is None or subject is None:
        return None
    contact = ""
    if context.principal.role.is_employee:
        own = context.opened.get(subject)
        if own is None and len(context.opened) == 1:  # of a child in that dossier
            (own,) = context.opened.values()
        if own is None:
            return None
        contact = own
    return context.links.make(context.principal, Link(source, uuid, subject, versie, within, contact))
