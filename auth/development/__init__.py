"""The identity provider of development and whom one can be there. Loaded in development only, never in productie."""

from auth.development.identities import DEVELOPMENT_IDENTITIES, DevelopmentIdentity, representatives, resident
from auth.development.issuer import DevelopmentIssuer

__all__ = ["DEVELOPMENT_IDENTITIES", "DevelopmentIdentity", "DevelopmentIssuer", "representatives", "resident"]
