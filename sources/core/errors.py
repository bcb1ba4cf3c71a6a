"""What can go wrong between us and a registry.

RegistryError
├── RegistryUnavailable     no connection, 429, 5xx, refused credentials, switched off
├── RegistryTooSlow         its own deadline or that of the operation has passed
├── RegistryInvalid         an answer that its contract does not know: rubbish, a wrong type, a 4xx
└── InvalidKey              a key that we refuse to send (empty, malformed, not elfproef)

An error names the registry and nothing that was sent or received: no BSN, no URL, no body.
"""

__all__ = ["InvalidKey", "RegistryError", "RegistryInvalid", "RegistryTooSlow", "RegistryUnavailable"]


class RegistryError(Exception):
    """Something between us and a registry went wrong; `registry` is its name in the list of registries."""

    def __init__(self, registry: str, reason: str = "") -> None:
        super().__init__(f"{registry}: {reason or type(self).__name__}")
        self.registry = registry


class RegistryUnavailable(RegistryError):
    """The registry does not answer, or will not answer us."""


class RegistryTooSlow(RegistryError):
    """The registry did not answer in the time that this call had."""


class RegistryInvalid(RegistryError):
    """The registry answered something else than its contract says."""


class InvalidKey(RegistryError):
    """The key is none that this registry could know; nothing was sent."""
