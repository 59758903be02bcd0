"""Payloads of the audit chain that are gone: each by the will of two persons, who named it."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from landwaiter.domain.deeds.motion import Motion
from landwaiter.domain.trade.erasure_deeds import CARRY_OUT_ERASURE
from landwaiter.i18n import _
from landwaiter.storage.audit.chain import ERASED, case_of
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.deeds.motion_rows import motion_of, signed_motion
from landwaiter.storage.schema.audit import audit_entry, audit_payload
from landwaiter.storage.schema.data_protection.trade_erasure import trade_erased, trade_erasure
from landwaiter.storage.schema.deeds import motion
from landwaiter.storage.schema.trade import trade_party
from landwaiter.storage.sqlite.dialect import json_text
from landwaiter.trust.registry import Registry

_NUMBER = re.compile("[1-9][0-9]{0,17}")
BY_ENTRY, BY_CASE, BY_STORE = "erase_payload", "remove_case", "trade.erasure"
"""Deeds that erase: one entry, all that is said of a case that is removed, or of declarations of
the trade store."""
CASE_REMOVED = "case.removed"
ROWS = "trade/rows/"
"""Begins the object of a view that was asked for in words; the rows that it showed end it, each as
its number or as the first and the last: `1,5-7`."""
_PARTY = "trade/party/"
_WAITED = "waiting_message/"
_BESIDE = re.compile("trade/party/[1-9][0-9]{0,17}|waiting_message/[0-9a-f-]{36}")
"""What entries are about that go for the sake of a declaration: a party that it named, a message
that waited for it."""
_ROWS = re.compile("([0-9]{1,18})(?:-([0-9]{1,18}))?")
_SIFTED = re.compile("trade/declaration/([1-9][0-9]{0,17})(/.*)?")


def erased_object(seq: int, record: str) -> str:
    """How an erasure is named: the entry whose payload goes, and the hash of the signed motion."""
    return f"audit/{seq}/motion/{record}"


def erasure_faults(connection: Reader, registry: Registry, gone: Collection[int]) -> Iterator[str]:
    """Of each entry whose payload is gone, why that is not what two persons wanted."""
    if not gone:
        return
    named = _named(connection)
    steps = _steps(connection, Counter(one.unit for ones in named.values() for one in ones))
    motions = _motions(connection, registry)
    for seq in sorted(gone):
        moved = [
            (motions[one.record], one.sake, steps.get(one.unit, ()))
            for one in named.get(seq, ())
            if one.record in motions
        ]
        if not named.get(seq):
            text = _("The payload of entry {seq} is gone, and no entry says who erased it.")
        elif not any(_wanted(connection, seq, *one) for one in moved):
            text = _("The payload of entry {seq} is gone, and no two persons wanted that.")
        else:
            continue
        yield text.format(seq=seq)


@dataclass(frozen=True, slots=True)
class _NamedErasure:
    """What an entry says that erased the payload of another."""

    record: str
    """The hash of the signed motion."""
    sake: str
    """The object for whose sake it went, where the erased entry is about another."""
    unit: str
    """The unit of work that it is of."""


@dataclass(frozen=True, slots=True)
class _Step:
    """What erased declarations or a case, in one unit of work with the payloads that went."""

    about: str
    said: Mapping[str, Any]
    payloads: int
    """How many the unit erased."""

    def took(self, number: int) -> bool:
        """Whether it says of a declaration that it went, and of as many payloads as did."""
        if not self.says_all or "first" not in self.said:
            return False
        return int(self.said["first"]) <= number <= int(self.said["last"])

    @property
    def says_all(self) -> bool:
        return str(self.said.get("entries")) == str(self.payloads)


def _steps(connection: Reader, payloads: Counter[str]) -> dict[str, list[_Step]]:
    """Unit of work → what it erased: declarations, or cases. A case is removed once: what says so
    again took nothing."""
    unit = json_text(audit_entry.c.entry, "unit")
    query = (
        select(unit, audit_entry.c.deed, audit_entry.c.object, audit_payload.c.content)
        .join(audit_payload, audit_payload.c.seq == audit_entry.c.seq)
        .where(audit_entry.c.deed.in_((CARRY_OUT_ERASURE.entry, CASE_REMOVED)))
        .order_by(audit_entry.c.seq)
    )
    found: dict[str, list[_Step]] = {}
    removed = set[str]()
    for of, deed, about, content in connection.execute(query):
        if deed == CASE_REMOVED:
            if about in removed:
                continue
            removed.add(about)
        said = records.structure(content) if content else {}
        found.setdefault(str(of), []).append(_Step(str(about), said, payloads[str(of)]))
    return found


def _named(connection: Reader) -> dict[int, list[_NamedErasure]]:
    """Entry → the erasures that name it."""
    found: dict[int, list[_NamedErasure]] = {}
    query = (
        select(
            audit_entry.c.object,
            json_text(audit_entry.c.entry, "unit").label("unit"),
            audit_payload.c.content,
        )
        .join(audit_payload, audit_payload.c.seq == audit_entry.c.seq, isouter=True)
        .where(audit_entry.c.deed == ERASED)
    )
    for name, unit, content in connection.execute(query):
        kind, seq, by, record = (*str(name).split("/"), "", "", "", "")[:4]
        if kind == "audit" and by == "motion" and _NUMBER.fullmatch(seq):
            said = records.structure(content) if content else {}
            sake = str(said.get("erasure") or said.get("removal") or "")
            found.setdefault(int(seq), []).append(_NamedErasure(record, sake, str(unit)))
    return found


def _motions(connection: Reader, registry: Registry) -> dict[str, Motion]:
    """The motions that erase something, by the hash of what their mover signed."""
    erasing = select(motion.c.id).where(motion.c.deed.in_((BY_ENTRY, BY_CASE, BY_STORE)))
    found = {}
    for motion_id in connection.execute(erasing).scalars():
        moved = motion_of(connection, registry, str(motion_id))
        if moved is not None:
            found[signed_motion(connection, moved.id).sha256] = moved
    return found


def _wanted(connection: Reader, seq: int, moved: Motion, sake: str, steps: Sequence[_Step]) -> bool:
    if not moved.valid:
        return False
    entry = connection.execute(
        select(audit_entry.c.object, audit_entry.c.sha256).where(audit_entry.c.seq == seq)
    ).one()
    about = str(entry.object)
    if moved.deed == BY_CASE:
        case = case_of(sake if about.startswith(_WAITED) else about)
        is_its_removal = any(one.about == f"case/{case}" for one in steps)
        return is_its_removal and moved.args.get("case") == case
    if moved.deed == BY_STORE:
        return any(_went_with(connection, about, sake, one, moved.id) for one in steps)
    names_it = str(moved.args.get("seq")) == str(seq)
    return names_it and moved.facts.get("sha256") == entry.sha256


def _went_with(connection: Reader, about: str, sake: str, step: _Step, motion_id: str) -> bool:
    """Whether an entry went with a declaration that a step of this motion erased. Views go in
    steps of their own, once all that they showed is gone."""
    if step.said.get("motion") != motion_id:
        return False
    if about.startswith(ROWS):
        is_wanted = step.says_all and _shows(about, sake)
        return is_wanted and _is_erased(connection, sake, motion_id)
    if about.startswith(_PARTY) and _stands(connection, about):
        return False
    of = sake if _BESIDE.fullmatch(about) else about
    found = _SIFTED.fullmatch(of)
    is_its_step = found is not None and step.took(int(found[1]))
    return is_its_step and _is_erased(connection, of, motion_id)


def first_shown(about: str, numbers: Sequence[int]) -> int | None:
    """The first of some numbers, in their order, that a view showed, by its object; none where an
    entry of somebody's own names no rows."""
    for part in about.removeprefix(ROWS).split(","):
        shown = _ROWS.fullmatch(part)
        if shown is None:
            return None
        first, last = int(shown[1]), int(shown[2] or shown[1])
        at = bisect_left(numbers, first)
        if at < len(numbers) and numbers[at] <= last:
            return numbers[at]
    return None


def _shows(about: str, sake: str) -> bool:
    found = _SIFTED.fullmatch(sake)
    if found is None or not about.startswith(ROWS):
        return False
    return first_shown(about, (int(found[1]),)) is not None


def _stands(connection: Reader, about: str) -> bool:
    """Whether the store has a party still: what is said of it goes after the last that names it."""
    number = about.removeprefix(_PARTY)
    if not _NUMBER.fullmatch(number):
        return False
    query = select(trade_party.c.id).where(trade_party.c.id == int(number))
    return connection.execute(query).first() is not None


def _is_erased(connection: Reader, about: str, motion_id: str) -> bool:
    """Whether an entry is about a declaration that was erased by this motion."""
    found = _SIFTED.fullmatch(about)
    if found is None:
        return False
    query = (
        select(trade_erased.c.declaration_id)
        .join(trade_erasure, trade_erasure.c.no == trade_erased.c.erasure)
        .where(
            trade_erased.c.declaration_id == int(found[1]), trade_erasure.c.motion_id == motion_id
        )
    )
    return connection.execute(query).first() is not None
