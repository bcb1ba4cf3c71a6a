"""A large document through the real service: flat memory, slow readers, and readers that stop."""

import sys
from collections.abc import Iterator

import pytest

from tests.downloads.reader import Served, service

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what a process takes is read from /proc")

SIZE = 40 * 10**6
ROOM = 12 * 2**20  # bytes that the service may grow by, whatever the size of the document
PATIENCE = 0.6


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with service(tmp_path_factory.mktemp("service"), PATIENCE) as served:
        warm = served.fetch(served.link(10**6))
        assert warm.status == 200 and warm.whole
        yield served


def test_memory_stays_flat_whatever_the_size(served: Served) -> None:
    before = served.memory()
    served.forget()
    fetched = served.fetch(served.link(SIZE))
    assert (fetched.status, fetched.whole) == (200, True) and fetched.came >= SIZE
    assert served.memory("VmHWM") - before < ROOM


def test_a_slow_reader_gets_all_of_it_and_its_bytes_wait_at_the_registry(served: Served) -> None:
    before = served.memory()
    served.forget()
    fetched = served.fetch(served.link(SIZE), pause=PATIENCE / 2, pauses=4)
    assert fetched.whole and fetched.seconds > 4 * PATIENCE / 2
    assert served.memory("VmHWM") - before < ROOM


def test_who_stops_reading_is_let_go_and_who_leaves_too(served: Served) -> None:
    link = served.link(SIZE)
    stopped = served.fetch(link, pause=4 * PATIENCE, pauses=1)
    assert stopped.status == 200 and not stopped.whole, "the connection broke off, so that it does not look whole"
    for _ in range(3):  # more than there are places for
        assert not served.fetch(link, until=10**6).whole
    again = served.fetch(link)
    assert again.whole and again.seconds < 10


def test_anothers_link_is_nothing(served: Served) -> None:
    assert served.fetch(served.link(SIZE), "fatima").status == 404
