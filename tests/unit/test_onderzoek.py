"""What is looked into, in words; and authority in all its kinds."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import msgspec
import pytest

from resolvers.ask import Ask
from resolvers.gezag import GezagSoort, is_onbekende_derde, namen, soort
from resolvers.onderzoek import onderzoek, onderzoek_adres
from sources.brp.records import Gezagsdrager, Gezagsrelatie, NaamGezag
from sources.core.haalcentraal import Datum, Onderzoek

SINCE = Datum("Datum", "3 mei 2026", date(2026, 5, 3))


@dataclass
class Asking:
    """As much of an operation as these words ask for."""

    language: str = "nl"

    @property
    def context(self) -> "Asking":
        return self


def ask(language: str = "nl") -> Ask:
    return cast(Ask, Asking(language))


def test_every_mark_of_the_registry_has_words_or_follows_from_others() -> None:
    silent = set()
    for each in msgspec.structs.fields(Onderzoek):
        if not each.name.startswith("datum_ingang_onderzoek"):
            for language in ("nl", "en"):
                told = onderzoek(msgspec.convert({each.encode_name: True}, Onderzoek), ask(language))
                assert told is not None and len(told.onderdelen) <= 1
                if not told.onderdelen:
                    silent.add(each.name)
    assert silent == {"type", "volledige_naam", "voorletters"}


@pytest.mark.parametrize(
    ("mark", "nl", "en"),
    [
        (Onderzoek(SINCE, huisnummer=True, postcode=True),
         "De gemeente onderzoekt dit sinds 3 mei 2026: het huisnummer, de postcode.",
         "The municipality has been looking into this since 3 May 2026: the house number, the postal code."),
        (Onderzoek(datum_ingang_onderzoek_persoon=SINCE, leeftijd=True),
         "De gemeente onderzoekt dit sinds 3 mei 2026: de leeftijd.",
         "The municipality has been looking into this since 3 May 2026: the age."),
        (Onderzoek(Datum("JaarDatum", "2026", jaar=2026), type=True),
         "De gemeente onderzoekt dit sinds 2026.", "The municipality has been looking into this."),
        (Onderzoek(Datum("DatumOnbekend", "onbekend", onbekend=True)),
         "De gemeente onderzoekt dit.", "The municipality has been looking into this."),
    ],
)  # fmt: skip
def test_a_sentence_says_what_is_looked_into_and_since_when(mark: Onderzoek, nl: str, en: str) -> None:
    told = [onderzoek(mark, ask(language)) for language in ("nl", "en")]
    assert [each and each.tekst for each in told] == [nl, en]


def test_a_place_and_its_address_are_told_together_and_each_part_once() -> None:
    place = Onderzoek(SINCE, adresseerbaar_object_identificatie=True, nummeraanduiding_identificatie=True)
    address = Onderzoek(officiele_straatnaam=True, korte_straatnaam=True)
    told = onderzoek_adres(place, address, ask())
    assert told is not None and told.sinds == SINCE
    assert told.onderdelen == ["de straat", "het adres in de registratie van adressen"]
    assert onderzoek_adres(None, None, ask()) is None is onderzoek(None, ask())


def drager(name: str | None) -> Gezagsdrager:
    return Gezagsdrager(naam=NaamGezag(name) if name else None)


ANNA, BAS = drager("Anna"), drager("Bas")


@pytest.mark.parametrize(
    ("type_", "filled", "names", "unknown"),
    [
        ("GezamenlijkOuderlijkGezag", {"ouders": [ANNA, BAS]}, ["Anna", "Bas"], False),
        ("EenhoofdigOuderlijkGezag", {"ouder": ANNA}, ["Anna"], False),
        ("GezamenlijkGezag", {"ouder": ANNA, "derde": BAS}, ["Anna", "Bas"], False),
        ("GezamenlijkGezag", {"ouder": ANNA, "derde": drager(None)}, ["Anna"], True),
        ("Voogdij", {"derden": [BAS, drager(None)]}, ["Bas"], False),
        ("Voogdij", {}, [], False),
        ("TijdelijkGeenGezag", {}, [], False),
    ],
)
def test_who_has_authority_is_told_by_name_in_every_kind(
    type_: str, filled: Any, names: list[str], unknown: bool
) -> None:
    found = Gezagsrelatie(type_, **filled)
    assert namen(found.ouder, found.ouders, found.derde, found.derden) == names
    assert is_onbekende_derde(found.derde) == unknown


def test_every_kind_of_authority_is_told_apart_and_another_is_none() -> None:
    assert [soort(each.value) for each in GezagSoort] == list(GezagSoort)
    assert soort("EenSoortDieErNogNietIs") is None is soort(None)
