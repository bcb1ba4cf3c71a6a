"""Index ↔ burgerservicenummer: the numbers of one prefix that pass the eleven-test, in ascending order."""

__all__ = ["Numbers"]

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


class Numbers:
    """All BSNs that begin with `prefix`. Both ways by counting, so that a long range costs no more than a short one."""

    def __init__(self, prefix: str = "9999") -> None:
        self.prefix = prefix
        self._residue = sum(int(digit) * weight for digit, weight in zip(prefix, _WEIGHTS, strict=False)) % 11
        self._weights = _WEIGHTS[len(prefix) :]
        # _ways[k][r]: in how many ways the last k digits bring a sum that stands at r to a multiple of eleven.
        self._ways = [[1] + [0] * 10]
        for weight in reversed(self._weights):
            last = self._ways[-1]
            self._ways.append([sum(last[(r + weight * digit) % 11] for digit in range(10)) for r in range(11)])

    def __len__(self) -> int:
        return self._ways[-1][self._residue]

    def bsn(self, index: int) -> str:
        """The number at this index; IndexError outside the range."""
        if not 0 <= index < len(self):
            raise IndexError(index)
        digits, residue = [self.prefix], self._residue
        for left, weight in zip(range(len(self._weights) - 1, -1, -1), self._weights, strict=True):
            for digit in range(10):
                after = (residue + weight * digit) % 11
                if index < self._ways[left][after]:
                    break
                index -= self._ways[left][after]
            digits.append(str(digit))
            residue = after
        return "".join(digits)

    def index(self, bsn: str) -> int | None:
        """The index of this number; None where it is not one of the range."""
        if len(bsn) != len(_WEIGHTS) or not bsn.startswith(self.prefix) or not (bsn.isascii() and bsn.isdigit()):
            return None
        index, residue = 0, self._residue
        free = bsn[len(self.prefix) :]
        for left, weight, own in zip(range(len(free) - 1, -1, -1), self._weights, map(int, free), strict=True):
            index += sum(self._ways[left][(residue + weight * digit) % 11] for digit in range(own))
            residue = (residue + weight * own) % 11
        return index if residue == 0 else None
