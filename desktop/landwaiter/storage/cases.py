"""Cases in the casebook: one loaded as a whole, rows written as a deed needs them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, false, func, select
from sqlalchemy.engine import Connection

from landwaiter.domain.case import Approval, Case, ConflictOfInterest, Decision, GoodsStatus
from landwaiter.domain.decision import needs_countersignature
from landwaiter.domain.declaration import Declaration
from landwaiter.domain.life_cycle import LinkKind
from landwaiter.domain.motions import Motion
from landwaiter.errors import Conflict, NotFound
from landwaiter.i18n import _
from landwaiter.storage import life_cycle
from landwaiter.storage import life_cycle_tables as lc
from landwaiter.storage import tables as t
from landwaiter.storage.approvals import (
    APPROVING,
    COUNTERSIGNING,
    endorsement_of,
    proposal_fault,
)
from landwaiter.storage.evidence import evidence_of
from landwaiter.storage.hits import seconded_hits
from landwaiter.storage.motions import conflicts_on, motions_on, second_for, unseconded
from landwaiter.storage.queue import delegation_row
from landwaiter.storage.records import columns, from_json, from_plain, plain_rows
from landwaiter.storage.registry import Registry
from landwaiter.storage.remarks import remarks_on

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


def case_id_of(conn: Connection, reference: str) -> str:
    """The identity behind a reference such as PL1-2026-000412, or NotFound."""
    wanted = reference.strip().upper()
    found = conn.execute(select(t.case_file.c.id).where(t.case_file.c.reference == wanted)).scalar()
    if found is None:
        raise NotFound(
            _("There is no case with this reference."),
            field="reference",
            value=reference,
            remedy=_("List the cases to see their references."),
        )
    return str(found)


def reference_of(conn: Connection, case_id: str) -> str:
    """The reference of a case that is known to be there."""
    query = select(t.case_file.c.reference).where(t.case_file.c.id == case_id)
    return str(conn.execute(query).scalar_one())


def load_case(conn: Connection, case_id: str, registry: Registry) -> Case:
    """The whole case: newest evaluation, hits with standing judgements, decisions.

    `registry` says whose key and role count for approvals.
    """
    head = plain_rows(
        conn,
        select(*(t.case_file.c[name] for name in _HEAD)).where(t.case_file.c.id == case_id),
        structured=("project",),
    )
    if not head:
        raise NotFound(_("There is no such case."), field="id", value=case_id)
    evaluation = newest_evaluation(conn, case_id)
    motions = motions_on(conn, registry, case_id)
    case = from_plain(
        {
            **head[0],
            "versions": _versions(conn, case_id),
            "requests": _requests(conn, case_id),
            "items": _goods(conn, case_id),
            "parties": _parties(conn, case_id),
            "enrichment": _of(conn, t.enrichment, case_id, structured=("value",)),
            "classifications": _of(conn, t.classification, case_id),
            "tracks": _tracks(conn, case_id),
            "actions": _of(conn, t.action, case_id),
            "hits": seconded_hits(conn, t.hit.c.case_id == case_id, motions),
            "flags": _flags(conn, case_id, evaluation["flags"], motions),
            "candidates": evaluation["candidates"],
            "notes": _of(conn, t.note, case_id),
            "remarks": remarks_on(conn, case_id),
            **life_cycle.parts_of(conn, case_id),
            "delegation": delegation_row(conn, case_id),
            "evidence": evidence_of(conn, case_id, registry),
        },
        Case,
    )
    return replace(
        case,
        decisions=_decisions(conn, case_id, registry),
        motions=motions,
        conflicts=from_plain(conflicts_on(conn, case_id), tuple[ConflictOfInterest, ...]),
    )


def newest_evaluation(conn: Connection, case_id: str) -> dict[str, Any]:
    """Flags, candidates, editions and policy of the newest evaluation; empty before the first."""
    stored = ("flags", "candidates", "editions", "policy")
    query = (
        select(*(t.evaluation.c[name] for name in stored))
        .where(t.evaluation.c.case_id == case_id)
        .order_by(t.evaluation.c.id.desc())
        .limit(1)
    )
    rows = plain_rows(conn, query, structured=stored)
    return rows[0] if rows else {"flags": [], "candidates": [], "editions": [], "policy": {}}


def _of(
    conn: Connection,
    table: Table,
    case_id: str,
    *,
    structured: tuple[str, ...] = (),
    order: str = "id",
) -> list[dict[str, Any]]:
    query = select(table).where(table.c.case_id == case_id).order_by(table.c[order])
    return plain_rows(conn, query, structured=structured)


def _goods(conn: Connection, case_id: str) -> list[dict[str, Any]]:
    """The items that are this case's own: what was split off is another's."""
    rows = _of(conn, t.goods_item, case_id, order="no")
    return [row for row in rows if row["left_to"] is None]


def _tracks(conn: Connection, case_id: str) -> list[dict[str, Any]]:
    ended = life_cycle.ended_items(conn, case_id)
    rows = _of(conn, t.track, case_id, structured=("items",))
    return [{**row, "ended_items": ended.get(row["id"], ())} for row in rows]


def _versions(conn: Connection, case_id: str) -> list[dict[str, Any]]:
    declaration, raw = t.declaration, t.raw_file
    query = (
        select(
            declaration.c.version,
            declaration.c.content.label("declaration"),
            func.coalesce(raw.c.name, "").label("file_name"),
            func.coalesce(raw.c.sha256, declaration.c.content_sha256).label("file_sha256"),
            declaration.c.at,
            declaration.c.author,
            declaration.c.changes,
        )
        .join(raw, raw.c.id == declaration.c.raw_file_id, isouter=True)
        .where(declaration.c.case_id == case_id)
        .order_by(declaration.c.version)
    )
    return plain_rows(conn, query, structured=("declaration", "changes"))


def _requests(conn: Connection, case_id: str) -> list[dict[str, Any]]:
    request, raw = t.declaration_request, t.raw_file
    query = (
        select(
            request.c.id,
            request.c.kind,
            raw.c.name.label("file_name"),
            raw.c.sha256.label("file_sha256"),
            request.c.statement,
            request.c.at,
        )
        .join(raw, raw.c.id == request.c.raw_file_id)
        .where(request.c.case_id == case_id)
        .order_by(request.c.id)
    )
    return plain_rows(conn, query)


_LINK = ("link_id", "entity_id", "entity_name", "basis", "author", "linked_at")


def _parties(conn: Connection, case_id: str) -> list[dict[str, Any]]:
    link, entity = t.party_link, t.entity
    query = (
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
        .where(t.party.c.case_id == case_id, t.party.c.gone_at.is_(None))
        .order_by(t.party.c.id)
    )
    return [_with_link(row) for row in plain_rows(conn, query, structured=("address",))]


def _with_link(row: dict[str, Any]) -> dict[str, Any]:
    link = {name: row.pop(name) for name in _LINK}
    link["id"], link["at"] = link.pop("link_id"), link.pop("linked_at")
    return {**row, "link": link if link["id"] else None}


def _flags(
    conn: Connection, case_id: str, evaluated: list[dict[str, Any]], motions: tuple[Motion, ...]
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


def _decisions(conn: Connection, case_id: str, registry: Registry) -> tuple[Decision, ...]:
    decision, end = t.decision, t.decision_end
    query = (
        select(
            decision,
            end.c.state.label("state"),
            end.c.reason.label("return_reason"),
            end.c.author.label("returned_by"),
        )
        .join(end, end.c.decision_id == decision.c.id, isouter=True)
        .where(decision.c.case_id == case_id)
        .order_by(decision.c.version)
    )
    rows = plain_rows(conn, query, structured=("items",))
    return tuple(_decision(conn, case_id, registry, row) for row in rows)


def _decision(conn: Connection, case_id: str, registry: Registry, row: dict[str, Any]) -> Decision:
    unsound = proposal_fault(registry, case_id=case_id, decision=row)
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
            "unsound": unsound,
            "state": row["state"] or _decision_state(row["text"], approval, counter),
            "return_reason": row["return_reason"] or "",
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


def next_reference(conn: Connection, office: str, year: int) -> str:
    """The next reference of the office, e.g. PL1-2026-000412; numbers are never used twice."""
    counter = t.reference_counter
    last = conn.execute(
        select(counter.c.last).where(counter.c.office == office, counter.c.year == year)
    ).scalar()
    number = (last or 0) + 1
    if last is None:
        conn.execute(counter.insert().values(office=office, year=year, last=number))
    else:
        conn.execute(
            counter.update()
            .where(counter.c.office == office, counter.c.year == year)
            .values(last=number)
        )
    return f"{office}-{year}-{number:06d}"


def update_case(conn: Connection, case: Case, **values: Any) -> None:
    """Write columns of the case and count the revision; a change made meanwhile is a Conflict."""
    result = conn.execute(
        t.case_file.update()
        .where(t.case_file.c.id == case.id, t.case_file.c.revision == case.revision)
        .values(revision=case.revision + 1, **columns(values))
    )
    if result.rowcount != 1:
        raise Conflict(
            _("Somebody changed the case {reference} meanwhile.").format(reference=case.reference),
            remedy=_("Look at the case again and repeat what you did."),
        )


def store_evaluation(
    conn: Connection, *, evaluation_id: str, case: Case, about: Mapping[str, Any]
) -> None:
    """A new evaluation beside the older ones, and the raised flags for filters."""
    conn.execute(t.evaluation.insert(), columns({"id": evaluation_id, "case_id": case.id, **about}))
    conn.execute(t.flag_raised.delete().where(t.flag_raised.c.case_id == case.id))
    raised = [
        {"case_id": case.id, "rule": flag.rule, "severity": flag.severity.value}
        for flag in about["flags"]
        if flag.evaluation.value == "raised"
    ]
    if raised:
        conn.execute(t.flag_raised.insert(), raised)


def next_serial(conn: Connection) -> int:
    """The number of the next case in this casebook; full-text rows carry it."""
    return (
        int(conn.execute(select(func.coalesce(func.max(t.case_file.c.serial), 0))).scalar_one()) + 1
    )


def index_words(conn: Connection, case_id: str, words: str) -> None:
    """What a search finds the case by, in place of what was there."""
    serial = conn.execute(
        select(t.case_file.c.serial).where(t.case_file.c.id == case_id)
    ).scalar_one()
    conn.execute(t.case_search.delete().where(t.case_search.c.rowid == serial))
    conn.execute(t.case_search.insert().values(rowid=serial, words=words))


def find_declaration(
    conn: Connection, *, mrn: str | None, local_reference: str | None, eori: str | None
) -> str | None:
    """The case of the same declaration: by MRN when both have one, else by reference and EORI."""
    return _by_mrn(conn, mrn) or _by_reference(
        conn, local_reference, t.declaration.c.declarant_eori.is_not_distinct_from(eori), mrn
    )


def find_requested(
    conn: Connection, *, mrn: str | None, local_reference: str | None, eori: str | None
) -> str | None:
    """The case a correction or invalidation is about; without EORI only where one alone fits."""
    if eori is not None or not local_reference:
        return find_declaration(conn, mrn=mrn, local_reference=local_reference, eori=eori)
    declaration = t.declaration.c
    query = select(declaration.case_id).where(
        declaration.local_reference == local_reference, _not_split_off()
    )
    cases = {str(found) for found in conn.execute(query.distinct().limit(2)).scalars()}
    alone = declaration.case_id.in_(cases) if len(cases) == 1 else false()
    return _by_mrn(conn, mrn) or _by_reference(conn, local_reference, alone, mrn)


def mrn_key(mrn: str | None) -> str | None:
    """An MRN as declarations are found by: without blanks, in capitals; as declared it stays."""
    return "".join(mrn.split()).upper() if mrn else None


def _not_split_off() -> ColumnElement[bool]:
    """A declaration is the case's that it came to; those split off hear of it through that one."""
    link = lc.case_link.c
    split = select(link.id).where(
        link.other_id == t.declaration.c.case_id, link.kind == LinkKind.SPLIT.value
    )
    return ~split.exists()


