"""A case loaded as a whole: everything rules, acts, views and reports read of it."""

from dataclasses import asdict, replace
from functools import cache, partial
from typing import Any

from sqlalchemy import Select, Table, and_, func, select

from landwaiter.domain.cases.appeals import annulled
from landwaiter.domain.cases.case import Approval, Case, CaseParty, ConflictOfInterest, Decision
from landwaiter.domain.cases.case_of_kind import PROJECT
from landwaiter.domain.cases.decision import needs_countersignature
from landwaiter.domain.deeds.motion import Motion
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.customs_standing import CustomsStanding, customs_standing
from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import CASE, from_plain, of_case, plain_rows
from landwaiter.storage.base.signed_rows import signed_row
from landwaiter.storage.cases import life_cycle
from landwaiter.storage.cases.goods_origins import told_of_foreign_goods
from landwaiter.storage.cases.kind_files import kind_named
from landwaiter.storage.cases.queue import delegation_row
from landwaiter.storage.cases.remarks import feedback_on, remarks_on, unsent_remarks_on
from landwaiter.storage.deeds.approvals import (
    APPROVING,
    COUNTERSIGNING,
    endorsement_of,
    proposal_fault,
)
from landwaiter.storage.deeds.motion_rows import conflicts_on, motions_on, second_for, unseconded
from landwaiter.storage.entities.entity_rows import rows_of
from landwaiter.storage.entities.entity_statements import is_merged_among, merges_of
from landwaiter.storage.evidence.evidence_rows import evidence_of
from landwaiter.storage.finding.tag_rows import tags_on
from landwaiter.storage.hits.hit_rows import seconded_hits
from landwaiter.storage.interviews.answer_rows import answers_on
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.cases import control_result, record_entry
from landwaiter.storage.schema.review import section_reading
from landwaiter.trust.registry import Registry

_HEAD = (
    "id",
    "reference",
    "kind",
    "stage",
    "title",
    "member_state",
    "source",
    "received",
    "created_at",
    "created_by",
    "assignee",
    "revision",
    "project",
)


def load_case(conn: Reader, case_id: str, registry: Registry) -> Case:
    """The whole case: newest evaluation, hits with standing judgements, decisions.

    `registry` says whose key and role count for approvals.
    """
    head = plain_rows(conn, _head(), structured=("project",), case_id=case_id)
    if not head:
        raise NotFound(_("There is no such case."), field="id", value=case_id)
    evaluation = newest_evaluation(conn, case_id)
    learned = _of(conn, t.enrichment, case_id, structured=("value",))
    motions = motions_on(conn, registry, case_id)
    case = from_plain(
        {
            **head[0],
            "versions": _versions(conn, case_id),
            "requests": _requests(conn, case_id),
            "items": _goods(conn, case_id),
            "parties": _parties(conn, case_id),
            "enrichment": learned,
            "project": project_of(head[0]["project"], learned),
            "classifications": _of(conn, t.classification, case_id),
            "tracks": _tracks(conn, case_id),
            "actions": _of(conn, t.action, case_id),
            "hits": seconded_hits(conn, t.hit.c.case_id == case_id, motions, registry),
            "flags": _flags(conn, case_id, evaluation["flags"], motions),
            "candidates": evaluation["candidates"],
            "notes": _of(conn, t.note, case_id),
            "remarks": remarks_on(conn, case_id),
            "return_feedback": feedback_on(conn, case_id),
            "readings": _of(conn, section_reading, case_id),
            "unsent_remarks": unsent_remarks_on(conn, case_id),
            "answers": answers_on(conn, case_id),
            "record": _of(conn, record_entry, case_id),
            "control_results": _of(conn, control_result, case_id),
            **life_cycle.parts_of(conn, case_id),
            "delegation": delegation_row(conn, case_id),
            "evidence": evidence_of(conn, case_id, registry),
            "tags": tags_on(conn, case_id),
        },
        Case,
    )
    return replace(
        case,
        decisions=tuple(
            replace(one, annulled=annulled(case.appeals, one.id))
            for one in _decisions(conn, case_id, registry)
        ),
        motions=motions,
        conflicts=from_plain(conflicts_on(conn, case_id), tuple[ConflictOfInterest, ...]),
        of_kind=kind_named(CaseKind(head[0]["kind"])),
    )


@cache
def _head() -> Select[Any]:
    return select(*(t.case_file.c[name] for name in _HEAD)).where(t.case_file.c.id == CASE)


