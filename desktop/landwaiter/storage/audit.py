"""The audit chain: who did what when, each entry holding the hash of the one before.

An entry is kept as its RFC 8785 bytes and the chain hashes those bytes as stored. Old and new
values are a payload of their own, salted before hashing, so that a payload can be erased and
the chain still verifies. Numbers inside entries are strings.

All entries of a unit of work bear its number and the identity of the deed. Entries about a case are
counted, and each holds the hash of the one before it about the same case: who has them all can show
that none was left out.
"""

import hashlib
import re
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from landwaiter.canonical import canonical_bytes, instant, plain, sha256_hex
from landwaiter.domain.entity_merges import Trace
from landwaiter.i18n import _
from landwaiter.storage.chain import stored_seals
from landwaiter.storage.core_tables import audit_entry, audit_payload
from landwaiter.storage.statements import read_registry
from landwaiter.trust.seals import Sealing

GENESIS = "0" * 64
FORM = "2"
_SALT_BYTES = 16
_BATCH = 4096
_MAX_FINDINGS = 100
ERASED = "audit.payload_erased"
_HEAD = re.compile(
    rb'\{"actor":"(?:[^"\\]|\\.)*","at":"([^"]*)","by":"([^"\\]*)","case_prev":"([^"]*)",'
    rb'"case_seq":"([^"]*)"'
)
"""How an entry begins: the members of RFC 8785 are sorted."""
_UNIT = re.compile(rb'"unit":"([0-9]+)","v"')
_FORM_AT_END = f'","v":"{FORM}"}}'.encode()
_OF_CASE = re.compile(rb'"object":"case/([^"/]+)')
_WAITED = timedelta(seconds=15)
"""A deed takes its time before it waits for another to finish writing: so much is no backdating."""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry: its number (0: none yet) and the hash of its bytes."""

    seq: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A head that was written down elsewhere: in a report, a backup or a file."""

    casebook_id: str
    seq: int
    sha256: str
    at: datetime
    kind: str
    note: str = ""

    def sentence(self) -> str:
        said = _("Anchored at entry {seq} by {kind} {note} at {at}.")
        return said.format(seq=self.seq, kind=self.kind, note=self.note, at=instant(self.at))


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One entry as the audit screen shows it; `payload` is None once erased."""

    seq: int
    at: datetime
    actor: str
    deed: str
    object: str
    sha256: str
    payload: str | None
    entry: str
    salt: bytes | None = None


@dataclass(frozen=True, slots=True)
class Backdated:
    """Entries said to be earlier than the one before them; `first` is the first one's number."""

    count: int = 0
    first: int = 0

    def and_entry(self, seq: int) -> "Backdated":
        return Backdated(self.count + 1, self.first or seq)

    def sentence(self) -> str:
        """ "" when the clock never went backwards."""
        if not self.count:
            return ""
        return _("The clock went backwards {count} times, first at entry {first}.").format(
            count=self.count, first=self.first
        )


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What verification found; `findings` are whole sentences, empty when the chain is sound."""

    entries: int
    head: Head
    findings: tuple[str, ...]
    anchored_to: int
    gone: tuple[int, ...] = ()
    """Entries whose payload is erased."""
    backdated: Backdated = Backdated()
    anchors: tuple[Anchor, ...] = ()
    """Those the chain agrees with, by entry."""
    open_since: str = ""
    """When the first entry was written that nothing outside vouches for, as stored; "": none was.
    The entry that records an anchor needs no other."""

    @property
    def erased(self) -> int:
        return len(self.gone)

    @property
    def not_anchored(self) -> int:
        """Entries after the last anchor: nothing outside proves them yet."""
        return max(0, self.entries - self.anchored_to)

    @property
    def sound(self) -> bool:
        return not self.findings

    @property
    def newest_anchors(self) -> tuple[Anchor, ...]:
        """The last anchor of each kind: report, backup, file, medium, time-stamp."""
        return tuple({one.kind: one for one in self.anchors}.values())


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of work that an entry is of."""

    number: int
    """Counted from 1; entries of one unit stand side by side."""
    deed_id: str
    """Of whoever asked for the deed: after a loss of the answer, whether it was done is known."""


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest entry: its place, its time as stored ("" before the first), its unit."""

    head: Head
    at: str
    unit: int


def newest(connection: Connection) -> Newest:
    """What the next entry follows."""
    row = connection.exec_driver_sql(
        "SELECT seq, sha256, at, entry ->> '$.unit' FROM audit_entry ORDER BY seq DESC LIMIT 1"
    ).first()
    if row is None:
        return Newest(Head(0, GENESIS), "", 0)
    return Newest(Head(int(row[0]), str(row[1])), str(row[2]), int(row[3]))


def head(connection: Connection) -> Head:
    """The newest entry of the chain."""
    return newest(connection).head


def case_of(object: str) -> str:
    """The case that an entry is about, by the path of its object; "" for another."""
    kind, _slash, rest = object.partition("/")
    return rest.partition("/")[0] if kind == "case" else ""


def case_head(connection: Connection, case_id: str) -> Head:
    """The newest entry about a case: its number among those, and the hash of its bytes."""
    row = connection.exec_driver_sql(
        "SELECT entry ->> '$.case_seq', sha256 FROM audit_entry WHERE case_id = ? "
        "ORDER BY seq DESC LIMIT 1",
        (case_id,),
    ).first()
    return Head(0, GENESIS) if row is None else Head(int(row[0]), str(row[1]))


def is_backdated(at: str, before: str) -> bool:
    """Whether an entry at `at` is earlier than its predecessor at `before`; both as stored."""
    if at >= before or not before:
        return False
    try:
        return datetime.fromisoformat(before) - datetime.fromisoformat(at) > _WAITED
    except (ValueError, TypeError):
        return False


def latest_at(connection: Connection) -> str:
    """The latest time that any entry states: the newest may be earlier, where a clock went back."""
    return str(connection.execute(select(func.max(audit_entry.c.at))).scalar() or "")


def append(
    connection: Connection,
    last: Head,
    *,
    at: datetime,
    actor: str,
    by: str,
    deed: str,
    object: str,
    payload: Mapping[str, Any],
    unit: Unit,
    on_case: Head | None,
) -> Head:
    """Write one entry with its payload after `last` and give the new head.

    `on_case` is the head of the case that the object is of; None for another object.
    """
    salt = secrets.token_bytes(_SALT_BYTES)
    content = canonical_bytes(_worded(plain(payload)))
    seq = last.seq + 1
    entry = canonical_bytes(
        {
            "v": FORM,
            "seq": str(seq),
            "unit": str(unit.number),
            "deed_id": unit.deed_id,
            "case_seq": "" if on_case is None else str(on_case.seq + 1),
            "case_prev": "" if on_case is None else on_case.sha256,
            "at": instant(at),
            "actor": actor,
            "by": by,
            "deed": deed,
            "object": object,
            "payload_sha256": hashlib.sha256(salt + content).hexdigest(),
            "prev": last.sha256,
        }
    )
    new = Head(seq, sha256_hex(entry))
    connection.exec_driver_sql(
        "INSERT INTO audit_entry (seq, entry, sha256) VALUES (?, ?, ?)",
        (seq, entry.decode(), new.sha256),
    )
    connection.exec_driver_sql(
        "INSERT INTO audit_payload (seq, salt, content) VALUES (?, ?, ?)",
        (seq, salt, content.decode()),
    )
    return new


def erase_payload(connection: Connection, seq: int, *, at: datetime, by: str) -> None:
    """Take content and salt of an entry away; a trigger wants the deed and its second person."""
    connection.execute(
        audit_payload.update()
        .where(audit_payload.c.seq == seq)
        .values(content=None, salt=None, erased_at=at, erased_by=by)
    )


def _worded(value: Any) -> Any:
    """Plain values with every number as text, so that no reader rounds one."""
    match value:
        case dict():
            return {key: _worded(item) for key, item in value.items()}
        case list():
            return [_worded(item) for item in value]
        case int() if not isinstance(value, bool):
            return str(value)
    return value


def entries(
    connection: Connection,
    *,
    after_seq: int = 0,
    limit: int | None = 200,
    object: str | None = None,
    actor: str | None = None,
    deed: str | None = None,
    entity: Collection[Trace] | None = None,
    since: datetime | None = None,
    before: datetime | None = None,
    newest_first: bool = False,
) -> tuple[AuditRow, ...]:
    """A page of entries beyond `after_seq` (before it when newest first; 0: from the end).

    `object` also finds what lies under it: `case/ID` finds `case/ID/decision/ID2`. `entity` finds
    what concerns an entity under any of its traces, on whichever case. `since` counts, `before`
    does not.
    """
    table = audit_entry
    # The numbers first, from indexes alone: a page then reads as many rows as it shows.
    numbers = select(table.c.seq).where(
        *_narrowed(object=object, actor=actor, deed=deed, entity=entity, since=since, before=before)
    )
    if newest_first:
        numbers = numbers.order_by(table.c.seq.desc())
        if after_seq:
            numbers = numbers.where(table.c.seq < after_seq)
    else:
        numbers = numbers.order_by(table.c.seq).where(table.c.seq > after_seq)
    query = (
        select(
            table.c.seq,
            table.c.at,
            table.c.actor,
            table.c.deed,
            table.c.object,
            table.c.sha256,
            audit_payload.c.content,
            table.c.entry,
            audit_payload.c.salt,
        )
        .join_from(table, audit_payload, table.c.seq == audit_payload.c.seq, isouter=True)
        .where(table.c.seq.in_(numbers.limit(limit).scalar_subquery()))
        .order_by(table.c.seq.desc() if newest_first else table.c.seq)
    )
    return tuple(AuditRow(*row) for row in connection.execute(query))


def known_actor(connection: Connection, name: str) -> str:
    """The actor as entries spell the name, where only the case of letters differs; else `name`."""
    query = select(audit_entry.c.actor).distinct()
    wanted = name.strip().casefold()
    known = {str(row[0]) for row in connection.execute(query)}
    return name if name in known else next((n for n in known if n.casefold() == wanted), name)


def count_of(connection: Connection, object: str) -> int:
    """How many entries there are on an object and what lies under it."""
    query = select(func.count()).select_from(audit_entry).where(_under(object))
    return int(connection.execute(query).scalar_one())


def _narrowed(
    *,
    object: str | None,
    actor: str | None,
    deed: str | None,
    entity: Collection[Trace] | None,
    since: datetime | None,
    before: datetime | None,
) -> Iterator[ColumnElement[bool]]:
    column = audit_entry.c
    if object is not None:
        yield _under(object)
    if entity is not None:
        yield or_(*(_traced(one) for one in entity))
    if actor is not None:
        yield column.actor == actor
    if deed is not None:
        yield column.deed == deed
    if since is not None:
        yield column.at >= since
    if before is not None:
        yield column.at < before


def _traced(trace: Trace) -> ColumnElement[bool]:
    column, own = audit_entry.c, f"entity/{trace.entity_id}"
    found = _under(own) | column.object.endswith(f"/{own}", autoescape=True)
    if trace.since is not None:
        found &= column.at >= trace.since
    if trace.until is not None:
        found &= column.at <= trace.until
    return found


def _under(object: str) -> ColumnElement[bool]:
    column = audit_entry.c.object
    return (column == object) | and_(column >= f"{object}/", column < f"{object}0")


def verify(
    connection: Connection, anchors: Iterable[Anchor], *, casebook_id: str, full: bool = False
) -> AuditReport:
    """Recompute the whole chain from the stored bytes and compare it with its seals and anchors.

    `full` verifies the signature of every seal, else of the last one of each key. Streams: one
    million entries take seconds and no memory to speak of.
    """
    registry = read_registry(connection)
    sealing = Sealing(registry, stored_seals(connection), full=full)
    known, findings = _by_entry(anchors, casebook_id)
    names = {one.user_id: _begins(one.name) for one in registry.people.values()}
    last, anchored_to, erased = Head(0, GENESIS), 0, []
    places = _Places()
    backdated, before, open_since = Backdated(), "", ""
    agreed: list[Anchor] = []
    for seq, entry, stored, salt, content in _stream(connection):
        data = entry.encode()
        digest = sha256_hex(data)
        payload = None if content is None else sha256_hex((salt or b"") + content.encode())
        at, by, faults = places.take(last, seq, data, digest, payload)
        begin, sealed = names.get(by, b""), sealing.take(seq, digest, by)
        if sealed or faults or digest != stored or not data.startswith(begin):
            findings += (*faults, *filter(None, (sealed,)), *_faults_of(seq, data, begin, stored))
        if payload is None:
            erased.append(seq)
        last = Head(seq, digest)
        if is_backdated(at, before):
            backdated = backdated.and_entry(seq)
        before = at
        if not open_since and (not anchored_to or seq > anchored_to + 1):
            open_since = at
        for anchor in known.pop(seq, ()):
            if anchor.sha256 == digest:
                anchored_to, open_since = seq, ""
                agreed.append(anchor)
            else:
                findings.append(_differs(anchor))
        if len(findings) >= _MAX_FINDINGS:
            break
    else:
        findings += sealing.rest()
        findings += [_beyond(anchor) for group in known.values() for anchor in group]
    return AuditReport(
        entries=last.seq,
        head=last,
        findings=tuple(findings),
        anchored_to=anchored_to,
        gone=tuple(erased),
        backdated=backdated,
        anchors=tuple(agreed),
        open_since=open_since,
    )


def _by_entry(
    anchors: Iterable[Anchor], casebook_id: str
) -> tuple[dict[int, list[Anchor]], list[str]]:
    """The anchors of this casebook by their entry, and a finding for each of another."""
    known: dict[int, list[Anchor]] = {}
    foreign = []
    for anchor in anchors:
        if anchor.casebook_id == casebook_id:
            known.setdefault(anchor.seq, []).append(anchor)
        else:
            text = _("An anchor of {at} belongs to another casebook.")
            foreign.append(text.format(at=anchor.at))
    return known, foreign


def _begins(name: str) -> bytes:
    """How an entry of this person begins."""
    return b'{"actor":' + canonical_bytes(name) + b',"at":'


def _stream(connection: Connection) -> Iterator[Sequence[Any]]:
    """(seq, entry, sha256, salt, content) in order, straight from the driver's cursor."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(
            "SELECT e.seq, e.entry, e.sha256, p.salt, p.content FROM audit_entry e "
            "LEFT JOIN audit_payload p ON p.seq = e.seq ORDER BY e.seq"
        )
        while rows := cursor.fetchmany(_BATCH):
            yield from rows
    finally:
        cursor.close()