def goods_numbers(conn: Connection, case_id: str) -> frozenset[int]:
    """Numbers of all items that the case has or had, those that were split off included."""
    item = t.goods_item.c
    found = conn.execute(select(item.no).where(item.case_id == case_id)).scalars()
    return frozenset(int(no) for no in found)


def raw_files_of(conn: Connection, case_id: str) -> dict[int, str | None]:
    """Version of the declaration → the raw file it was read from."""
    declaration = t.declaration.c
    query = select(declaration.version, declaration.raw_file_id).where(
        declaration.case_id == case_id
    )
    return {int(version): raw for version, raw in conn.execute(query)}


def leave(conn: Connection, case_id: str, numbers: Iterable[int], other_id: str) -> None:
    """Items of the case are another case's from now on."""
    item = t.goods_item
    conn.execute(
        item.update()
        .where(item.c.case_id == case_id, item.c.no.in_(list(numbers)))
        .values(left_to=other_id)
    )


def _by_mrn(conn: Connection, mrn: str | None) -> str | None:
    query = (
        select(t.declaration.c.case_id)
        .where(t.declaration.c.mrn == mrn_key(mrn), _not_split_off())
        .limit(1)
    )
    found = conn.execute(query).scalar() if mrn else None
    return str(found) if found else None


def _by_reference(
    conn: Connection, local_reference: str | None, of: ColumnElement[bool], mrn: str | None
) -> str | None:
    """By the declarant's reference: only versions without MRN where the one sought has one."""
    if not local_reference:
        return None
    declaration = t.declaration.c
    query = select(declaration.case_id).where(
        declaration.local_reference == local_reference, of, _not_split_off()
    )
    if mrn:
        query = query.where(declaration.mrn.is_(None))
    found = conn.execute(query.order_by(declaration.id.desc()).limit(1)).scalar()
    return str(found) if found else None


