"""A later version of a declaration, and messages that correct or invalidate it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from landwaiter.domain.cases.case import Case, CaseParty, DeclarationVersion, GoodsStatus, Stage
from landwaiter.domain.cases.life_cycle import CaseLinkKind, merged_into
from landwaiter.domain.cases.stages import ENDED
from landwaiter.domain.intake.customs_messages import CUSTOMS_MESSAGES_FIELD, EXIT_MESSAGES
from landwaiter.domain.intake.declaration import (
    TELLING,
    Declaration,
    DeclarationRequest,
    RequestKind,
)
from landwaiter.formats.intake.declarations import ReadRequest
from landwaiter.i18n import _, joined
from landwaiter.services.base.changes import changes_between
from landwaiter.services.base.content_forms import form_of, identity
from landwaiter.services.cases.refresh import refresh
from landwaiter.services.cases.stages import supersede
from landwaiter.services.intake.openings import (
    RawFile,
    add_parties,
    mended,
    parties_of,
    sifted_at,
    store_version,
    title_of,
)
from landwaiter.services.intake.readings import Arrival, Readings, VoidedDecision
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.cases import case_rows
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.cases.life_cycle import split_off
from landwaiter.storage.intake import declarations


@dataclass(frozen=True, slots=True)
class AttachedRequest:
    """What became of a message on a case."""

    reference: str = ""
    is_new: bool = False
    """False: it was there already."""
    voided: tuple[VoidedDecision, ...] = ()
    """Decisions that the declaration which it carries ended."""


def take_version(
    readings: Readings, case_id: str, declaration: Declaration, raw: RawFile
) -> tuple[Arrival, tuple[VoidedDecision, ...]]:
    """What came again of a declaration: kept where it is an amendment, noted where read anew.

    With it the decisions that the amendment ended.
    """
    found = readings.arrival(case_id, declaration, raw)
    ended: tuple[VoidedDecision, ...] = ()
    if found is Arrival.AMENDMENT:
        ended = amend(readings.session, readings.work, case_id, declaration, raw)
    if found is Arrival.REREADING:
        _note_rereading(readings.work, case_id, declaration, raw)
    return found, ended


def _note_rereading(work: UnitOfWork, case_id: str, declaration: Declaration, raw: RawFile) -> None:
    """The version stays as it was kept and judged; what is read otherwise now is on record."""
    current = declarations.current_version(work.conn, case_id)
    work.audit(
        "case.declaration_reread",
        f"case/{case_id}",
        {
            "reference": case_rows.reference_of(work.conn, case_id),
            "version": current.version,
            "file": raw.name,
            "file_sha256": raw.sha256,
            "changes": changes_between(current.declaration, declaration),
        },
    )


_ENDED_BY_IT = ("proposed", "approved")


def amend(
    session: Session, work: UnitOfWork, case_id: str, declaration: Declaration, raw: RawFile
) -> tuple[VoidedDecision, ...]:
    """Keep the new version beside the old ones; decisions that rested on them are ended."""
    registry = session.registry(work.conn)
    case = load_case(work.conn, case_id, registry)
    before = case.declaration
    changes = changes_between(before, declaration) if before else ()
    version = DeclarationVersion(
        version=len(case.versions) + 1,
        declaration=declaration,
        file_name=raw.name,
        file_sha256=raw.sha256,
        at=raw.at or work.now,
        author=raw.author or work.actor,
        changes=changes,
        mends=raw.instructions.mends,
    )
    store_version(work, case.id, version, raw)
    _replace_parties(work, case, declaration)
    _add_goods(work, case, declaration)
    stage = _unsettled(work, case, _("the declaration was amended"))
    refresh(session, work, case, registry, rescreen=True, stage=stage, title=title_of(declaration))
    work.audit(
        "case.declaration_amended",
        f"case/{case.id}",
        {
            "reference": case.reference,
            "version": version.version,
            "file": raw.name,
            "file_sha256": raw.sha256,
            "changes": changes,
            "stage": [case.stage, stage],
            **sifted_at(raw),
            **mended(raw),
        },
    )
    ended = _ended(case, stage)
    for other in split_off(work.conn, case.id):
        ended += amend(session, work, other, declaration, raw)
    _tell_target(session, work, case, _("the declaration of {reference} was amended"))
    return ended


def _ended(case: Case, stage: Stage) -> tuple[VoidedDecision, ...]:
    """The decision that a case had, where its stage moved by what came."""
    decision = case.decision
    if decision is None or decision.state not in _ENDED_BY_IT or stage is case.stage:
        return ()
    return (VoidedDecision(case.reference, decision.state, decision.author),)


def _tell_target(
    session: Session, work: UnitOfWork, case: Case, told: str, *, unsettles: bool = True
) -> None:
    """The case that this one was merged into hears of it; a proposal that waits there is voided.

    Not of what only tells: that unsettles neither.
    """
    into = merged_into(case.links)
    if into is None:
        return
    registry = session.registry(work.conn)
    target = load_case(work.conn, into.other_id, registry)
    reason = told.format(reference=case.reference)
    stage = _unsettled(work, target, reason) if unsettles else target.stage
    refresh(session, work, target, registry, rescreen=False, stage=stage)
    work.audit(
        "case.merged_case_changed",
        f"case/{target.id}",
        {
            "reference": target.reference,
            "merged": case.reference,
            "reason": reason,
            "stage": [target.stage, stage],
        },
    )
    _tell_target(session, work, target, told, unsettles=unsettles)


def attach_request(
    readings: Readings,
    case_id: str,
    read: ReadRequest,
    raw: RawFile,
    *,
    waited_since: datetime | None = None,
    waited_as: str | None = None,
) -> AttachedRequest:
    """Keep the message on its case.

    `waited_since`: when it came, where its declaration came later; `waited_as`: what it was then.
    """
    session, work, request = readings.session, readings.work, read.request
    if _is_attached(work, case_id, request, raw):
        return AttachedRequest(case_rows.reference_of(work.conn, case_id))
    registry = session.registry(work.conn)
    case = load_case(work.conn, case_id, registry)
    statement = joined("; ", (part for part in (request.statement, *request.changes) if part))
    records.add(
        work.conn,
        "declaration_request",
        id=work.new_id(),
        case_id=case.id,
        kind=request.kind,
        raw_file_id=raw.id,
        statement=statement,
        content_sha256=identity(request),
        form=form_of(request),
        given_mrn=declarations.mrn_key(request.given_mrn),
        waited_as=waited_as,
        author=work.actor,
        at=work.now,
    )
    stage = case.stage
    if request.kind in TELLING:
        _learn(session, work, case, read)
    else:
        reason = _("a {kind} of the declaration arrived").format(kind=_(request.kind.value))
        stage = _unsettled(work, case, reason)
    refresh(session, work, case, registry, rescreen=False, stage=stage)
    work.audit(
        f"case.{request.kind.value}_attached",
        f"case/{case.id}",
        {
            "reference": case.reference,
            "file": raw.name,
            "file_sha256": raw.sha256,
            "statement": statement,
            "stage": [case.stage, stage],
            **({"waited_since": waited_since} if waited_since else {}),
        },
    )
    voided = _ended(case, stage)
    if read.amended is not None:
        _arrival, later = take_version(readings, case.id, read.amended, raw)
        voided += later
    for other in split_off(work.conn, case.id):
        attached = attach_request(
            readings, other, read, raw, waited_since=waited_since, waited_as=waited_as
        )
        voided += attached.voided
    _tell_target(
        session,
        work,
        case,
        _("a message came on the declaration of {reference}"),
        unsettles=request.kind not in TELLING,
    )
    return AttachedRequest(case.reference, is_new=True, voided=voided)


def _is_attached(work: UnitOfWork, case_id: str, request: DeclarationRequest, raw: RawFile) -> bool:
    """Whether the case has the message: by the bytes of its file, else by what it says."""
    return any(
        (raw.is_known and known.raw_file == raw.id) or known.sha256 == identity(request, known.form)
        for known in declarations.known_requests(work.conn, case_id)
    )


def _learn(session: Session, work: UnitOfWork, case: Case, read: ReadRequest) -> None:
    """What customs say is learned like any other fact; it unsettles nothing."""
    is_exit = read.request.kind is RequestKind.EXIT_MESSAGE
    records.add(
        work.conn,
        "enrichment",
        id=work.new_id(),
        case_id=case.id,
        item_no=None,
        field=EXIT_MESSAGES if is_exit else CUSTOMS_MESSAGES_FIELD,
        value=records.to_json(dict(read.shown)),
        source=read.request.kind.value,
        date=date.fromisoformat(read.shown["date"]) if "date" in read.shown else session.today(),
        author=work.actor,
        at=work.now,
    )


def _unsettled(work: UnitOfWork, case: Case, reason: str) -> Stage:
    """The stage after a change of substance from outside: what was proposed is proposed anew."""
    decision = case.decision
    if case.stage is Stage.DECISION_REVIEW and decision and decision.state == "proposed":
        records.add(
            work.conn,
            "decision_end",
            decision_id=decision.id,
            state="voided",
            reason=reason,
            author=work.actor,
            at=work.now,
        )
        return Stage.DECISION_DRAFT
    if case.stage not in ENDED:
        return case.stage
    if decision and decision.state == "approved":
        supersede(work, decision, reason)
    work.audit(
        "case.unsettled",
        f"case/{case.id}",
        {"reference": case.reference, "reason": reason, "stage": [case.stage, Stage.REOPENED]},
    )
    return Stage.REOPENED


def _replace_parties(work: UnitOfWork, case: Case, declaration: Declaration) -> None:
    """Parties that stay as declared keep their identity, and with it hits and links."""
    there = {_as_declared(p): p for p in case.parties if p.origin == "declaration"}
    now = {_as_declared(p): p for p in parties_of(declaration, work.new_id)}
    for key, party in there.items():
        if key not in now:
            records.end(work.conn, "party", party.id, gone_at=work.now)
    add_parties(work, case.id, tuple(p for key, p in now.items() if key not in there))


def _as_declared(party: CaseParty) -> CaseParty:
    return replace(party, id="", link=None)


def _add_goods(work: UnitOfWork, case: Case, declaration: Declaration) -> None:
    """New items begin as not presented; items no longer declared stay where they are."""
    if any(link.kind is CaseLinkKind.SPLIT and not link.outgoing for link in case.links):
        return  # What is new on the declaration is for the case that it came to.
    known = case_rows.goods_numbers(work.conn, case.id)
    records.add_many(
        work.conn,
        "goods_item",
        [
            {
                "case_id": case.id,
                "no": item.no,
                "status": GoodsStatus.NOT_PRESENTED,
                "since": work.now,
            }
            for item in declaration.items
            if item.no not in known
        ],
    )
