"""Clients of the identity provider of development: one that does not fit together can't be registered."""

from typing import Any

import pytest

from auth.development.clients import CODE, CREDENTIALS, DEVELOPMENT_CLIENTS, Client, portal_client
from auth.development.styles import Style
from auth.keys import Keys
from auth.ways import Way


async def no_keys() -> bytes:
    return b""


KEYS = Keys(no_keys)
LOGS_IN: dict[str, Any] = {"redirect_uris": ("http://127.0.0.1/a",), "ways": (Way.DIGID,)}


@pytest.mark.parametrize(
    "given",
    [
        LOGS_IN,
        {**LOGS_IN, "authentication": "none", "keys": KEYS},
        {**LOGS_IN, "authentication": "none", "secret": "x"},
        {**LOGS_IN, "authentication": "client_secret_basic"},
        {**LOGS_IN, "keys": KEYS, "ways": ()},
        {**LOGS_IN, "keys": KEYS, "redirect_uris": ()},
        {"keys": KEYS, "grants": (CREDENTIALS, CODE), **LOGS_IN},
        {"authentication": "none", "grants": (CREDENTIALS,)},
    ],
    ids=lambda given: " ".join(given),
)
def test_what_does_not_fit_together_is_refused_by_name(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="toepassing: "):
        Client("toepassing", **given)


def test_the_service_itself_is_a_client_that_proves_itself_with_a_key() -> None:
    client = portal_client("digid", "http://127.0.0.1:8000", (Way.DIGID, Way.EIDAS), KEYS, style=Style.NLGOV)
    assert client.may_redirect_to("http://127.0.0.1:8000/inloggen/eidas/terug")
    assert not client.may_redirect_to("http://127.0.0.1:8000/inloggen/medewerkers/terug")
    assert not client.may_redirect_to("http://127.0.0.1:8001/inloggen/eidas/terug"), "its port is fixed"
    assert client.authentication == "private_key_jwt" and client.backchannel_logout_uri.endswith("/digid")


def test_no_two_clients_of_development_have_one_name_and_none_shows_its_secret() -> None:
    names = [each.client_id for each in DEVELOPMENT_CLIENTS]
    assert len(set(names)) == len(names) == 2
    assert all(each.secret not in repr(each) for each in DEVELOPMENT_CLIENTS if each.secret)
