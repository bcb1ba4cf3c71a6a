"""How confidential what somebody sees may be."""

from auth.groups import FieldGroup
from resolvers.ask import Ask
from sources.core.zgw import Vertrouwelijkheid

__all__ = ["hoogstens_vertrouwelijk"]


def hoogstens_vertrouwelijk(subject: str | None, ask: Ask) -> Vertrouwelijkheid:
    """The most confidential of somebody's requests and documents that this viewer may see.

    Nothing tells that there is more: a registry that is asked for less answers as if there were no more.
    """
    if subject is not None and ask.context.decisions.may(subject, FieldGroup.ZAKEN_GEVOELIG):
        return Vertrouwelijkheid.ZEER_GEHEIM
    return Vertrouwelijkheid.ZAAKVERTROUWELIJK
