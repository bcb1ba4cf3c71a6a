"""What is kept of one operation: who was looked at, what was decided, and by whom; the payload of one frame.

The fields stand in a frame by their order: a new one comes at the end and has a default, so that old frames can still
be read. Words of enums are kept as they are at that moment. No repr tells anything personal.
"""

from enum import IntEnum, StrEnum

import msgspec

from auth.bsn import valid_bsn

__all__ = ["Entry", "Judgement", "Look", "Status", "Subject", "SubjectKind"]


class SubjectKind(StrEnum):
    """By what kind of number a data subject is known (LDV 1.0.0 §3.2.2.9, `dpl.core.data_subject_id_type`)."""

    BSN = "BSN"
    KVK = "KVK"
    RSIN = "RSIN"
    PSEUDONIEM = "PSEUDONIEM"

    @classmethod
    def of(cls, number: str) -> "SubjectKind | None":
        """What kind the number of a dossier is: of a resident or of an organisation; None for what is neither."""
        if len(number) == 8 and number.isascii() and number.isdigit():
            return cls.KVK
        return cls.BSN if valid_bsn(number) else None


class Status(IntEnum):
    """How it went, in the numbers of OTLP: refusals and wrong input are OK, only our own fault is ERROR."""

    UNSET = 0
    OK = 1
    ERROR = 2


class _Part(msgspec.Struct, frozen=True, array_like=True, gc=False):
    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"


class Subject(_Part, frozen=True, array_like=True, gc=False):
    """Somebody whom the operation was about; `sealed` is the encrypted number."""

    kind: str
    sealed: bytes


class Look(_Part, frozen=True, array_like=True, gc=False):
    """One data subject whose data was read, for one activity of the register.

    `span` has 8 bytes, `subject` is a place in the subjects of the entry, `groups` are the field groups that were read,
    `own` is whether somebody looked at themselves, `contact` a digest of the klantcontact's id.
    """

    span: bytes
    subject: int
    activity: str
    groups: tuple[str, ...]
    status: int = Status.UNSET
    own: bool = False
    purpose: str | None = None
    contact: bytes | None = None


class Judgement(_Part, frozen=True, array_like=True, gc=False):
    """One evaluation of the policy: of a field group or a door. `subject` is as in a look, None for nobody in
    particular; `on_record` is whether the record had its say (the second moment), `after` how many milliseconds after
    the start of the operation it was."""

    span: bytes
    subject: int | None
    action: str
    kind: str
    relation: str | None
    purpose: str | None
    decision: bool
    reason: str | None = None
    level: int | None = None
    on_record: bool = False
    after: int = 0


class Entry(_Part, frozen=True, array_like=True, gc=False):
    """One operation. Times are in milliseconds since the epoch; `name` is a name or document id of ours.

    `role` is None for nobody who has logged in, `agent` is an employee's encrypted id, `client` the client id of a
    service. `policy` and `register` say by which versions of both was decided.
    """

    trace: bytes
    span: bytes
    parent: bytes | None
    name: str
    start: int
    end: int
    status: int
    role: str | None
    level: int
    scopes: tuple[str, ...]
    agent: bytes | None
    client: str | None
    department: str
    policy: str
    register: str
    subjects: tuple[Subject, ...] = ()
    looks: tuple[Look, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    def __repr__(self) -> str:
        return f"Entry(name={self.name!r}, {len(self.looks)} looks, {len(self.judgements)} judgements)"

    def encoded(self) -> bytes:
        """The entry as a payload."""
        return _ENCODER.encode(self)

    @staticmethod
    def decoded(payload: bytes) -> "Entry":
        """The entry in this payload; raises `msgspec.MsgspecError` where it is none."""
        return _DECODER.decode(payload)


_ENCODER = msgspec.msgpack.Encoder()
_DECODER: msgspec.msgpack.Decoder[Entry] = msgspec.msgpack.Decoder(Entry)
