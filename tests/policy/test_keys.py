"""The issuer's keys: rotation, cool-down, single flight, and an issuer that is away."""

import asyncio
import json
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey

from auth.errors import IdentityUnavailable, NotAuthenticated
from auth.keys import Keys
from auth.tokens import Bearer
from tests.policy.tokens import AUDIENCE, GENERAL, ISSUER, NOW, signed

A, B = (ECKey.generate_key("P-256", {"kid": kid}) for kid in ("a", "b"))


class Issuer:
    """Publishes what it is told to, counts, and has a clock that is put right by hand."""

    def __init__(self, *keys: ECKey) -> None:
        self.now, self.fetches, self.hold = 1000.0, 0, asyncio.Event()
        self.hold.set()
        self.publish(*keys)

    def publish(self, *keys: Any) -> None:
        self.body = json.dumps({"keys": [key.as_dict(private=False) for key in keys]}).encode()

    async def fetch(self) -> bytes:
        self.fetches += 1
        await self.hold.wait()
        return self.body

    def clock(self) -> float:
        return self.now


def keys(issuer: Issuer, **times: float) -> Keys:
    return Keys(issuer.fetch, clock=issuer.clock, **times)


async def test_a_key_set_is_fetched_once_and_again_when_it_is_old() -> None:
    issuer = Issuer(A)
    found = keys(issuer, ttl=300)
    for _ in range(5):
        assert await found.find("a") is not None
    assert issuer.fetches == 1
    issuer.now += 301
    assert await found.find("a") is not None
    assert issuer.fetches == 2


async def test_a_withdrawn_key_is_gone_when_the_set_is_old() -> None:
    issuer = Issuer(A, B)
    found = keys(issuer)
    assert await found.find("b") is not None
    issuer.publish(A)
    issuer.now += 301
    assert await found.find("b") is None
    assert await found.find("a") is not None


async def test_rotation_is_picked_up_at_once() -> None:
    issuer = Issuer(A)
    found = keys(issuer)
    await found.find("a")
    issuer.publish(A, B)
    assert await found.find("b") is not None
    assert issuer.fetches == 2


async def test_unknown_keys_ask_the_issuer_once_per_cooldown() -> None:
    issuer = Issuer(A)
    found = keys(issuer, cooldown=30)
    await found.find("a")
    for number in range(100):
        assert await found.find(f"unknown {number}") is None
    assert issuer.fetches == 2
    issuer.publish(A, B)
    assert await found.find("b") is None
    issuer.now += 30
    assert await found.find("b") is not None
    assert issuer.fetches == 3


async def test_who_waits_together_shares_one_fetch() -> None:
    issuer = Issuer(A)
    found = keys(issuer)
    issuer.hold.clear()
    waiting = [asyncio.create_task(found.find(kid)) for kid in ["a"] * 20 + ["unknown"] * 20]
    await asyncio.sleep(0)
    issuer.hold.set()
    answers = await asyncio.gather(*waiting)
    assert issuer.fetches == 1
    assert all(answers[:20]) and not any(answers[20:])


async def test_who_walks_away_does_not_leave_the_others_without() -> None:
    issuer = Issuer(A)
    found = keys(issuer)
    issuer.hold.clear()
    first, second = asyncio.create_task(found.find("a")), asyncio.create_task(found.find("a"))
    await asyncio.sleep(0)
    first.cancel()
    issuer.hold.set()
    assert await second is not None
    with pytest.raises(asyncio.CancelledError):
        await first


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"null",
        b'{"keys": []}',
        b'{"keys": 5}',
        b'{"keys": [5, null, {"kty": "EC"}]}',
        b'{"keys": [{"kty": ["EC"], "kid": "a"}]}',
        b"[" * 100_000,
        json.dumps({"keys": [A.as_dict(private=False)]}).encode() + b" " * 300_000,
    ],
)
async def test_when_the_issuer_answers_rubbish_the_old_set_serves_for_a_while(body: bytes) -> None:
    issuer = Issuer(A)
    found = keys(issuer, ttl=300, stale=600, cooldown=30)
    await found.find("a")
    issuer.body = body
    issuer.now += 301
    assert await found.find("a") is not None
    assert await found.find("a") is not None
    assert issuer.fetches == 2  # the second one stays quiet
    issuer.now += 600
    with pytest.raises(IdentityUnavailable):
        await found.find("a")
    issuer.publish(A)
    issuer.now += 30
    assert await found.find("a") is not None


async def test_an_issuer_that_hangs_is_left_after_a_while() -> None:
    issuer = Issuer(A)
    issuer.hold.clear()
    with pytest.raises(IdentityUnavailable):
        await keys(issuer, timeout=0.01).find("a")


async def test_without_any_key_set_nobody_is_judged_and_the_issuer_is_not_hammered() -> None:
    issuer = Issuer(A)
    issuer.body = b""
    found = keys(issuer, cooldown=30)
    bearer = Bearer(found, issuer=ISSUER, audience=AUDIENCE, profile=GENERAL, clock=lambda: NOW)
    for _ in range(5):
        with pytest.raises(IdentityUnavailable):
            await bearer.authenticate(f"Bearer {signed()}")
    assert issuer.fetches == 1


async def test_keys_that_are_not_for_our_signatures_are_left_out() -> None:
    issuer = Issuer()
    secret = OctKey.generate_key(256, {"kid": "oct"})
    modulus = urlsafe_b64encode(b"\x80" + bytes(126) + b"\x01").rstrip(b"=").decode()  # 1024 bits
    small = {"kty": "RSA", "kid": "small", "e": "AQAB", "n": modulus}
    encrypting = ECKey.generate_key("P-256", {"kid": "enc", "use": "enc"})
    nameless = {name: value for name, value in B.as_dict(private=False).items() if name != "kid"}
    exotic = {"kty": "AKP", "kid": "pq", "alg": "ML-DSA-44", "pub": "AAAA"}
    entries: list[Any] = [A.as_dict(private=False), secret.as_dict(private=True), small, "text"]
    entries += [encrypting.as_dict(private=False), nameless, exotic]
    issuer.body = json.dumps({"keys": entries}).encode()
    found = keys(issuer)
    assert [kid for kid in ("a", "oct", "small", "enc", "pq", "b", "") if await found.find(kid)] == ["a"]


async def test_a_token_signed_with_a_new_key_is_accepted_without_a_restart() -> None:
    issuer = Issuer(A)
    bearer = Bearer(keys(issuer), issuer=ISSUER, audience=AUDIENCE, profile=GENERAL, clock=lambda: NOW)
    assert await bearer.authenticate(f"Bearer {signed(header={'kid': 'a'}, key=A)}") is not None
    issuer.publish(B)
    assert await bearer.authenticate(f"Bearer {signed(header={'kid': 'b'}, key=B)}") is not None
    with pytest.raises(NotAuthenticated):
        await bearer.authenticate(f"Bearer {signed(header={'kid': 'a'}, key=A)}")
