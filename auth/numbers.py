"""The numbers of persons, companies and branches, as claims bring them."""

from auth.bsn import valid_bsn
from auth.errors import NotAuthenticated

__all__ = ["branch_of", "bsn_of", "kvk_of", "pseudonym_of", "rsin_of"]

_SECTOR = "s00000000"  # of a BSN; that of a sofinummer, s00000001, is refused as every other
_LONGEST = 512  # characters; an eIDAS identifier has 256 at most


def bsn_of(value: object) -> str:
    """A BSN, with or without the sector code before it ("s00000000:123456782"); raises `NotAuthenticated`."""
    sector, colon, number = value.rpartition(":") if isinstance(value, str) else ("", "", "")
    if colon and sector.lower() != _SECTOR:
        raise NotAuthenticated("sector")
    return _checked(number, valid_bsn(number), "bsn")


def rsin_of(value: object) -> str:
    """An RSIN, which stands the same test as a BSN; raises `NotAuthenticated`."""
    return _checked(value, isinstance(value, str) and valid_bsn(value), "rsin")


def kvk_of(value: object) -> str:
    """A KVK number of eight digits; raises `NotAuthenticated`."""
    return _checked(value, _digits(value, 8), "kvk")


def branch_of(value: object) -> str:
    """A vestigingsnummer of twelve digits; raises `NotAuthenticated`."""
    return _checked(value, _digits(value, 12), "vestigingsnummer")


def pseudonym_of(value: object) -> str:
    """Any other name that an issuer has for somebody; raises `NotAuthenticated`."""
    fits = isinstance(value, str) and 0 < len(value) <= _LONGEST and value.isprintable()
    return _checked(value, fits, "pseudonym")


def _checked(value: object, fits: bool, fault: str) -> str:
    if not isinstance(value, str) or not fits:
        raise NotAuthenticated(fault)
    return value


def _digits(value: object, length: int) -> bool:
    return isinstance(value, str) and len(value) == length and value.isascii() and value.isdigit()
