"""GraphQL over HTTP: who may post what in which form, and with which status and media type we answer.

The statuses are those of npm `graphql-http`'s server audits: a request error is 400 in
`application/graphql-response+json` and 200 in `application/json`; a request that is no GraphQL request at all is 4xx in
both (GraphQL over HTTP, "Status Codes").
"""

from collections.abc import Collection, Mapping
from functools import lru_cache

from schema.errors import Fault, Foutcode

__all__ = ["JSON", "RESPONSE", "Refusal", "admit", "media_type_of", "status_of"]

JSON = "application/json"
RESPONSE = "application/graphql-response+json"

_REQUEST_ERROR = {RESPONSE: 400, JSON: 200}
_UNSERVED = {
    Foutcode.NIET_INGELOGD: 401,
    Foutcode.GEEN_TOEGANG: 403,
    Foutcode.HOGER_NIVEAU_NODIG: 403,
    Foutcode.DOEL_NODIG: 403,
    Foutcode.TE_VAAK: 429,
    Foutcode.BRON_NIET_BESCHIKBAAR: 503,
    Foutcode.BRON_TE_TRAAG: 503,
    Foutcode.BRON_ONGELDIG: 503,
    Foutcode.INTERNE_FOUT: 500,
}


class Refusal(Exception):
    """The request is turned away with this status before it is read as GraphQL."""

    def __init__(self, status: int, fault: Fault) -> None:
        super().__init__(status)
        self.status, self.fault = status, fault


def status_of(code: Foutcode, media: str) -> int:
    """The status when nothing was executed, by the code that says why; a request error goes by its media type."""
    return _UNSERVED.get(code, _REQUEST_ERROR[media])


@lru_cache(maxsize=64)
def media_type_of(accept: str) -> str | None:
    """The media type to answer in; None when the client accepts neither of ours.

    `application/json` where the client leaves it open, since that is what clients without an opinion expect.
    """
    wishes = _wishes(accept) if accept.strip() else [("*/*", "", 1.0)]
    json, response = _quality(wishes, JSON), _quality(wishes, RESPONSE)
    if response > json or (response == json > 0 and _before(wishes, RESPONSE, JSON)):
        return RESPONSE
    return JSON if json > 0 else None


def admit(method: str, headers: Mapping[str, str], origins: Collection[str]) -> None:
    """Raise `Refusal` for what cannot be a GraphQL request of a client that may be here.

    `headers` by names in lower case; `origins` are those that may post besides our own host. JSON only, with the two
    checks on where it comes from, keeps another site from posting in the name of who is logged in here.
    """
    if method != "POST":
        raise Refusal(405, _invalid("Gebruik POST.", "Use POST."))
    origin = headers.get("origin")
    if "cross-site" in headers.get("sec-fetch-site", "") or not (
        origin is None or origin.lower() in origins or _same_host(origin.lower(), headers.get("host", "").lower())
    ):
        raise Refusal(403, Fault(Foutcode.GEEN_TOEGANG))
    media, charset = _media(headers.get("content-type", ""))
    if media != JSON or charset not in ("", "utf-8") or headers.get("content-encoding", "identity") != "identity":
        raise Refusal(415, _invalid("Stuur application/json in utf-8.", "Send application/json in utf-8."))
    if media_type_of(headers.get("accept", "")) is None:
        raise Refusal(406, _invalid(f"Wij antwoorden in {RESPONSE} of {JSON}.", f"We answer in {RESPONSE} or {JSON}."))


def _invalid(dutch: str, english: str) -> Fault:
    return Fault(Foutcode.ONGELDIGE_INVOER, dutch, english)


def _same_host(origin: str, host: str) -> bool:
    scheme, _, authority = origin.partition("://")
    port = {"http": ":80", "https": ":443"}.get(scheme)
    return port is not None and host != "" and authority.removesuffix(port) == host.removesuffix(port)


def _media(value: str) -> tuple[str, str]:
    """The media type and its charset, both in lower case; parameters without meaning here are left out."""
    media, *parameters = value.lower().split(";")
    charset = ""
    for parameter in parameters:
        name, _, given = parameter.partition("=")
        if name.strip() == "charset":
            charset = given.strip().strip('"')
    return media.strip(), charset


def _wishes(value: str) -> list[tuple[str, str, float]]:
    """The ranges of an Accept header in their order: range, charset, and how much it is wanted (0 to 1)."""
    wishes = []
    for item in value.split(","):
        media, charset = _media(item)
        quality = 1.0
        for parameter in item.lower().split(";")[1:]:
            name, _, given = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = min(max(float(given), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        wishes.append((media, charset, quality))
    return wishes


def _quality(wishes: list[tuple[str, str, float]], media: str) -> float:
    """How much this media type is wanted in utf-8: the most exact range decides, of equals the first."""
    for range_ in (media, "application/*", "*/*"):
        for named, charset, quality in wishes:
            if named == range_ and charset in ("", "utf-8"):
                return quality
    return 0.0


def _before(wishes: list[tuple[str, str, float]], one: str, other: str) -> bool:
    """Whether the client names the one before it names the other, or does not name the other at all."""
    named = [media for media, _, _ in wishes]
    return one in named and (other not in named or named.index(one) < named.index(other))
