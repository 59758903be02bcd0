"""The audit chain: who did what when, each entry holding the hash of the one before.

An entry is kept as its RFC 8785 bytes and the chain hashes those bytes as stored. Old and new
values are a payload of their own, salted before hashing, so that a payload can be erased and
the chain still verifies. Numbers inside entries are strings.

All entries of a unit of work bear its number and the identity of the deed. Entries about a case are
counted, and each holds the hash of the one before it about the same case: who has them all can show
that none was left out.
"""

import hashlib
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, select, union_all

from landwaiter.canonical import canonical_bytes, instant, plain, sha256_hex
from landwaiter.domain.entities.entity_merges import Trace
from landwaiter.i18n import _
from landwaiter.storage.audit.sealed_chain import MOST
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.schema.audit import STRETCH, audit_entry, audit_payload
from landwaiter.storage.sqlite.dialect import asked_last

GENESIS = "0" * 64
FORM = "2"
_SALT_BYTES = 16
ERASED = "audit.payload_erased"
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
class AuditUnit:
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


def newest(connection: Reader) -> Newest:
    """What the next entry follows."""
    row = connection.exec_driver_sql(
        "SELECT seq, sha256, at, entry ->> '$.unit' FROM audit_entry ORDER BY seq DESC LIMIT 1"
    ).first()
    if row is None:
        return Newest(Head(0, GENESIS), "", 0)
    return Newest(Head(int(row[0]), str(row[1])), str(row[2]), int(row[3]))


def head(connection: Reader) -> Head:
    """The newest entry of the chain."""
    return newest(connection).head


def case_of(object: str) -> str:
    """The case that an entry is about, by the path of its object; "" for another."""
    kind, _slash, rest = object.partition("/")
    return rest.partition("/")[0] if kind == "case" else ""


NO_ENTRY = Head(0, GENESIS)
"""Of a case that no entry is about."""


def case_head(connection: Reader, case_id: str, *, until: int = MOST) -> Head:
    """The newest entry about a case, up to an entry of the chain: its number among those, and the
    hash of its bytes."""
    row = connection.exec_driver_sql(
        "SELECT entry ->> '$.case_seq', sha256 FROM audit_entry WHERE case_id = ? AND seq <= ? "
        "ORDER BY seq DESC LIMIT 1",
        (case_id, until),
    ).first()
    return NO_ENTRY if row is None else Head(int(row[0]), str(row[1]))


def is_backdated(at: str, before: str) -> bool:
    """Whether an entry at `at` is earlier than its predecessor at `before`; both as stored."""
    if at >= before or not before:
        return False
    try:
        return datetime.fromisoformat(before) - datetime.fromisoformat(at) > _WAITED
    except (ValueError, TypeError):
        return False


def latest_at(connection: Reader) -> str:
    """The latest time that any entry states: the newest may be earlier, where a clock went back."""
    return str(connection.execute(select(func.max(audit_entry.c.at))).scalar() or "")


