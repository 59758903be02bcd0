"""The audit chain verified: recomputed from the stored bytes and held against seals and anchors.

A chain is verified in stretches. Each begins with what is stored of the entries before it, and what
is stored there is verified by the stretch that they are in; so two processes can verify half each.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from landwaiter.canonical import canonical_bytes, instant, sha256_hex
from landwaiter.i18n import Words, _, plural
from landwaiter.storage.audit.chain import (
    FORM,
    GENESIS,
    Anchor,
    Head,
    case_head,
    head,
    is_backdated,
)
from landwaiter.storage.audit.sealed_chain import MOST, end_of_seals, seals_of, stored_seals
from landwaiter.storage.audit.statements import read_registry
from landwaiter.storage.base.reader import Reader
from landwaiter.trust.seals import SealCheck

_BATCH = 4096
_MAX_FINDINGS = 100
_HEAD = re.compile(
    rb'\{"actor":"(?:[^"\\]|\\.)*","at":"([^"]*)","by":"([^"\\]*)","case_prev":"([^"]*)",'
    rb'"case_seq":"([^"]*)"'
)
"""How an entry begins: the members of RFC 8785 are sorted."""
_UNIT = re.compile(rb'"unit":"([0-9]+)","v"')
_FORM_AT_END = f'","v":"{FORM}"}}'.encode()
_OF_CASE = re.compile(rb'"object":"case/([^"/]+)')


@dataclass(frozen=True, slots=True)
class BackdatedEntries:
    """Entries said to be earlier than the one before them; `first` is the first one's number."""

    count: int = 0
    first: int = 0

    def and_entry(self, seq: int) -> "BackdatedEntries":
        return BackdatedEntries(self.count + 1, self.first or seq)

    def sentence(self) -> str:
        """ "" when the clock never went backwards."""
        if not self.count:
            return ""
        return plural(
            self.count,
            "The clock went backwards {n} time, first at entry {first}.",
            "The clock went backwards {n} times, first at entry {first}.",
            first=self.first,
        )


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What verification found; `findings` are whole sentences, empty when the chain is sound."""

    entries: int
    head: Head
    findings: tuple[Words, ...]
    anchored_to: int
    gone: tuple[int, ...] = ()
    """Entries whose payload is erased."""
    backdated: BackdatedEntries = BackdatedEntries()
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
class ChainStretch:
    """The entries after one and up to another, both the last of a unit of work; 0: no end."""

    after: int = 0
    until: int = 0

    def holds(self, seq: int) -> bool:
        return self.after < seq and (not self.until or seq <= self.until)


WHOLE = ChainStretch()


def halves(connection: Reader) -> tuple[ChainStretch, ChainStretch]:
    """The chain in two stretches; the first one may be empty, and never changes any more."""
    middle = end_of_seals(connection, before=head(connection).seq // 2 + 1)
    return ChainStretch(0, middle), ChainStretch(middle)


def verify(
    connection: Reader,
    anchors: Iterable[Anchor],
    *,
    casebook_id: str,
    full: bool = False,
    stretch: ChainStretch = WHOLE,
) -> AuditReport:
    """Recompute the chain from the stored bytes and compare it with its seals and anchors.

    `full` verifies the signature of every seal, else of the last one of each key. Streams: one
    million entries take seconds and no memory to speak of.
    """
    registry = read_registry(connection)
    sealing = SealCheck(
        registry,
        stored_seals(connection, after=stretch.after, until=stretch.until),
        full=full,
        after=stretch.after,
        before=lambda key: seals_of(connection, key, until=stretch.after),
    )
    known, findings = _by_entry(anchors, casebook_id, stretch)
    names = {one.user_id: _begins(one.name) for one in registry.people.values()}
    number, last, before = _begun(connection, stretch.after)
    places = _Places(connection, stretch.after)
    erased: list[int] = []
    backdated, anchored_to, agreed = BackdatedEntries(), 0, list[Anchor]()
    for seq, entry, stored, salt, content in _stream(connection, stretch):
        data = entry.encode()
        digest = sha256(data).hexdigest()
        payload = None if content is None else sha256((salt or b"") + content.encode()).hexdigest()
        at, by, faults = places.take(number, last, seq, data, digest, payload)
        begin, sealed = names.get(by, b""), sealing.take(seq, digest, by)
        if sealed or faults or digest != stored or not data.startswith(begin):
            findings += (*faults, *filter(None, (sealed,)), *_faults_of(seq, data, begin, stored))
        if payload is None:
            erased.append(seq)
        number, last = seq, digest
        if is_backdated(at, before):
            backdated = backdated.and_entry(seq)
        before = at
        for anchor in known.pop(seq, ()):
            if anchor.sha256 == digest:
                anchored_to = seq
                agreed.append(anchor)
            else:
                findings.append(_differs(anchor))
        if len(findings) >= _MAX_FINDINGS:
            break
    else:
        findings += sealing.rest()
        findings += [_beyond(anchor) for group in known.values() for anchor in group]
    return AuditReport(
        entries=number,
        head=Head(number, last),
        findings=tuple(findings),
        anchored_to=anchored_to,
        gone=tuple(erased),
        backdated=backdated,
        anchors=tuple(agreed),
        open_since=_open_since(connection, anchored_to),
    )


def joined(connection: Reader, one: AuditReport, other: AuditReport) -> AuditReport:
    """What was found of two stretches that follow each other."""
    anchored_to = other.anchored_to or one.anchored_to
    return replace(
        other,
        findings=(*one.findings, *other.findings)[:_MAX_FINDINGS],
        anchored_to=anchored_to,
        gone=(*one.gone, *other.gone),
        backdated=BackdatedEntries(
            one.backdated.count + other.backdated.count,
            one.backdated.first or other.backdated.first,
        ),
        anchors=(*one.anchors, *other.anchors),
        open_since=_open_since(connection, anchored_to),
    )


def _begun(connection: Reader, after: int) -> tuple[int, str, str]:
    """Number, hash and time of the entry that a stretch follows, as stored."""
    row = connection.exec_driver_sql(
        "SELECT seq, sha256, at FROM audit_entry WHERE seq = ?", (after,)
    ).first()
    return (0, GENESIS, "") if row is None else (int(row[0]), str(row[1]), str(row[2]))


def _open_since(connection: Reader, anchored_to: int) -> str:
    first = anchored_to + 2 if anchored_to else 1
    row = connection.exec_driver_sql(
        "SELECT at FROM audit_entry WHERE seq >= ? ORDER BY seq LIMIT 1", (first,)
    ).first()
    return "" if row is None else str(row[0] or "")


def _by_entry(
    anchors: Iterable[Anchor], casebook_id: str, stretch: ChainStretch
) -> tuple[dict[int, list[Anchor]], list[str]]:
    """The anchors of this casebook by their entry, and a finding for each of another."""
    known: dict[int, list[Anchor]] = {}
    foreign = []
    for anchor in anchors:
        if not stretch.holds(anchor.seq):
            continue
        if anchor.casebook_id == casebook_id:
            known.setdefault(anchor.seq, []).append(anchor)
        else:
            text = _("An anchor of {at} belongs to another casebook.")
            foreign.append(text.format(at=anchor.at))
    return known, foreign


def _begins(name: str) -> bytes:
    """How an entry of this person begins."""
    return b'{"actor":' + canonical_bytes(name) + b',"at":'


def _stream(connection: Reader, stretch: ChainStretch) -> Iterator[Sequence[Any]]:
    """(seq, entry, sha256, salt, content) in order, straight from the driver's cursor."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(
            "SELECT e.seq, e.entry, e.sha256, p.salt, p.content FROM audit_entry e "
            "LEFT JOIN audit_payload p ON p.seq = e.seq WHERE e.seq > ? AND e.seq <= ? "
            "ORDER BY e.seq",
            (stretch.after, stretch.until or MOST),
        )
        while rows := cursor.fetchmany(_BATCH):
            yield from rows
    finally:
        cursor.close()