def is_known_version(conn: Connection, case_id: str, *, content: str, raw_file: str) -> bool:
    """True for the content that is current, and for a file that the case has seen before.

    An older content in a new file is an amendment back to it.
    """
    declaration = t.declaration.c
    query = (
        select(declaration.content_sha256, declaration.raw_file_id)
        .where(declaration.case_id == case_id)
        .order_by(declaration.version.desc())
    )
    versions = conn.execute(query).all()
    return versions[0].content_sha256 == content or any(
        version.raw_file_id == raw_file and version.content_sha256 == content
        for version in versions
    )


def current_declaration(conn: Connection, case_id: str) -> Declaration:
    """The newest version of the case's declaration."""
    declaration = t.declaration.c
    query = select(declaration.content).where(declaration.case_id == case_id)
    content = conn.execute(query.order_by(declaration.version.desc()).limit(1)).scalar_one()
    return from_json(content, Declaration)


def known_requests(conn: Connection, case_id: str) -> frozenset[str]:
    """Hashes of the correction and invalidation messages attached to the case."""
    request = t.declaration_request.c
    query = select(request.content_sha256).where(request.case_id == case_id)
    return frozenset(conn.execute(query).scalars())


def raw_file_id(conn: Connection, sha256: str) -> str | None:
    """The raw file with these bytes, where the casebook has it."""
    found = conn.execute(select(t.raw_file.c.id).where(t.raw_file.c.sha256 == sha256)).scalar()
    return str(found) if found else None


