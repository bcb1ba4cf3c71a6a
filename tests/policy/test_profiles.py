"""Each delivered claim profile, in both directions of representation; a test here fails when these are swapped."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from auth.claims import LEVELS, ClaimProfile, Reading, Where
from auth.errors import NotAuthenticated
from auth.groups import FieldGroup
from auth.principal import Organisation, Principal, Representation
from auth.profiles import PROFILES, WrongProfiles, read_profiles
from auth.roles import Level, Mandate, Role
from auth.ways import Way, way_of

ACTS, SUBJECT = "999990019", "999990032"  # who logs in, and for whom
KVK, OTHER_KVK, RSIN, BRANCH = "90001354", "68750110", "999990056", "000037178598"
SERVICE, GROUPS = "urn:dienst:1", frozenset({FieldGroup.ZAKEN, FieldGroup.IDENTITEIT})
MIDDEN = next(acr for acr, level in LEVELS.items() if level is Level.MIDDEN)
EH3, EIDAS = "urn:etoegang:core:assurance-class:loa3", "http://eidas.europa.eu/LoA/substantial"
_ID = "urn:nl-eid-gdi:1.0:id:"
_LEGAL, _ACTING = "urn:nl-eid-gdi:1.0:LegalSubjectID", "urn:nl-eid-gdi:1.0:ActingSubjectID"
_EH_LEGAL, _EH_ACTING = "urn:etoegang:core:LegalSubjectID", "urn:etoegang:core:ActingSubjectID"
_QUALIFIER = "urn:etoegang:1.9:EntityConcernedID:"
_SERVICE = "urn:nl-eid-gdi:1.0:ServiceUUID"
_BRANCH = "urn:etoegang:1.9:ServiceRestriction:Vestigingsnr"

PROFILES_BY_NAME = read_profiles()


def typed(kind: str, number: str, **more: object) -> dict[str, object]:
    return {"sub": number, "sub_id_type": _ID + kind, **more}


# per profile: who logs in for whom, as its issuer tells it
MANDATED: Mapping[str, Mapping[str, Any]] = {
    "nlgov": typed("BSN", ACTS, represents=typed("BSN", SUBJECT, iss="https://machtigen.example")),
    "keycloak": {"sub": "k", "aanvrager": {"bsn": SUBJECT}, "gemachtigde": {"bsn": ACTS, "sub": "g"}},
    "signicat": {"sub": "s", "nin": f"s00000000:{SUBJECT}", "acting_nin": f"s00000000:{ACTS}"},
    "algemeen": {"sub": "a", _LEGAL: SUBJECT, _ACTING: ACTS},
}
OWN: Mapping[str, Mapping[str, Any]] = {
    "nlgov": typed("BSN", ACTS),
    "keycloak": {"sub": "k", "aanvrager": {"bsn": ACTS}},
    "signicat": {"sub": "s", "nin": f"s00000000:{ACTS}"},
    "algemeen": {"sub": "a", "bsn": ACTS},
}


def profile(name: str) -> ClaimProfile:
    return msgspec.structs.replace(PROFILES_BY_NAME[name], services={SERVICE: GROUPS})


def seen(name: str | ClaimProfile, way: Way, claims: Mapping[str, Any], acr: str | None = MIDDEN) -> Principal:
    chosen = profile(name) if isinstance(name, str) else name
    level = {} if acr is None else {"acr": acr}
    return chosen.principal({**level, **claims}, way, client_id="web", expires=5)


def fault(name: str | ClaimProfile, way: Way, claims: Mapping[str, Any], acr: str | None = MIDDEN) -> str:
    with pytest.raises(NotAuthenticated) as refused:
        seen(name, way, claims, acr)
    assert not {ACTS, SUBJECT, KVK} & set(str(refused.value).split())
    return refused.value.fault


@pytest.mark.parametrize("name", OWN)
def test_who_logs_in_for_themselves_opens_their_own_dossier(name: str) -> None:
    person = seen(name, Way.DIGID, OWN[name])
    assert (person.role, person.subject, person.bsn, person.level) == (Role.INWONER, ACTS, ACTS, Level.MIDDEN)
    assert (person.representation, person.organisation, person.pseudonym) == (None, None, None)
    assert way_of(person) is Way.DIGID


@pytest.mark.parametrize("name", MANDATED)
def test_a_machtiging_opens_the_dossier_of_who_gave_it(name: str) -> None:
    person = seen(name, Way.DIGID_MACHTIGEN, {**MANDATED[name], _SERVICE: SERVICE})
    assert (person.role, person.subject, person.bsn) == (Role.INWONER, SUBJECT, ACTS)
    assert person.representation == Representation(Mandate.MACHTIGING, GROUPS)
    assert way_of(person) is Way.DIGID_MACHTIGEN


@pytest.mark.parametrize("name", MANDATED)
def test_a_parent_opens_the_dossier_of_the_child(name: str) -> None:
    person = seen(name, Way.OUDERLIJK_GEZAG, MANDATED[name])
    assert (person.role, person.subject, person.bsn) == (Role.INWONER, SUBJECT, ACTS)
    assert person.representation == Representation(Mandate.OUDERLIJK_GEZAG)
    assert way_of(person) is Way.OUDERLIJK_GEZAG


@pytest.mark.parametrize("name", MANDATED)
@pytest.mark.parametrize("way", [Way.DIGID, Way.EIDAS])
def test_who_acts_for_another_gets_into_neither_dossier_by_a_way_without_mandates(name: str, way: Way) -> None:
    assert fault(name, way, {**OWN[name], **MANDATED[name]}) in {"representation", "way"}


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("way", [Way.DIGID_MACHTIGEN, Way.OUDERLIJK_GEZAG])
def test_who_acts_for_nobody_gets_in_by_no_mandate(name: str, way: Way) -> None:
    assert fault(name, way, {**OWN[name], _SERVICE: SERVICE}) in {"identity", "mandate"}


@pytest.mark.parametrize("service", [None, "", "urn:dienst:2", 5, [SERVICE]])
def test_a_machtiging_for_a_service_that_we_do_not_know_opens_nothing(service: object) -> None:
    for name in MANDATED:
        assert fault(name, Way.DIGID_MACHTIGEN, {**MANDATED[name], _SERVICE: service}) == "mandate"


@pytest.mark.parametrize("code", ["s00000001", "s00000002", "S", "", "urn"])
def test_a_number_of_another_sector_is_refused(code: str) -> None:
    assert fault("signicat", Way.DIGID, {"sub": "s", "nin": f"{code}:{ACTS}"}) == "sector"
    claims = {"sub": "s", "nin": SUBJECT, "acting_nin": f"{code}:{ACTS}"}
    assert fault("signicat", Way.OUDERLIJK_GEZAG, claims) == "sector"


ORGANISATIONS: list[tuple[str, Mapping[str, Any], Organisation]] = [
    ("nlgov", typed("pseudonym", "p", represents=typed("KvKnr", KVK)), Organisation(KVK)),
    ("nlgov", typed("pseudonym", "p", represents=typed("RSIN", RSIN)), Organisation(rsin=RSIN)),
    (
        "nlgov",
        typed("pseudonym", "p", represents=typed("KvKnr", OTHER_KVK, represents=typed("KvKnr", KVK))),
        Organisation(KVK, intermediary=OTHER_KVK),
    ),
    ("keycloak", {"sub": "k", "aanvrager": {"kvk": KVK}, "gemachtigde": {"sub": "g"}}, Organisation(KVK)),
    (
        "keycloak",
        {"sub": "k", "aanvrager": {"kvk": KVK}, "gemachtigde": {"kvk": OTHER_KVK}},
        Organisation(KVK, intermediary=OTHER_KVK),
    ),
    ("algemeen", {"sub": "a", _EH_LEGAL: KVK, "namequalifier": _QUALIFIER + "KvKnr"}, Organisation(KVK)),
    ("algemeen", {"sub": "a", _EH_LEGAL: RSIN, "namequalifier": _QUALIFIER + "RSIN"}, Organisation(rsin=RSIN)),
    (
        "algemeen",
        {"sub": "a", _QUALIFIER + "KvKnr": KVK, _EH_ACTING: "p", _BRANCH: BRANCH},
        Organisation(KVK, vestigingsnummer=BRANCH),
    ),
    (
        "algemeen",
        {"sub": "a", _QUALIFIER + "KvKnr": KVK, "urn:etoegang:1.9:IntermediateEntityID:KvKnr": OTHER_KVK},
        Organisation(KVK, intermediary=OTHER_KVK),
    ),
]


@pytest.mark.parametrize(("name", "claims", "organisation"), ORGANISATIONS)
def test_an_entrepreneur_comes_for_the_organisation_that_is_represented(
    name: str, claims: Mapping[str, Any], organisation: Organisation
) -> None:
    person = seen(name, Way.EHERKENNING, claims, EH3)
    assert (person.role, person.organisation, person.level) == (Role.ONDERNEMER, organisation, Level.SUBSTANTIEEL)
    assert (person.subject, person.bsn, person.representation) == (None, None, None)
    assert way_of(person) is Way.EHERKENNING
    assert KVK not in repr(person)


@pytest.mark.parametrize(
    "change",
    [
        {_EH_LEGAL: "9000135"},
        {_EH_LEGAL: 90001354},
        {_EH_LEGAL: "٩٠٠٠١٣٥٤"},
        {"namequalifier": _QUALIFIER + "RSIN"},
        {"namequalifier": "KvKnr"},
        {"namequalifier": None},
        {_EH_LEGAL: None},
        {_BRANCH: "37178598"},
        {_BRANCH: ["000037178598"]},
        {_QUALIFIER + "KvKnr": OTHER_KVK},
        {"urn:etoegang:1.9:IntermediateEntityID:KvKnr": "x"},
        {"represents": typed("KvKnr", OTHER_KVK)},
        {"sel_uid": ACTS},
    ],
)
def test_an_organisation_that_is_not_told_well_is_none(change: Mapping[str, Any]) -> None:
    good = {"sub": "a", _EH_LEGAL: KVK, "namequalifier": _QUALIFIER + "KvKnr"}
    assert seen("algemeen", Way.EHERKENNING, good, EH3).organisation == Organisation(KVK)
    fault("algemeen", Way.EHERKENNING, {**good, **change}, EH3)


BEWIND: Mapping[str, Mapping[str, Any]] = {
    "nlgov": typed("pseudonym", "p", represents=typed("KvKnr", KVK, represents=typed("BSN", SUBJECT))),
    "keycloak": {"sub": "k", "aanvrager": {"bsn": SUBJECT}, "gemachtigde": {"kvk": KVK}},
    "algemeen": {
        "sub": "a",
        _EH_LEGAL: KVK,
        "namequalifier": _QUALIFIER + "KvKnr",
        "sel_uid": SUBJECT,
        _EH_ACTING: "p",
    },
}


@pytest.mark.parametrize("name", BEWIND)
def test_a_bewindvoerder_opens_the_dossier_of_the_client_and_no_company(name: str) -> None:
    person = seen(name, Way.EHERKENNING_BEWINDVOERING, BEWIND[name], EH3)
    assert (person.role, person.subject, person.bsn) == (Role.ONDERNEMER, SUBJECT, None)
    assert (person.representation, person.organisation) == (Representation(Mandate.BEWIND), None)
    assert way_of(person) is Way.EHERKENNING_BEWINDVOERING


def test_a_bewindvoerder_is_an_organisation_and_comes_for_a_person() -> None:
    swapped = typed("pseudonym", "p", represents=typed("BSN", SUBJECT, represents=typed("KvKnr", KVK)))
    for claims in (swapped, typed("BSN", ACTS, represents=typed("BSN", SUBJECT)), typed("KvKnr", KVK)):
        assert fault("nlgov", Way.EHERKENNING_BEWINDVOERING, claims, EH3) == "identity"
    for service, known in (("urn:ander", False), ("urn:bewind", True)):
        reading = replace_reading("algemeen", Way.EHERKENNING_BEWINDVOERING, accepted=frozenset({"urn:bewind"}))
        claims = {**BEWIND["algemeen"], "urn:etoegang:core:ServiceID": service}
        if known:
            assert seen(reading, Way.EHERKENNING_BEWINDVOERING, claims, EH3).subject == SUBJECT
        else:
            assert fault(reading, Way.EHERKENNING_BEWINDVOERING, claims, EH3) == "service"


def test_a_chain_is_as_long_as_its_way_and_no_longer() -> None:
    chain = typed("BSN", ACTS, represents=typed("BSN", "999990044", represents=typed("BSN", SUBJECT)))
    assert fault("nlgov", Way.OUDERLIJK_GEZAG, chain) == "identity"
    assert fault("nlgov", Way.DIGID_MACHTIGEN, {**chain, _SERVICE: SERVICE}) == "identity"
    deep: dict[str, object] = typed("KvKnr", KVK)
    for number in range(4):
        deep = typed("pseudonym", str(number), represents=deep)
    assert fault("nlgov", Way.EHERKENNING, deep, EH3) == "representation"
    assert fault("nlgov", Way.OUDERLIJK_GEZAG, typed("BSN", ACTS, represents=typed("BSN", ACTS))) == "representation"
    for nothing in ("x", [], [typed("BSN", SUBJECT)], 5):
        assert fault("nlgov", Way.OUDERLIJK_GEZAG, typed("BSN", ACTS, represents=nothing)) == "representation"
    assert fault("nlgov", Way.OUDERLIJK_GEZAG, typed("BSN", ACTS, represents={})) == "identity"


Claims = Mapping[str, Any]
EIDAS_BSN, EIDAS_PSEUDO = "urn:etoegang:1.12:EntityConcernedID:BSN", "urn:etoegang:1.12:EntityConcernedID:PseudoID"


def test_a_european_means_tells_a_number_or_a_pseudonym() -> None:
    told: list[tuple[str, Claims, Claims]] = [
        ("algemeen", {"sub": "e", EIDAS_BSN: ACTS, EIDAS_PSEUDO: "p"}, {"sub": "e", EIDAS_PSEUDO: "p"}),
        ("nlgov", typed("BSN", ACTS), typed("pseudonym", "p")),
    ]
    for name, with_bsn, without in told:
        known, stranger = seen(name, Way.EIDAS, with_bsn, EIDAS), seen(name, Way.EIDAS, without, EIDAS)
        assert (known.role, known.subject, known.pseudonym) == (Role.INWONER_EIDAS, ACTS, None)
        assert (stranger.role, stranger.subject, stranger.bsn) == (Role.EIDAS_ZONDER_BSN, None, None)
        assert (stranger.pseudonym, stranger.level) == ("p", Level.SUBSTANTIEEL)
        assert way_of(known) is way_of(stranger) is Way.EIDAS
    assert fault("nlgov", Way.EIDAS, typed("pseudonym", "p", represents=typed("BSN", SUBJECT))) == "representation"
    assert fault("algemeen", Way.EIDAS, {"sub": "e"}) == "identity"


def test_an_employee_has_a_lasting_name_a_role_and_maybe_a_department() -> None:
    claims = {"sub": "pairwise", "tid": "t1", "oid": "o1", "roles": ["MijnDenHaag.Medewerker", "Iets.Anders"]}
    person = seen("medewerkers", Way.MEDEWERKERS, {**claims, "department": "KCC", "email": "a@b.example"}, None)
    assert person == Principal(Role.MEDEWERKER, "t1:o1", "web", 5, department="KCC")
    both = {**claims, "roles": ["MijnDenHaag.Medewerker", "MijnDenHaag.MedewerkerAfgeschermd"], "bsn": ACTS}
    shielded = seen("medewerkers", Way.MEDEWERKERS, both, None)
    assert (shielded.role, shielded.bsn, shielded.subject) == (Role.MEDEWERKER_AFGESCHERMD, ACTS, None)
    roles: list[Claims] = [
        {"roles": ["MijnDenHaag.Medewerker", "MijnDenHaag.Analist"]},
        {"roles": []},
        {"roles": ["inwoner"]},
    ]
    for wrong in roles:
        assert fault("medewerkers", Way.MEDEWERKERS, {**claims, **wrong}) == "role"
    names: list[Claims] = [{"oid": None}, {"tid": ""}, {"oid": 5}]
    for wrong in names:
        assert fault("medewerkers", Way.MEDEWERKERS, {**claims, **wrong}) == "pseudonym"
    mapped = msgspec.structs.replace(PROFILES_BY_NAME["medewerkers"], roles={"x": Role.INWONER, "d": Role.DIENST})
    for role in "xd":
        assert fault(mapped, Way.MEDEWERKERS, {**claims, "roles": role}) == "role"


def test_unknown_levels_are_none_and_a_default_is_for_who_says_nothing() -> None:
    chosen = replace_reading("algemeen", Way.DIGID, default=Level.LAAG)
    for acr, level in ((None, Level.LAAG), (MIDDEN, Level.MIDDEN), ("heel hoog", Level.GEEN), ("", Level.GEEN)):
        assert seen(chosen, Way.DIGID, OWN["algemeen"], acr).level is level
    assert seen("algemeen", Way.DIGID, OWN["algemeen"], None).level is Level.GEEN


def test_a_representative_is_no_surer_than_the_mandate() -> None:
    high = next(acr for acr, level in LEVELS.items() if level is Level.HOOG)
    capped = replace_reading("algemeen", Way.OUDERLIJK_GEZAG, mandate_cap=Level.SUBSTANTIEEL, mandate_level=("loa",))
    for said, level in ((high, Level.SUBSTANTIEEL), (MIDDEN, Level.MIDDEN), (None, Level.GEEN), ("x", Level.GEEN)):
        claims = {**MANDATED["algemeen"], "loa": said}
        assert seen(capped, Way.OUDERLIJK_GEZAG, claims, high).level is level
    assert seen(capped, Way.OUDERLIJK_GEZAG, {**MANDATED["algemeen"], "loa": high}).level is Level.MIDDEN


def test_two_paths_to_one_number_agree() -> None:
    twice = {"sub": "k", "aanvrager": {"bsn": ACTS}, "bsn": ACTS}
    assert seen("keycloak", Way.DIGID, twice).subject == ACTS
    assert fault("keycloak", Way.DIGID, {**twice, "bsn": SUBJECT}) == "representation"
    assert fault("keycloak", Way.DIGID, {"sub": "k", "aanvrager.bsn": ACTS, "bsn": ACTS}) == "representation"


def test_the_level_is_asked_in_the_words_of_the_way() -> None:
    chosen = profile("nlgov")
    assert chosen.asked(Way.DIGID, Level.SUBSTANTIEEL) == "urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard"
    assert chosen.asked(Way.EHERKENNING, Level.SUBSTANTIEEL) == EH3
    assert chosen.asked(Way.EIDAS, Level.MIDDEN) == EIDAS  # there is no such level, so the one above
    assert chosen.asked(Way.DIGID, Level.GEEN) is None
    assert PROFILES_BY_NAME["medewerkers"].asked(Way.MEDEWERKERS, Level.HOOG) is None
    own = msgspec.structs.replace(chosen, levels={"20": Level.MIDDEN, "25": Level.SUBSTANTIEEL})
    assert own.asked(Way.DIGID, Level.MIDDEN) == "20"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no profile"),
        ("= x", "TOML"),
        ("[p.ways.digid]\nlevl = 2", "levl"),
        ("[p.ways.sesam]\nlevel = 2", "p: .*sesam"),
        ("[p.ways.digid]\nlevel = 9", "level"),
        ('[p.ways.digid]\nsubject = { bsn = ["bsn"] }', "subject.bsn"),
        ('[p]\nways = {}\nservices = { x = ["ALLES"] }', "services"),
        ('[p.ways.digid]\nchain = "represents"\nacting = { bsn = [["x"]] }', "chain"),
        ('[p.ways.digid]\nsubject = { value = ["sub"] }', "type"),
    ],
)
def test_a_file_of_profiles_that_is_wrong_says_where(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "profielen.toml"
    file.write_text(text)
    with pytest.raises(WrongProfiles, match=said):
        read_profiles(file)


def test_a_file_of_profiles_that_is_absent_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(WrongProfiles):
        read_profiles(tmp_path / "elders.toml")
    assert read_profiles(PROFILES).keys() == {"nlgov", "keycloak", "signicat", "algemeen", "medewerkers"}


def replace_reading(name: str, way: Way, **changes: Any) -> ClaimProfile:
    chosen = profile(name)
    return msgspec.structs.replace(
        chosen, ways={**chosen.ways, way: msgspec.structs.replace(chosen.ways[way], **changes)}
    )


def test_what_tells_of_claims_shows_no_number() -> None:
    person = seen("algemeen", Way.OUDERLIJK_GEZAG, MANDATED["algemeen"])
    assert not [number for number in (ACTS, SUBJECT) if number in repr(replace(person, department="x"))]
    assert Reading(subject=Where(bsn=(("bsn",),))).acting is None
