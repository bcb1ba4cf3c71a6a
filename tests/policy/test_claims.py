"""From claims to a principal: roles, numbers, levels, scopes, and nobody for another."""

import pytest

from auth.claims import ClaimProfile, Reading, Where
from auth.errors import NotAuthenticated
from auth.principal import Organisation, Principal, Representation
from auth.roles import Level, Mandate, Role, Scope
from auth.ways import Way
from tests.policy.tokens import BSN, NOW, fault, seen, signed

KNOWN = [
    ("urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport", 1),
    ("urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract", 2),
    ("urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard", 3),
    ("urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI", 4),
    ("urn:etoegang:core:assurance-class:loa2", 1),
    ("urn:etoegang:core:assurance-class:loa2plus", 2),
    ("urn:etoegang:core:assurance-class:loa3", 3),
    ("urn:etoegang:core:assurance-class:loa4", 4),
    ("http://eidas.europa.eu/LoA/low", 1),
    ("http://eidas.europa.eu/LoA/substantial", 3),
    ("http://eidas.europa.eu/LoA/high", 4),
]


@pytest.mark.parametrize(
    "bsn", ["999990018", "99999001", "", 999990019, [BSN], "000000000", " 999990019", "s00000000:"]
)
async def test_a_resident_needs_a_number_that_can_be_theirs(bsn: object) -> None:
    assert await fault(signed({"bsn": bsn})) == "bsn"
    assert await fault(signed({"bsn": None})) == "identity"


async def test_an_employee_has_no_dossier_and_may_have_a_number() -> None:
    with_number = await seen(signed({"roles": "medewerker"}))
    assert (with_number.role, with_number.subject, with_number.bsn) == (Role.MEDEWERKER, None, BSN)
    without = await seen(signed({"roles": ["medewerker", "offline_access"]}, without="bsn"))
    assert (without.subject, without.bsn) == (None, None)
    assert await fault(signed({"roles": "medewerker", "bsn": "123"})) == "bsn"


async def test_a_service_has_scopes_and_no_number() -> None:
    service = await seen(signed({"roles": ["dienst"], "scope": "openid zaken:lezen zaken:lezen  betalen"}))
    assert (service.role, service.subject, service.bsn) == (Role.DIENST, None, None)
    assert service.scopes == frozenset({Scope.ZAKEN_LEZEN})
    assert (await seen(signed({"roles": ["dienst"], "scope": ["zaken:lezen"]}))).scopes == frozenset()


@pytest.mark.parametrize("roles", [None, [], "beheer", ["inwoner", "medewerker"], {"inwoner": True}, [["inwoner"]], 5])
async def test_no_role_an_unknown_one_or_two_is_none(roles: object) -> None:
    assert await fault(signed({"roles": roles})) == "role"


@pytest.mark.parametrize(("acr", "level"), [*KNOWN, ("", 0), ("hoog", 0), (None, 0), (4, 0), (["x"], 0)])
async def test_levels_are_one_scale_and_unknown_is_none(acr: object, level: Level) -> None:
    assert (await seen(signed({"acr": acr}))).level is Level(level)


@pytest.mark.parametrize(
    "claim",
    [
        "represents",
        "act",
        "aanvrager",
        "gemachtigde",
        "gemachtigde.bsn",
        "acting_nin",
        "sel_uid",
        "urn:nl-eid-gdi:1.0:ActingSubjectID",
        "urn:nl-eid-gdi:1.0:LegalSubjectID",
        "urn:etoegang:core:ActingSubjectID",
    ],
)
@pytest.mark.parametrize("role", ["inwoner", "medewerker", "dienst"])
async def test_a_claim_that_somebody_acts_for_another_is_never_passed_over(claim: str, role: str) -> None:
    """Ignoring it would open the representative's own dossier, or the wrong one."""
    for value in ({"sub": BSN}, BSN, ""):
        for claims in ({claim: value}, {"deep": [{"er": {claim: value}}]}):
            assert await fault(signed({**claims, "roles": role})) == "representation"


async def test_a_token_may_say_by_which_way_its_owner_came() -> None:
    told = {
        "weg": "digid-machtigen",
        "urn:nl-eid-gdi:1.0:LegalSubjectID": BSN,
        "urn:nl-eid-gdi:1.0:ActingSubjectID": "999990020",
    }
    assert await fault(signed(told, without="bsn")) == "mandate"  # and then it is read as one of a machtiging
    assert await fault(signed({"weg": "medewerkers"})) == "role"
    for way in ("eherkenning", "sesam", "", 5, ["digid"]):
        assert await fault(signed({"weg": way})) in {"way", "identity"}


async def test_a_token_of_a_parent_or_an_entrepreneur_is_read_as_at_log_in() -> None:
    parent = {"weg": "ouderlijk-gezag", _LEGAL: "999990032", _ACTING: BSN}
    person = await seen(signed(parent, without="bsn"))
    assert (person.role, person.subject, person.bsn) == (Role.INWONER, "999990032", BSN)
    assert person.representation == Representation(Mandate.OUDERLIJK_GEZAG)
    baker = {"roles": ["ondernemer"], "urn:etoegang:1.9:EntityConcernedID:KvKnr": "90001354"}
    company = await seen(signed(baker, without="bsn"))
    assert (company.role, company.organisation) == (Role.ONDERNEMER, Organisation("90001354"))
    assert (await seen(signed({"roles": ["inwoner_eidas"], EIDAS_BSN: BSN}, without="bsn"))).subject == BSN
    assert (
        await fault(signed({"roles": ["ondernemer"], "weg": "ouderlijk-gezag", _LEGAL: "999990032", _ACTING: BSN}))
        == "role"
    )


_LEGAL, _ACTING = "urn:nl-eid-gdi:1.0:LegalSubjectID", "urn:nl-eid-gdi:1.0:ActingSubjectID"
EIDAS_BSN = "urn:etoegang:1.12:EntityConcernedID:BSN"


async def test_a_profile_finds_claims_by_lists_of_keys_and_never_by_dots() -> None:
    profile = ClaimProfile(
        ways={Way.DIGID: Reading(subject=Where(bsn=(("aanvrager", "bsn"),)))},
        role=("realm_access", "roles"),
        level=("urn:loa.v1",),
        roles={"burger": Role.INWONER},
        levels={"20": Level.MIDDEN},
    )
    nested = {"aanvrager": {"bsn": BSN}, "realm_access": {"roles": ["burger", "uma"]}, "urn:loa.v1": "20", "bsn": "x"}
    principal = await seen(signed(nested), profile)
    assert (principal.subject, principal.level, principal.role) == (BSN, Level.MIDDEN, Role.INWONER)
    dotted = {"aanvrager.bsn": BSN, "realm_access": {"roles": ["burger"]}}
    with pytest.raises(NotAuthenticated):
        await seen(signed(dotted), profile)


def test_a_principal_shows_nothing_personal() -> None:
    principal = Principal(Role.INWONER, "secret-sub", "web", NOW, Level.HOOG, BSN, BSN)
    assert BSN not in repr(principal) and "secret-sub" not in repr(principal)
    assert "INWONER" in str(principal)
