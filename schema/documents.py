"""Trusted documents: the operations that our own clients send by their id, and the free text that others send."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from schema.errors import Fault, Foutcode

__all__ = ["Document", "Documents"]

_DIGEST = re.compile(r"[0-9a-f]{64}")
_PREFIX = "sha256:"


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
    def read(cls, *folders: Path) -> "Documents":
        """What is in these folders, which have a folder for each client.

        A client with a `manifest.json` has what that says, and the manifests in `earlier/`, which are those of releases
        that browsers may still have open. One without has its `*.graphql` files, a document each, as they are. Raises
        `ValueError`, which names the file and nothing in it.
        """
        clients = (each for folder in folders for each in sorted(folder.iterdir()) if each.is_dir())
        return cls(text for client in clients for text in _of_client(client))

    @classmethod
    def named(cls, folder: Path, name: str) -> str | None:
        """The text of the newest operation "client/Operation" in a folder of clients; None where there is none."""
        client, _, operation = name.partition("/")
        manifest = folder / client / "manifest.json"
        if not manifest.is_file():
            return None
        stated = re.compile(rf"^(query|mutation|subscription) {re.escape(operation)}\b", re.M)
        return next((text for text in _of_manifest(manifest) if stated.search(text)), None)

    def __len__(self) -> int:
        return len(self._known)

    def __iter__(self) -> Iterator[Document]:
        return iter(self._known.values())

    def asked(self, query: str | None, document_id: str | None, hash_: str | None) -> Document:
        """The document that a request means: by `documentId` ("sha256:" and 64 hexadecimal digits), by the
        `sha256Hash` that Apollo's clients send, with that prefix or without, or as text. Raises `Fault`.

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


def _of_client(folder: Path) -> Iterator[str]:
    manifest = folder / "manifest.json"
    if manifest.is_file():
        for path in (manifest, *sorted(folder.glob("earlier/*.json"))):
            yield from _of_manifest(path)
    else:
        for path in sorted(folder.glob("**/*.graphql")):
            yield path.read_bytes().decode()


def _of_manifest(path: Path) -> Iterator[str]:
    place = "/".join(path.parts[-3 if path.parent.name == "earlier" else -2 :])
    try:
        told = json.loads(path.read_bytes(), object_pairs_hook=_unique)
    except ValueError:  # its text would tell what is in the file
        raise ValueError(f"{place}: no manifest in JSON") from None
    if not isinstance(told, dict) or not all(isinstance(text, str) for text in told.values()):
        raise ValueError(f"{place}: a manifest is one object of ids and texts")
    for key, text in told.items():
        if key != _PREFIX + Document.of(text).digest:
            raise ValueError(f'{place}: an id is not "sha256:" and the SHA-256 of its text')
        yield text


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(found := dict(pairs)) != len(pairs):
        raise ValueError("twice")
    return found


def _digest(document_id: str | None, hash_: str | None) -> str | None:
    """The digest that is meant, empty for one that nothing can have; None when no id was given."""
    if document_id is not None:
        if not document_id.startswith(_PREFIX):
            return ""
        hash_ = document_id
    if hash_ is None:
        return None
    hash_ = hash_.removeprefix(_PREFIX)
    return hash_ if _DIGEST.fullmatch(hash_) else ""
