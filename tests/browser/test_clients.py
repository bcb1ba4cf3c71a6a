"""A built client in a real browser: in by logging in, under its policy, without a connection, out with nothing left.

The clients here are a few lines, so that this is about the service; those of ours have tests of their own.
"""

from pathlib import Path
from typing import Any

from tests.browser.served import portal
from tests.browser.test_ways_in import ME
from tests.node import chromium, ran
from tests.trusted import identifier, trusting

PAGE = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>%s</title><link rel="icon" href="data:,">
<script type="module" src="%sassets/index-1a2b.js"></script></head><body><p id="hier"></p>
<form method="post" action="/uitloggen"><button>Uitloggen</button></form></body></html>"""
SCRIPT = """const asked = { documentId: '%s' };
const json = { 'content-type': 'application/json' };
const posted = (body) => fetch('/graphql', { method: 'POST', headers: json, body: JSON.stringify(body) });
const [graph, free, session, still] = await Promise.all([
  posted(asked).then((r) => r.json()),
  posted({ query: '{ __typename }' }).then((r) => r.json()),
  fetch('/sessie').then((r) => r.json()),
  fetch('/sessie', { method: 'POST' }).then((r) => r.status),
]);
localStorage.setItem('taal', 'nl');
if (location.pathname.startsWith('/app/')) await navigator.serviceWorker.register('/app/sw.js');
const told = document.createElement('p');
told.id = 'klaar';
told.textContent = JSON.stringify({ graph, free, session, still });
document.body.append(told);
"""
WORKER = """const SHELL = ['/app/', '/app/offline.html', '/app/assets/index-1a2b.js'];
addEventListener('install', (e) => e.waitUntil(caches.open('shell').then((each) => each.addAll(SHELL))));
addEventListener('activate', (e) => e.waitUntil(clients.claim()));
addEventListener('fetch', (e) => {
  if (e.request.mode === 'navigate') e.respondWith(fetch(e.request).catch(() => caches.match('/app/offline.html')));
});
"""


def built(folder: Path) -> Path:
    for client, place in (("web", "/"), ("app", "/app/")):
        dist = folder / "clients" / client / "dist"
        (dist / "assets").mkdir(parents=True)
        (dist / "index.html").write_text(PAGE % (client, place))
        (dist / "assets" / "index-1a2b.js").write_text(SCRIPT % identifier(ME))
    (folder / "clients" / "app" / "dist" / "sw.js").write_text(WORKER)
    (folder / "clients" / "app" / "dist" / "offline.html").write_text(PAGE % ("zonder verbinding", "/app/"))
    return folder / "clients"


async def test_somebody_goes_in_and_out_of_the_clients_and_leaves_nothing(tmp_path: Path) -> None:
    async with portal(tmp_path, clients=built(tmp_path), documents=trusting(tmp_path, ME)) as (_, origin):
        seen: dict[str, Any] = await ran(Path(__file__).parent, "clients.mjs", chromium(), origin)
    assert seen["first"] == f"{origin}/inloggen?terug=%2Faanvragen%2Fa-1", "what was searched stays out of addresses"
    assert seen["web"]["url"] == f"{origin}/aanvragen/a-1", "back where they were"
    told = seen["web"]["told"]
    assert told["graph"]["data"]["sessie"]["rol"] == "INWONER"
    assert told["free"]["errors"][0]["extensions"]["code"] == "DOCUMENT_ONBEKEND"
    assert told["session"]["weg"]["code"] == "digid" and told["session"]["seconden"] > 800 and told["still"] == 200
    assert seen["before"] == {"workers": 1, "cached": [3], "storage": 1}
    assert seen["offline"] == "zonder verbinding"
    assert seen["after"] == {"workers": 0, "cached": [], "storage": 0}
    assert seen["last"] == f"{origin}/inloggen?terug=%2Fapp%2F"
    assert seen["errors"] == []
    assert all(url.startswith((f"{origin}/", "data:")) for url in seen["requests"]), "nothing goes elsewhere"