def project_of(
    opened: dict[str, Any] | None, learned: list[dict[str, Any]]
) -> dict[str, Any] | None:
    """Fields of the kind as the case was opened with, and what was stated of them since."""
    since = {
        fact["field"].removeprefix(PROJECT): fact["value"]
        for fact in learned
        if fact["field"].startswith(PROJECT)
    }
    return {**(opened or {}), **since} if since else opened


def newest_evaluation(conn: Reader, case_id: str) -> dict[str, Any]:
    """Flags, candidates, editions and policy of the newest evaluation; empty before the first."""
    rows = plain_rows(conn, _newest_evaluation(), structured=_EVALUATED, case_id=case_id)
    return rows[0] if rows else {"flags": [], "candidates": [], "editions": [], "policy": {}}


_EVALUATED = ("flags", "candidates", "editions", "policy")


@cache
def _newest_evaluation() -> Select[Any]:
    return (
        select(*(t.evaluation.c[name] for name in _EVALUATED))
        .where(t.evaluation.c.case_id == CASE)
        .order_by(t.evaluation.c.id.desc())
        .limit(1)
    )


def _of(
    conn: Reader,
    table: Table,
    case_id: str,
    *,
    structured: tuple[str, ...] = (),
    order: str = "id",
) -> list[dict[str, Any]]:
    return plain_rows(conn, of_case(table, order), structured=structured, case_id=case_id)


def _goods(conn: Reader, case_id: str) -> list[dict[str, Any]]:
    """The items that are this case's own: what was split off is another's."""
    rows = [row for row in _of(conn, t.goods_item, case_id, order="no") if row["left_to"] is None]
    if not any(row["came_from"] for row in rows):
        return rows
    told = told_of_foreign_goods(conn, case_id)
    standings = {no: customs_standing(stated) for no, stated in told.items()}
    return [{**row, "customs": _plain(standings.get(row["no"]))} for row in rows]


def _plain(standing: CustomsStanding | None) -> dict[str, Any] | None:
    return asdict(standing) if standing else None


def _tracks(conn: Reader, case_id: str) -> list[dict[str, Any]]:
    ended = life_cycle.ended_items(conn, case_id)
    rows = _of(conn, t.track, case_id, structured=("items",))
    return [{**row, "ended_items": ended.get(row["id"], ())} for row in rows]


def _versions(conn: Reader, case_id: str) -> list[dict[str, Any]]:
    structured = ("declaration", "changes", "mapping")
    rows = plain_rows(conn, _versions_of_case(), structured=structured, case_id=case_id)
    return [{**row, "mends": row.pop("mapping").get("mends", ())} for row in rows]


@cache
def _versions_of_case() -> Select[Any]:
    declaration, raw = t.declaration, t.raw_file
    return (
        select(
            declaration.c.version,
            declaration.c.content.label("declaration"),
            func.coalesce(raw.c.name, "").label("file_name"),
            func.coalesce(raw.c.sha256, declaration.c.content_sha256).label("file_sha256"),
            declaration.c.at,
            declaration.c.author,
            declaration.c.changes,
            declaration.c.mapping,
        )
        .join(raw, raw.c.id == declaration.c.raw_file_id, isouter=True)
        .where(declaration.c.case_id == CASE)
        .order_by(declaration.c.version)
    )


def _requests(conn: Reader, case_id: str) -> list[dict[str, Any]]:
    return plain_rows(conn, _requests_of_case(), case_id=case_id)


@cache
def _requests_of_case() -> Select[Any]:
    request, raw = t.declaration_request, t.raw_file
    return (
        select(
            request.c.id,
            request.c.kind,
            raw.c.name.label("file_name"),
            raw.c.sha256.label("file_sha256"),
            request.c.statement,
            request.c.at,
            request.c.given_mrn,
        )
        .join(raw, raw.c.id == request.c.raw_file_id)
        .where(request.c.case_id == CASE)
        .order_by(request.c.id)
    )


_LINK = ("link_id", "entity_id", "entity_name", "basis", "author", "linked_at")


def parties_of(conn: Reader, case_id: str) -> tuple[CaseParty, ...]:
    """The parties of a case that stand, without the rest of it."""
    return from_plain(_parties(conn, case_id), tuple[CaseParty, ...])


def _parties(conn: Reader, case_id: str) -> list[dict[str, Any]]:
    rows = plain_rows(conn, _parties_of_case(), structured=("address",), case_id=case_id)
    return _resolved(conn, [_with_link(row) for row in rows])


