"""Carries out the deeds on entities: made, stated, linked, ended, merged, told apart.

A deed that changes under which names a party is screened screens and evaluates the open cases of
the entity anew, in the same unit of work.
"""
# ruff: noqa: PLC0415 (imported where needed: what reads and writes files is slow to load)

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from landwaiter.domain.base.hedges import is_surer
from landwaiter.domain.cases.stages import SETTLED
from landwaiter.domain.entities import deeds
from landwaiter.domain.entities.checked_statements import checked_fact, checked_link, why_not_joined
from landwaiter.domain.entities.deeds import (
    EndStatement,
    ExportEntities,
    ImportEntities,
    LinkEntities,
    MakeEntity,
    Mark,
    MarkEntity,
    MergeEntities,
    StateFact,
    TellApart,
    UnmergeEntity,
)
from landwaiter.domain.entities.entity import (
    ENTITY_KINDS,
    FACT_KINDS,
    CheckedStatement,
    EntityFact,
    Link,
    TypedStatement,
    name_field,
    said_of,
)
from landwaiter.domain.entities.entity_merges import Merge, refuse_merge
from landwaiter.domain.evidence.custody import label
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.deeds.handler import Account, Doing, Handler, Job, Tell
from landwaiter.services.entities.entity_page import entity_named
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_rows import case_id_of, reference_of
from landwaiter.storage.entities import entity_rows as stored
from landwaiter.storage.entities import entity_statements as statements
from landwaiter.storage.entities import sensitivity
from landwaiter.storage.entities.ownership import KINDS as HOLDING
from landwaiter.storage.entities.ownership import resting_on

if TYPE_CHECKING:
    from landwaiter.services.entities.exchange_in import ExchangePreview
    from landwaiter.services.entities.exchange_out import ExchangeExport

SCREENED = frozenset({"name", "identifier", "born", "country", "kind"})
"""Kinds of fact under which a party is screened."""


@dataclass(frozen=True, slots=True)
class EntityDeedResult:
    """What a deed made: the row, what it is about, and what the person should read."""

    id: str
    entity_id: str
    name: str
    warnings: tuple[str, ...] = ()
    screened: tuple[str, ...] = ()
    """References of the cases that were screened anew."""


def make_entity(doing: Doing, said: MakeEntity, _none: None) -> Account:
    """Invalid without a name, a kind there is, or a source."""
    source, country = said.source, said.country
    name = checked_fact("name", {"text": said.name, "kind": "official"}, TypedStatement(source))
    place = (
        checked_fact("country", {"country": country}, TypedStatement(source)) if country else None
    )
    if said.kind not in ENTITY_KINDS:
        raise Invalid(
            _("There is no such kind."),
            field="kind",
            value=said.kind,
            remedy=_("Use one of {kinds}.").format(kinds=", ".join(ENTITY_KINDS)),
        )
    work, entity_id = doing.work, doing.work.new_id()
    stored.add_entity(
        work.conn,
        entity_id=entity_id,
        name=name.value["text"],
        kind=said.kind,
        country=place.value["country"] if place else None,
        identifier=None,
        author=work.actor,
        at=work.now,
    )
    return _account(
        EntityDeedResult(entity_id, entity_id, name.value["text"]),
        {"name": name.value["text"], "kind": said.kind, "country": country, "source": source},
    )


def _account(
    done: EntityDeedResult,
    payload: Mapping[str, Any],
    *others: str,
    screens: Iterable[str] = (),
) -> Account:
    ids = (done.entity_id, *others)
    return Account(f"entity/{done.entity_id}", payload, ids, done.id, done, tuple(screens))


def state_fact(doing: Doing, said: StateFact, _none: None) -> Account:
    """Invalid says which field is wrong and how it is written."""
    work = doing.work
    entity_id, name = entity_named(work.conn, said.entity)
    of = statements.kinds_of(work.conn, [entity_id])[entity_id]
    value = _with_names(work, said.kind, said.said)
    stated = checked_fact(said.kind, value, _carried(said), of=of)
    refuse_unfit(doing, stated)
    _refuse_surer(_saying_so(work, entity_id, stated), stated)
    row_id = statements.add_fact(work, entity_id, stated)
    screened = _screened(doing, {entity_id}) if said.kind in SCREENED else {}
    beside = {"name": name, "fact": row_id, "screened": list(screened.values())}
    done = EntityDeedResult(row_id, entity_id, name, stated.warnings, tuple(screened.values()))
    return _account(done, _payload(stated, beside), screens=screened)


def _carried(said: StateFact | LinkEntities) -> TypedStatement:
    days = (said.since, said.until)
    return TypedStatement(
        said.source,
        said.grade,
        *days,
        said.note,
        said.evidence,
        said.certainty,
        said.wording,
        said.read_on,
    )


