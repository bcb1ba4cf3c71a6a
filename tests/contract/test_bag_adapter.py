"""The BAG by its stand-in: an address, none, and a key that is none."""

import asyncio
from pathlib import Path

import pytest

from sources.bag.loaders import BagLoaders
from sources.core.errors import InvalidKey
from tests.workbench import workbench

WHOLE: frozenset[str] = frozenset()


async def test_an_address_comes_once_and_an_unknown_one_is_nothing(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        load = bench.service.context(None, {}).of(BagLoaders).adres.load
        known, again, unknown = await asyncio.gather(
            *(load((key, WHOLE)) for key in ("0518200001000000", "0518200001000000", "0518209999999999"))
        )
        with pytest.raises(InvalidKey):
            await load(("2517AA 1", WHOLE))
        state = (await bench.states())["bag"]
    assert known is again and known is not None and known.gebruiksdoelen == ["woonfunctie"]
    assert unknown is None
    assert [wire.path for wire in bench.tap.of("bag")] == [
        "/adressenuitgebreid/0518200001000000",
        "/adressenuitgebreid/0518209999999999",
    ]
    assert state == "ok"
