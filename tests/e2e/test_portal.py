"""The built clients: who gets which, what everybody gets, under which headers; and how a session stands."""

import os
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from auth.cookies import SESSION
from auth.roles import Role
from entrance import identities
from tests.productie import productie
from tests.trusted import trusting
from tests.workbench import Workbench, workbench

SCRIPT = "console.log('portaal');\n" * 40
PAGES = {"web": "<title>Portaal</title>", "app": "<title>App</title>", "agent": "<title>Werkplek</title>"}
PLACES = {"web": "/", "app": "/app/", "agent": "/medewerker/"}
ROLE = "{ sessie { rol } }"
RESIDENTS = (Role.INWONER, Role.INWONER_EIDAS, Role.EIDAS_ZONDER_BSN, Role.ONDERNEMER)
EMPLOYEES = (Role.MEDEWERKER, Role.MEDEWERKER_AFGESCHERMD)
WHO: dict[Role, Any] = {}
for _each, _ in identities():
    WHO.setdefault(Role[_each.claims["roles"][0].upper()], _each)
NAVIGATION = {"sec-fetch-mode": "navigate", "sec-fetch-site": "none"}
HERE = {"sec-fetch-site": "same-origin"}


def built(folder: Path, *clients: str) -> Path:
    """A folder of clients, of which these are built."""
    for client in clients:
        dist = folder / "clients" / client / "dist"
        (dist / "assets").mkdir(parents=True)
        (dist / "index.html").write_text(PAGES[client] + " " * 400)
        (dist / "assets" / "index-5f3a.js").write_text(SCRIPT)
        (dist / "assets" / "letter-77aa.woff2").write_bytes(b"wOF2" + bytes(600))
        if client == "app":
            for name in ("sw.js", "manifest.webmanifest", "offline.html", "icon-192.png"):
                (dist / name).write_text(name)
    return folder / "clients"


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    clients = built(tmp_path, "web", "app", "agent")
    async with workbench(tmp_path, clients=clients, documents=trusting(tmp_path, ROLE)) as bench:
        yield bench


async def cookie(bench: Workbench, role: Role = Role.INWONER) -> dict[str, str]:
    principal = await bench.service.entrance.bearer.authenticate(f"Bearer {bench.token(WHO[role])}")
    assert principal is not None
    token, _ = await bench.service.keeping.sessions.open(principal, provider="broker")
    return {"cookie": f"{SESSION}={token}"}


async def got(bench: Workbench, path: str, *headers: dict[str, str], method: str = "GET") -> httpx.Response:
    """An answer to a browser that takes no gzip, unless the headers say so."""
    sent = {"accept-encoding": "identity"}
    for each in headers:
        sent |= each
    return await bench.client.request(method, path, headers=sent)


# Who gets which


@pytest.mark.parametrize("path", ["/", "/aanvragen", "/aanvragen/abc-123/documenten", "/index.html"])
async def test_a_resident_gets_the_portal_at_every_place_in_it(bench: Workbench, path: str) -> None:
    for role in RESIDENTS:
        answer = await got(bench, path, NAVIGATION, await cookie(bench, role))
        assert (answer.status_code, PAGES["web"] in answer.text) == (200, True)
        assert answer.headers["content-type"].startswith("text/html")
    app = await got(bench, "/app/aanvragen/abc", NAVIGATION, await cookie(bench))
    assert (app.status_code, PAGES["app"] in app.text) == (200, True)


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("/", "/"),
        ("/aanvragen/abc-123", "/aanvragen/abc-123"),
        ("/aanvragen?bsn=1", "/aanvragen"),
        ("/app/", "/app/"),
        ("/app/meer", "/app/meer"),
        ("/medewerker/", "/medewerker/"),
    ],
)
async def test_who_is_not_logged_in_logs_in_first_and_comes_back_to_the_path(
    bench: Workbench, path: str, back: str
) -> None:
    for headers in (NAVIGATION, {}, {"cookie": f"{SESSION}={'x' * 43}"}):
        answer = await got(bench, path, headers)
        assert answer.status_code == 303 and answer.headers["cache-control"] == "no-store"
        place = urlsplit(answer.headers["location"])
        assert (place.scheme, place.netloc, place.path) == ("", "", "/inloggen")
        assert parse_qsl(place.query) == [("terug", back)]
        choice = await got(bench, answer.headers["location"])
        assert choice.status_code == 200


