"""Incidents read: the list page by page, one whole, and a vessel of it as it was on that day."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.cases.ground import Quotation
from landwaiter.domain.cases.kinds import FieldType, KindField
from landwaiter.domain.entities.vessel_flags import Behind
from landwaiter.domain.incidents.incident import (
    Incident,
    IncidentStatement,
    LinkRole,
    StatementKind,
    by_day,
    confirmation_text,
    is_attributed,
    is_confirmed,
    said_of,
)
from landwaiter.domain.incidents.vessel_on_day import VesselOnDay, vessel_on_day
from landwaiter.errors import NotAllowed, NotFound
from landwaiter.i18n import _, joined
from landwaiter.services.audit.viewing import note_entity_opened
from landwaiter.services.base.page import Page
from landwaiter.services.entities.entity_names import known_of
from landwaiter.services.incidents.incident_views import (
    IncidentRow,
    IncidentView,
    LinkedEntity,
)
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.paging import PAGE
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.entities import entity_rows
from landwaiter.storage.entities.entity_statements import (
    facts_of,
    kinds_of,
    links_of,
    merges_of,
)
from landwaiter.storage.incidents import incident_rows as stored

_APART = frozenset({StatementKind.ATTRIBUTION, StatementKind.LINK})


def incident_named(conn: Reader, wanted: str) -> Incident:
    """The record meant, by identity or title; NotFound where there is none that stands, or several.

    Its identity names one that was ended, too.
    """
    found = stored.incidents_named(conn, wanted.strip())
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(
            _("Several incidents have this title."),
            field="incident",
            value=wanted,
            remedy=_("Name one by its identity: {ids}.").format(
                ids=", ".join(one.id for one in found)
            ),
        )
    raise NotFound(
        _("There is no such incident."),
        field="incident",
        value=wanted,
        remedy=_("List the incidents to see their titles."),
    )


def standing_incident(conn: Reader, wanted: str) -> Incident:
    """The same; NotAllowed where the record was ended."""
    one = incident_named(conn, wanted)
    if one.end is not None:
        raise NotAllowed(
            _("The record of this incident was ended: {reason}").format(reason=one.end.reason),
            remedy=_("Enter the incident anew if it counts after all."),
        )
    return one


def quoted_incident(conn: Reader, wanted: str) -> Quotation:
    """A standing incident as a ground quotes it: that and when it happened, as sure as is stated.

    Where several state when, the least sure of them counts. Nobody is named as having done it.
    """
    one = standing_incident(conn, wanted)
    standing = [row for row in stored.statements_of(conn, (one.id,)) if row.stands]
    happened = [row for row in standing if row.kind is StatementKind.HAPPENED]
    if not happened:
        raise NotAllowed(
            _("Nobody states when the incident happened."),
            field="statement",
            value=one.title,
            remedy=_("State it first; a ground is no surer than that statement."),
        )
    least = max(happened, key=lambda row: list(Certainty).index(row.certainty))
    quoted = _("{title}, {happened}; who did it: {confirmation}").format(
        title=one.title,
        happened=joined("; ", (said_of(row) for row in happened)),
        confirmation=confirmation_text(
            confirmed=is_confirmed(standing), attributed=is_attributed(standing)
        ),
    )
    return Quotation(one.id, one.title, quoted, least.certainty, least.source, least.grade)


def with_incident(conn: Reader, field: KindField, value: Any) -> Any:
    """The value of a field of a kind of case; of a record of an incident identity and name."""
    if field.type is not FieldType.INCIDENT or not isinstance(value, str):
        return value
    one = incident_named(conn, value)
    return {"id": one.id, "name": one.title}


def incident_page(
    session: Session,
    *,
    text: str = "",
    kind: str = "",
    after: str | None = None,
    limit: int = PAGE,
) -> Page[IncidentRow]:
    """Incidents that stand, by title; `text` may be in the title or in what is stated."""
    with session.reading() as conn:
        found, mark = stored.incident_page(conn, text=text, kind=kind, after=after, limit=limit)
        ids = [one.id for one in found]
        said: dict[str, list[IncidentStatement]] = {}
        for row in stored.statements_of(conn, ids):
            if row.stands:
                said.setdefault(row.incident_id, []).append(row)
        grounds = Counter(one.incident_id for one in stored.ground_rows(conn, ids))
    rows = (_row(one, said.get(one.id, []), grounds[one.id]) for one in found)
    return Page(tuple(rows), mark)


def _row(one: Incident, said: Sequence[IncidentStatement], grounds: int) -> IncidentRow:
    happened = [said_of(row) for row in said if row.kind is StatementKind.HAPPENED]
    return IncidentRow(
        one.id,
        one.title,
        one.kind,
        "; ".join(happened),
        sum(row.kind is StatementKind.ATTRIBUTION for row in said),
        is_confirmed(said),
        grounds,
    )


def incident_view(session: Session, incident: str) -> IncidentView:
    """The incident of this identity or title; NotFound else."""
    with session.reading() as conn:
        return read_incident(conn, incident, session.today())


def incident_opened(session: Session, incident: str, *, through: str) -> IncidentView:
    """The same for whoever looks at it: views of sensitive entities in it are recorded."""
    view = incident_view(session, incident)
    for entity_id in dict.fromkeys(one.entity_id for one in view.linked):
        note_entity_opened(session, entity_id, through=through)
    return view


def read_incident(conn: Reader, incident: str, today: date) -> IncidentView:
    """The same, on a connection that is open."""
    one = incident_named(conn, incident)
    rows = stored.statements_of(conn, (one.id,))
    standing = tuple(row for row in rows if row.stands)
    links = [row for row in standing if row.kind is StatementKind.LINK]
    return IncidentView(
        id=one.id,
        title=one.title,
        kind=one.kind,
        author=one.author,
        at=one.at,
        end=one.end,
        statements=tuple(row for row in standing if row.kind not in _APART),
        attributions=by_day(row for row in standing if row.kind is StatementKind.ATTRIBUTION),
        linked=tuple(_linked(conn, links, happened_of(standing), today)),
        cases=tuple(row for row in links if row.case),
        grounds=stored.ground_rows(conn, (one.id,)),
        about=stored.cases_about(conn, one.id),
        ended=tuple(row for row in rows if not row.stands),
        confirmed=is_confirmed(standing),
    )


def happened_of(standing: Sequence[IncidentStatement]) -> tuple[str | None, str | None]:
    """From when to when, whoever states it: where two states differ, both are within."""
    found = [row for row in standing if row.kind is StatementKind.HAPPENED and row.since]
    if not found:
        return None, None
    since = min(row.since for row in found if row.since)
    until = max(row.until or row.since or "" for row in found)
    return since, until


def _linked(
    conn: Reader,
    links: Sequence[IncidentStatement],
    happened: tuple[str | None, str | None],
    today: date,
) -> Iterator[LinkedEntity]:
    merges = merges_of(conn)
    for row in links:
        if row.entity_id is None:
            continue
        entity_id = merges.kept(row.entity_id)
        found = entity_rows.named(conn, entity_id)
        if found is None:
            continue
        kind = kinds_of(conn, [entity_id])[entity_id]
        is_vessel = kind == "vessel" and row.value["role"] == LinkRole.MEANS
        vessel = vessel_then(conn, entity_id, happened, today) if is_vessel else None
        yield LinkedEntity(row, entity_id, found[1], kind, vessel)


def vessel_then(
    conn: Reader, entity_id: str, happened: tuple[str | None, str | None], today: date
) -> VesselOnDay:
    """Flag and owners of a vessel on the day of an incident, as far as statements have them."""
    merges = merges_of(conn)
    group = merges.group(entity_id)
    owning = [
        one for one in links_of(conn, group) if one.kind == "owns" and one.to_id in set(group)
    ]
    owners = {one.from_id: merges.kept(one.from_id) for one in owning}
    names: Mapping[str, Mapping[str, object]] = entity_rows.rows_of(conn, owners.values())
    known = known_of(conn, tuple(dict.fromkeys(owners.values())))
    behind = [
        Behind(one, str(names[owners[one.from_id]]["name"]), known[owners[one.from_id]].country)
        for one in owning
    ]
    return vessel_on_day(facts_of(conn, group, kinds=("flag",)), behind, happened, today)


def told_parts(
    conn: Reader, entity_ids: tuple[str, ...]
) -> Iterator[tuple[IncidentStatement, str]]:
    """Each statement that an entity had a part in an incident, ended ones too, as a sentence."""
    parts = stored.statements_on_entities(conn, entity_ids)
    records = stored.incidents_of(conn, [part.incident_id for part in parts])
    names = entity_rows.rows_of(conn, [part.entity_id for part in parts if part.entity_id])
    for part in parts:
        said = _("{name}, {role} “{title}” ({certainty}; {source})")
        yield (
            part,
            said.format(
                name=names[part.entity_id or ""]["name"],
                role=said_of(part),
                title=records[part.incident_id].title,
                certainty=_(part.certainty.value),
                source=part.source,
            ),
        )
