"""The dossiers of the city: found back by arithmetic, whole in every stage, written to without a trace elsewhere."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.city import PERSONAS, City
from sources.city.catalogue import CATALOGUE
from sources.city.dossiers import Dossiers, Kind
from sources.city.papers import Paper
from sources.city.uuids import Position, Uuids
from sources.city.zaaktypen import VERTROUWELIJKHEID, ZAAKTYPEN, Fase
from sources.city.zaken import Stage, Zaak

TODAY = date(2026, 11, 23)
CITY = City(2026, TODAY)
DOSSIERS = CITY.dossiers
MANY = next(persona.bsn for persona in PERSONAS if persona.case == "veel-zaken")
KINDS = (Kind.ZAAK, Kind.STATUS, Kind.ROL, Kind.ZAAKINFORMATIEOBJECT, Kind.INFORMATIEOBJECT, Kind.RESULTAAT)
positions = st.builds(
    Position,
    st.integers(0, 15),
    st.integers(0, 2**32 - 1),
    st.integers(0, 4095),
    st.integers(0, 4095),
)
persons = st.integers(0, len(CITY) - 1).map(CITY.bsn)


def some(count: int = 1500) -> list[Zaak]:
    """Zaken of the first residents, the personas among them."""
    return list(islice((zaak for i in range(400) for zaak in DOSSIERS.of(CITY.bsn(i)) if zaak.index == i), count))


@given(positions, st.integers(0, 2**32))
@settings(max_examples=200, deadline=None)
def test_a_uuid_reads_back_to_its_position(position: Position, seed: int) -> None:
    uuid = Uuids(seed).uuid(position)
    assert (str(UUID(uuid)), UUID(uuid).version) == (uuid, 4)
    assert Uuids(seed).position(uuid) == Uuids(seed).position(uuid.upper()) == position
    assert Uuids(seed + 1).position(uuid) is None


@given(st.uuids(version=4))
@settings(max_examples=100, deadline=None)
def test_a_uuid_of_elsewhere_is_of_nothing(uuid: UUID) -> None:
    assert Uuids(2026).position(str(uuid)) is None


@given(persons)
@settings(max_examples=60, deadline=None)
def test_every_part_of_a_dossier_is_found_back(bsn: str) -> None:
    for zaak in DOSSIERS.of(bsn):
        assert DOSSIERS.by_identificatie(zaak.identificatie) == zaak
        for kind in KINDS:
            uuid = DOSSIERS.uuid(kind, zaak, 3)
            assert DOSSIERS.find(kind, uuid) == (zaak, 3)
            assert DOSSIERS.find(kind % len(KINDS) + 1, uuid) is None


def test_what_was_never_given_out_is_not_found() -> None:
    assert DOSSIERS.find(Kind.ZAAK, str(uuid4())) is None
    assert DOSSIERS.find(Kind.ZAAK, "geen uuid") is None
    last = DOSSIERS.of(MANY)[0]
    beyond = Uuids(CITY.seed).uuid(Position(Kind.ZAAK, last.index, 300))
    assert DOSSIERS.find(Kind.ZAAK, beyond) is None
    for number in ("", "ZAAK-2026-9999999999", "ZAAK-1999-0000007001", "ZAAK-2026-0000000000", "²"):
        assert DOSSIERS.by_identificatie(number) is None


def test_numbers_and_uuids_are_unique() -> None:
    zaken = some()
    assert len({zaak.identificatie for zaak in zaken}) == len(zaken)
    assert len({DOSSIERS.uuid(kind, zaak) for kind in KINDS for zaak in zaken}) == len(zaken) * len(KINDS)


@given(persons)
@settings(max_examples=40, deadline=None)
def test_a_dossier_depends_on_nothing_but_seed_and_today(bsn: str) -> None:
    assert City(2026, TODAY).dossiers.of(bsn) == DOSSIERS.of(bsn)


def test_another_seed_is_another_city() -> None:
    assert City(1, TODAY).dossiers.of(MANY) != DOSSIERS.of(MANY)


@given(persons)
@settings(max_examples=60, deadline=None)
def test_a_zaak_is_whole(bsn: str) -> None:
    for zaak in DOSSIERS.of(bsn):
        statussen = zaak.statussen
        moments = [status.moment for status in statussen]
        assert moments == sorted(set(moments))
        assert all(zaak.startdatum <= moment.date() < TODAY for moment in moments)
        ended = bool(statussen) and statussen[-1].statustype.fase is Fase.EINDE
        assert ended is zaak.stage.ended is (zaak.einddatum is not None) is (zaak.resultaat is not None)
        assert not ended or moments[-1].date() == zaak.einddatum
        assert all(status.statustype in zaak.zaaktype.statustypen for status in statussen)
        assert all(status.statustype.fase is not Fase.EINDE for status in statussen[:-1])
        assert zaak.resultaat is None or zaak.resultaat in zaak.zaaktype.resultaattypen
        assert [rol.roltype.generiek for rol in zaak.rollen].count("initiator") == 1
        assert zaak.rollen[0].person == zaak.index
        assert zaak.changed < datetime.combine(TODAY, datetime.min.time(), UTC)


@given(persons)
@settings(max_examples=60, deadline=None)
def test_somebody_finds_the_zaken_that_they_have_a_rol_in(bsn: str) -> None:
    index = CITY.index(bsn)
    assert all(index in [rol.person for rol in zaak.rollen] for zaak in DOSSIERS.of(bsn))
    for zaak in DOSSIERS.of(bsn):
        for rol in zaak.rollen:
            assert rol.person is None or zaak in DOSSIERS.of(CITY.bsn(rol.person))


def test_who_is_no_resident_has_no_dossier() -> None:
    for bsn in ("", "111222333", "99990000", "abc"):
        assert DOSSIERS.of(bsn) == []


def test_personas_have_the_dossier_they_are_for() -> None:
    by_case = {persona.case: DOSSIERS.of(persona.bsn) for persona in reversed(PERSONAS)}
    assert len(by_case["veel-zaken"]) == 300
    assert by_case["alleen-brp"] == []
    own = [zaak for zaak in by_case["gezin"] if zaak.index == 0]
    assert {zaak.stage for zaak in own} == set(Stage)


def test_a_child_starts_no_zaak_but_may_be_whom_it_is_about() -> None:
    minors = [i for i in range(400) if (age := _age(i)) is not None and age < 15]
    about = [(i, zaak) for i in minors for zaak in DOSSIERS.of(CITY.bsn(i))]
    assert about
    for child, zaak in about:
        assert zaak.index != child and zaak.zaaktype.identificatie == "REISDOC"
        assert (child, "belanghebbende") in [(rol.person, rol.roltype.generiek) for rol in zaak.rollen]


def _age(index: int) -> int | None:
    person = CITY.person(CITY.bsn(index))
    return None if person is None else person.age(TODAY)


def test_ordinary_residents_have_at_most_a_dozen() -> None:
    counts = [sum(z.index == i for z in DOSSIERS.of(CITY.bsn(i))) for i in range(20, 200)]
    assert min(counts) == 0 and max(counts) == 12


def test_of_three_hundred_zaken_many_began_on_one_day() -> None:
    days = Counter(zaak.startdatum for zaak in DOSSIERS.of(MANY))
    assert min(days.values()) > 1 and len(days) > 20


def test_everything_that_can_be_the_matter_is() -> None:
    zaken = some()
    documents = [document for zaak in zaken for document in zaak.documenten]
    assert {zaak.stage for zaak in zaken} == set(Stage)
    assert {zaak.vertrouwelijkheid for zaak in zaken} == set(VERTROUWELIJKHEID)
    assert {document.vertrouwelijkheid for document in documents} == set(VERTROUWELIJKHEID)
    assert {document.status for document in documents} == {
        *("in_bewerking", "ter_vaststelling", "definitief", "gearchiveerd", "")
    }
    assert {rol.roltype.generiek for zaak in zaken for rol in zaak.rollen} == {
        *("initiator", "mede_initiator", "belanghebbende", "behandelaar")
    }
    assert {zaak.zaaktype.uuid for zaak in zaken} == {type_.uuid for type_ in ZAAKTYPEN if not type_.concept}
    for name in ("verlengd", "opgeschort", "eerder_opgeschort", "gepland", "uiterlijk", "kenmerk", "toelichting"):
        assert {bool(getattr(zaak, name)) for zaak in zaken} == {True, False}, name
    assert any(zaak.uiterlijk < TODAY for zaak in zaken if zaak.uiterlijk and not zaak.stage.ended)


def test_a_zaak_has_the_zaaktype_of_its_time() -> None:
    zaken = [zaak for zaak in some() if zaak.zaaktype.identificatie == "PARK-BEW"]
    assert {zaak.zaaktype.versie for zaak in zaken} == {1, 2}
    assert all(zaak.zaaktype.begin <= zaak.startdatum < (zaak.zaaktype.einde or date.max) for zaak in zaken)


def test_everybody_is_the_sum_of_all_dossiers() -> None:
    everybody = DOSSIERS.everybody()
    last = reversed(range(len(CITY) - 50, len(CITY)))
    newest = [zaak for i in last for zaak in DOSSIERS.of(CITY.bsn(i)) if zaak.index == i]
    assert len(newest) > 100
    assert everybody[: len(newest)] == list(islice(everybody, len(newest))) == newest
    assert everybody[len(everybody) - 1].company is not None, "the companies come last"
    with pytest.raises(IndexError):
        everybody[len(everybody)]


@pytest.fixture
def written() -> Dossiers:
    return City(2026, TODAY).dossiers


def test_an_added_zaak_is_the_newest_of_all_and_found_back(written: Dossiers) -> None:
    before, count = written.of(MANY), len(written.everybody())
    added = written.add_zaak(MANY, "BEZWAAR", startdatum=TODAY - timedelta(days=40), stage=Stage.WACHT)
    assert written.of(MANY) == [added, *before]
    assert written.everybody()[0] == added and len(written.everybody()) == count + 1
    assert written.find(Kind.ZAAK, written.uuid(Kind.ZAAK, added)) == (added, 0)
    assert written.by_identificatie(added.identificatie) == added
    assert added.statussen[-1].statustype.fase is Fase.WACHT
    assert written.of(PERSONAS[0].bsn) == DOSSIERS.of(PERSONAS[0].bsn)
    assert DOSSIERS.of(MANY) == before


def test_an_added_status_is_the_last_one(written: Dossiers) -> None:
    zaak = next(zaak for zaak in written.of(MANY) if not zaak.stage.ended)
    name = zaak.zaaktype.statustypen[1].omschrijving
    changed = written.add_status(zaak, name, "Wij zijn begonnen")
    assert changed.statussen[:-1] == zaak.statussen
    assert changed.statussen[-1].statustype.omschrijving == name and changed.changed > zaak.changed
    assert changed in written.of(MANY) and zaak not in written.of(MANY)
    with pytest.raises(ValueError):
        written.add_status(zaak, zaak.zaaktype.statustypen[-1].omschrijving)


def test_nothing_is_written_for_who_is_no_resident(written: Dossiers) -> None:
    with pytest.raises(ValueError):
        written.add_zaak("111222333")


def test_types_have_uuids_of_their_own() -> None:
    kinds = ("zaaktypen", "statustypen", "resultaattypen", "roltypen", "informatieobjecttypen", "eigenschappen")
    uuids = [item.uuid for kind in kinds for item in CATALOGUE.all(kind)]
    assert len(set(uuids)) == len(uuids)
    assert all(CATALOGUE.find(kind, item.uuid) == item for kind in kinds for item in CATALOGUE.all(kind))


def test_a_document_is_a_whole_pdf() -> None:
    documents = [document for zaak in some(50) for document in zaak.documenten]
    assert len(documents) > 20 and any(document.drawing for document in documents)
    for document in documents:
        paper = Paper(document.titel, document.drawing % 100_000)  # some are of hundreds of megabytes
        content = paper.whole()
        assert len(content) == paper.size and paper.size - paper.drawing < 1000
        start = int(content.rsplit(b"startxref\n", 1)[1].split()[0])
        assert content.startswith(b"%PDF-1.4\n") and content.endswith(b"%%EOF\n")
        assert content[start:].startswith(b"xref\n")
