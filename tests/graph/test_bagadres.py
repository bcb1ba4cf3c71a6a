"""The home of a person, from the BRP and the BAG in one question."""

from pathlib import Path

from tests.workbench import workbench

QUERY = "{ mij { adres { straat bag { soort gebruiksdoelen bouwjaren panden } } } }"


async def test_the_bag_is_asked_for_the_address_that_the_brp_told(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        answered = await bench.ask("jan", QUERY)
    assert answered.body == {
        "data": {
            "mij": {
                "adres": {
                    "straat": "Laan van Meerdervoort",
                    "bag": {
                        "soort": "Verblijfsobject",
                        "gebruiksdoelen": ["woonfunctie"],
                        "bouwjaren": [1891],
                        "panden": ["0518100001000000"],
                    },
                }
            }
        }
    }
    assert [wire.registry for wire in answered.wires] == ["brp", "bag"]
