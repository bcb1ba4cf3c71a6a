"""The eleven-test of a burgerservicenummer (Logisch Ontwerp BSN, bijlage elfproef)."""

__all__ = ["valid_bsn"]

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def valid_bsn(value: str) -> bool:
    """Whether this is nine ASCII digits that pass the eleven-test; nine zeros are nobody's number."""
    if len(value) != 9 or not (value.isascii() and value.isdigit()) or value == "000000000":
        return False
    return sum(int(digit) * weight for digit, weight in zip(value, _WEIGHTS, strict=True)) % 11 == 0
