"""The e-mail addresses of the city: one of each resident, from which the resident can be read back."""

from sources.city.personas import PERSONAS

__all__ = ["mailbox", "whose_mailbox"]

_HOST = "example.nl"
_BY_INDEX = {persona.index: persona.name for persona in PERSONAS}
_BY_NAME = {name: index for index, name in _BY_INDEX.items()}


def mailbox(index: int) -> str:
    """The address of the person at this index."""
    return f"{_BY_INDEX.get(index, f'inwoner-{index}')}@{_HOST}"


def whose_mailbox(address: str) -> int | None:
    """The index of the person whose address this is, in capitals or not; None where it is nobody's."""
    local, _, host = address.casefold().partition("@")
    if host != _HOST:
        return None
    if local in _BY_NAME:
        return _BY_NAME[local]
    digits = local.removeprefix("inwoner-")
    index = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else -1
    return index if index >= 0 and mailbox(index) == local + "@" + host else None
