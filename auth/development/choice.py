"""The form on which somebody says who they log in as."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from auth.bsn import valid_bsn
from auth.development.grants import Deviation
from auth.development.identities import COMPANIES, DevelopmentIdentity
from auth.development.ways import SERVICES, Company, Login
from auth.roles import Level
from auth.ways import Way

__all__ = ["Choice", "Choices", "Mistaken"]

_KVK, _BRANCH = re.compile(r"[0-9]{8}"), re.compile(r"[0-9]{12}")


class Mistaken(Exception):
    """A form that says nothing that can be done; `faults` are texts by field."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("the form is not complete")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Choice:
    """Who logs in, and what the provider then does wrong on purpose."""

    login: Login = field(repr=False)
    deviation: Deviation = Deviation.GEEN


class Choices:
    """Whom there is to choose from, by way."""

    def __init__(self, identities: Sequence[DevelopmentIdentity]) -> None:
        self._identities = [each for each in identities if each.login is not None]
        self._numbers = {
            each.name: each.login.bsn for each in self._identities if each.login and each.login.way is Way.DIGID
        }

    @property
    def names(self) -> list[str]:
        """The residents, who can be called by name wherever a number is asked."""
        return list(self._numbers)

    def of(self, way: Way) -> list[DevelopmentIdentity]:
        """Those who come in by this way."""
        return [each for each in self._identities if each.login is not None and each.login.way is way]

    def read(self, way: Way, form: Mapping[str, str], levels: Sequence[Level]) -> Choice:
        """What was chosen; raises `Mistaken`. Without a name, the fields for somebody of one's own making count."""
        faults: dict[str, str] = {}
        login = self._login(way, form, faults)
        level = next((each for each in levels if each.name == form.get("niveau")), None)
        if levels and level is None:
            faults["niveau"] = "Kies een niveau."
        deviation = next((each for each in Deviation if each.value == form.get("afwijking", "geen")), None)
        if deviation is None:
            faults["afwijking"] = "Kies wat er fout gaat."
        if faults or login is None or deviation is None:
            raise Mistaken(faults)
        return Choice(login if level is None else replace(login, level=level), deviation)

    def _login(self, way: Way, form: Mapping[str, str], faults: dict[str, str]) -> Login | None:
        wanted = form.get("persona", "")
        if wanted and wanted != "anders":
            chosen = next((each.login for each in self.of(way) if each.name == wanted), None)
            if chosen is None:
                faults["persona"] = "Kies iemand uit de lijst."
            return chosen
        if not wanted or way is Way.MEDEWERKERS:
            faults["persona"] = "Kies wie er inlogt."
            return None
        return self._made(way, form, faults)

    def _made(self, way: Way, form: Mapping[str, str], faults: dict[str, str]) -> Login | None:
        match way:
            case Way.DIGID | Way.EIDAS:
                return Login(way, bsn=self._number(form, "nummer", faults))
            case Way.DIGID_MACHTIGEN | Way.OUDERLIJK_GEZAG:
                acting, other = self._number(form, "nummer", faults), self._number(form, "nummer-ander", faults)
                service = _service(form, faults) if way is Way.DIGID_MACHTIGEN else None
                if acting and acting == other:
                    faults["nummer-ander"] = "Dit moet een ander zijn dan wie er inlogt."
                return Login(way, bsn=acting, represented=other, service=service)
            case Way.EHERKENNING_BEWINDVOERING:
                other, service = self._number(form, "nummer-ander", faults), _service(form, faults)
                trustee = next(each for each in COMPANIES if each.rsin)
                return Login(way, pseudonym="eh-anders", company=trustee, represented=other, service=service)
            case _:
                kvk, branch = form.get("kvk", "").strip(), form.get("vestiging", "").strip()
                if not _KVK.fullmatch(kvk):
                    faults["kvk"] = "Een KVK-nummer heeft 8 cijfers."
                if branch and not _BRANCH.fullmatch(branch):
                    faults["vestiging"] = "Een vestigingsnummer heeft 12 cijfers."
                return Login(way, pseudonym="eh-anders", company=Company("", kvk), branch=branch or None)

    def _number(self, form: Mapping[str, str], name: str, faults: dict[str, str]) -> str | None:
        said = form.get(name, "").strip()
        number = self._numbers.get(said.lower()) or said
        if valid_bsn(number):
            return number
        whose = "wie inlogt" if name == "nummer" else "wie vertegenwoordigd wordt"
        faults[name] = f"Geef van {whose} een naam uit de lijst, of een nummer van 9 cijfers (elfproef)."
        return None


def _service(form: Mapping[str, str], faults: dict[str, str]) -> str | None:
    service = form.get("dienst", "")
    if service in SERVICES:
        return service
    faults["dienst"] = "Kies waarvoor gemachtigd is."
    return None
