"""The looks of the clients: pages are loaded as they are needed, and what one brought stays for the next."""

import re
from collections import Counter

from settings import ROOT


def test_no_class_gets_its_looks_in_two_files() -> None:
    """Otherwise a page looks different to who comes from another."""
    given: Counter[str] = Counter()
    for path in (ROOT / "clients" / "shared" / "src").rglob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
        selectors = [each.strip() for rule in re.findall(r"([^{}]+)\{", text) for each in rule.split(",")]
        given.update({each for each in selectors if re.fullmatch(r"\.[\w-]+", each)})
    assert len(given) > 50
    assert [name for name, files in given.items() if files > 1] == []