def _with_names(work: UnitOfWork, kind: str, value: Mapping[str, str]) -> Mapping[str, str]:
    """Entities that the statement names by identity, each with its name as of now."""
    if kind not in FACT_KINDS:
        return value
    found = dict(value)
    for name in FACT_KINDS[kind].names:
        if value.get(name, "").strip():
            found[name], found[name_field(name)] = _named_in(work, name, value[name])
    return found


def _named_in(work: UnitOfWork, name: str, said: str) -> tuple[str, str]:
    try:
        return entity_named(work.conn, said)
    except NotFound as fault:
        raise NotFound(fault.message, field=name, value=said, remedy=fault.remedy) from None


def _payload(said: CheckedStatement, beside: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**beside, "kind": said.kind, "value": dict(said.value), **said.carried}


def _saying_so(work: UnitOfWork, entity_id: str, said: CheckedStatement) -> Iterator[EntityFact]:
    """Facts of the entity with the same value."""
    for fact in statements.facts_of(work.conn, [entity_id]):
        if fact.value == said.value:
            yield fact


def _refuse_surer(stated: Iterable[EntityFact | Link], said: CheckedStatement) -> None:
    """The same source makes nothing surer by being quoted twice; NotAllowed where it would."""
    source = said.source.casefold()
    for one in stated:
        alike = one.stands and one.kind == said.kind and one.source.casefold() == source
        stated_as, stating = one.certainty, said.certainty
        if alike and stated_as and stating and is_surer(stating, stated_as):
            raise NotAllowed(
                _("By the same source this is stated as {certainty}: {id}.").format(
                    certainty=_(stated_as.value), id=one.id
                ),
                field="certainty",
                value=stating.value,
                remedy=_(
                    "Name the source that makes it surer; or end that statement with the reason, "
                    "if it was stated wrongly."
                ),
            )


def link_entities(doing: Doing, said: LinkEntities, _none: None) -> Account:
    """A share with `owns`, a test with control."""
    work = doing.work
    stated = checked_link(
        said.kind, _carried(said), percent=said.percent, test=said.test, value=said.field
    )
    refuse_unfit(doing, stated)
    from_id, name = entity_named(work.conn, said.entity)
    to_id, to_name = entity_named(work.conn, said.other)
    if from_id == to_id:
        raise Invalid(
            _("An entity is not linked to itself."),
            field="other",
            value=said.other,
            remedy=_(
                "Name another one. Shares that a firm holds of itself are stated on a case, in "
                "its enrichment `ownership`."
            ),
        )
    of = statements.kinds_of(work.conn, [from_id, to_id])
    if why := why_not_joined(said.kind, of[from_id], of[to_id]):
        raise Invalid(
            why,
            field="kind",
            value=said.kind,
            remedy=_("Link two others, or state the kind of the entity first."),
        )
    between = (one for one in statements.links_of(work.conn, [from_id]) if one.from_id == from_id)
    _refuse_surer((one for one in between if one.to_id == to_id), stated)
    row_id = statements.add_link(work, from_id, to_id, stated)
    screened = _screened(doing, {to_id}) if said.kind in HOLDING else {}
    beside = {
        "name": name,
        "link": row_id,
        "to": to_id,
        "to_name": to_name,
        "screened": list(screened.values()),
    }
    done = EntityDeedResult(row_id, from_id, name, screened=tuple(screened.values()))
    return _account(done, _payload(stated, beside), to_id, screens=screened)


@dataclass(frozen=True, slots=True)
class OneStatement:
    """A fact or a link that is to end."""

    row: EntityFact | Link

    @property
    def ended(self) -> str:
        return self.row.end.reason if self.row.end is not None else ""


def statement(doing: Doing, said: EndStatement) -> OneStatement:
    """The statement that the deed names; merges go by `unmerge_entity`."""
    row = statements.statement_named(doing.conn, said.statement)
    if row is None or isinstance(row, Merge):
        raise NotFound(
            _("There is no such statement."),
            field="statement",
            value=said.statement,
            remedy=_("Show the entity to see what is stated of it."),
        )
    return OneStatement(row)


