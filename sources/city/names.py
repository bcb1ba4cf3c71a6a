"""Names by origin, and what comes with an origin: country, nationality, places of birth."""

from dataclasses import dataclass

from sources.city.places import Code

__all__ = ["DUTCH", "NETHERLANDS", "ORIGINS", "Origin"]

NETHERLANDS = Code("6030", "Nederland")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a family comes from. A surname with a prefix is written `van der|Berg`."""

    share: int  # in a hundred families
    country: Code
    nationality: Code
    towns: tuple[Code, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]
    surnames: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


def _abroad(text: str) -> tuple[Code, ...]:
    return tuple(Code("", name) for name in _names(text))


DUTCH = Origin(
    share=58,
    country=NETHERLANDS,
    nationality=Code("0001", "Nederlandse"),
    towns=(
        *(Code("0518", "'s-Gravenhage"),) * 5,
        *(Code("0503", "Delft"), Code("0599", "Rotterdam"), Code("0546", "Leiden"), Code("0637", "Zoetermeer")),
        *(Code("0603", "Rijswijk"), Code("0344", "Utrecht"), Code("0363", "Amsterdam")),
    ),
    men=_words(
        "Adriaan Arjen Bas Bram Daniël Dirk Erik Floris Gerard Hendrik Jacob Jasper Jeroen Johannes Joost Kasper "
        "Lars Maarten Matthijs Niels Olivier Paul Pieter Reinier Ruben Sander Stefan Thijs Thomas Willem"
    ),
    women=_words(
        "Anna Anouk Berber Carolien Charlotte Dieuwertje Elisabeth Esmée Eva Femke Hanna Hendrika Isabel Johanna "
        "Josephine Julia Karin Lisanne Loes Maria Marjolein Mieke Nienke Renée Roos Sofie Suzanne Tessa Yvonne"
    ),
    surnames=_names(
        "de|Jong, Jansen, de|Vries, van den|Berg, van|Dijk, Bakker, Visser, Smit, Meijer, de|Boer, Mulder, de|Groot, "
        "Bos, Vos, Peters, Hendriks, van|Leeuwen, Dekker, Brouwer, de|Wit, Dijkstra, Smits, de|Graaf, van der|Meer, "
        "van der|Linden, Kok, Jacobs, de|Haan, Vermeulen, van den|Heuvel, van der|Veen, van den|Broek, Schouten, "
        "van|Beek, Willems, van|Vliet, Hoekstra, Maas, Verhoeven, Koster, van der|Toorn, Spaans, Rog, den|Heijer, "
        "Pronk, Knoester, van 't|Hoff, Zwaan, Käyser"
    ),
)

ORIGINS: tuple[Origin, ...] = (
    DUTCH,
    Origin(
        share=12,
        country=Code("5007", "Suriname"),
        nationality=Code("0263", "Surinaamse"),
        towns=_abroad("Paramaribo, Nieuw-Nickerie, Lelydorp, Moengo"),
        men=_words("Anand Ashwin Clyde Dennis Iwan Marlon Orlando Radjesh Ricardo Romeo Sanjay Winston"),
        women=_words("Anjali Cheryl Chandra Gracia Indra Joyce Marlène Nirmala Priya Rinia Shanti Sherida"),
        surnames=_names(
            "Ramdin, Bissumbhar, Pinas, Koorndijk, Kartosen, Ramsaran, Wijdenbosch, Landveld, Autar, Kromo"
        ),
    ),
    Origin(
        share=10,
        country=Code("6043", "Turkije"),
        nationality=Code("0339", "Turkse"),
        towns=_abroad("Ankara, Karaman, Kayseri, Konya, Izmir"),
        men=_words("Ahmet Burak Cem Deniz Emre Hakan Kerem Mehmet Murat Orhan Selim Umut"),
        women=_words("Aylin Ayse Büsra Ceren Elif Emine Esra Gül Meryem Selin Sevda Zeynep"),
        surnames=_names("Yilmaz, Demir, Öztürk, Çelik, Kaya, Aydin, Kiliç, Dogan, Sahin, Koç"),
    ),
    Origin(
        share=9,
        country=Code("5022", "Marokko"),
        nationality=Code("0131", "Marokkaanse"),
        towns=_abroad("Nador, Oujda, Tanger, Al Hoceima, Berkane"),
        men=_words("Abdelkader Adil Bilal Driss Hamid Ilias Karim Mohamed Nabil Rachid Soufiane Youssef"),
        women=_words("Aicha Amina Hafida Hanane Ikram Karima Loubna Malika Naima Rachida Samira Zohra"),
        surnames=_names("El Idrissi, Bouzid, Amrani, Ben Salah, Tahiri, El Khattabi, Chaouch, Ouali, Azzouzi, Haddou"),
    ),
    Origin(
        share=6,
        country=Code("7028", "Polen"),
        nationality=Code("0072", "Poolse"),
        towns=_abroad("Gdansk, Kraków, Lódz, Opole, Warszawa"),
        men=_words("Adam Jakub Krzysztof Marek Michal Pawel Piotr Rafal Tomasz Wojciech"),
        women=_words("Agnieszka Beata Ewa Joanna Katarzyna Magdalena Malgorzata Monika Natalia Zofia"),
        surnames=_names("Nowak, Wójcik, Mazur, Kowalczyk, Kaczmarek, Wozniak, Krawczyk, Zajac, Pawlak, Duda"),
    ),
    Origin(
        share=5,
        country=Code("6024", "Indonesië"),
        nationality=Code("0313", "Indonesische"),
        towns=_abroad("Bandung, Jakarta, Surabaya, Ambon"),
        men=_words("Agus Budi Edi Hendra Joko Rizal Surya Yusman"),
        women=_words("Ayu Dewi Kartika Lestari Putri Ratna Sari Wulan"),
        surnames=_names("Pattiwael, Latumahina, Santoso, Wijaya, Hartono, Tuhumena, Siregar, Setiawan"),
    ),
)
