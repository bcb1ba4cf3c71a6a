"""What of a bill is open, late and debited by itself: exact to the cent, whatever the terms are."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolvers.betaling import Betaalwijze, betaald, betaalwijze, volgende_termijn
from resolvers.eigendom import bezwaar_mogelijk
from resolvers.gerelateerd import aanvraag_van, een_aanvraag_van, uuid_aan_het_eind
from resolvers.parkeervergunning import saldo_in_woorden, verlengdatum
from resolvers.product import Frequentie, frequentie, in_euros
from resolvers.te_betalen import OpenBedrag, open_van
from sources.belastingen.records import AanslagStatus, Belastingaanslag
from sources.core.contract import Termijn
from sources.core.errors import RegistryInvalid
from sources.facturen.records import Factuur, FactuurStatus
from sources.openproduct.records import ProductStatus

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
UUID = "d42613cd-ee22-4455-808c-c19c7b8442a1"
cents = st.integers(1, 10**9).map(lambda value: Decimal(value).scaleb(-2))
days = st.dates(TODAY - 100 * DAY, TODAY + 100 * DAY)
terms = st.lists(st.builds(Termijn, days, cents, st.booleans()), max_size=6)


def asking(language: str = "nl", today: date = TODAY) -> Any:
    return SimpleNamespace(context=SimpleNamespace(language=language, today=today))


@given(st.lists(st.tuples(cents, days, terms, st.booleans()), max_size=8))
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_a_sum_is_that_of_its_parts_and_no_part_is_more_than_the_whole(bills: list[Any]) -> None:
    rows = [
        Factuur("x", openstaand_bedrag=left, vervaldatum=due, termijnen=parts, automatische_incasso=incasso)
        for left, due, parts, incasso in bills
    ]
    found = sum((open_van(row, TODAY, "facturen") for row in rows), start=OpenBedrag())
    assert found.bedrag == sum((left for left, *_ in bills), Decimal("0.00")) and found.aantal == len(bills)
    assert Decimal(0) <= found.te_laat <= found.bedrag and found.automatisch <= found.bedrag
    assert all(each.as_tuple().exponent == -2 for each in (found.bedrag, found.te_laat, found.automatisch))
    if found.te_laat:
        assert found.eerste_vervaldatum is not None and found.eerste_vervaldatum < TODAY
    assert found.automatisch == sum((left for left, *_, incasso in bills if incasso), Decimal("0.00"))
    halves = [sum((open_van(row, TODAY, "x") for row in part), start=OpenBedrag()) for part in (rows[::2], rows[1::2])]
    assert halves[0] + halves[1] == found


@pytest.mark.parametrize(
    ("due", "late"), [(TODAY - DAY, "9.90"), (TODAY, "0.00"), (TODAY + DAY, "0.00"), (None, "0.00")]
)
def test_the_last_day_is_not_late(due: date | None, late: str) -> None:
    for row in (
        Belastingaanslag("x", openstaand_bedrag=Decimal("9.90"), vervaldatum=due),
        Factuur("x", openstaand_bedrag=Decimal("9.90"), termijnen=[Termijn(due, Decimal("9.90"), False)]),
    ):
        assert str(open_van(row, TODAY, "x").te_laat) == late


def test_what_is_settled_counts_for_nothing_and_what_is_not_told_is_no_sum() -> None:
    for amount in ("0.00", "-5.00"):
        assert open_van(Factuur("x", openstaand_bedrag=Decimal(amount)), TODAY, "facturen") == OpenBedrag()
    with pytest.raises(RegistryInvalid):
        open_van(Factuur("x"), TODAY, "facturen")
    with pytest.raises(RegistryInvalid):
        open_van(RegistryInvalid("facturen"), TODAY, "facturen")
    assert "9.90" not in repr(OpenBedrag(Decimal("9.90"))), "what somebody owes belongs in no log"


@pytest.mark.parametrize(
    ("status", "paid"),
    [
        (FactuurStatus.BETAALD, "10.00"),
        (FactuurStatus.GECREDITEERD, None),
        (FactuurStatus.VERVALLEN, None),
        (AanslagStatus.KWIJTGESCHOLDEN, None),
        (AanslagStatus.VERNIETIGD, None),
        (AanslagStatus.VERMINDERD, "10.00"),
        (None, "10.00"),
    ],
)
def test_what_was_taken_back_or_remitted_was_not_paid(status: Any, paid: str | None) -> None:
    found = betaald(Decimal("10.00"), Decimal("0.00"), status)
    assert (None if found is None else str(found)) == paid
    assert betaald(None, Decimal("0.00"), None) is None is betaald(Decimal("1.00"), None, None)
    assert betaald(Decimal("1.00"), Decimal("3.00"), None) == 0


def test_how_a_bill_is_paid() -> None:
    assert betaalwijze(True, True) is Betaalwijze.AUTOMATISCHE_INCASSO
    assert betaalwijze(False, True) is Betaalwijze.ONLINE is betaalwijze(None, True)
    assert betaalwijze(False, False) is Betaalwijze.OVERMAKEN is betaalwijze(False)
    assert betaalwijze(None) is None


def test_the_next_term_is_the_first_that_is_not_paid() -> None:
    first, second = Termijn(TODAY, Decimal("1.00"), False), Termijn(TODAY + DAY, Decimal("1.00"), None)
    paid, undated = Termijn(TODAY - DAY, Decimal("1.00"), True), Termijn(None, Decimal("1.00"), False)
    assert volgende_termijn([undated, paid, second, first]) is first
    assert volgende_termijn([paid, undated]) is None is volgende_termijn([])


def test_until_the_last_day_one_can_object() -> None:
    assert bezwaar_mogelijk(TODAY, asking()) is True is bezwaar_mogelijk(TODAY + DAY, asking())
    assert bezwaar_mogelijk(TODAY - DAY, asking()) is False and bezwaar_mogelijk(None, asking()) is None


@pytest.mark.parametrize(
    ("minutes", "dutch", "english"),
    [
        (0, "niets meer", "nothing left"),
        (-5, "niets meer", "nothing left"),
        (1, "1 minuut", "1 minute"),
        (59, "59 minuten", "59 minutes"),
        (60, "1 uur", "1 hour"),
        (750, "12 uur en 30 minuten", "12 hours and 30 minutes"),
        (6001, "100 uur en 1 minuut", "100 hours and 1 minute"),
    ],
)
def test_a_balance_in_words(minutes: int, dutch: str, english: str) -> None:
    assert (
        saldo_in_woorden(minutes, 7, asking("nl")) == dutch and saldo_in_woorden(minutes, None, asking("en")) == english
    )
    assert saldo_in_woorden(None, minutes, asking("nl")) == dutch and saldo_in_woorden(None, None, asking()) is None


def test_only_a_permit_that_goes_on_is_renewed() -> None:
    for status in ProductStatus:
        goes_on = status in (ProductStatus.ACTIEF, ProductStatus.GEREED)
        assert verlengdatum(status, TODAY) == (TODAY if goes_on else None)
    assert verlengdatum(None, TODAY) is None is verlengdatum(ProductStatus.ACTIEF, None)


def test_a_price_is_in_cents_and_an_empty_frequency_is_none() -> None:
    assert [str(in_euros(Decimal(text))) for text in ("20", "20.5", "20.20", "0")] == [
        "20.00",
        "20.50",
        "20.20",
        "0.00",
    ]
    assert in_euros(None) is None is frequentie("") is frequentie(None) is frequentie("wekelijks")
    assert frequentie("jaarlijks") is Frequentie.JAARLIJKS


def test_a_request_is_known_by_its_urn_or_url_and_nothing_else_is() -> None:
    urn, url = f"urn:nld:x:openzaak:zaken:zaak:uuid:{UUID}", f"https://zaken.example/zaken/api/v1/zaken/{UUID.upper()}/"
    assert (
        aanvraag_van(urn, None) == aanvraag_van(None, url) == een_aanvraag_van(["urn:nld:x:product:1", urn]) is not None
    )
    others = (
        f"urn:nld:x:document:uuid:{UUID}",
        "urn:nld:x:zaak:ZAAK-1",
        "",
        UUID,
        f"https://x.example/documenten/{UUID}",
    )
    assert aanvraag_van(*others, None) is None is een_aanvraag_van([])
    assert uuid_aan_het_eind(urn) == uuid_aan_het_eind(url) == UUID and uuid_aan_het_eind("urn:x:1") is None
