"""The tables of the project's pages."""

from settings import ROOT

__all__ = ["code", "rows"]


def rows(path: str, heading: str = "") -> list[list[str]]:
    """The cells of the first table below a heading, without its head."""
    text = (ROOT / path).read_text()
    lines = (text.partition(f"\n## {heading}\n")[2] if heading else text).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("|"))
    table = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        table.append([cell.strip() for cell in line.strip("|").split("|")])
    return table


def code(cell: str) -> str:
    """What stands between backticks."""
    return cell.strip("`")