@pytest.mark.parametrize(
    "path", ["//elders.example/", "//elders.example", "/\\elders.example", "/%2F%2Felders.example"]
)
async def test_the_way_back_never_leads_elsewhere(bench: Workbench, path: str) -> None:
    asked = await got(bench, path)
    if asked.status_code == 303:
        choice = await got(bench, asked.headers["location"])
        assert "elders" not in choice.text
    else:
        assert asked.status_code == 404


async def test_an_employee_is_sent_to_the_workplace_and_a_resident_is_kept_out_of_it(bench: Workbench) -> None:
    for role in EMPLOYEES:
        mine = await cookie(bench, role)
        for path in ("/", "/aanvragen", "/app/"):
            answer = await got(bench, path, NAVIGATION, mine)
            assert (answer.status_code, answer.headers["location"]) == (303, "/medewerker/")
        for path in ("/medewerker/", "/medewerker/zoeken"):
            page = await got(bench, path, NAVIGATION, mine)
            assert (page.status_code, PAGES["agent"] in page.text) == (200, True)
    for role in set(Role).difference(EMPLOYEES):
        page = await got(bench, "/medewerker/", NAVIGATION, await cookie(bench, role))
        assert page.status_code == 403 and PAGES["agent"] not in page.text and "medewerkers" in page.text


async def test_who_has_no_client_keeps_the_front_page(bench: Workbench) -> None:
    for role in set(Role).difference(EMPLOYEES, RESIDENTS):
        mine = await cookie(bench, role)
        page = await got(bench, "/", NAVIGATION, mine)
        assert page.status_code == 200 and 'action="/uitloggen"' in page.text and PAGES["web"] not in page.text
        away = await got(bench, "/aanvragen", NAVIGATION, mine)
        assert (away.status_code, away.headers["location"]) == (303, "/")


