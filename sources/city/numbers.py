"""Index ↔ burgerservicenummer: the numbers of one prefix that pass the eleven-test, in ascending order."""

from bisect import bisect_right

__all__ = ["Numbers"]

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


class Numbers:
    """All BSNs that begin with `prefix`. Both ways by counting, so that a long range costs no more than a short one."""

    def __init__(self, prefix: str = "9999") -> None:
        self.prefix = prefix
        self._residue = sum(int(digit) * weight for digit, weight in zip(prefix, _WEIGHTS, strict=False)) % 11
        self._weights = _WEIGHTS[len(prefix) :]
        # ways[r]: how many endings bring a sum that stands at r to a multiple of eleven. For each free digit, and each
        # residue before it, _before holds how many numbers come before those with a 0, a 1 … a 9 on that place.
        ways, before = [1] + [0] * 10, []
        for weight in reversed(self._weights):
            counts = [[ways[(r + weight * digit) % 11] for digit in range(10)] for r in range(11)]
            before.append([[sum(row[:digit]) for digit in range(10)] for row in counts])
            ways = [sum(row) for row in counts]
        self._before = before[::-1]
        self._len = ways[self._residue]

    def __len__(self) -> int:
        return self._len

    def bsn(self, index: int) -> str:
        """The number at this index; IndexError outside the range."""
        if not 0 <= index < self._len:
            raise IndexError(index)
        bsn, residue = self.prefix, self._residue
        for weight, before in zip(self._weights, self._before, strict=True):
            digit = bisect_right(before[residue], index) - 1
            index -= before[residue][digit]
            residue = (residue + weight * digit) % 11
            bsn += str(digit)
        return bsn

    def index(self, bsn: str) -> int | None:
        """The index of this number; None where it is not one of the range."""
        if len(bsn) != len(_WEIGHTS) or not bsn.startswith(self.prefix) or not (bsn.isascii() and bsn.isdigit()):
            return None
        index, residue = 0, self._residue
        for weight, before, digit in zip(self._weights, self._before, map(int, bsn[len(self.prefix) :]), strict=True):
            index += before[residue][digit]
            residue = (residue + weight * digit) % 11
        return index if residue == 0 else None
