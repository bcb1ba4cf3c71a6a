"""Household ↔ address: real streets of The Hague, made-up homes."""

from collections import Counter

from sources.city.places import Address

__all__ = ["STREETS", "address", "at_number", "at_object", "at_postcode"]

# name, postcode, wijk, and the short name where the official one is longer than 24 characters
STREETS: tuple[tuple[str, str, str, str], ...] = (
    ("Laan van Meerdervoort", "2517", "Zeeheldenkwartier", ""),
    ("Weimarstraat", "2562", "Regentessekwartier", ""),
    ("Javastraat", "2585", "Archipelbuurt", ""),
    ("Keizerstraat", "2584", "Scheveningen", ""),
    ("Theresiastraat", "2593", "Bezuidenhout", ""),
    ("Frederik Hendriklaan", "2582", "Statenkwartier", ""),
    ("Hobbemastraat", "2526", "Schilderswijk", ""),
    ("Leyweg", "2545", "Morgenstond", ""),
    ("Beeklaan", "2562", "Valkenboskwartier", ""),
    ("Turfmarkt", "2511", "Centrum", ""),
    ("Prinsegracht", "2512", "Centrum", ""),
    ("Prinses Margrietplantsoen", "2595", "Bezuidenhout", "Pr Margrietplantsoen"),
    ("Goudriaankade", "2521", "Laakkwartier", ""),
    ("Statenlaan", "2582", "Statenkwartier", ""),
    ("Stevinstraat", "2587", "Belgisch Park", ""),
    ("Badhuisweg", "2587", "Belgisch Park", ""),
    ("Gevers Deynootweg", "2586", "Scheveningen", ""),
    ("Bezuidenhoutseweg", "2594", "Bezuidenhout", ""),
    ("Juliana van Stolberglaan", "2595", "Bezuidenhout", ""),
    ("Koningskade", "2596", "Benoordenhout", ""),
    ("Van Alkemadelaan", "2597", "Benoordenhout", ""),
    ("Regentesselaan", "2562", "Regentessekwartier", ""),
    ("Valkenboslaan", "2563", "Valkenboskwartier", ""),
    ("Fahrenheitstraat", "2561", "Bomen- en Bloemenbuurt", ""),
    ("Thomsonlaan", "2565", "Bomen- en Bloemenbuurt", ""),
    ("Goudenregenstraat", "2565", "Bomen- en Bloemenbuurt", ""),
    ("Mient", "2564", "Vruchtenbuurt", ""),
    ("Appelstraat", "2564", "Vruchtenbuurt", ""),
    ("Houtwijklaan", "2552", "Houtwijk", ""),
    ("Escamplaan", "2547", "Leyenburg", ""),
    ("Loosduinsekade", "2571", "Rustenburg", ""),
    ("Paul Krugerlaan", "2571", "Transvaalkwartier", ""),
    ("Vaillantlaan", "2526", "Schilderswijk", ""),
    ("Hoefkade", "2526", "Schilderswijk", ""),
    ("Schalk Burgerstraat", "2572", "Transvaalkwartier", ""),
    ("Soestdijksekade", "2574", "Rustenburg", ""),
    ("Melis Stokelaan", "2541", "Bouwlust", ""),
    ("Dedemsvaartweg", "2541", "Bouwlust", ""),
    ("Erasmusweg", "2532", "Moerwijk", ""),
    ("Laakkade", "2521", "Laakkwartier", ""),
    ("Slachthuislaan", "2521", "Laakkwartier", ""),
    ("Rijswijkseweg", "2516", "Laakkwartier", ""),
    ("Laan van Wateringse Veld", "2548", "Wateringse Veld", ""),
    ("Ypenburgse Stationsweg", "2497", "Ypenburg", ""),
    ("Westeinde", "2512", "Centrum", ""),
    ("Torenstraat", "2513", "Centrum", ""),
    ("Zeestraat", "2518", "Zeeheldenkwartier", ""),
    ("Duinstraat", "2584", "Scheveningen", ""),
)

_LETTERS = "ABCDEGHJKLNPRTVWXZ"  # as postcodes have them; S is left out, so that SA, SD and SS never come
_FIRST_ID = 1_000_000
_HOMES, _NUMBERS = 5, 4  # four house numbers hold five homes: the last number has a second one, behind a letter
_PER_POSTCODE = 20


def _street_letters() -> tuple[str, ...]:
    """Per street the letter that tells it from the other streets with the same four digits."""
    seen: Counter[str] = Counter()
    letters = []
    for _, digits, _, _ in STREETS:
        letters.append(_LETTERS[seen[digits]])
        seen[digits] += 1
    return tuple(letters)


_STREET_LETTERS = _street_letters()
_STREET_OF = {
    digits + letter: i for i, ((_, digits, _, _), letter) in enumerate(zip(STREETS, _STREET_LETTERS, strict=True))
}


def address(household: int) -> Address:
    """The one address of a household."""
    home, street = divmod(household, len(STREETS))
    name, digits, district, short = STREETS[street]
    block, place = divmod(home, _HOMES)
    second = place == _NUMBERS
    number = block * _NUMBERS + min(place, _NUMBERS - 1) + 1
    by_letter = street % 2 == 0
    return Address(
        household=household,
        street=name,
        short_street=short or name,
        number=number,
        letter="A" if second and by_letter else "",
        addition="2" if second and not by_letter else "",
        postcode=digits + _STREET_LETTERS[street] + _LETTERS[number // _PER_POSTCODE % len(_LETTERS)],
        district=district,
        object_id=f"051801{_FIRST_ID + household:010d}",
        designation_id=f"051820{_FIRST_ID + household:010d}",
    )


def at_object(identification: str) -> int | None:
    """The household at an adresseerbaar object or a nummeraanduiding, whether or not the city is that large."""
    if not identification.startswith(("051801", "051820")) or len(identification) != 16:
        return None
    household = int(identification[6:]) - _FIRST_ID
    return household if household >= 0 else None


def at_postcode(postcode: str, number: int) -> tuple[int, ...]:
    """The households behind a postcode and house number, with every letter and addition."""
    street = _STREET_OF.get(postcode[:5])
    if street is None:
        return ()
    return tuple(household for household in _homes(street, number) if address(household).postcode == postcode)


def at_number(number: int) -> tuple[int, ...]:
    """The households with a house number, in every street."""
    return tuple(household for street in range(len(STREETS)) for household in _homes(street, number))


def _homes(street: int, number: int) -> tuple[int, ...]:
    if number < 1:
        return ()
    block, place = divmod(number - 1, _NUMBERS)
    homes = (place, place + 1) if place == _NUMBERS - 1 else (place,)
    return tuple((block * _HOMES + home) * len(STREETS) + street for home in homes)
