"""Documents of a test's own that a service trusts, as a front end outside of this code registers its own."""

import hashlib
import json
from pathlib import Path

__all__ = ["identifier", "trusting"]


def trusting(folder: Path, *texts: str, name: str = "manifest.json") -> Path:
    """A folder for the setting `documents`, in which these are the documents of one client."""
    path = folder / "documents" / "ons" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({identifier(text): text for text in texts}))
    return folder / "documents"


def identifier(text: str) -> str:
    """The id of this document."""
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