class _Places:
    """Whether each entry has its payload and follows the one before it: in the chain, in its unit,
    about its case."""

    def __init__(self) -> None:
        self._unit = 0
        self._cases: dict[bytes, tuple[int, str]] = {}

    def take(
        self, last: Head, seq: int, data: bytes, digest: str, payload: str | None
    ) -> tuple[str, str, list[str]]:
        """When the entry was written, by whom, and what is wrong with it and its place.

        `payload` is the hash of what is kept beside it; None: that was erased.
        """
        begin = _HEAD.match(data)
        if begin is None or not data.endswith(_FORM_AT_END):
            return "", "", [_("Entry {seq} is of a form that is not known.").format(seq=seq)]
        faults = []
        if seq != last.seq + 1:
            text = _("Entries {first} to {last} are missing.")
            faults.append(text.format(first=last.seq + 1, last=seq - 1))
        if not self._is_in_place(last, seq, data, payload):
            faults += self._out_of_place(last, seq, data, payload)
        if not self._follows_on_case(data, begin, digest):
            text = _("Entry {seq} does not follow the one before it about its case.")
            faults.append(text.format(seq=seq))
        return begin[1].decode(), begin[2].decode(), faults

    def _is_in_place(self, last: Head, seq: int, data: bytes, payload: str | None) -> bool:
        """Members are sorted, so that these always end an entry; of the same unit, or the next."""
        place = f'","prev":"{last.sha256}","seq":"{seq}","unit":"'
        if payload is not None:
            place = f'"payload_sha256":"{payload}{place}'
        if self._unit and data.endswith(f'{place}{self._unit}","v":"{FORM}"}}'.encode()):
            return True
        if data.endswith(f'{place}{self._unit + 1}","v":"{FORM}"}}'.encode()):
            self._unit += 1
            return True
        return False

    def _out_of_place(
        self, last: Head, seq: int, data: bytes, payload: str | None
    ) -> Iterator[str]:
        if not self._is_in_place(last, seq, data, None):
            yield _("Entry {seq} does not follow the one before it.").format(seq=seq)
            # What is wrong is told once, and not again of each entry after it.
            stated = _UNIT.search(data)
            self._unit = int(stated[1]) if stated else self._unit
        if payload and f'"payload_sha256":"{payload}","prev"'.encode() not in data:
            yield _("The payload of entry {seq} was changed.").format(seq=seq)

    def _follows_on_case(self, data: bytes, begin: re.Match[bytes], digest: str) -> bool:
        case = _OF_CASE.search(data, begin.end())
        if case is None:
            return begin[3] == begin[4] == b""
        count, before = self._cases.get(case[1], (0, GENESIS))
        self._cases[case[1]] = (count + 1, digest)
        return data.startswith(f'{before}","case_seq":"{count + 1}"'.encode(), begin.start(3))


def _faults_of(seq: int, data: bytes, begin: bytes, stored: str) -> Iterator[str]:
    """What is wrong with an entry by itself; `begin` is how those of its person begin.

    Seals are by the id of a person; people read the name beside it.
    """
    if sha256_hex(data) != stored:
        yield _("Entry {seq} was changed: its hash differs.").format(seq=seq)
    if not data.startswith(begin):
        yield _("Entry {seq} bears another name than that of who did it.").format(seq=seq)


def _differs(anchor: Anchor) -> str:
    return _("Entry {seq} is not the one anchored on {at} ({kind}).").format(
        seq=anchor.seq, at=instant(anchor.at), kind=anchor.kind
    )


def _beyond(anchor: Anchor) -> str:
    return _("Entry {seq}, anchored on {at} ({kind}), is gone: the chain was cut.").format(
        seq=anchor.seq, at=instant(anchor.at), kind=anchor.kind
    )
