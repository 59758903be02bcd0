"""One entity read whole: what is stated, what joins it to others, its cases, hits, evidence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from landwaiter.domain.base.certainty import worded
from landwaiter.domain.base.identifiers import KINDS, check
from landwaiter.domain.entities.acquisition import (
    Acquisition,
    acquisition,
    is_of_shares,
    planned_acquisition,
)
from landwaiter.domain.entities.entity import (
    FACT_KINDS,
    LINK_KINDS,
    EntityFact,
    Link,
    said_of,
    script_of,
)
from landwaiter.domain.entities.entity_merges import Merges
from landwaiter.domain.entities.vessel_flags import Behind, flag_patterns
from landwaiter.domain.evidence.custody import label
from landwaiter.domain.incidents.incident import (
    StatementKind,
    by_day,
    confirmation_text,
    is_attributed,
    is_confirmed,
)
from landwaiter.domain.incidents.incident import said_of as incident_text
from landwaiter.domain.listings.deeds import CONTENT_HASH
from landwaiter.domain.listings.listing_proposal import (
    ListingPartKind,
    content_part,
    counting,
)
from landwaiter.domain.lists.listing import Hit
from landwaiter.errors import NotFound
from landwaiter.i18n import N_, _, joined
from landwaiter.services.audit.viewing import whys
from landwaiter.services.entities.entity_background import background_of
from landwaiter.services.entities.entity_names import known_of
from landwaiter.services.entities.entity_views import (
    CaseOf,
    EntityView,
    EvidenceOf,
    HitOf,
    IdentifierRow,
    IncidentOf,
    LinkRow,
    MergedEntity,
    Moment,
    NameRow,
    ProposalOf,
)
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.entities import entity_rows as stored
from landwaiter.storage.entities import entity_statements as statements
from landwaiter.storage.hits.hit_rows import load_hits
from landwaiter.storage.incidents import incident_rows
from landwaiter.storage.listings.listing_rows import ListingRecord, records_on
from landwaiter.storage.schema import hits as t

CLAIMS: Mapping[str, str] = {
    "listed": N_("listed"),
    "by_path": N_("by path"),
    "unconfirmed_identity": N_("unconfirmed identity"),
    "assessment": N_("assessment, not a listing"),
}
"""Claim → the words that say it everywhere: an assessment is never told as a listing."""
_BEHIND = frozenset({"owns", "controls", "manages"})


def entity_view(session: Session, entity: str) -> EntityView:
    """The entity of this identity or name, or the one that stands for it; NotFound else."""
    with session.reading() as conn:
        return read_entity(session, conn, entity)


def entity_named(conn: Reader, entity: str) -> tuple[str, str]:
    """Identity and name of the entity meant; NotFound where there is none, or where several are."""
    wanted = entity.strip()
    found = stored.by_id_or_name(conn, wanted)
    if found is not None and len(several := stored.standing_of_name(conn, wanted)) > 1:
        raise NotFound(
            _("Several entities have this name."),
            field="entity",
            value=entity,
            remedy=_("Name one by its identity: {ids}.").format(ids=", ".join(several)),
        )
    if found is None:
        raise NotFound(
            _("There is no such entity."),
            field="entity",
            value=entity,
            remedy=_("List the entities to see their names."),
        )
    return found


def read_entity(session: Session, conn: Reader, entity: str) -> EntityView:
    """The same, on a connection that is open."""
    entity_id, _name = entity_named(conn, entity)
    merges = statements.merges_of(conn)
    group = merges.group(entity_id)
    rows = stored.rows_of(conn, group)
    facts = statements.facts_of(conn, group)
    links = statements.links_of(conn, group)
    parties = stored.parties_of(conn, group)
    own, kind = rows[entity_id], statements.kinds_of(conn, [entity_id])[entity_id]
    joined = _links(conn, merges, group, links)
    shown = tuple(row for row in joined if row.link.stands)
    cases = tuple(_case(row) for row in parties)
    naming = _channels_of_others(conn, merges, group)
    view = EntityView(
        id=entity_id,
        name=own["name"],
        kind=kind,
        country=own["country"] or _country(facts),
        author=own["author"],
        at=datetime.fromisoformat(own["at"]),
        sensitive=whys(conn, [entity_id]).get(entity_id, ""),
        names=tuple(_names(group, rows, facts)),
        identifiers=tuple(_identifiers(conn, group, facts)),
        facts=tuple(f for f in facts if f.stands and f.kind not in _ELSEWHERE),
        ended=tuple(fact for fact in facts if not fact.stands),
        ended_links=tuple(row for row in joined if not row.link.stands),
        links=shown,
        cases=cases,
        hits=tuple(_hits(conn, parties)),
        evidence=tuple(_evidence(conn, parties)),
        merged=tuple(
            MergedEntity(merges.by_gone[one], rows[one]["name"])
            for one in group
            if one != entity_id
        ),
        apart=tuple(_apart(conn, merges, facts)),
        patterns=flag_patterns(
            facts,
            [
                Behind(row.link, row.other_name, row.other_country)
                for row in shown
                if not row.forth and row.link.kind in _BEHIND
            ],
        )
        if kind == "vessel"
        else (),
        timeline=(),
        channels_of_others=tuple(row for row in naming if row[0].stands),
        acquisitions=tuple(_acquisitions(group, facts, shown)),
        incidents=tuple(incidents_of(conn, group)),
        proposals=tuple(map(_proposal, records_on(conn, session.registry(conn), group))),
    )
    countries = dict.fromkeys(filter(None, (view.country, *(c.destination for c in cases))))
    return replace(
        view,
        timeline=tuple(sorted(_moments(view, facts, joined, naming), key=_in_order)),
        background=background_of(session, conn, tuple(countries)),
    )


_ELSEWHERE = frozenset({"name", "identifier", "distinct"})


def _country(facts: Iterable[EntityFact]) -> str | None:
    found = (fact.value["country"] for fact in facts if fact.kind == "country" and fact.stands)
    return next(found, None)


def _names(
    group: Sequence[str], rows: Mapping[str, dict[str, Any]], facts: Sequence[EntityFact]
) -> Iterator[NameRow]:
    for place, one in enumerate(group):
        text = rows[one]["name"]
        yield NameRow(text, "merged" if place else "own", script_of(text))
    for fact in facts:
        if fact.kind == "name" and fact.stands:
            value = fact.value
            yield NameRow(value["text"], value["kind"], value["script"], fact)


def _identifiers(
    conn: Reader, group: Sequence[str], facts: Sequence[EntityFact]
) -> Iterator[IdentifierRow]:
    made_with = stored.identifiers_of(conn, list(group))
    for one in group:
        for kind, number in made_with.get(one, ()):
            yield IdentifierRow(kind, number, _problem(kind, number))
    for fact in facts:
        if fact.kind == "identifier" and fact.stands:
            kind, number = fact.value["kind"], fact.value["number"]
            yield IdentifierRow(kind, number, _problem(kind, number), fact)


def _problem(kind: str, number: str) -> str:
    return check(kind, number).problem if kind in KINDS else ""


def _links(
    conn: Reader, merges: Merges, group: Sequence[str], links: Sequence[Link]
) -> tuple[LinkRow, ...]:
    """Links to others than those that the entity itself stands for, ended ones too."""
    own = set(group)
    ends = {merges.kept(one) for link in links for one in (link.from_id, link.to_id)}
    rows, known = stored.rows_of(conn, ends), known_of(conn, tuple(ends))
    found = []
    for link in links:
        forth = link.from_id in own
        other = merges.kept(link.to_id if forth else link.from_id)
        if other in own:
            continue
        kind = LINK_KINDS.get(link.kind)
        words = _(kind.forth if forth else kind.back) if kind else link.kind
        name, behind = rows[other]["name"], known[other]
        found.append(LinkRow(link, forth, words, other, name, behind.kind, behind.country))
    return tuple(found)


def _case(row: Mapping[str, Any]) -> CaseOf:
    return CaseOf(
        case_id=row["case_id"],
        reference=row["reference"],
        title=row["title"],
        stage=row["stage"],
        received=date.fromisoformat(row["received"]),
        destination=row["destination"],
        role=row["role"],
        declared_as=row["name"],
        basis=row["basis"],
        author=row["author"],
        at=datetime.fromisoformat(row["at"]),
    )


def _hits(conn: Reader, parties: Sequence[Mapping[str, Any]]) -> Iterator[HitOf]:
    references = {row["party_id"]: row["reference"] for row in parties}
    if not references:
        return
    for hit in load_hits(conn, t.hit.c.party_id.in_(list(references))):
        yield _hit(hit, references[hit.party_id])


def _hit(hit: Hit, reference: str) -> HitOf:
    judged = hit.judgement
    return HitOf(
        hit_id=hit.id,
        case=reference,
        list_id=hit.list_id,
        list_kind=hit.list_kind,
        edition=hit.edition,
        listing=hit.listing.name,
        matched=hit.match.matched_name,
        score=hit.match.score,
        claim=hit.claim,
        judgement=judged.value.value if judged else "",
        judged_by=judged.author if judged else "",
        found_at=hit.found_at,
        judged_at=judged.at if judged else None,
    )


def _evidence(conn: Reader, parties: Sequence[Mapping[str, Any]]) -> Iterator[EvidenceOf]:
    references = {row["case_id"]: row["reference"] for row in parties}
    for row in stored.evidence_of_cases(conn, tuple(references)):
        yield EvidenceOf(
            references[row["case_id"]],
            label(row["no"]),
            row["name"],
            row["grade"],
            datetime.fromisoformat(row["at"]),
        )


def incidents_of(conn: Reader, group: Sequence[str]) -> Iterator[IncidentOf]:
    """Those that are linked by a standing statement, in the order in which it was stated."""
    links = [one for one in incident_rows.statements_on_entities(conn, group) if one.stands]
    ids = [one.incident_id for one in links]
    records = incident_rows.incidents_of(conn, ids)
    stated = [one for one in incident_rows.statements_of(conn, ids) if one.stands]
    for link in links:
        record = records[link.incident_id]
        if record.end is not None:
            continue
        said = [one for one in stated if one.incident_id == record.id]
        happened = [one for one in said if one.kind is StatementKind.HAPPENED]
        yield IncidentOf(
            record.id,
            record.title,
            record.kind,
            link,
            "; ".join(incident_text(one) for one in happened),
            min((one.since for one in happened if one.since), default=None),
            by_day(one for one in said if one.kind is StatementKind.ATTRIBUTION),
            confirmation_text(confirmed=is_confirmed(said), attributed=is_attributed(said)),
        )


def _proposal(record: ListingRecord) -> ProposalOf:
    proposal, approved, content = record.proposal, record.approved, record.signed_content
    if content is None:
        rows = (part for kind in ListingPartKind for part in counting(record.parts, kind))
        shown = tuple(content_part(part) for part in rows)
    else:
        shown = (*content.reasons, *content.counter, *content.searched)
    counts = approved is not None and approved.valid
    return ProposalOf(
        proposal.id,
        proposal.under,
        proposal.act,
        proposal.annex,
        proposal.criterion,
        record.state,
        record.why,
        proposal.author,
        proposal.at,
        record.approver if counts else "",
        str(approved.facts[CONTENT_HASH]) if approved and counts else "",
        shown,
        record.standing_then,
    )


def _apart(
    conn: Reader, merges: Merges, facts: Sequence[EntityFact]
) -> Iterator[tuple[EntityFact, str, str]]:
    for fact in facts:
        if fact.kind == "distinct" and fact.stands:
            other = stored.named(conn, merges.kept(fact.value["entity"]))
            if other is not None:
                yield fact, *other


def _channels_of_others(
    conn: Reader, merges: Merges, group: Sequence[str]
) -> tuple[tuple[EntityFact, str], ...]:
    found = statements.channels_naming(conn, group)
    names = stored.rows_of(conn, {merges.kept(fact.entity_id) for fact in found})
    return tuple((fact, str(names[merges.kept(fact.entity_id)]["name"])) for fact in found)


def owners_around(conn: Reader, entity_id: str | None, day: str, told: str) -> Acquisition:
    """Owners before and after a day that a case gives for the acquisition of an entity."""
    if entity_id is None:
        return planned_acquisition(day, told, None)
    merges = statements.merges_of(conn)
    group = merges.group(merges.kept(entity_id))
    rows = _links(conn, merges, group, statements.links_of(conn, group))
    return planned_acquisition(day, told, (row for row in rows if row.link.stands))


def _acquisitions(
    group: Sequence[str], facts: Sequence[EntityFact], joined: Sequence[LinkRow]
) -> Iterator[Acquisition]:
    """Those by which owners of this entity change; what it acquires itself is not among them."""
    for fact in facts:
        if fact.stands and is_of_shares(fact) and fact.value["acquirer"] not in group:
            yield acquisition(fact, said_of(fact), joined)
    for row in joined:
        if is_of_shares(row.link) and not row.forth:
            yield acquisition(row.link, row.told, joined)


def _moments(
    view: EntityView,
    facts: Sequence[EntityFact],
    joined: Sequence[LinkRow],
    naming: Sequence[tuple[EntityFact, str]],
) -> Iterator[Moment]:
    for fact in facts:
        if fact.kind != "distinct":
            title = _(FACT_KINDS[fact.kind].title) if fact.kind in FACT_KINDS else fact.kind
            said = _("{kind}: {said}").format(kind=title, said=said_of(fact))
            yield _moment(fact, fact.kind, said)
    for fact, name in naming:
        said = _("{kind} stated of {name}: {said}").format(
            kind=_(FACT_KINDS[fact.kind].title), name=name, said=said_of(fact)
        )
        yield _moment(fact, fact.kind, said)
    for row in joined:
        yield _moment(row.link, row.link.kind, row.told)
    yield from _of_cases(view)
    for incident in view.incidents:
        link = incident.link
        day = (incident.since or "")[:10]
        yield Moment(day, "", "incident", incident.told, source=link.source, grade=link.grade)
    for one in view.merged:
        said = _("{name} was merged into it: {reason}").format(
            name=one.name, reason=one.merge.reason
        )
        yield Moment(_day(one.merge.at), "", "merge", said)


def _moment(stated: EntityFact | Link, kind: str, said: str) -> Moment:
    return Moment(
        day=stated.since or "",
        until=stated.until or "",
        kind=kind,
        text=said,
        source=joined("; ", filter(None, (stated.source, worded(stated.wording)))),
        grade=stated.grade,
        certainty=stated.certainty,
        ended=stated.end.reason if stated.end else "",
    )


def _of_cases(view: EntityView) -> Iterator[Moment]:
    for case in view.cases:
        said = _("{role} in {reference}: {title}").format(
            role=_(case.role.replace("_", " ")), reference=case.reference, title=case.title
        )
        yield Moment(case.received.isoformat(), "", "case", said, case=case.reference)
    for hit in view.hits:
        said = _("{claim}: {listing} on {list}, edition {edition}").format(
            claim=_(CLAIMS[hit.claim]), listing=hit.listing, list=hit.list_id, edition=hit.edition
        )
        yield Moment(_day(hit.found_at), "", "hit", said, case=hit.case)
        if hit.judged_at is not None:
            judged = _("{listing} on {list} was judged {judgement} by {author}").format(
                listing=hit.listing,
                list=hit.list_id,
                judgement=_(hit.judgement),
                author=hit.judged_by,
            )
            yield Moment(_day(hit.judged_at), "", "judgement", judged, case=hit.case)


def _day(at: datetime) -> str:
    return at.date().isoformat()


def _in_order(moment: Moment) -> tuple[bool, str, str, str]:
    """By day, what has none last."""
    return not moment.day, moment.day, moment.kind, moment.text
