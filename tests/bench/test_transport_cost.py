"""The hot path's transport costs far less than the other one: what it was chosen for."""

from tests.bench.bench_transport import TRANSPORTS, cost, server


async def test_at_64_calls_in_flight_pyreqwest_costs_less_than_half_of_httpx() -> None:
    figures: dict[str, list[float]] = {name: [] for name in TRANSPORTS}
    with server() as address:
        for name in ("pyreqwest", "httpx", "pyreqwest"):
            transport = TRANSPORTS[name](address)
            figures[name].append(await cost(transport, 128, 64))
            await transport.close()
    assert max(figures["pyreqwest"]) < 0.5 * figures["httpx"][0]
