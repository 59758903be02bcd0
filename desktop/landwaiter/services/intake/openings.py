"""A new case: from a declaration or from a project, screened and evaluated before it is saved."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any

from landwaiter.domain.cases.case import (
    Case,
    CaseParty,
    DeclarationVersion,
    Enrichment,
    GoodsItem,
    GoodsStatus,
    Stage,
)
from landwaiter.domain.cases.decision import current_classifications
from landwaiter.domain.cases.kinds import FieldType, Kind, KindField, parsed, parties_named
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import Address, Declaration, Role, TransportMeans
from landwaiter.domain.intake.deeds import OpenCase
from landwaiter.domain.intake.table_mapping import TableInstructions
from landwaiter.domain.interviews.answer import Answer
from landwaiter.i18n import _
from landwaiter.services.base.content_forms import form_of, identity
from landwaiter.services.cases.calendars_in_force import calendars
from landwaiter.services.cases.judging import found_before, keep_taken, tell_taken, with_taken
from landwaiter.services.cases.party_screening import add_hits
from landwaiter.services.cases.projection import read_model
from landwaiter.services.cases.refresh import index_new_case
from landwaiter.services.entities.party_matches import hits_on
from landwaiter.services.flags.evaluation import evaluate_case, evaluated, policy_of
from landwaiter.services.incidents.incident_page import with_incident
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.cases import case_rows
from landwaiter.storage.cases.kind_files import kind_named
from landwaiter.storage.intake import declarations

_TITLE_LENGTH = 60
_SEA_VESSEL = frozenset({"10", "11", "80", "81"})
"""Identification types of transport means that are vessels (IMO, name of ship, ENI)."""


@dataclass(frozen=True, slots=True)
class CaseOrigin:
    """Where a case comes from."""

    kind: CaseKind
    source: str
    received: date


@dataclass(frozen=True, slots=True)
class RawFile:
    """The file a declaration was read from, kept in the vault."""

    id: str
    name: str
    sha256: str
    instructions: TableInstructions = field(default_factory=TableInstructions)
    """How a table was read: its mapping, and what a person mended in the rows of a declaration."""
    is_known: bool = False
    """Whether the casebook had these bytes before they came now."""
    row: int | None = None
    """At which the declaration begins in it."""
    at: datetime | None = None
    """When the declaration was sifted; None: it comes now."""
    author: str = ""
    """Who sifted it."""


def open_from_declaration(
    session: Session, work: UnitOfWork, declaration: Declaration, origin: CaseOrigin, raw: RawFile
) -> Case:
    """A case with its first version of the declaration."""
    version = DeclarationVersion(
        version=1,
        declaration=declaration,
        file_name=raw.name,
        file_sha256=raw.sha256,
        at=raw.at or work.now,
        author=raw.author or work.actor,
        mends=raw.instructions.mends,
    )
    case = replace(
        _begun(session, work, origin, title_of(declaration)),
        versions=(version,),
        items=goods_of(declaration, work.now),
        parties=parties_of(declaration, work.new_id),
    )
    case = _saved(session, work, case)
    store_version(work, case.id, version, raw)
    work.audit(
        "case.opened",
        f"case/{case.id}",
        {
            "reference": case.reference,
            "file": raw.name,
            "file_sha256": raw.sha256,
            "mrn": declaration.mrn,
            "local_reference": declaration.local_reference,
            **sifted_at(raw),
            **mended(raw),
        },
    )
    tell_taken(work, case, case.hits)
    return case


def sifted_at(raw: RawFile) -> dict[str, Any]:
    """What an entry says of a version that was sifted before it came to its case."""
    return {"sifted_at": raw.at, "sifted_by": raw.author} if raw.at else {}


def mended(raw: RawFile) -> dict[str, Any]:
    """What an entry of the audit trail says of values that were mended, where there are any."""
    mends = raw.instructions.mends
    return {"mended": [asdict(one) for one in mends]} if mends else {}


def open_without_declaration(
    session: Session, work: UnitOfWork, origin: CaseOrigin, title: str, project: Mapping[str, Any]
) -> Case:
    """A case that has no customs declaration."""
    kind = kind_named(origin.kind)
    project = {
        name: with_incident(work.conn, kind.named(name), said) for name, said in project.items()
    }
    begun = _begun(session, work, origin, title)
    case = _saved(session, work, _with_project(begun, project, work))
    work.audit(
        "case.opened",
        f"case/{case.id}",
        {"reference": case.reference, "title": title, "project": dict(project)},
    )
    tell_taken(work, case, case.hits)
    return case


def as_typed(said: OpenCase) -> OpenCase:
    """The same with the fields of its kind read from what was typed, and a title.

    Invalid names a field that the kind does not have, or that does not take what was typed.
    """
    kind = kind_named(said.kind)
    values = {name: parsed(kind.named(name), text) for name, text in said.project.items()}
    stated = {name: value for name, value in values.items() if value is not None}
    return replace(said, title=said.title.strip() or _title_of(kind, stated), project=stated)


def _title_of(kind: Kind, stated: Mapping[str, Any]) -> str:
    """What it is about and whom it is with, else the kind."""
    about = next((stated[name] for name in ("topic", "goods", "target") if stated.get(name)), "")
    named = about or stated.get("partner") or stated.get("exporter")
    return str(named) if named else _(kind.title)


def open_split(session: Session, work: UnitOfWork, parent: Case, numbers: Collection[int]) -> Case:
    """A case of its own for some items of another, with the same versions of the declaration.

    It is screened and evaluated anew; what was learned about the whole case or these items comes
    with it, and links of parties stay.
    """
    begun = _begun(
        session, work, CaseOrigin(parent.kind, parent.source, parent.received), parent.title
    )
    kept = [party for party in parent.parties if party.item_no is None or party.item_no in numbers]
    parties = tuple(replace(party, id=work.new_id(), link=None) for party in kept)
    case = _saved(
        session,
        work,
        replace(
            begun,
            versions=parent.versions,
            items=tuple(item for item in parent.items if item.no in numbers),
            parties=parties,
            project=parent.project,
        ),
    )
    sources = declarations.sources_of(work.conn, parent.id)
    for version in parent.versions:
        source = sources[version.version]
        file = RawFile(
            source.raw_file or "",
            version.file_name,
            version.file_sha256,
            source.instructions,
            row=source.row,
        )
        store_version(work, case.id, version, file)
    for party, old in zip(parties, kept, strict=True):
        if old.link is not None:
            records.add(
                work.conn,
                "party_link",
                id=work.new_id(),
                party_id=party.id,
                entity_id=old.link.linked_id,
                basis=old.link.basis,
                author=old.link.author,
                at=old.link.at,
            )
    _carry_facts(work, parent, case.id, numbers)
    return case


def _carry_facts(work: UnitOfWork, parent: Case, case_id: str, numbers: Collection[int]) -> None:
    """Facts that were learned, and findings on the items, as they were stated and by whom."""
    for fact in parent.enrichment:
        if fact.item_no is None or fact.item_no in numbers:
            _add_fact(work, case_id, replace(fact, id=work.new_id()))
    carry_findings(work, parent, case_id, {no: no for no in numbers})


def _add_fact(work: UnitOfWork, case_id: str, fact: Enrichment) -> None:
    named = ("id", "item_no", "field", "source", "date", "author", "at")
    records.add(
        work.conn,
        "enrichment",
        case_id=case_id,
        value=records.to_json(fact.value),
        **{name: getattr(fact, name) for name in named},
    )


def carry_findings(
    work: UnitOfWork, source: Case, case_id: str, numbers: Mapping[int, int]
) -> None:
    """Findings and answers on items as they stand, on another case under its numbers."""
    named = ("list", "code", "edition", "state", "basis", "reason", "author", "at")
    for finding in current_classifications(source):
        if finding.item_no in numbers:
            records.add(
                work.conn,
                "classification",
                id=work.new_id(),
                case_id=case_id,
                item_no=numbers[finding.item_no],
                **{name: getattr(finding, name) for name in named},
            )
    for answer in source.answers:
        if answer.stands and answer.item_no in numbers:
            _carry_answer(work, case_id, replace(answer, item_no=numbers[answer.item_no]))


def _carry_answer(work: UnitOfWork, case_id: str, answer: Answer) -> None:
    """Its piece of evidence stays with the case it came from."""
    named = ("item_no", "parameter", "given", "source", "document", "date", "author", "at")
    records.add(
        work.conn,
        "interview_answer",
        id=work.new_id(),
        case_id=case_id,
        value=records.to_json(answer.value),
        **{name: getattr(answer, name) for name in named},
    )


def _begun(session: Session, work: UnitOfWork, origin: CaseOrigin, title: str) -> Case:
    casebook = session.casebook
    return Case(
        id=work.new_id(),
        reference=case_rows.next_reference(work.conn, casebook.office_code, origin.received.year),
        kind=origin.kind,
        stage=Stage.NEW,
        title=title,
        member_state=casebook.member_state,
        source=origin.source,
        received=origin.received,
        created_at=work.now,
        created_by=work.actor,
        assignee=None,
        revision=1,
        of_kind=kind_named(origin.kind),
    )


def title_of(declaration: Declaration) -> str:
    """What goes to whom, in one line."""
    described = next((i.description for i in declaration.items if i.description), None)
    goods = described or _("Goods without a description")
    if len(goods) > _TITLE_LENGTH:
        goods = goods[: _TITLE_LENGTH - 1].rstrip() + "…"
    consignee = next((p.name for p in declaration.parties_in(Role.CONSIGNEE) if p.name), None)
    if consignee is None:
        return goods
    return _("{goods} to {consignee}").format(goods=goods, consignee=consignee)


def goods_of(declaration: Declaration, since: datetime) -> tuple[GoodsItem, ...]:
    """Every item, not presented until somebody says where it is."""
    return tuple(GoodsItem(item.no, GoodsStatus.NOT_PRESENTED, since) for item in declaration.items)


def parties_of(declaration: Declaration, new_id: Callable[[], str]) -> tuple[CaseParty, ...]:
    """The parties as declared, and the vessel where a means of transport is one."""
    declared = [
        CaseParty(
            id=new_id(),
            role=party.role,
            name=party.name or "",
            country=party.address.country,
            identifier=party.identifier,
            address=party.address,
            origin="declaration",
            item_no=party.item_no,
        )
        for party in declaration.parties
    ]
    vessels = dict.fromkeys(
        _vessel(means)
        for means in declaration.transport
        if means.id_type in _SEA_VESSEL and (means.identifier or means.name)
    )
    return (
        *declared,
        *(
            CaseParty(
                id=new_id(),
                role=Role.VESSEL,
                name=name,
                country=None,
                identifier=imo,
                address=Address(),
                origin="declaration",
            )
            for name, imo in vessels
        ),
    )


def _vessel(means: TransportMeans) -> tuple[str, str | None]:
    """Name and IMO number of a ship; under type 11 the identifier is its name."""
    if means.id_type == "10":
        return means.name or "", f"IMO{means.identifier}" if means.identifier else None
    return means.name or means.identifier or "", None


def _with_project(case: Case, given: Mapping[str, Any], work: UnitOfWork) -> Case:
    """The case with what its kind asks for: parties, and what rules read as enrichment."""
    kind = kind_named(case.kind)
    fields = {name: kind.named(name) for name in given}
    kept = {name: value for name, value in given.items() if not fields[name].enrichment}
    return replace(
        case,
        project=kept or None,
        parties=tuple(
            CaseParty(
                id=work.new_id(),
                role=named.role,
                name=named.name,
                country=named.country,
                identifier=None,
                address=Address(country=named.country),
                origin="project",
            )
            for named in parties_named(kind, given)
        ),
        enrichment=tuple(
            Enrichment(
                id=work.new_id(),
                field=field.enrichment,
                value=_enriched(field, given),
                source=case.source,
                date=case.received,
                author=work.actor,
                at=work.now,
            )
            for field in fields.values()
            if field.enrichment
        ),
    )


def _enriched(field: KindField, given: Mapping[str, Any]) -> Any:
    if field.type is not FieldType.PARTY:
        return given[field.name]
    return {"name": given[field.name], "country": given.get(f"{field.name}_country")}


def _saved(session: Session, work: UnitOfWork, case: Case) -> Case:
    """Write the case with hits, evaluation, list line and search words."""
    day = case.judged_as_of
    lists = session.references.lists(work.conn, day)
    hits = hits_on(work.conn, case.parties, lists, new_id=work.new_id, at=work.now)
    taken = found_before(work.conn, case.id, case.parties, hits, new_id=work.new_id, at=work.now)
    case = replace(case, hits=with_taken(hits, taken))
    result = evaluated(work.conn, case, session.references, session.today())
    whole = replace(case, flags=result.flags, candidates=result.candidates)
    policy = policy_of(work.conn, session.references, whole)
    line = read_model(whole, calendars(session, work.conn, whole), policy)
    serial = _write_head(work, whole, line)
    add_parties(work, case.id, case.parties)
    for fact in case.enrichment:
        _add_fact(work, case.id, fact)
    records.add_many(
        work.conn,
        "goods_item",
        [
            {
                "case_id": case.id,
                "no": i.no,
                "status": i.status,
                "since": i.since,
                "note": i.note,
            }
            for i in case.items
        ],
    )
    add_hits(work, case.id, case.hits)
    keep_taken(work, taken)
    evaluate_case(work, case, result, author=work.actor, is_first=True)
    index_new_case(work.conn, case, serial)
    return whole


def _write_head(work: UnitOfWork, case: Case, line: Mapping[str, Any]) -> int:
    """Its number in this casebook."""
    serial = case_rows.next_serial(work.conn)
    named = (
        "id",
        "reference",
        "kind",
        "stage",
        "member_state",
        "source",
        "received",
        "created_at",
        "created_by",
        "assignee",
        "revision",
        "project",
    )
    records.add(
        work.conn,
        "case_file",
        serial=serial,
        **{name: getattr(case, name) for name in named},
        **line,
    )
    work.born(case.id)
    return serial


def add_parties(work: UnitOfWork, case_id: str, parties: tuple[CaseParty, ...]) -> None:
    """Keep parties on a case, as they were stated."""
    named = ("id", "role", "name", "country", "identifier", "address", "origin", "item_no")
    records.add_many(
        work.conn,
        "party",
        [
            {**{name: getattr(party, name) for name in named}, "case_id": case_id, "at": work.now}
            for party in parties
        ],
    )


def store_version(
    work: UnitOfWork, case_id: str, version: DeclarationVersion, raw: RawFile
) -> None:
    """Keep one version of the declaration, with the identity of its content."""
    content = records.to_json(version.declaration)
    records.add(
        work.conn,
        "declaration",
        id=work.new_id(),
        case_id=case_id,
        version=version.version,
        mrn=declarations.mrn_key(version.declaration.mrn),
        local_reference=version.declaration.local_reference,
        declarant_eori=version.declaration.declarant_eori,
        content=content,
        content_sha256=identity(version.declaration),
        form=form_of(version.declaration),
        mapping=declarations.kept(raw.instructions),
        raw_file_id=raw.id,
        first_row=raw.row,
        changes=version.changes,
        author=version.author,
        at=version.at,
    )
