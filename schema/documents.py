"""Trusted documents: the operations that our own clients send by their id, and the free text that others send."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from schema.errors import Fault, Foutcode

__all__ = ["Document", "Documents"]

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a document with its SHA-256 in hexadecimal; `trusted` when it is one of our own."""

    text: str
    digest: str
    trusted: bool = False

    @classmethod
    def of(cls, text: str, *, trusted: bool = False) -> "Document":
        """A document with the digest of its text in UTF-8."""
        return cls(text, hashlib.sha256(text.encode()).hexdigest(), trusted)


class Documents:
    """The trusted documents of this start; nothing that a client sends is ever added."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        documents = (Document.of(text, trusted=True) for text in texts)
        self._known = {document.digest: document for document in documents}

    @classmethod
    def read(cls, folder: Path) -> "Documents":
        """Every `*.graphql` below the folder, one document per file; its id is the SHA-256 of the file as it is."""
        return cls(path.read_bytes().decode() for path in sorted(folder.glob("**/*.graphql")))

    def __len__(self) -> int:
        return len(self._known)

    def __iter__(self) -> Iterator[Document]:
        return iter(self._known.values())

    def asked(self, query: str | None, document_id: str | None, hash_: str | None) -> Document:
        """The document that a request means: by `documentId` ("sha256:" and 64 hexadecimal digits), by the
        `sha256Hash` that Apollo's clients send, or as text. Raises `Fault`.

        An id beside a text has to be the id of that text; it is not remembered.
        """
        digest = _digest(document_id, hash_)
        if query is None:
            if digest is None or digest not in self._known:
                raise Fault(Foutcode.DOCUMENT_ONBEKEND)
            return self._known[digest]
        document = Document.of(query)
        if digest not in (None, document.digest):
            raise Fault(
                Foutcode.ONGELDIGE_INVOER,
                "Het id hoort niet bij dit document.",
                "The id is not the id of this document.",
            )
        return self._known.get(document.digest, document)


def _digest(document_id: str | None, hash_: str | None) -> str | None:
    """The digest that is meant, empty for one that nothing can have; None when no id was given."""
    if document_id is not None:
        algorithm, _, hash_ = document_id.partition(":")
        if algorithm != "sha256":
            return ""
    if hash_ is None:
        return None
    return hash_ if _DIGEST.fullmatch(hash_) else ""
