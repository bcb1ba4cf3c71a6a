"""A registry made of a seed: any document may miss values, hold null, a wrong type or an incomplete date, or fail."""

import asyncio
import json
from random import Random
from typing import Any

WRONG: list[Any] = [None, 7, "x", True, [], {}, [None], 3_000_000_000]
KEPT = ("burgerservicenummer", "soort")


def project(document: Any, paths: frozenset[str]) -> Any:
    """Only what was asked, as the registries do it."""
    if isinstance(document, list):
        return [project(item, paths) for item in document]
    if not isinstance(document, dict) or "" in paths:
        return document
    below: dict[str, set[str]] = {}
    for path in paths:
        head, _, rest = path.partition(".")
        below.setdefault(head, set()).add(rest)
    always = ("type", "soort", "geheim")
    return {k: project(v, frozenset(below.get(k, {""}))) for k, v in document.items() if k in below or k in always}


class World:
    def __init__(
        self, seed: int, damage: float = 0.0, failing: tuple[str, ...] = (), exact: bool = True, delay: int = 0
    ) -> None:
        self.seed, self.damage, self.failing, self.exact, self.delay = seed, damage, failing, exact, delay
        self.calls: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []

    def asked(self) -> set[tuple[str, str, str]]:
        """Which path of whom was asked where, however the calls were cut."""
        return {(registry, key, path) for registry, keys, paths in self.calls for key in keys for path in paths}

    async def __call__(self, registry: str, keys: list[str], paths: frozenset[str]) -> list[bytes]:
        self.calls.append((registry, tuple(keys), tuple(sorted(paths))))
        for _ in range(Random(f"{self.seed}{keys}").randint(0, self.delay) if self.delay else 0):
            await asyncio.sleep(0)
        if registry in self.failing:
            raise ConnectionError(registry)
        documents = [getattr(self, registry)(key, Random(f"{self.seed}{registry}{key}")) for key in keys]
        return [json.dumps(project(d, paths) if self.exact else d).encode() for d in documents]

    def harm(self, document: Any, random: Random) -> Any:
        if isinstance(document, list):
            return [self.harm(item, random) for item in document]
        if not isinstance(document, dict):
            return document
        harmed: dict[str, Any] = {}
        for key, value in document.items():
            chance = random.random()
            if key in KEPT or chance > self.damage:
                harmed[key] = self.harm(value, random)
            elif chance > self.damage * 0.5:
                harmed[key] = None
            elif chance > self.damage * 0.25:
                continue
            else:
                harmed[key] = random.choice(WRONG)
        return harmed

    def brp(self, bsn: str, random: Random) -> Any:
        if self.damage and random.random() < 0.05:
            return None
        relatives = [{"burgerservicenummer": str(n)} for n in random.sample(range(1, 8), random.randint(0, 3))]
        date = random.choice(
            [
                {"type": "Datum", "datum": "1980-02-03", "langFormaat": "3 februari 1980"},
                {"type": "JaarDatum", "jaar": 1980, "langFormaat": "1980"},
                {"type": "DatumOnbekend", "langFormaat": "onbekend"},
            ]
        )
        straat = {"straat": "Turfmarkt", "huisnummer": 55, "postcode": "2500AA"}
        persoon = {
            "burgerservicenummer": bsn,
            "leeftijd": 44,
            "naam": {"volledigeNaam": f"Persoon {bsn}", "voorletters": "P."},
            "geboorte": {"datum": date},
            "verblijfplaats": {"adresseerbaarObject": f"A{bsn}", "verblijfadres": straat},
            "kinderen": [{**r, "voornamen": f"Kind {r['burgerservicenummer']}"} for r in relatives],
            "partners": [{"burgerservicenummer": "1"}] if bsn != "1" else relatives[:1],
        }
        if random.random() < 0.2:
            persoon["geheim"] = True
        return self.harm(persoon, random)

    def zaken(self, bsn: str, random: Random) -> Any:
        zaak = {
            "omschrijving": "Verhuizing",
            "betaling": "nog_niet",
            "_expand": {"status": {"gezet": "2026-01-01", "toelichting": "In behandeling"}},
        }
        count = random.randint(0, 4)
        return self.harm([{"uuid": f"u{i}", "identificatie": f"Z{i}", **zaak} for i in range(count)], random)

    def woz(self, adres: str, random: Random) -> Any:
        owner = random.choice(
            [
                {"soort": "np", "naam": "A", "burgerservicenummer": "1"},
                {"soort": "bedrijf", "naam": "B", "kvkNummer": "2"},
            ]
        )
        waarden = [{"peildatum": f"{y}-01-01", "bedrag": 300_000 + y} for y in range(2024, 2027)]
        found = {"identificatie": f"W{adres}", "belanghebbende": owner, "waarden": waarden}
        return self.harm([found for _ in range(random.randint(0, 2))], random)
