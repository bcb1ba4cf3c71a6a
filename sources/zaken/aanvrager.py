"""Whose zaken: those of a resident by BSN, of an organisation by every key under which forms register one."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from auth.bsn import valid_bsn

__all__ = ["MOST_BRANCHES", "Organisatie", "Sleutel", "Veld", "Wie"]

MOST_BRANCHES = 10  # of which zaken are asked by their own number; each is a call

_KVK, _BRANCH = re.compile(r"[0-9]{8}"), re.compile(r"[0-9]{12}")


class Veld(StrEnum):
    """What of a rol is compared, as Open Zaak calls it (1.5; KVK numbers, and the branch of an NNP, experimental)."""

    BSN = "natuurlijkPersoon__inpBsn"
    KVK = "nietNatuurlijkPersoon__kvkNummer"
    RSIN = "nietNatuurlijkPersoon__innNnpId"
    NNP_VESTIGING = "nietNatuurlijkPersoon__vestigingsNummer"
    VESTIGING = "vestiging__vestigingsNummer"
    VESTIGING_KVK = "vestiging__kvkNummer"

    def valid(self, value: str) -> bool:
        """Whether it is such a number; an empty one would find everybody's."""
        match self:
            case Veld.BSN | Veld.RSIN:
                return valid_bsn(value)  # an RSIN stands the same test
            case Veld.KVK | Veld.VESTIGING_KVK:
                return _KVK.fullmatch(value) is not None
            case Veld.NNP_VESTIGING | Veld.VESTIGING:
                return _BRANCH.fullmatch(value) is not None


Sleutel = tuple[tuple[Veld, str], ...]  # what one and the same rol has to be


@dataclass(frozen=True, slots=True)
class Organisatie:
    """An organisation with the numbers that it goes by; `vestiging` where it is about that branch and no other."""

    kvk: str = field(repr=False)
    rsin: str | None = field(default=None, repr=False)
    vestigingen: tuple[str, ...] = field(default=(), repr=False)
    vestiging: str | None = field(default=None, repr=False)

    def sleutels(self) -> tuple[Sleutel, ...]:
        """The keys under which its zaken may be registered; what several find is the same zaak.

        A rol of a branch may lack the KVK number, and a branch may have closed since: so both are keys.
        """
        if self.vestiging is not None:
            return (
                ((Veld.KVK, self.kvk), (Veld.NNP_VESTIGING, self.vestiging)),
                ((Veld.VESTIGING, self.vestiging),),
            )
        return (
            ((Veld.KVK, self.kvk),),
            *((((Veld.RSIN, self.rsin),),) if self.rsin is not None else ()),
            ((Veld.VESTIGING_KVK, self.kvk),),
            *(((Veld.VESTIGING, number),) for number in self.vestigingen[:MOST_BRANCHES]),
        )


Wie = str | Organisatie  # a resident is a BSN