def set_goods(
    conn: Connection, case_id: str, no: int, *, status: GoodsStatus, since: datetime, note: str
) -> None:
    """Where an item physically is from now on."""
    item = t.goods_item
    conn.execute(
        item.update()
        .where(item.c.case_id == case_id, item.c.no == no)
        .values(columns({"status": status, "since": since, "note": note}))
    )


def proposed_cases(conn: Connection) -> list[str]:
    """Cases with at least one version of a decision, approved or not."""
    query = select(t.decision.c.case_id).distinct().order_by(t.decision.c.case_id)
    return [str(case_id) for case_id in conn.execute(query).scalars()]


def dossier_count(conn: Connection, case_id: str) -> int:
    """How many dossiers were frozen of the case."""
    query = select(func.count(t.dossier.c.id)).where(t.dossier.c.case_id == case_id)
    return int(conn.execute(query).scalar_one())


def dossiers(conn: Connection, *, before: str | None, limit: int) -> list[dict[str, Any]]:
    """Frozen dossiers without their bodies, newest first, each with its case."""
    dossier, case = t.dossier, t.case_file
    query = (
        select(
            dossier.c.id,
            case.c.reference,
            case.c.title,
            dossier.c.report_type,
            dossier.c.sha256,
            dossier.c.author,
            dossier.c.at,
        )
        .join(case, case.c.id == dossier.c.case_id)
        .order_by(dossier.c.id.desc())
        .limit(limit)
    )
    return plain_rows(conn, query if before is None else query.where(dossier.c.id < before))


def dossier_body(conn: Connection, dossier_id: str) -> bytes:
    """The canonical bytes of a frozen dossier, or NotFound."""
    found = conn.execute(select(t.dossier.c.body).where(t.dossier.c.id == dossier_id)).scalar()
    if found is None:
        raise NotFound(_("There is no such dossier."), field="dossier", value=dossier_id)
    return bytes(found)


def with_open_track(conn: Connection, letter: str) -> list[str]:
    """Cases on which a track of this letter is open."""
    track = t.track.c
    query = select(track.case_id).where(track.letter == letter, track.ended_at.is_(None))
    return [str(case_id) for case_id in conn.execute(query.distinct()).scalars()]