def _resolved(conn: Reader, parties: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The parties with links to the entities that stand now for those that were linked."""
    links = [party["link"] for party in parties if party["link"]]
    linked = {link["entity_id"] for link in links}
    if not linked or not is_merged_among(conn, linked):
        return parties
    merges = merges_of(conn)
    names = rows_of(conn, {merges.kept(one) for one in linked})
    for link in links:
        kept, was = merges.kept(link["entity_id"]), link["entity_id"]
        if kept != was:
            link |= {"entity_id": kept, "entity_name": names[kept]["name"], "stated_id": was}
    return parties


@cache
def _parties_of_case() -> Select[Any]:
    link, entity = t.party_link, t.entity
    return (
        select(
            t.party,
            link.c.id.label("link_id"),
            link.c.entity_id,
            entity.c.name.label("entity_name"),
            link.c.basis,
            link.c.author,
            link.c.at.label("linked_at"),
        )
        .join(
            link, and_(link.c.party_id == t.party.c.id, link.c.revoked_at.is_(None)), isouter=True
        )
        .join(entity, entity.c.id == link.c.entity_id, isouter=True)
        .where(t.party.c.case_id == CASE, t.party.c.gone_at.is_(None))
        .order_by(t.party.c.id)
    )


def _with_link(row: dict[str, Any]) -> dict[str, Any]:
    link = {name: row.pop(name) for name in _LINK}
    link["id"], link["at"] = link.pop("link_id"), link.pop("linked_at")
    return {**row, "link": link if link["id"] else None}


def _flags(
    conn: Reader, case_id: str, evaluated: list[dict[str, Any]], motions: tuple[Motion, ...]
) -> list[dict[str, Any]]:
    reviews = {row["rule"]: row for row in _of(conn, t.flag_review, case_id)}
    return [_reviewed(flag, reviews.get(flag["rule"]), motions) for flag in evaluated]


def _reviewed(
    flag: dict[str, Any], review: dict[str, Any] | None, motions: tuple[Motion, ...]
) -> dict[str, Any]:
    if review is None:
        return flag
    second = second_for(review["motion_id"], motions)
    needed = review["state"] == "dismissed" and flag["severity"] == "critical"
    return {
        **flag,
        "review": review["state"],
        "review_reason": review["reason"],
        "review_author": review["author"],
        "review_unsound": unseconded() if needed and not second else "",
        "seconder": second,
    }


def _decisions(conn: Reader, case_id: str, registry: Registry) -> tuple[Decision, ...]:
    rows = plain_rows(conn, _decisions_of_case(), structured=("items", "bases"), case_id=case_id)
    return tuple(_decision(conn, case_id, registry, row) for row in rows)


@cache
def _decisions_of_case() -> Select[Any]:
    decision, end = t.decision, t.decision_end
    return (
        select(
            decision,
            end.c.state.label("state"),
            end.c.reason.label("return_reason"),
            end.c.kind.label("return_kind"),
            end.c.author.label("returned_by"),
        )
        .join(end, end.c.decision_id == decision.c.id, isouter=True)
        .where(decision.c.case_id == CASE)
        .order_by(decision.c.version)
    )


def _decision(conn: Reader, case_id: str, registry: Registry, row: dict[str, Any]) -> Decision:
    unsound = proposal_fault(conn, registry, case_id=case_id, decision=row)
    given = partial(endorsement_of, conn, registry, case_id=case_id, decision=row, unsound=unsound)
    approval = given(APPROVING)
    counter = given(COUNTERSIGNING, not_by=(approval.approver,) if approval else ())
    decision = from_plain(
        {
            **row,
            "text": row["text"].decode(errors="replace"),
            "author_key": row["key"],
            "statement": row["statement"].decode(errors="replace"),
            "signature": row["signature"].hex(),
            "record": signed_row(row).sha256,
            "unsound": unsound,
            "state": row["state"] or _decision_state(row["text"], approval, counter),
            "return_reason": row["return_reason"] or "",
            "return_kind": row["return_kind"] or "",
            "returned_by": row["returned_by"] or "",
        },
        Decision,
    )
    return replace(decision, approval=approval, countersignature=counter)


def _decision_state(text: bytes, approval: Approval | None, counter: Approval | None) -> str:
    """proposed, approved, or countersign while only the countersignature is missing."""
    if approval is None:
        return "proposed"
    return "approved" if counter or not needs_countersignature(text) else "countersign"
