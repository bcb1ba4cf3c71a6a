"""From text to an operation: once, bounded, and with errors that repeat nothing."""

import hashlib
from pathlib import Path

import pytest
from graphql import build_schema
from graphql.validation import specified_rules

from schema.documents import Document, Documents
from schema.errors import Fault, Foutcode, Rejected, formatted
from schema.limits import Limits
from schema.prepare import Prepared, Preparer
from schema.rules import RULES, TEXTS

SCHEMA = build_schema(
    """
    type Query { mij: Persoon echo(tekst: String!, soort: Soort, lijst: [Int!], zoek: Zoek): String }
    type Mutation { zet(n: Int): Int }
    type Subscription { tik: Int }
    type Persoon { naam: String partners: [Persoon] }
    type Ander { naam: String }
    enum Soort { EEN TWEE }
    input Zoek { n: Int! naam: String }
    """
)


def told(text: str, name: str | None = None, preparer: Preparer | None = None) -> list[tuple[str, str]]:
    with pytest.raises(Rejected) as caught:
        (Preparer(SCHEMA, Limits()) if preparer is None else preparer).prepare(Document.of(text), name)
    answers = [formatted(error, "en") for error in caught.value.errors]
    return [(answer["extensions"]["code"], answer["message"]) for answer in answers]


def test_an_operation_is_prepared_once_and_then_found() -> None:
    planned: list[Prepared] = []
    preparer = Preparer(SCHEMA, Limits(), planned.append)
    text = 'query A { mij { naam } } query B { echo(tekst: "") }'
    first = preparer.prepare(Document.of(text), "A")
    assert preparer.prepare(Document.of(text), "A") is first
    other = preparer.prepare(Document.of(text), "B")
    assert planned == [first, other]
    assert (first.name, other.name) == ("A", "B")
    assert first.digest == hashlib.sha256(text.encode()).hexdigest()
    assert first.reads_only
    assert not preparer.prepare(Document.of("mutation { zet }")).reads_only


def test_what_is_kept_of_free_text_is_bounded_and_the_oldest_goes_first() -> None:
    preparer = Preparer(SCHEMA, Limits(), room=300_000)
    texts = [Document.of("{ mij { naam } } #" + "x" * i) for i in range(50)]
    first = preparer.prepare(texts[0])
    for text in texts:
        preparer.prepare(text)
        assert preparer.prepare(texts[0]) is first  # used again and again, so it stays
    assert 5 < len(preparer) < 20
    kept = len(preparer)
    preparer.prepare(texts[-1])
    assert len(preparer) == kept
    long = Document.of("{ mij { naam } } #" + "x" * 60_000)
    preparer.prepare(long)
    assert len(preparer) < kept


def test_a_text_that_is_larger_than_the_room_is_served_and_not_kept() -> None:
    preparer = Preparer(SCHEMA, Limits(), room=10)
    assert preparer.prepare(Document.of("{ mij { naam } }")).name is None
    assert len(preparer) == 0


def test_trusted_documents_are_never_pushed_out() -> None:
    documents = Documents(["query Mij { mij { naam } }"])
    (trusted,) = documents
    preparer = Preparer(SCHEMA, Limits(), room=100_000)
    prepared = preparer.prepare(trusted)
    for i in range(30):
        preparer.prepare(Document.of("{ mij { naam } } #" + "x" * i))
    assert preparer.prepare(trusted) is prepared


@pytest.mark.parametrize("text", ["{ onbekend }", "{", "subscription { tik }", "{" + "mij { naam } " * 40 + "}"])
def test_what_is_refused_is_not_kept(text: str) -> None:
    preparer = Preparer(SCHEMA, Limits())
    assert told(text, preparer=preparer) == told(text, preparer=preparer)
    assert len(preparer) == 0


def test_a_plan_that_is_refused_is_a_request_error_and_not_kept() -> None:
    def refuse(prepared: Prepared) -> None:
        raise Fault(Foutcode.TE_DUUR)

    preparer = Preparer(SCHEMA, Limits(), refuse)
    assert told("{ mij { naam } }", preparer=preparer) == [("TE_DUUR", Foutcode.TE_DUUR.english)]
    assert len(preparer) == 0


