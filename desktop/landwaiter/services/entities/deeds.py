"""Deeds on entities: made, stated, linked, ended, merged, told apart; each an audit entry.

A deed that changes under which names a party is screened screens and evaluates the open cases of
the entity anew, in the same unit of work.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from landwaiter.domain.entities.entity import (
    ENTITY_KINDS,
    CheckedStatement,
    EntityFact,
    Link,
    TypedStatement,
    checked_fact,
    checked_link,
    said_of,
)
from landwaiter.domain.entities.entity_merges import Merge, refuse_merge
from landwaiter.domain.evidence.custody import label
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.cases.refresh import SETTLED, refresh
from landwaiter.services.entities.entity_page import entity_named
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import Changes, UnitOfWork
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.cases.case_rows import case_id_of
from landwaiter.storage.entities import entity_rows as stored
from landwaiter.storage.entities import entity_statements as statements
from landwaiter.storage.entities.ownership import KINDS as HOLDING
from landwaiter.storage.entities.ownership import resting_on

SCREENED = frozenset({"name", "identifier", "born", "country", "kind"})
"""Kinds of fact under which a party is screened."""


@dataclass(frozen=True, slots=True)
class EntityDeedResult:
    """A deed: the row it made, what it was about, and what the person should read."""

    id: str
    entity_id: str
    name: str
    changes: Changes
    warnings: tuple[str, ...] = ()
    screened: tuple[str, ...] = ()
    """References of the cases that were screened anew."""


def make_entity(
    session: Session, name: str, *, kind: str, country: str | None = None, source: str
) -> EntityDeedResult:
    """A new entity beside all cases; Invalid without a name, a kind there is, or a source."""
    said = checked_fact("name", {"text": name, "kind": "official"}, TypedStatement(source))
    place = (
        checked_fact("country", {"country": country}, TypedStatement(source)) if country else None
    )
    if kind not in ENTITY_KINDS:
        raise Invalid(
            _("There is no such kind."),
            field="kind",
            value=kind,
            remedy=_("Use one of {kinds}.").format(kinds=", ".join(ENTITY_KINDS)),
        )
    with session.writing("make_entity") as work:
        entity_id = work.new_id()
        stored.add_entity(
            work.conn,
            entity_id=entity_id,
            name=said.value["text"],
            kind=kind,
            country=place.value["country"] if place else None,
            identifier=None,
            author=work.actor,
            at=work.now,
        )
        work.audit(
            "entity.made",
            f"entity/{entity_id}",
            {"name": said.value["text"], "kind": kind, "country": country, "source": source},
        )
        work.changed("entities", entity_id)
    return EntityDeedResult(entity_id, entity_id, said.value["text"], work.changes)


def state_fact(
    session: Session, entity: str, kind: str, value: Mapping[str, str], carried: TypedStatement
) -> EntityDeedResult:
    """State one thing of an entity; Invalid says which field is wrong and how it is written."""
    with session.writing("state_fact") as work:
        entity_id, name = entity_named(work.conn, entity)
        of = statements.kinds_of(work.conn, [entity_id])[entity_id]
        said = _resting(work, checked_fact(kind, value, carried, of=of))
        row_id = statements.add_fact(work, entity_id, said)
        screened = _screened(session, work, {entity_id}) if kind in SCREENED else ()
        beside = {"name": name, "fact": row_id, "screened": list(screened)}
        _audit(work, "stated", entity_id, said, beside)
    return EntityDeedResult(row_id, entity_id, name, work.changes, said.warnings, screened)


def link_entities(
    session: Session,
    entity: str,
    kind: str,
    other: str,
    carried: TypedStatement,
    *,
    percent: str | None = None,
    test: str = "",
) -> EntityDeedResult:
    """State that an entity owns, directs … another: a share with `owns`, a test with control."""
    checked = checked_link(kind, carried, percent=percent, test=test)
    with session.writing("link_entities") as work:
        said = _resting(work, checked)
        from_id, name = entity_named(work.conn, entity)
        to_id, to_name = entity_named(work.conn, other)
        if from_id == to_id:
            raise Invalid(
                _("An entity is not linked to itself."),
                field="other",
                value=other,
                remedy=_(
                    "Name another one. Shares that a firm holds of itself are stated on a case, in "
                    "its enrichment `ownership`."
                ),
            )
        row_id = statements.add_link(work, from_id, to_id, said)
        screened = _screened(session, work, {to_id}) if kind in HOLDING else ()
        beside = {
            "name": name,
            "link": row_id,
            "to": to_id,
            "to_name": to_name,
            "screened": list(screened),
        }
        _audit(work, "linked", from_id, said, beside)
        work.changed("entities", to_id)
    return EntityDeedResult(row_id, from_id, name, work.changes, screened=screened)


def end_statement(session: Session, row_id: str, *, reason: str) -> EntityDeedResult:
    """End a fact or a link, with a reason; it stays readable. Merges go by `unmerge_entity`."""
    why = _reason(reason)
    with session.writing("end_statement") as work:
        row = statements.statement_named(work.conn, row_id)
        if row is None or isinstance(row, Merge):
            raise NotFound(
                _("There is no such statement."),
                field="statement",
                value=row_id,
                remedy=_("Show the entity to see what is stated of it."),
            )
        if row.end is not None:
            raise NotAllowed(
                _("The statement was ended already: {reason}").format(reason=row.end.reason)
            )
        statements.end_row(work, row_id, why)
        owner = row.from_id if isinstance(row, Link) else row.entity_id
        entity_id, name = stored.standing(work.conn, owner) or (owner, "")
        needed = row.kind in (SCREENED if isinstance(row, EntityFact) else HOLDING)
        about = entity_id if isinstance(row, EntityFact) else row.to_id
        screened = _screened(session, work, {about}) if needed else ()
        work.audit(
            "entity.ended",
            f"entity/{entity_id}",
            {
                "name": name,
                "statement": row_id,
                "kind": row.kind,
                "said": said_of(row) if isinstance(row, EntityFact) else row.to_id,
                "reason": why,
                "screened": list(screened),
            },
        )
        _touched(work, row, entity_id)
    return EntityDeedResult(row_id, entity_id, name, work.changes, screened=screened)


def merge_entities(session: Session, kept: str, gone: str, *, reason: str) -> EntityDeedResult:
    """Say that two entities are one: the first stands for both from now on. Nothing is moved."""
    why = _reason(reason)
    with session.writing("merge_entities") as work:
        kept_id, name = entity_named(work.conn, kept)
        gone_id, gone_name = _exactly(work, gone)
        merges = statements.merges_of(work.conn)
        apart = _told_apart(work, merges.group(kept_id))
        if any(one in apart for one in merges.group(gone_id)) or set(merges.group(kept_id)) & (
            _told_apart(work, merges.group(gone_id))
        ):
            apart = apart | {gone_id}
        refuse_merge(merges, kept_id, gone_id, apart)
        row_id = statements.add_merge(work, kept_id, gone_id, why)
        screened = _screened(session, work, {kept_id})
        work.audit(
            "entity.merged",
            f"entity/{kept_id}",
            {
                "name": name,
                "merge": row_id,
                "gone": gone_id,
                "gone_name": gone_name,
                "reason": why,
                "screened": list(screened),
            },
        )
        work.changed("entities", kept_id, gone_id)
        work.changed("cases")
    return EntityDeedResult(row_id, kept_id, name, work.changes, screened=screened)


def unmerge_entity(session: Session, gone: str, *, reason: str) -> EntityDeedResult:
    """Take a merge back: the entity that was gone stands for itself again, exactly as it was."""
    why = _reason(reason)
    with session.writing("unmerge_entity") as work:
        merge = _merge_of(work, gone)
        statements.end_row(work, merge.id, why)
        both = {
            found[0]
            for one in (merge.gone_id, merge.kept_id)
            if (found := stored.standing(work.conn, one))
        }
        screened = _screened(session, work, both)
        names = {
            one: str(row["name"])
            for one, row in stored.rows_of(work.conn, (merge.kept_id, merge.gone_id)).items()
        }
        work.audit(
            "entity.unmerged",
            f"entity/{merge.kept_id}",
            {
                "name": names[merge.kept_id],
                "merge": merge.id,
                "gone": merge.gone_id,
                "gone_name": names[merge.gone_id],
                "reason": why,
                "screened": list(screened),
            },
        )
        work.changed("entities", merge.kept_id, merge.gone_id)
        work.changed("cases")
    return EntityDeedResult(
        merge.id, merge.gone_id, names[merge.gone_id], work.changes, screened=screened
    )


def tell_apart(
    session: Session, one: str, other: str, *, reason: str, grade: str = ""
) -> EntityDeedResult:
    """State that two alike entities are two: they are proposed as duplicates no more."""
    why = _reason(reason)
    with session.writing("tell_apart") as work:
        entity_id, name = entity_named(work.conn, one)
        other_id, other_name = entity_named(work.conn, other)
        if entity_id == other_id:
            raise NotAllowed(_("These are one entity already."))
        # The reason is what the statement rests on.
        checked = checked_fact("remark", {"text": other_name}, TypedStatement(why, grade))
        said = CheckedStatement(
            "distinct", {"entity": other_id}, None, None, checked.source, checked.grade, ""
        )
        row_id = statements.add_fact(work, entity_id, said)
        work.audit(
            "entity.told_apart",
            f"entity/{entity_id}",
            {
                "name": name,
                "statement": row_id,
                "other": other_id,
                "other_name": other_name,
                "reason": why,
            },
        )
        work.changed("entities", entity_id, other_id)
    return EntityDeedResult(row_id, entity_id, name, work.changes)


def _resting(work: UnitOfWork, said: CheckedStatement) -> CheckedStatement:
    """The statement, if the piece of evidence it rests on is there; NotFound else."""
    if not said.evidence:
        return said
    reference, _slash, piece = said.evidence.rpartition("/")
    case_id = case_id_of(work.conn, reference)
    known = [label(row["no"]) for row in stored.evidence_of_cases(work.conn, (case_id,))]
    if piece not in known:
        raise NotFound(
            _("The case {reference} has no such piece of evidence, or it was wiped.").format(
                reference=reference
            ),
            field="evidence",
            value=said.evidence,
            remedy=_("It has {pieces}.").format(pieces=", ".join(known))
            if known
            else _("Add the evidence to the case first."),
        )
    return said


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Invalid(
            _("A reason is missing."), field="reason", remedy=_("Say why, in a sentence.")
        )
    return reason.strip()


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


def _audit(
    work: UnitOfWork, deed: str, entity_id: str, said: CheckedStatement, beside: Mapping[str, Any]
) -> None:
    work.audit(
        f"entity.{deed}",
        f"entity/{entity_id}",
        {
            **beside,
            "kind": said.kind,
            "value": dict(said.value),
            "since": said.since,
            "until": said.until,
            "source": said.source,
            "grade": said.grade,
            "note": said.note,
            "evidence": said.evidence,
        },
    )
    work.changed("entities", entity_id)


def _touched(work: UnitOfWork, row: EntityFact | Link, entity_id: str) -> None:
    other = (row.to_id,) if isinstance(row, Link) else ()
    work.changed("entities", entity_id, *other)


def _screened(session: Session, work: UnitOfWork, entity_ids: Collection[str]) -> tuple[str, ...]:
    """Screen the open cases of these entities, of all they stand for and of whomever they hold."""
    members = resting_on(work.conn, entity_ids, statements.merges_of(work.conn))
    registry = session.registry(work.conn)
    references = []
    for case_id in statements.open_cases_of(work.conn, members, [str(s) for s in SETTLED]):
        before = load_case(work.conn, case_id, registry)
        refresh(session, work, before, registry, rescreen=True)
        references.append(before.reference)
        work.changed("cases", case_id)
    return tuple(references)
