"""Rows that statistics count, each as it stood at a cut-off: what was recorded later is not there.

The read is one sweep over each table in the order of its key, whatever the period: a period alone
does not say which case a later row belongs to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from landwaiter.canonical import instant
from landwaiter.domain.cases.case import ActionKind
from landwaiter.domain.cases.court import AppealStep
from landwaiter.domain.cases.decision import needs_countersignature
from landwaiter.domain.cases.life_cycle import CaseLinkKind
from landwaiter.domain.intake.declaration import Money
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_json, plain_rows, structure
from landwaiter.storage.schema import cases as c
from landwaiter.storage.schema import tables as t

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class DeclaredLine:
    """What is counted of a declared item."""

    no: int
    cn: str | None = None
    description: str | None = None
    net_mass_kg: Decimal | None = None
    statistical_value: Money | None = None
    destination: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class DeclaredLines:
    """A declaration, as far as it is counted."""

    mrn: str | None = None
    country_destination: str | None = None
    items: tuple[DeclaredLine, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """An approved decision that stood: outcome of the case, and of items by number."""

    outcome: str
    items: Mapping[str, str]
    at: str


def cases(conn: Reader, upto: datetime) -> list[dict[str, Any]]:
    """Cases that were there; of those that were merged into another by then, the other counts."""
    link, file = c.case_link.c, t.case_file.c
    merged = select(link.case_id).where(
        link.kind == CaseLinkKind.MERGED.value, link.at <= instant(upto)
    )
    query = (
        select(file.id, file.reference, file.received, file.source, file.created_at)
        .where(file.created_at <= instant(upto), file.id.not_in(merged))
        .order_by(file.id)
    )
    return plain_rows(conn, query)


def declarations(conn: Reader, upto: datetime) -> Iterator[tuple[str, DeclaredLines]]:
    """Case and the version of its declaration that was the newest."""
    row = t.declaration.c
    newest = (
        select(row.case_id, func.max(row.version).label("version"))
        .where(row.at <= instant(upto))
        .group_by(row.case_id)
        .subquery()
    )
    query = select(row.case_id, row.content).join(
        newest, and_(newest.c.case_id == row.case_id, newest.c.version == row.version)
    )
    for case_id, content in conn.execution_options(yield_per=_AT_ONCE).execute(query):
        yield str(case_id), from_json(content, DeclaredLines)


def items(conn: Reader, upto: datetime) -> list[dict[str, Any]]:
    """Case, number and status of each item; `came_from` and `came_no` where it came by a merger.

    What was split off later is still here, and what was merged in later is not yet.
    """
    item, child, link = t.goods_item.c, t.case_file.alias("child"), c.case_link
    query = (
        select(item.case_id, item.no, item.status, item.since, item.came_from, item.came_no)
        .join(child, child.c.id == item.left_to, isouter=True)
        .join(
            link,
            and_(
                link.c.case_id == item.came_from,
                link.c.other_id == item.case_id,
                link.c.kind == CaseLinkKind.MERGED.value,
            ),
            isouter=True,
        )
        .where(or_(item.left_to.is_(None), child.c.created_at > instant(upto)))
        .where(or_(link.c.id.is_(None), link.c.at <= instant(upto)))
        .order_by(item.case_id, item.no)
    )
    return plain_rows(conn, query)


def statuses(conn: Reader, upto: datetime) -> dict[tuple[str, int], str]:
    """Case and item → the status that was recorded last."""
    event = t.goods_event.c
    query = (
        select(event.case_id, event.no, event.status)
        .where(event.at <= instant(upto))
        .order_by(event.id)
    )
    return {(str(case_id), int(no)): str(status) for case_id, no, status in conn.execute(query)}


def confirmed(conn: Reader, upto: datetime) -> dict[tuple[str, int], tuple[str, ...]]:
    """Case and item → entries whose newest finding was that they are confirmed."""
    row = t.classification.c
    query = (
        select(row.case_id, row.item_no, row.list, row.code, row.state)
        .where(row.at <= instant(upto))
        .order_by(row.id)
    )
    newest: dict[tuple[str, int, str, str], str] = {}
    for case_id, number, listed, code, state in conn.execute(query):
        newest[str(case_id), int(number), str(listed), str(code)] = str(state)
    found: dict[tuple[str, int], dict[str, None]] = {}
    for (case_id, number, _listed, code), state in newest.items():
        if state == "confirmed":
            found.setdefault((case_id, number), {})[code] = None
    return {place: tuple(sorted(codes)) for place, codes in found.items()}


def tracks(conn: Reader, upto: datetime) -> list[dict[str, Any]]:
    """Tracks that were open or had ended, with the ends of single items in `ends`."""
    row, end = t.track.c, t.track_item_end.c
    ended: dict[str, dict[int, str]] = {}
    query = select(end.track_id, end.no, end.at).where(end.at <= instant(upto))
    for track_id, no, at in conn.execute(query):
        ended.setdefault(str(track_id), {})[int(no)] = str(at)
    found = plain_rows(
        conn,
        select(
            row.id, row.case_id, row.letter, row.basis, row["items"], row.opened_at, row.ended_at
        )
        .where(row.opened_at <= instant(upto))
        .order_by(row.id),
        structured=("items",),
    )
    for one in found:
        one["ends"] = ended.get(one["id"], {})
        if one["ended_at"] and one["ended_at"] > instant(upto):
            one["ended_at"] = None
    return found


def asked(conn: Reader, upto: datetime) -> list[dict[str, Any]]:
    """Consultations and referrals in the order of sending; an answer of later is none."""
    row = t.action.c
    kinds = (ActionKind.CONSULTATION.value, ActionKind.REFERRAL.value)
    query = (
        select(
            row.case_id,
            row.track_id,
            row.addressee,
            row.sent_at,
            row.due,
            row.due_at,
            row.answered_at,
            row.reply,
            row.calendar,
        )
        .where(row.kind.in_(kinds), row.sent_at <= instant(upto))
        .order_by(row.case_id, row.id)
    )
    found = plain_rows(conn, query)
    for one in found:
        if one["answered_at"] and one["answered_at"] > instant(upto):
            one["answered_at"] = one["reply"] = None
    return found


def decisions(conn: Reader, upto: datetime) -> dict[str, DecisionRow]:
    """Case → its newest approved decision that neither ended nor was annulled.

    Signatures are those that were checked when they were given: they are not computed again here.
    """
    found: dict[str, DecisionRow] = {}
    for row in plain_rows(conn, _approved(upto), structured=("items",)):
        countersigned = row.pop("countersigned")
        if not needs_countersignature(row["text"]):
            found[row["case_id"]] = DecisionRow(row["outcome"], row["items"], row["at"])
        elif countersigned:
            found[row["case_id"]] = DecisionRow(row["outcome"], row["items"], countersigned)
    return found


def _approved(upto: datetime) -> Select[Any]:
    decision, approval, counter = t.decision.c, t.approval, t.countersignature
    fell = select(t.decision_end.c.decision_id).where(t.decision_end.c.at <= instant(upto))
    step = t.appeal_step.c
    annulled = select(step.decision_id).where(
        step.step == AppealStep.ANNULMENT.value, step.at <= instant(upto)
    )
    return (
        select(
            decision.case_id,
            decision.outcome,
            decision["items"],
            decision.text,
            approval.c.at,
            counter.c.at.label("countersigned"),
        )
        .join(approval, approval.c.decision_id == decision.id)
        .join(
            counter,
            and_(counter.c.decision_id == decision.id, counter.c.at <= instant(upto)),
            isouter=True,
        )
        .where(approval.c.at <= instant(upto))
        .where(decision.id.not_in(fell), decision.id.not_in(annulled))
        .order_by(decision.case_id, decision.version)
    )


def judged_same(conn: Reader, upto: datetime) -> frozenset[str]:
    """Cases that have a hit whose newest judgement, not revoked, was that it is the same."""
    row, hit = t.judgement.c, t.hit.c
    query = (
        select(row.hit_id, hit.case_id, row.value)
        .join(t.hit, hit.id == row.hit_id)
        .where(row.at <= instant(upto))
        .where(or_(row.revoked_at.is_(None), row.revoked_at > instant(upto)))
        .order_by(row.id)
    )
    newest = {str(found): (str(case), str(value)) for found, case, value in conn.execute(query)}
    return frozenset(case for case, value in newest.values() if value == "same")


def verdicts(conn: Reader, upto: datetime) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Case and the results of the evaluation that was its newest."""
    row = t.evaluation.c
    newest = select(func.max(row.id)).where(row.at <= instant(upto)).group_by(row.case_id)
    query = select(row.case_id, row.flags).where(row.id.in_(newest))
    for case_id, flags in conn.execution_options(yield_per=_AT_ONCE).execute(query):
        yield str(case_id), structure(flags)


def screened(conn: Reader, upto: datetime) -> Iterator[tuple[str, str, str]]:
    """Case, instant of the evaluation that was its newest, and the editions it names as JSON."""
    row = t.evaluation.c
    newest = select(func.max(row.id)).where(row.at <= instant(upto)).group_by(row.case_id)
    query = select(row.case_id, row.at, row.editions).where(row.id.in_(newest))
    for case_id, at, editions in conn.execution_options(yield_per=_AT_ONCE).execute(query):
        yield str(case_id), str(at), str(editions)


def reviews(conn: Reader, upto: datetime) -> dict[tuple[str, str], tuple[str, str]]:
    """Case and rule → state of the newest review of that flag, and when it was stated."""
    row = t.flag_review.c
    query = (
        select(row.case_id, row.rule, row.state, row.at)
        .where(row.at <= instant(upto))
        .order_by(row.id)
    )
    return {
        (str(case_id), str(rule)): (str(state), str(at))
        for case_id, rule, state, at in conn.execute(query)
    }