async def test_a_client_that_is_not_built_is_not_there(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        mine = await cookie(bench)
        assert "Uitloggen" in (await got(bench, "/", mine)).text
        for path in ("/aanvragen", "/app/", "/medewerker/"):
            assert (await got(bench, path, mine)).status_code == 404
    async with workbench(tmp_path / "agent", clients=built(tmp_path, "agent")) as bench:
        mine = await cookie(bench)
        assert "Uitloggen" in (await got(bench, "/", mine)).text
        for path in ("/aanvragen", "/app/", "/app/sw.js"):
            assert (await got(bench, path, mine)).status_code == 404
        assert (await got(bench, "/", await cookie(bench, Role.MEDEWERKER))).headers["location"] == "/medewerker/"


async def test_in_productie_nobody_gets_in_without_a_provider_and_no_client_is_served(tmp_path: Path) -> None:
    async with productie(tmp_path, clients=built(tmp_path, "web")) as live:
        for path in ("/", "/aanvragen", "/graphiql/", "/ontwikkeling/personas"):
            assert (await live.client.get(path)).status_code == 404


# Beside the doors of the service


async def test_the_doors_of_the_service_come_first(bench: Workbench) -> None:
    mine = await cookie(bench)
    assert (await got(bench, "/health/live")).json() == {"status": "ok"}
    assert (await got(bench, "/graphql", mine)).status_code == 405
    assert (await got(bench, "/uitloggen", mine)).status_code == 405
    assert (await got(bench, "/inloggen/")).headers["location"].endswith("/inloggen")
    for path in (
        "/graphql/x",
        "/documenten/a/b/c",
        "/health/x",
        "/oefenstad/graphql",
        "/ontwikkeling/x",
        "/dossier/x/y",
    ):
        answer = await got(bench, path, NAVIGATION, mine)
        assert answer.status_code == 404 and PAGES["web"] not in answer.text, path
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        answer = await got(bench, "/aanvragen", mine, method=method)
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    answer = await got(bench, "/app", mine)
    assert (answer.status_code, answer.headers["location"]) == (303, "/app/")


# Files


@pytest.mark.parametrize("client", PAGES)
async def test_files_are_for_everybody_and_what_is_not_there_is_404(bench: Workbench, client: str) -> None:
    place = PLACES[client]
    script = await got(bench, f"{place}assets/index-5f3a.js")
    assert (script.status_code, script.text) == (200, SCRIPT)
    assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert script.headers["content-type"].startswith("text/javascript")
    for path in ("assets/weg.js", "assets/weg", "assets/", "weg.js", "aanvragen/weg.png", "favicon.ico"):
        answer = await got(bench, place + path, await cookie(bench))
        assert (answer.status_code, answer.text) == (404, ""), path


@pytest.mark.parametrize(
    "path",
    ["/%2e%2e/%2e%2e/geheim.txt", "/assets/%2e%2e/%2e%2e/%2e%2e/%2e%2e/geheim.txt", "/assets/..%5c..%5cgeheim.txt"],
)
async def test_no_path_leads_out_of_the_folder(bench: Workbench, tmp_path: Path, path: str) -> None:
    (tmp_path / "geheim.txt").write_text("geheim")
    (tmp_path / "clients" / "geheim.txt").write_text("geheim")
    answer = await got(bench, path, await cookie(bench))
    assert "geheim" not in answer.text


async def test_the_shell_of_the_app_needs_no_session(bench: Workbench) -> None:
    """Its worker keeps it for when there is no connection; a browser that opens it logs in."""
    for name in ("sw.js", "manifest.webmanifest", "offline.html", "icon-192.png"):
        answer = await got(bench, f"/app/{name}")
        assert (answer.status_code, answer.text, answer.headers["cache-control"]) == (200, name, "no-cache")
    manifest = await got(bench, "/app/manifest.webmanifest")
    assert manifest.headers["content-type"] == "application/manifest+json"
    kept = await got(bench, "/app/", {"sec-fetch-mode": "cors", "sec-fetch-site": "same-origin"})
    assert (kept.status_code, PAGES["app"] in kept.text) == (200, True)
    assert (await got(bench, "/app/", NAVIGATION)).status_code == 303
    for place in ("/", "/medewerker/"):
        assert (await got(bench, place, {"sec-fetch-mode": "cors"})).status_code == 303


async def test_texts_are_smaller_for_who_takes_gzip_with_an_etag_of_their_own(bench: Workbench) -> None:
    path, mine = "/assets/index-5f3a.js", await cookie(bench)
    plain, packed = [await got(bench, path, {"accept-encoding": each}) for each in ("identity", "br, gzip")]
    assert "content-encoding" not in plain.headers and packed.headers["content-encoding"] == "gzip"
    assert plain.text == packed.text == SCRIPT
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 5
    assert plain.headers["etag"] != packed.headers["etag"]
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    assert (await got(bench, path, {"accept-encoding": "gzip;q=0, *;q=0"})).headers.get("content-encoding") is None
    for answer, coding in ((plain, "identity"), (packed, "gzip")):
        again = await got(bench, path, {"accept-encoding": coding, "if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", answer.headers["etag"])
    crossed = await got(bench, path, {"accept-encoding": "gzip", "if-none-match": plain.headers["etag"]})
    assert crossed.status_code == 200
    head = await got(bench, path, {"accept-encoding": "gzip"}, method="HEAD")
    assert (head.content, head.headers["content-length"]) == (b"", packed.headers["content-length"])
    letter = await got(bench, "/assets/letter-77aa.woff2", {"accept-encoding": "gzip"})
    assert "content-encoding" not in letter.headers and "vary" not in letter.headers
    page = await got(bench, "/", NAVIGATION, mine, {"accept-encoding": "gzip"})
    assert (page.headers["content-encoding"], page.headers["cache-control"]) == ("gzip", "no-cache")
    assert page.headers["vary"] == "Accept-Encoding, Cookie, Sec-Fetch-Mode"
    same = await got(bench, "/", NAVIGATION, mine, {"accept-encoding": "gzip", "if-none-match": page.headers["etag"]})
    assert same.status_code == 304
    gone = await got(bench, "/", NAVIGATION, {"if-none-match": page.headers["etag"]})
    assert gone.status_code == 303, "who has logged out gets no page from before"


async def test_a_file_of_another_build_is_packed_anew(bench: Workbench, tmp_path: Path) -> None:
    script = tmp_path / "clients" / "web" / "dist" / "assets" / "index-5f3a.js"
    answer = await got(bench, "/assets/index-5f3a.js", {"accept-encoding": "gzip"})
    assert answer.text == SCRIPT and answer.headers["content-encoding"] == "gzip"
    later = script.stat().st_mtime_ns + 10**9
    script.write_text(SCRIPT * 2)
    os.utime(script, ns=(later, later))
    answer = await got(bench, "/assets/index-5f3a.js", {"accept-encoding": "gzip"})
    assert answer.text == SCRIPT * 2


@pytest.mark.parametrize("client", PAGES)
async def test_the_policy_lets_nothing_in_from_elsewhere_and_nothing_inline(bench: Workbench, client: str) -> None:
    mine = await cookie(bench, Role.MEDEWERKER if client == "agent" else Role.INWONER)
    for path in ("", "assets/index-5f3a.js"):
        headers = (await got(bench, PLACES[client] + path, NAVIGATION, mine)).headers
        policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
        worker = {"worker-src": "'self'"} if client == "app" else {}
        assert policy == {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": "'self'",
            "img-src": "'self' data:",
            "font-src": "'self'",
            "connect-src": "'self'",
            "manifest-src": "'self'",
            "base-uri": "'none'",
            "form-action": "'self' http://127.0.0.1:8000",  # log-out goes on to the identity provider
            "frame-ancestors": "'none'",
            **worker,
        }
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]


# How a session stands


async def test_a_client_learns_how_its_session_stands_and_prolongs_nothing_by_that(bench: Workbench) -> None:
    mine = await cookie(bench)
    told = await got(bench, "/sessie", mine, HERE)
    assert (told.status_code, told.headers["cache-control"]) == (200, "no-store")
    answer = told.json()
    assert 890 <= answer["seconden"] <= 900 and 7190 <= answer["uiterlijk"] <= 7200
    assert datetime.fromisoformat(answer["verlooptOp"]).tzinfo is not None
    assert {name: answer[name] for name in ("rol", "weg", "hogerNiveau", "alsUzelf")} == {
        "rol": "INWONER",
        "weg": {"code": "digid", "naam": "Inloggen met DigiD"},
        "hogerNiveau": "/inloggen/verhogen?niveau=SUBSTANTIEEL",
        "alsUzelf": False,
    }
    english = await got(bench, "/sessie", mine, HERE, {"accept-language": "en"})
    assert english.json()["weg"]["naam"] == "Log in with DigiD"
    higher = await got(bench, answer["hogerNiveau"] + "&terug=/gegevens", mine)
    assert (higher.status_code, "/ontwikkeling/idp" in higher.headers["location"]) == (303, True)


async def test_only_our_own_pages_learn_it_and_nobody_without_a_session(bench: Workbench) -> None:
    mine = await cookie(bench)
    for method in ("GET", "POST"):
        for site in ("cross-site", "same-site"):
            assert (await got(bench, "/sessie", mine, {"sec-fetch-site": site}, method=method)).status_code == 403
        for headers in (HERE, {**HERE, "cookie": f"{SESSION}={'x' * 43}"}):
            answer = await got(bench, "/sessie", headers, method=method)
            assert (answer.status_code, answer.json()) == (401, {})
        assert (await got(bench, "/sessie", mine, HERE, method=method)).status_code == 200


async def test_log_out_takes_what_the_client_kept_with_it(bench: Workbench) -> None:
    mine = await cookie(bench)
    asked = {"query": ROLE}
    assert (await bench.client.post("/graphql", json=asked, headers={**mine, **HERE})).json()["data"]["sessie"]
    still = await got(bench, "/uitgelogd?reden=verlopen", mine)
    assert (still.status_code, still.headers["location"]) == (303, "/"), "another tab went on"
    out = await got(bench, "/uitloggen", mine, HERE, method="POST")
    assert out.status_code == 303 and out.headers["clear-site-data"] == '"cache", "storage"'
    assert (await bench.client.post("/graphql", json=asked, headers={**mine, **HERE})).json()["data"]["sessie"] is None
    for path, said in (("/uitgelogd", False), ("/uitgelogd?reden=verlopen", True)):
        page = await got(bench, path, mine)
        assert page.status_code == 200 and ("U deed een tijd niets" in page.text) is said
        assert page.headers["clear-site-data"] == '"cache", "storage"'
    assert (await got(bench, "/sessie", mine, HERE)).status_code == 401