def end_statement(doing: Doing, said: EndStatement, one: OneStatement) -> Account:
    work, row, why = doing.work, one.row, said.reason.strip()
    statements.end_row(work, row.id, why)
    owner = row.from_id if isinstance(row, Link) else row.entity_id
    entity_id, name = stored.standing(work.conn, owner) or (owner, "")
    needed = row.kind in (SCREENED if isinstance(row, EntityFact) else HOLDING)
    about = entity_id if isinstance(row, EntityFact) else row.to_id
    screened = _screened(doing, {about}) if needed else {}
    payload = {
        "name": name,
        "statement": row.id,
        "kind": row.kind,
        "said": said_of(row) if isinstance(row, EntityFact) else row.to_id,
        "reason": why,
        "screened": list(screened.values()),
    }
    other = (row.to_id,) if isinstance(row, Link) else ()
    done = EntityDeedResult(row.id, entity_id, name, screened=tuple(screened.values()))
    return _account(done, payload, *other, screens=screened)


def merge_entities(doing: Doing, said: MergeEntities, _none: None) -> Account:
    """The first stands for both from now on. Nothing is moved."""
    work, why = doing.work, said.reason.strip()
    kept_id, name = entity_named(work.conn, said.kept)
    gone_id, gone_name = _exactly(work, said.gone)
    merges = statements.merges_of(work.conn)
    apart = _told_apart(work, merges.group(kept_id))
    if any(one in apart for one in merges.group(gone_id)) or set(merges.group(kept_id)) & (
        _told_apart(work, merges.group(gone_id))
    ):
        apart = apart | {gone_id}
    refuse_merge(merges, kept_id, gone_id, apart)
    row_id = statements.add_merge(work, kept_id, gone_id, why)
    screened = _screened(doing, {kept_id})
    payload = {
        "name": name,
        "merge": row_id,
        "gone": gone_id,
        "gone_name": gone_name,
        "reason": why,
        "screened": list(screened.values()),
    }
    done = EntityDeedResult(row_id, kept_id, name, screened=tuple(screened.values()))
    return _account(done, payload, gone_id, screens=screened)


def merge(doing: Doing, said: UnmergeEntity) -> Merge:
    """The merge that stands, by which the deed names it or the entity that was gone."""
    return _merge_of(doing.work, said.gone)


def unmerge_entity(doing: Doing, said: UnmergeEntity, row: Merge) -> Account:
    work, why = doing.work, said.reason.strip()
    statements.end_row(work, row.id, why)
    both = {
        found[0] for one in (row.gone_id, row.kept_id) if (found := stored.standing(work.conn, one))
    }
    screened = _screened(doing, both)
    names = {
        one: str(found["name"])
        for one, found in stored.rows_of(work.conn, (row.kept_id, row.gone_id)).items()
    }
    payload = {
        "name": names[row.kept_id],
        "merge": row.id,
        "gone": row.gone_id,
        "gone_name": names[row.gone_id],
        "reason": why,
        "screened": list(screened.values()),
    }
    references = tuple(screened.values())
    done = EntityDeedResult(row.id, row.gone_id, names[row.gone_id], screened=references)
    ids = (row.kept_id, row.gone_id)
    return Account(f"entity/{row.kept_id}", payload, ids, row.id, done, tuple(screened))


def tell_apart(doing: Doing, said: TellApart, _none: None) -> Account:
    work, why = doing.work, said.reason.strip()
    entity_id, name = entity_named(work.conn, said.entity)
    other_id, other_name = entity_named(work.conn, said.other)
    if entity_id == other_id:
        raise NotAllowed(_("These are one entity already."))
    # The reason is what the statement rests on.
    checked = checked_fact("remark", {"text": other_name}, TypedStatement(why, said.grade))
    stated = CheckedStatement(
        "distinct", {"entity": other_id}, None, None, checked.source, checked.grade, ""
    )
    row_id = statements.add_fact(work, entity_id, stated)
    payload = {
        "name": name,
        "statement": row_id,
        "other": other_id,
        "other_name": other_name,
        "reason": why,
    }
    return _account(EntityDeedResult(row_id, entity_id, name), payload, other_id)


def mark_entity(doing: Doing, said: MarkEntity, _none: None) -> Account:
    work, why = doing.work, said.reason.strip()
    entity_id, name = entity_named(work.conn, said.entity)
    sensitive = said.mark is Mark.SENSITIVE
    before = sensitivity.marks_of(work.conn, [entity_id]).get(entity_id)
    sensitivity.add_mark(work, entity_id, sensitive=sensitive, reason=why)
    payload = {"name": name, "sensitive": [before, sensitive], "reason": why}
    return _account(EntityDeedResult(entity_id, entity_id, name), payload)


def import_entities(session: Session, said: ImportEntities, tell: Tell) -> "ExchangePreview":
    """Every entity and link of the file as statements of its source, in one unit of work.

    Conflict for a file that was imported before. What tells progress may raise: nothing is saved.
    """
    from landwaiter.services.entities.exchange_in import ExchangeOrigin, bring_in

    return bring_in(session, said.file, ExchangeOrigin(said.source, said.grade), tell)