def test_every_rule_of_the_specification_is_kept_and_made_only_once() -> None:
    assert [issubclass(ours, theirs) for ours, theirs in zip(RULES, specified_rules, strict=True)] == [True] * len(
        RULES
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{ mij { nam } }", "The field 'nam' does not exist on the type 'Persoon'."),
        ("{ mij }", "The field 'mij' needs a selection of fields, or cannot have one."),
        ("{ echo }", "A required argument of 'echo' is missing."),
        ('{ echo(tekst: "a", txt: "b") }', "The argument 'txt' does not exist here."),
        ('{ echo(tekst: "a", tekst: "b") }', "The argument 'tekst' is given more than once."),
        ("{ echo(tekst: 999990019) }", "The value of 'tekst' does not fit the type 'String!'."),
        ('{ echo(tekst: "", soort: DRIE) }', "The value of 'soort' does not fit the type 'Soort'."),
        ('{ echo(tekst: "", lijst: [1, "999990019"]) }', "The value of 'lijst' does not fit the type '[Int!]'."),
        (
            '{ echo(tekst: "", zoek: {n: "999990019", nam: "999990019"}) }',
            "The value of 'zoek' does not fit the type 'Zoek'.",
        ),
        (
            'query ($n: Int = "999990019") { echo(tekst: "", lijst: [$n]) }',
            "The value of '$n' does not fit the type 'Int'.",
        ),
        ("{ mij { ...F } }", "The fragment 'F' does not exist."),
        (
            "{ mij { ...F } } fragment F on Ander { naam }",
            "This fragment cannot be spread here: it does not fit the type.",
        ),
        ("{ mij { ... on Ander { naam } } }", "This fragment cannot be spread here: it does not fit the type."),
        ("{ mij { ...F } } fragment F on Persoon { partners { ...F } }", "The fragment 'F' contains itself."),
        ("{ mij { ... on Weg { naam } } }", "The type 'Weg' does not exist."),
        ("{ mij { naam @weg } }", "The directive 'weg' does not exist, or may not be used here."),
        ("{ echo(tekst: $t) }", "The variable '$t' is not defined."),
        ("query ($t: String) { echo(tekst: $t) }", "The variable '$t' does not fit the type that belongs here."),
        ('query ($t: String) { echo(tekst: "") }', "The variable '$t' is not used."),
        ('{ x: mij { naam } x: echo(tekst: "") }', "Different fields share the name 'x'; give one of them an alias."),
        ("type A { a: Int }", "Only queries, mutations and fragments can be executed."),
        ("{ x999990019 }", "The field '…' does not exist on the type 'Query'."),
        ("{ " + "x" * 70 + " }", "The field '…' does not exist on the type 'Query'."),
        ("{ mij { naam(", "Syntax error in the document."),
        ('{ mij { naam } } "999990019"', "Syntax error in the document."),
        ("", "Syntax error in the document."),
        ("subscription { tik }", "Subscriptions cannot be executed here."),
        ("query A { mij { naam } } query B { mij { naam } }", "Say by operationName which operation is meant."),
    ],
)
def test_a_document_that_is_wrong_is_told_so_in_our_words(text: str, message: str) -> None:
    answers = told(text)
    assert ("ONGELDIGE_INVOER", message) in answers
    assert not any("999990019" in answer or "Did you mean" in answer for _, answer in answers)


@pytest.mark.parametrize("rule", specified_rules, ids=lambda rule: rule.__name__)
def test_each_rule_has_a_text_unless_it_is_about_defer_and_stream(rule: type) -> None:
    assert rule.__name__ in TEXTS or any(word in rule.__name__ for word in ("Defer", "Stream"))


def test_an_unknown_operation_name_is_not_repeated() -> None:
    ((code, message),) = told("query A { mij { naam } }", "999990019")
    assert code == "ONGELDIGE_INVOER"
    assert message == "This document has no operation with the name in operationName."


def test_no_more_errors_are_told_than_the_limit() -> None:
    assert len(told("{ a b c d e f g h i j k }")) == 5
    fields = " ".join(f"x{i}" for i in range(900))
    assert len(told("{ mij { " + fields + " } }")) == 5


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("{ mij { " + "naam " * 2_000 + "} }", "tokens"),
        ("#\n" * 2_001 + "{ mij { naam } }", "too much"),
        ("{ mij { naam } } #" + "x" * 70_000, "too much"),
        ("{ mij " * 300 + "}" * 300, "too much"),
        ("{ mij " + "{ partners " * 12 + "{ naam }" + "}" * 13, "levels deep"),
        ("{" + " ".join(f"a{i}: mij {{ naam }}" for i in range(31)) + "}", "aliases"),
        ("{ mij { naam " + "@include(if: true) " * 9 + "} }", "directives"),
        ("{ mij { " + "naam " * 30 + "} }", "repetitions"),
    ],
)
def test_a_document_over_a_limit_is_too_expensive(text: str, part: str) -> None:
    ((code, message),) = told(text)
    assert code == "TE_DUUR"
    assert part in message


def test_a_document_is_found_by_the_digest_of_its_file_and_by_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()
    text = "query Mij {\n  mij { naam }\n}\n"
    (tmp_path / "web" / "mij.graphql").write_bytes(text.encode())
    (tmp_path / "web" / "mij.txt").write_text("{ niet }")
    documents = Documents.read(tmp_path)
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert len(documents) == 1
    asked = documents.asked(None, f"sha256:{digest}", None)
    assert (asked.text, asked.digest, asked.trusted) == (text, digest, True)
    assert documents.asked(None, None, digest) is asked
    assert documents.asked(text, None, None) is asked


@pytest.mark.parametrize(
    ("query", "document_id", "hash_", "code"),
    [
        (None, None, None, Foutcode.DOCUMENT_ONBEKEND),
        (None, "sha256:" + "0" * 64, None, Foutcode.DOCUMENT_ONBEKEND),
        (None, "md5:" + "0" * 32, None, Foutcode.DOCUMENT_ONBEKEND),
        (None, "", None, Foutcode.DOCUMENT_ONBEKEND),
        (None, None, "x" * 64, Foutcode.DOCUMENT_ONBEKEND),
        ("{ a }", None, "0" * 64, Foutcode.ONGELDIGE_INVOER),
        ("{ a }", "sha256:" + "0" * 64, None, Foutcode.ONGELDIGE_INVOER),
    ],
)
def test_a_document_that_is_not_ours_is_refused(
    query: str | None, document_id: str | None, hash_: str | None, code: Foutcode
) -> None:
    with pytest.raises(Fault) as caught:
        Documents(["{ a }"]).asked(query, document_id, hash_)
    assert caught.value.code is code


def test_a_text_with_its_own_hash_is_read_and_not_registered() -> None:
    documents = Documents()
    digest = hashlib.sha256(b"{ a }").hexdigest()
    assert not documents.asked("{ a }", None, digest).trusted
    with pytest.raises(Fault):
        documents.asked(None, None, digest)
    assert len(documents) == 0
