"""Who may ask the graph in words of their own; everybody else sends documents that we trust."""

from auth.principal import Principal
from auth.roles import Role

__all__ = ["may_ask_freely"]

# They open no dossier of a person, or only by scopes that bound what they get.
_FREE = frozenset({Role.ANALIST, Role.DIENST, Role.BEHEERDER})


def may_ask_freely(principal: Principal | None, *, development: bool) -> bool:
    """Whether a text that is no trusted document may be read at all.

    A session of a browser belongs to one of our clients, which have all they ask in a manifest: what else comes with
    it is not theirs, on a workbench either. There, who has a token or nobody's name may try what they like.
    """
    if principal is not None and principal.role in _FREE:
        return True
    return development and (principal is None or not principal.session)