def export_entities(session: Session, said: ExportEntities, _tell: Tell) -> "ExchangeExport":
    from landwaiter.services.entities.exchange_out import export_entities as export

    return export(session, said.file, said.names, depth=said.depth)


def refuse_unfit(doing: Doing, said: CheckedStatement) -> None:
    """Invalid for a source read tomorrow, NotFound for a piece of evidence that is not there."""
    if said.read_on > doing.session.today().isoformat():
        raise Invalid(
            _("This day is still to come."),
            field="read_on",
            value=said.read_on,
            remedy=_("Give the day on which the source was read."),
        )
    refuse_unknown_piece(doing.conn, said.evidence)


def refuse_unknown_piece(conn: Reader, evidence: str) -> None:
    """NotFound where a statement names a piece of evidence that is not there."""
    if not evidence:
        return
    reference, _slash, piece = evidence.rpartition("/")
    case_id = case_id_of(conn, reference)
    known = [label(row["no"]) for row in stored.evidence_of_cases(conn, (case_id,))]
    if piece not in known:
        raise NotFound(
            _("The case {reference} has no such piece of evidence, or it was wiped.").format(
                reference=reference
            ),
            field="evidence",
            value=evidence,
            remedy=_("It has {pieces}.").format(pieces=", ".join(known))
            if known
            else _("Add the evidence to the case first."),
        )


def _exactly(work: UnitOfWork, entity: str) -> tuple[str, str]:
    """The entity named, though another may stand for it: by its identity first."""
    return stored.named(work.conn, entity.strip()) or entity_named(work.conn, entity)


def _told_apart(work: UnitOfWork, group: Collection[str]) -> set[str]:
    """The entities that one of the group is stated to be distinct from."""
    facts = statements.facts_of(work.conn, group, kinds=("distinct",))
    return {fact.value["entity"] for fact in facts if fact.stands}


def _merge_of(work: UnitOfWork, gone: str) -> Merge:
    """The merge that stands by which this entity, or the merge itself, is named."""
    merges = statements.merges_of(work.conn)
    known = {one.id: one for one in merges.rows} | dict(merges.by_gone)
    if gone in known:
        return known[gone]
    names = stored.rows_of(work.conn, list(merges.by_gone))
    found = [merges.by_gone[one] for one, row in names.items() if row["name"] == gone]
    if len(found) == 1:
        return found[0]
    raise NotFound(
        _("No merge of this entity stands.")
        if not found
        else _("Several merged entities have this name."),
        field="entity",
        value=gone,
        remedy=_("Show the entity it was merged into, and name the merged one by its identity."),
    )


def _screened(doing: Doing, entity_ids: Collection[str]) -> Mapping[str, str]:
    """Identity → reference of the open cases of these entities, of all they stand for and of
    whomever they hold.
    """
    conn = doing.conn
    members = resting_on(conn, entity_ids, statements.merges_of(conn))
    ids = statements.open_cases_of(conn, members, [str(s) for s in SETTLED])
    return {case_id: reference_of(conn, case_id) for case_id in ids}


_MAKE_ENTITY: Handler[MakeEntity, None] = Handler(deeds.MAKE_ENTITY, make_entity)
_STATE_FACT: Handler[StateFact, None] = Handler(deeds.STATE_FACT, state_fact)
_LINK_ENTITIES: Handler[LinkEntities, None] = Handler(deeds.LINK_ENTITIES, link_entities)
_END_STATEMENT: Handler[EndStatement, OneStatement] = Handler(
    deeds.END_STATEMENT, end_statement, statement
)
_MERGE_ENTITIES: Handler[MergeEntities, None] = Handler(deeds.MERGE_ENTITIES, merge_entities)
_UNMERGE_ENTITY: Handler[UnmergeEntity, Any] = Handler(deeds.UNMERGE_ENTITY, unmerge_entity, merge)
_TELL_APART: Handler[TellApart, None] = Handler(deeds.TELL_APART, tell_apart)
_MARK_ENTITY: Handler[MarkEntity, None] = Handler(deeds.MARK_ENTITY, mark_entity)
_IMPORT_ENTITIES: Job[ImportEntities] = Job(deeds.IMPORT_ENTITIES, import_entities)
_EXPORT_ENTITIES: Job[ExportEntities] = Job(deeds.EXPORT_ENTITIES, export_entities)
HANDLERS = (
    _MAKE_ENTITY,
    _STATE_FACT,
    _LINK_ENTITIES,
    _END_STATEMENT,
    _MERGE_ENTITIES,
    _UNMERGE_ENTITY,
    _TELL_APART,
    _MARK_ENTITY,
    _IMPORT_ENTITIES,
    _EXPORT_ENTITIES,
)
