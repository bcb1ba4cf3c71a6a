"""What somebody finds who has the database, or can write in it."""

import base64
from pathlib import Path

import sqlalchemy as sa

from auth.login_states import LoginStates
from auth.principal import Organisation, Principal
from auth.replays import Replays
from auth.roles import Purpose, Role, Verification
from auth.sessions import Sessions
from auth.store.contacts import StoreContacts
from auth.store.database import Store
from auth.store.tables import contacts, login_states, replays, sessions
from auth.store.vault import Vault

KEYS = [base64.b64encode(bytes([number]) * 32).decode() for number in range(1)]
BSN, OTHER = "999990019", "999990020"
EMMA = Principal(Role.ONDERNEMER, "emma-id", "web", 0, subject=BSN, bsn=OTHER, organisation=Organisation("12345678"))
AGNES = Principal(Role.MEDEWERKER, "agnes-id", "kcc", 0)


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def test_the_database_holds_no_word_of_anybody(store: Store, tmp_path: Path) -> None:
    vault = Vault(KEYS)
    token, session = await Sessions(store, vault).open(
        EMMA, provider="digid", sub="sub-of-emma", sid="sid-of-emma", id_token="eyJ.of.emma"
    )
    contact = await StoreContacts(store, vault).start(AGNES, BSN, Purpose.OVERIG, Verification.LEGITIMATIE)
    key = await LoginStates(store, vault).begin(b"verifier-of-emma")
    assert await Replays(store, vault).first_time("log-out", "jti-of-emma", 2e9)
    secrets = [BSN, OTHER, "emma", "12345678", "agnes", token, "eyJ", contact.id, key, "verifier", *KEYS]
    found = b""
    async with store.reading() as connection:
        for table in (contacts, login_states, replays, sessions):
            rows = (await connection.execute(table.select())).all()
            assert rows, f"{table.name} is looked at"
            found += b"\n".join(
                value if isinstance(value, bytes) else repr(value).encode() for r in rows for value in r
            )
    await store.close()
    found += files(tmp_path)
    assert session.id in found
    for secret in secrets:
        assert secret.encode() not in found and secret.encode().hex().encode() not in found


async def test_who_can_write_there_still_takes_over_no_session_and_no_contact(store: Store) -> None:
    """One row's content in another row: the vault binds it to its place."""
    vault = Vault(KEYS)
    kept, klantcontacten = Sessions(store, vault), StoreContacts(store, vault)
    hers, emma = await kept.open(EMMA, provider="digid")
    mine, _ = await kept.open(AGNES, provider="digid")
    one = await klantcontacten.start(AGNES, BSN, Purpose.OVERIG, Verification.LEGITIMATIE)
    two = await klantcontacten.start(AGNES, OTHER, Purpose.OVERIG, Verification.LEGITIMATIE)
    async with store.begin() as connection:
        for table in (sessions, contacts):
            content = (
                await connection.execute(sa.select(table.c.content).order_by(table.c.ends).limit(1))
            ).scalar_one()
            await connection.execute(table.update().values(content=content))
    assert [await kept.read(token) for token in (hers, mine)].count(None) == 1
    assert [await klantcontacten.read(AGNES, each.id) for each in (one, two)].count(None) == 1
    assert emma.principal.role is Role.ONDERNEMER
    async with store.begin() as connection:
        await connection.execute(sessions.update().values(content=b"x"))
    assert await kept.read(hers) is None and await kept.read(mine) is None
