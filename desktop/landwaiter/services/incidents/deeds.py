"""Carrying out deeds on incidents."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from landwaiter.domain.entities.entity import CheckedStatement, TypedStatement
from landwaiter.domain.incidents import deeds
from landwaiter.domain.incidents.deeds import (
    AttributeIncident,
    EndOfIncident,
    LinkIncident,
    MakeIncident,
    StateOfIncident,
    TellIncident,
)
from landwaiter.domain.incidents.incident import (
    Incident,
    IncidentPlace,
    IncidentStatement,
    StatementKind,
    checked_attribution,
    checked_of_incident,
    checked_place,
    said_of,
)
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.deeds.handler import Account, Doing, Handler
from landwaiter.services.entities.deeds import refuse_unfit
from landwaiter.services.entities.entity_page import entity_named
from landwaiter.services.incidents.incident_page import standing_incident
from landwaiter.storage.cases.case_rows import case_id_of, reference_of
from landwaiter.storage.incidents import incident_rows as stored


@dataclass(frozen=True, slots=True)
class IncidentDeedResult:
    """What a deed made: the row, and the incident that it is about."""

    id: str
    incident_id: str
    title: str


def make_incident(doing: Doing, said: MakeIncident, _none: None) -> Account:
    """The record, and when it happened as the first statement on it."""
    title = " ".join(said.title.split())
    happened = _checked(StatementKind.HAPPENED, {}, said, since=said.since, until=said.until)
    if happened.since is None:
        raise Invalid(
            _("Nobody states when it happened."),
            field="since",
            remedy=_("Give the year at least, such as 2026."),
        )
    refuse_unfit(doing, happened)
    incident_id = stored.add_incident(doing.work, title, said.kind.value)
    stored.add_statement(doing.work, incident_id, happened)
    payload = {"title": title, "kind": said.kind, **_payload(happened)}
    done = IncidentDeedResult(incident_id, incident_id, title)
    return Account(f"incident/{incident_id}", payload, (incident_id,), incident_id, done)


def state_of_incident(doing: Doing, said: StateOfIncident, _none: None) -> Account:
    one = standing_incident(doing.conn, said.incident)
    checked = _checked(said.kind, _stated(said), said, since=said.since, until=said.until)
    if said.kind is StatementKind.HAPPENED and checked.since is None:
        raise Invalid(
            _("Nobody states when it happened."),
            field="since",
            remedy=_("Give the year at least, such as 2026."),
        )
    return _added(doing, one, checked)


def _stated(said: StateOfIncident) -> Mapping[str, str]:
    is_place = said.kind is StatementKind.PLACE
    if not is_place and (said.country or said.coordinates):
        raise Invalid(
            _("Only a place has a country and coordinates."),
            field="country" if said.country else "coordinates",
            value=said.country or said.coordinates,
            remedy=_("State them with the kind place."),
        )
    if said.kind is StatementKind.HAPPENED:
        if said.value:
            raise Invalid(
                _("When it happened is said by its days alone."),
                field="value",
                value=said.value,
                remedy=_("Give --since, and --until where it lasted; words go into the note."),
            )
        return {}
    if not said.value.strip():
        raise Invalid(
            _("This is needed."), field="value", remedy=_("Say it in words, or link an entity.")
        )
    if is_place:
        return checked_place(IncidentPlace(said.value, said.country, said.coordinates))
    return {"text": said.value}


def attribute_incident(doing: Doing, said: AttributeIncident, _none: None) -> Account:
    """Beside whatever others said: nothing is taken back by it."""
    one = standing_incident(doing.conn, said.incident)
    value = {
        "by": said.by,
        "wording": said.wording,
        "attribution": said.attribution.value,
        "to": said.to,
        "whom": said.whom,
    }
    carried = _carried(said, since=said.day)
    return _added(doing, one, checked_attribution(value, carried, said.certainty))


def tell_incident(doing: Doing, said: TellIncident, _none: None) -> Account:
    one = standing_incident(doing.conn, said.incident)
    value = {"who": said.who, "by": said.by}
    return _added(doing, one, _checked(StatementKind.TOLD, value, said, since=said.day))


def link_incident(doing: Doing, said: LinkIncident, _none: None) -> Account:
    """An entity with what it was, or a case."""
    one = standing_incident(doing.conn, said.incident)
    entity, case = said.entity.strip(), said.case.strip()
    if bool(entity) == bool(case):
        raise Invalid(
            _("A link leads to one entity, or to one case."),
            field="entity",
            value=entity,
            remedy=_("Name an entity, or the reference of a case, and not both."),
        )
    checked = _checked(StatementKind.LINK, {"role": said.role.value}, said)
    if case:
        reference = reference_of(doing.conn, case_id_of(doing.conn, case))
        return _added(doing, one, checked, case=reference)
    entity_id, name = entity_named(doing.conn, entity)
    return _added(doing, one, checked, entity_id=entity_id, name=name)


def _added(
    doing: Doing,
    one: Incident,
    checked: CheckedStatement,
    *,
    entity_id: str | None = None,
    name: str = "",
    case: str | None = None,
) -> Account:
    refuse_unfit(doing, checked)
    row_id = stored.add_statement(doing.work, one.id, checked, entity_id=entity_id, case=case)
    beside = {
        name_: said
        for name_, said in (("entity", entity_id), ("name", name), ("case", case))
        if said
    }
    payload = {"title": one.title, "statement": row_id, **_payload(checked), **beside}
    ids = tuple(filter(None, (one.id, entity_id)))
    done = IncidentDeedResult(row_id, one.id, one.title)
    return Account(f"incident/{one.id}", payload, ids, row_id, done)


_Carrying = MakeIncident | StateOfIncident | AttributeIncident | TellIncident | LinkIncident


def _carried(
    said: _Carrying, *, since: str | None = None, until: str | None = None
) -> TypedStatement:
    return TypedStatement(
        said.source,
        said.grade,
        since,
        until,
        said.note,
        said.evidence,
        said.certainty,
        read_on=said.read_on,
    )


def _checked(
    kind: StatementKind,
    value: Mapping[str, str],
    said: _Carrying,
    *,
    since: str | None = None,
    until: str | None = None,
) -> CheckedStatement:
    return checked_of_incident(kind, value, _carried(said, since=since, until=until))


def _payload(said: CheckedStatement) -> Mapping[str, Any]:
    return {
        "what": said.kind,
        "value": dict(said.value),
        "since": said.since,
        "until": said.until,
        "source": said.source,
        "grade": said.grade,
        "read_on": said.read_on,
        "certainty": said.certainty,
        "note": said.note,
        "evidence": said.evidence,
    }


@dataclass(frozen=True, slots=True)
class OneOfIncident:
    """A statement, or a record as a whole, that is to end."""

    incident: Incident
    row: IncidentStatement | None

    @property
    def ended(self) -> str:
        end = self.row.end if self.row is not None else self.incident.end
        return end.reason if end is not None else ""


def one_of_incident(doing: Doing, said: EndOfIncident) -> OneOfIncident:
    """What the deed names; NotFound where there is none."""
    wanted = said.statement.strip()
    row = stored.statement_named(doing.conn, wanted)
    incident_id = row.incident_id if row is not None else wanted
    found = stored.incidents_of(doing.conn, (incident_id,)).get(incident_id)
    if found is None:
        raise NotFound(
            _("There is no such statement."),
            field="statement",
            value=said.statement,
            remedy=_("Show the incident to see what is stated of it."),
        )
    return OneOfIncident(found, row)


def end_of_incident(doing: Doing, said: EndOfIncident, one: OneOfIncident) -> Account:
    why, incident, row = said.reason.strip(), one.incident, one.row
    ended = row.id if row is not None else incident.id
    stored.end_row(doing.work, ended, why)
    payload = {
        "title": incident.title,
        "statement": ended,
        "what": row.kind.value if row is not None else "record",
        "said": said_of(row) if row is not None else incident.title,
        "reason": why,
    }
    entity = row.entity_id if row is not None else None
    ids = tuple(filter(None, (incident.id, entity)))
    done = IncidentDeedResult(ended, incident.id, incident.title)
    return Account(f"incident/{incident.id}", payload, ids, ended, done)


_MAKE: Handler[MakeIncident, None] = Handler(deeds.MAKE_INCIDENT, make_incident)
_STATE: Handler[StateOfIncident, None] = Handler(deeds.STATE_OF_INCIDENT, state_of_incident)
_ATTRIBUTE: Handler[AttributeIncident, None] = Handler(deeds.ATTRIBUTE_INCIDENT, attribute_incident)
_TELL: Handler[TellIncident, None] = Handler(deeds.TELL_INCIDENT, tell_incident)
_LINK: Handler[LinkIncident, None] = Handler(deeds.LINK_INCIDENT, link_incident)
_END: Handler[EndOfIncident, OneOfIncident] = Handler(
    deeds.END_OF_INCIDENT, end_of_incident, one_of_incident
)
HANDLERS = (
    _MAKE,
    _STATE,
    _ATTRIBUTE,
    _TELL,
    _LINK,
    _END,
)