class _Places:
    """Whether each entry has its payload and follows the one before it: in the chain, in its unit,
    about its case."""

    def __init__(self, connection: Reader, after: int) -> None:
        self._connection, self._after = connection, after
        self._unit = _unit_of(connection, after)
        self._cases: dict[bytes, tuple[int, str]] = {}

    def take(  # noqa: PLR0917  # once for each of a million entries
        self, number: int, last: str, seq: int, data: bytes, digest: str, payload: str | None
    ) -> tuple[str, str, list[str]]:
        """When the entry was written, by whom, and what is wrong with it and its place.

        `number` and `last` are those of the entry before, `payload` the hash of what is kept beside
        this one; None: that was erased.
        """
        begin = _HEAD.match(data)
        if begin is None or not data.endswith(_FORM_AT_END):
            return "", "", [_("Entry {seq} is of a form that is not known.").format(seq=seq)]
        faults = []
        if seq != number + 1:
            text = _("Entries {first} to {last} are missing.")
            faults.append(text.format(first=number + 1, last=seq - 1))
        if not self._is_in_place(last, seq, data, payload):
            faults += self._out_of_place(last, seq, data, payload)
        if not self._follows_on_case(data, begin, digest):
            text = _("Entry {seq} does not follow the one before it about its case.")
            faults.append(text.format(seq=seq))
        return begin[1].decode(), begin[2].decode(), faults

    def _is_in_place(self, last: str, seq: int, data: bytes, payload: str | None) -> bool:
        """Members are sorted, so that these always end an entry; of the same unit, or the next."""
        place = f'","prev":"{last}","seq":"{seq}","unit":"'
        if payload is not None:
            place = f'"payload_sha256":"{payload}{place}'
        if self._unit and data.endswith(f'{place}{self._unit}","v":"{FORM}"}}'.encode()):
            return True
        if data.endswith(f'{place}{self._unit + 1}","v":"{FORM}"}}'.encode()):
            self._unit += 1
            return True
        return False

    def _out_of_place(self, last: str, seq: int, data: bytes, payload: str | None) -> Iterator[str]:
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
        known = self._cases.get(case[1])
        count, before = known or self._before(case[1])
        self._cases[case[1]] = (count + 1, digest)
        return data.startswith(f'{before}","case_seq":"{count + 1}"'.encode(), begin.start(3))

    def _before(self, case: bytes) -> tuple[int, str]:
        """How many entries about a case there are before the stretch, and the hash of the last."""
        if not self._after:
            return 0, GENESIS
        found = case_head(self._connection, case.decode(errors="replace"), until=self._after)
        return found.seq, found.sha256


def _unit_of(connection: Reader, seq: int) -> int:
    found = connection.exec_driver_sql(
        "SELECT entry ->> '$.unit' FROM audit_entry WHERE seq = ?", (seq,)
    ).scalar()
    return int(found or 0)


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
