"""The dossier as an accessible PDF: tagged, with language, title, headings and table headers (PDF/UA-1)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

__all__ = ["pdf"]

_TEMPLATE = Path(__file__).with_name("dossier.typ")


def pdf(title: str, language: str, author: str, intro: Sequence[str], parts: Sequence[Mapping[str, Any]]) -> bytes:
    """Set it. What is in it comes as data and is never read as markup; nothing of this machine is used, and no network.

    With a letter that the font lacks it can't be PDF/UA-1, of which each letter must be shown; it is tagged all the
    same.
    """
    import typst

    dossier = {"title": title, "language": language, "author": author, "intro": list(intro), "parts": list(parts)}
    inputs = {"dossier": msgspec.json.encode(dossier).decode()}

    def made(*standards: Any) -> bytes:
        compiler = typst.Compiler(_TEMPLATE.read_bytes(), ignore_system_fonts=True)
        made = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=list(standards))
        if not isinstance(made, bytes):
            raise TypeError("no PDF")
        return made

    try:
        return made("ua-1")
    except typst.TypstError:
        return made()
