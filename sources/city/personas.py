"""The interesting cases: persons of the city whom demonstrations and tests call by name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from sources.city.kin import PERSONS, Kin, Role
from sources.city.names import NETHERLANDS
from sources.city.numbers import Numbers
from sources.city.places import Abroad, Code, Moored, Place, Unknown

__all__ = ["PERSONAS", "PERSONA_KIN", "Authority", "Persona"]

DUTCH = Code("0001", "Nederlandse")
_NUMBERS = Numbers()


class Authority(Enum):
    """Who has authority over a minor, where that is not simply every parent who lives."""

    FIRST_PARENT = 1
    NOBODY_FOR_NOW = 2
    CANNOT_BE_TOLD = 3


@dataclass(frozen=True, slots=True)
class Persona:
    """A person with a name to call them by; what is `None` is left to the city."""

    name: str
    index: int
    case: str
    dutch: str
    english: str
    given: str
    surname: str  # `van den|Berg`; the prefix stands before the bar
    sex: str
    name_use: str = "E"
    nationality: Code = DUTCH
    born_in: Code = NETHERLANDS
    birth_known: int = 3  # 3 whole date, 2 year and month, 1 year, 0 nothing
    deceased: Callable[[date], date] | None = None
    secrecy: bool = False
    shielded: bool = False
    postal: bool = False
    place: Callable[[date], Place] | None = None
    authority: Authority | None = None  # over this minor
    born: Callable[[date], date] | None = None  # instead of a day of the city
    left: Callable[[date], date] | None = None  # since when it is certain that they do not live where they should
    guarded: bool = False  # under curatele, and barred from voting

    @property
    def bsn(self) -> str:
        """The burgerservicenummer, the same under every seed."""
        return _NUMBERS.bsn(self.index)


_HOUSEBOAT = Moored("Woonboot De Ooievaar, Trekvlietkade")


def _in_spain(today: date) -> Place:
    return Abroad(("Calle de Alcalá 47 3B", "28014 Madrid", "Comunidad de Madrid"), SPAIN, date(today.year - 4, 9, 1))


def _leap_day(today: date) -> date:
    """The last 29 February that is ten years ago or more."""
    year = today.year - 10 if (today.month, today.day) >= (3, 1) else today.year - 11
    return date(year - year % 4, 2, 29)


SPAIN = Code("6037", "Spanje")
SURINAME, MOROCCO, SYRIA, SOMALIA = (
    Code("5007", "Suriname"),
    Code("5022", "Marokko"),
    Code("7009", "Syrië"),
    Code("6013", "Somalië"),
)

# The first kin of the city. Its last household, and some in the second, are ordinary people.
_FIRST = Kin(
    (
        Role(0, (41, 41), "A", partner=1, parents=(5, 6)),
        Role(0, (39, 39), "B", partner=0),
        Role(0, (14, 14), "A", parents=(0, 1)),
        Role(0, (11, 11), "A", parents=(0, 1)),
        Role(0, (6, 6), "A", parents=(0, 1)),
        Role(1, (72, 72), "A", partner=6),
        Role(1, (70, 70), "C", partner=5),
        Role(2, (58, 58), "D"),
        Role(3, (34, 34), "E"),
        Role(4, (52, 52), "F", partner=10, divorced=True),
        Role(5, (50, 50), "G", partner=9, divorced=True),
        Role(5, (13, 13), "F", parents=(9, 10)),
        Role(6, (23, 23), "F", parents=(9, 10)),
        Role(7, (45, 45), "H", partner=14),
        Role(7, (43, 43), "I", partner=13),
        Role(8, (42, 46), "J", partner=16),
        Role(8, (41, 45), "K", partner=15),
        Role(8, (15, 16), "J", parents=(15, 16)),
        Role(8, (10, 12), "J", parents=(15, 16)),
        Role(8, (3, 7), "J", parents=(15, 16)),
    )
)
_SECOND = Kin(
    (
        Role(0, (61, 61), "A"),
        Role(1, (37, 37), "B"),
        Role(2, (66, 66), "C"),
        Role(3, (33, 33), "D"),
        Role(4, (47, 47), "E"),
        Role(5, (28, 28), "F"),
        Role(6, (31, 31), "G"),
        Role(7, (29, 29), "H"),
        Role(7, (30, 34), "I"),
        *(Role(8, (46, 48), "J", partner=10), Role(8, (45, 47), "K", partner=9)),
        *(Role(8, (age, age), "J", parents=(9, 10)) for age in (19, 18, 16, 15, 13, 11, 9, 7, 5)),
    )
)
# Parents with and without authority, and parents one of whom keeps their address secret; then ordinary people.
_THIRD = Kin(
    (
        Role(0, (40, 40), "A", partner=1, divorced=True),
        Role(1, (41, 41), "B", partner=0, divorced=True),
        Role(0, (8, 8), "B", parents=(0, 1)),
        Role(2, (36, 36), "C", partner=4, divorced=True),
        Role(3, (38, 38), "D", partner=3, divorced=True),
        Role(2, (9, 9), "D", parents=(3, 4)),
        Role(4, (35, 35), "E"),
        Role(4, (10, 10), "E", parents=(6,)),
        Role(4, (13, 13), "E", parents=(6,)),
        Role(5, (62, 70), "F", partner=10),
        Role(5, (62, 70), "G", partner=9),
        Role(6, (44, 48), "H", partner=12),
        Role(6, (43, 47), "I", partner=11),
        Role(6, (15, 17), "H", parents=(11, 12)),
        Role(6, (12, 14), "H", parents=(11, 12)),
        Role(6, (2, 6), "H", parents=(11, 12)),
        Role(7, (30, 36), "J", partner=17),
        Role(7, (29, 35), "K", partner=16),
        Role(7, (1, 3), "J", parents=(16, 17)),
        Role(8, (24, 60), "L"),
    )
)
# A household of twelve, the fifth child of which is born on a leap day; then people with a mark in their record.
_FOURTH = Kin(
    (
        *(Role(0, (45, 45), "A", partner=1), Role(0, (44, 44), "B", partner=0)),
        *(Role(0, (age, age), "A", parents=(0, 1)) for age in (21, 19, 17, 15, 13, 9, 8, 7, 5, 3)),
        *(Role(home, (34 + home, 34 + home), line) for home, line in enumerate("CDEFGHIJ", 1)),
    )
)
PERSONA_KIN = (_FIRST, _SECOND, _THIRD, _FOURTH)

PERSONAS: tuple[Persona, ...] = (
    Persona("jan", 0, "gezin", "Getrouwd, drie minderjarige kinderen.", "Married, three minor children.",
            "Jan Willem", "van den|Berg", "M"),
    Persona("fatima", 1, "gezin", "Getrouwd met Jan, drie minderjarige kinderen.",
            "Married to Jan, three minor children.", "Fatima Zahra", "El Amrani", "V", name_use="N", born_in=MOROCCO),
    Persona("daan", 2, "kind", "Oudste kind van Jan en Fatima.", "Eldest child of Jan and Fatima.",
            "Daan", "van den|Berg", "M"),
    Persona("sara", 3, "kind", "Tweede kind van Jan en Fatima.", "Second child of Jan and Fatima.",
            "Sara Anna", "van den|Berg", "V"),
    Persona("noor", 4, "kind", "Jongste kind van Jan en Fatima.", "Youngest child of Jan and Fatima.",
            "Noor", "van den|Berg", "V"),
    Persona("kees", 5, "overleden", "Overleden; vader van Jan.", "Deceased; father of Jan.",
            "Cornelis Jacobus", "van den|Berg", "M", deceased=lambda today: date(today.year - 2, 5, 11)),
    Persona("riet", 6, "weduwe", "Weduwe van Kees, draagt zijn naam.", "Widow of Kees, uses his name.",
            "Maria Theodora", "de|Lange", "V", name_use="V"),
    Persona("wim", 7, "veel-zaken", "Heeft 300 zaken en 2 000 documenten.", "Has 300 cases and 2 000 documents.",
            "Willem", "Verhoeven", "M"),
    Persona("els", 8, "geheimhouding", "Geheimhouding van gegevens.", "Secrecy of personal data.",
            "Elsbeth", "Schouten", "V", secrecy=True),
    Persona("peter", 9, "gescheiden", "Gescheiden van Anja; twee kinderen.", "Divorced from Anja; two children.",
            "Peter Alexander", "de|Graaf", "M"),
    Persona("anja", 10, "gescheiden", "Gescheiden van Peter; Tim woont bij haar.",
            "Divorced from Peter; Tim lives with her.", "Anja", "Koster", "V"),
    Persona("tim", 11, "kind", "Kind van gescheiden ouders.", "Child of divorced parents.", "Tim", "de|Graaf", "M"),
    Persona("lotte", 12, "uitwonend", "Volwassen kind van Peter en Anja, woont op zichzelf.",
            "Adult child of Peter and Anja, lives elsewhere.", "Lotte Marijke", "de|Graaf", "V"),
    Persona("yusuf", 13, "geboorte-jaar-maand", "Van de geboortedatum zijn alleen jaar en maand bekend.",
            "Only year and month of birth are known.", "Yusuf", "Warsame", "M", born_in=SOMALIA, birth_known=2),
    Persona("mariam", 14, "geboorte-jaar", "Van de geboortedatum is alleen het jaar bekend.",
            "Only the year of birth is known.", "Mariam", "Abdi", "V", born_in=SOMALIA, birth_known=1),
    Persona("halima", PERSONS, "geboorte-onbekend", "Geboortedatum geheel onbekend.", "Date of birth wholly unknown.",
            "Halima", "Nur", "V", born_in=SOMALIA, birth_known=0),
    Persona("abayomi", PERSONS + 1, "mononiem", "Buitenlandse naam: alleen een geslachtsnaam.",
            "Foreign name: a surname only.", "", "Abayomi", "M", nationality=Code("0118", "Ghanese"),
            born_in=Code("5024", "Ghana")),
    Persona("ingrid", PERSONS + 2, "buitenland", "Woont in Spanje (buitenlands adres).",
            "Lives in Spain (foreign address).", "Ingrid Sophia", "Visser", "V", place=_in_spain),
    Persona("omar", PERSONS + 3, "adres-onbekend", "Vertrokken, verblijfplaats onbekend.",
            "Left, whereabouts unknown.", "Omar", "Haddad", "M", nationality=Code("0336", "Syrische"), born_in=SYRIA,
            place=lambda today: Unknown(date(today.year - 1, 3, 15))),
    Persona("boris", PERSONS + 4, "locatie", "Woont op een woonboot, een locatie zonder adres.",
            "Lives on a houseboat, a location without an address.", "Boris", "Zwaan", "M",
            place=lambda today: _HOUSEBOAT),
    Persona("willemijn", PERSONS + 5, "alleen-brp", "Staat alleen in de BRP: geen zaken.",
            "Only a BRP entry: no cases.", "Willemijn", "Hoekstra", "V"),
    Persona("robin", PERSONS + 6, "geslacht-onbekend", "Geslacht onbekend geregistreerd.", "Sex registered as unknown.",
            "Robin", "Maas", "O"),
    Persona("clyde", PERSONS + 7, "briefadres", "Heeft een briefadres.", "Has a postal address only.",
            "Clyde Orlando", "Pinas", "M", nationality=Code("0263", "Surinaamse"), born_in=SURINAME, postal=True),
    Persona("vera", PERSONS + 8, "afgeschermd", "Het dossier is afgeschermd.", "The dossier is shielded.",
            "Vera", "Brandsma", "V", shielded=True),
    Persona("nadia", 2 * PERSONS, "alleen-gezag", "Gescheiden van Mark; heeft als enige het gezag over Luuk.",
            "Divorced from Mark; has sole authority over Luuk.", "Nadia", "Terpstra", "V"),
    Persona("mark", 2 * PERSONS + 1, "zonder-gezag", "Gescheiden van Nadia; heeft geen gezag over Luuk.",
            "Divorced from Nadia; has no authority over Luuk.", "Mark Hendrik", "Wiersma", "M"),
    Persona("luuk", 2 * PERSONS + 2, "gezag-een-ouder", "Kind van Nadia en Mark; alleen zij heeft het gezag.",
            "Child of Nadia and Mark; she alone has authority.", "Luuk", "Wiersma", "M",
            authority=Authority.FIRST_PARENT),
    Persona("eva", 2 * PERSONS + 3, "geheimhouding", "Gescheiden van Ruben; geheim adres; Mila woont bij haar.",
            "Divorced from Ruben; secret address; Mila lives with her.", "Eva Louise", "Brandsma", "V", secrecy=True),
    Persona("ruben", 2 * PERSONS + 4, "gescheiden", "Gescheiden van Eva; heeft met haar het gezag over Mila.",
            "Divorced from Eva; shares authority over Mila with her.", "Ruben", "Oosterhuis", "M"),
    Persona("mila", 2 * PERSONS + 5, "kind", "Kind van Eva en Ruben; woont op Eva's geheime adres.",
            "Child of Eva and Ruben; lives at Eva's secret address.", "Mila", "Oosterhuis", "V"),
    Persona("hassan", 2 * PERSONS + 6, "zonder-gezag", "Vader van Amina en Bilal; geen gezag dat is vast te stellen.",
            "Father of Amina and Bilal; no authority that can be told.", "Hassan", "Belkadi", "M"),
    Persona("amina", 2 * PERSONS + 7, "tijdelijk-geen-gezag", "Kind over wie tijdelijk niemand het gezag heeft.",
            "Child over whom nobody has authority for now.", "Amina", "Belkadi", "V",
            authority=Authority.NOBODY_FOR_NOW),
    Persona("bilal", 2 * PERSONS + 8, "gezag-niet-te-bepalen", "Kind over wie het gezag niet is te bepalen.",
            "Child over whom authority can't be told.", "Bilal", "Belkadi", "M",
            authority=Authority.CANNOT_BE_TOLD),
    Persona("harmen", 3 * PERSONS, "groot-gezin", "Getrouwd met Tineke, tien kinderen in huis.",
            "Married to Tineke, ten children at home.", "Harmen", "Postma", "M"),
    Persona("tineke", 3 * PERSONS + 1, "groot-gezin", "Getrouwd, tien kinderen in huis.",
            "Married, ten children at home.", "Tineke", "Boersma", "V", name_use="V"),
    Persona("fenna", 3 * PERSONS + 6, "schrikkeldag", "Kind van Tineke, geboren op 29 februari.",
            "Child of Tineke, born on 29 February.", "Fenna", "Postma", "V", born=_leap_day),
    Persona("ineke", 3 * PERSONS + 12, "in-onderzoek", "De gemeente onderzoekt haar adres en geboortedatum.",
            "The municipality looks into her address and date of birth.", "Ineke", "Dorsman", "V"),
    Persona("sjoerd", 3 * PERSONS + 13, "niet-op-adres", "Woont niet meer waar hij staat ingeschreven.",
            "No longer lives where he is registered.", "Sjoerd", "Terwindt", "M",
            left=lambda today: date(today.year - 1, 11, 2)),
    Persona("amal", 3 * PERSONS + 14, "staatloos", "Staatloos, met een verblijfsvergunning.",
            "Stateless, with a residence permit.", "Amal", "Khoury", "V", nationality=Code("0499", "Staatloos"),
            born_in=SYRIA),
    Persona("bastiaan", 3 * PERSONS + 15, "curatele", "Onder curatele, en uitgesloten van het kiesrecht.",
            "Under legal guardianship, and barred from voting.", "Bastiaan", "Kuiper", "M", guarded=True),
)  # fmt: skip