def append(
    connection: Writer,
    last: Head,
    *,
    at: datetime,
    actor: str,
    by: str,
    deed: str,
    object: str,
    payload: Mapping[str, Any],
    unit: AuditUnit,
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


def erase_payload(connection: Writer, seq: int, *, at: datetime, by: str) -> None:
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
    connection: Reader,
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
    low, high = after_seq + 1, MOST
    if newest_first:
        low, high = 0, after_seq - 1 if after_seq else MOST
    if since is not None or before is not None:
        low, high = _between(connection, (low, high), since, before)
    if low > high:
        return ()
    # The numbers first, from indexes alone: a page then reads as many rows as it shows.
    conditions = [
        *_within(low, high),
        *_narrowed(actor=actor, deed=deed, since=since, before=before),
    ]
    if concerned := tuple(_concerned(object, entity)):
        # What is about one thing is little as a rule: nothing else is looked up.
        conditions = [*concerned, *map(asked_last, conditions)]
    numbers = select(table.c.seq).where(*conditions)
    numbers = numbers.order_by(table.c.seq.desc() if newest_first else table.c.seq)
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


_STRETCHES = (
    "WITH RECURSIVE stretches (no) AS (SELECT max(min(stretch), ?) FROM audit_entry UNION ALL "
    "SELECT no + 1 FROM stretches WHERE no < min((SELECT max(stretch) FROM audit_entry), ?)) "
    "SELECT min(no), max(no) FROM stretches WHERE "
    "(? IS NULL OR (SELECT max(at) FROM audit_entry WHERE stretch = no) >= ?) "
    "AND (? IS NULL OR (SELECT min(at) FROM audit_entry WHERE stretch = no) < ?)"
)
"""Each stretch is a look or two into its index."""


def _between(
    connection: Reader,
    numbers: tuple[int, int],
    since: datetime | None,
    before: datetime | None,
) -> tuple[int, int]:
    """Of these numbers those between which all entries of these days lie, also where a clock went
    back.

    Entries are asked for by number, and their days follow as a rule: without it the way to the
    days would be walked entry by entry.
    """
    low, high = numbers
    first, last = (instant(one) if one is not None else None for one in (since, before))
    given = (low // STRETCH, high // STRETCH, first, first, last, last)
    row = connection.exec_driver_sql(_STRETCHES, given).one()
    if row[0] is None:
        return 1, 0
    return max(low, row[0] * STRETCH), min(high, (row[1] + 1) * STRETCH - 1)


def _within(low: int, high: int) -> Iterator[ColumnElement[bool]]:
    if low > 0:
        yield audit_entry.c.seq >= low
    if high < MOST:
        yield audit_entry.c.seq <= high


def known_actor(connection: Reader, name: str) -> str:
    """The actor as entries spell the name, where only the case of letters differs; else `name`."""
    actor = audit_entry.c.actor
    if connection.execute(select(actor).where(actor == name).limit(1)).first() is not None:
        return name
    query, wanted = select(actor).distinct(), name.strip().casefold()
    known = {str(row[0]) for row in connection.execute(query)}
    return next((one for one in known if one.casefold() == wanted), name)


def count_of(connection: Reader, object: str) -> int:
    """How many entries there are on an object and what lies under it."""
    query = select(func.count()).select_from(audit_entry).where(_under(object))
    return int(connection.execute(query).scalar_one())


def _narrowed(
    *, actor: str | None, deed: str | None, since: datetime | None, before: datetime | None
) -> Iterator[ColumnElement[bool]]:
    column = audit_entry.c
    if actor is not None:
        yield column.actor == actor
    if deed is not None:
        yield column.deed == deed
    if since is not None:
        yield column.at >= since
    if before is not None:
        yield column.at < before


def _concerned(
    object: str | None, entity: Collection[Trace] | None
) -> Iterator[ColumnElement[bool]]:
    """Entries about a thing, and about an entity under any of its traces."""
    if object is not None:
        yield _among(_about(object))
    if entity is not None:
        yield _among(found for one in entity for found in _traced(one))


def _among(ways: Iterable[Select[Any]]) -> ColumnElement[bool]:
    """Whether an entry is found in one of these ways, each by an index of its own."""
    found = tuple(ways)
    return audit_entry.c.seq.in_(union_all(*found)) if found else false()


def _traced(trace: Trace) -> Iterator[Select[Any]]:
    column, within = audit_entry.c, []
    if trace.since is not None:
        within.append(asked_last(column.at >= trace.since))
    if trace.until is not None:
        within.append(asked_last(column.at <= trace.until))
    on_case = select(column.seq).where(column.entity_id == trace.entity_id)
    for query in (*_about(f"entity/{trace.entity_id}"), on_case):
        yield query.where(*within)


def _about(object: str) -> Iterator[Select[Any]]:
    """The numbers of what is about an object, and of what lies under it."""
    column = audit_entry.c
    yield select(column.seq).where(column.object == object)
    yield select(column.seq).where(column.object >= f"{object}/", column.object < f"{object}0")


def _under(object: str) -> ColumnElement[bool]:
    column = audit_entry.c.object
    return (column == object) | and_(column >= f"{object}/", column < f"{object}0")
