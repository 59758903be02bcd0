"""One incident as JSON and as lines of text."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from landwaiter.cli.base.output import table
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.incidents.incident import IncidentStatement
    from landwaiter.domain.incidents.vessel_on_day import VesselOnDay
    from landwaiter.services.entities.entity_views import IncidentOf
    from landwaiter.services.incidents.incident_views import IncidentView, LinkedEntity


def incident_data(view: "IncidentView") -> dict[str, Any]:
    """The incident as JSON; moments are UTC at the precision that is stated."""
    return {
        "id": view.id,
        "title": view.title,
        "kind": view.kind,
        "author": view.author,
        "at": view.at,
        "ended": view.end.reason if view.end else None,
        "confirmed": view.confirmed,
        "confirmation": view.confirmation,
        "statements": [stated(one) for one in view.statements],
        "attributions": [stated(one) for one in view.attributions],
        "linked": [_linked(one) for one in view.linked],
        "cases": [stated(one) for one in view.cases],
        "grounds": [
            {"case": one.reference, "reason": one.reason, "author": one.author}
            for one in view.grounds
        ],
        "about": view.about,
        "over": [
            {**stated(one), "reason": one.end.reason if one.end else ""} for one in view.ended
        ],
    }


def stated(one: "IncidentStatement") -> dict[str, Any]:
    """A statement on an incident as JSON."""
    return {
        "statement": one.id,
        "what": one.kind,
        "value": dict(one.value),
        "case": one.case,
        "since": one.since,
        "until": one.until,
        "certainty": one.certainty,
        "source": one.source,
        "grade": one.grade,
        "read_on": one.read_on,
        "note": one.note,
        "evidence": one.evidence or None,
        "author": one.author,
        "at": one.at,
    }


def _linked(one: "LinkedEntity") -> dict[str, Any]:
    return {
        **stated(one.statement),
        "entity": {"id": one.entity_id, "name": one.name, "kind": one.kind},
        "vessel": _vessel(one.vessel) if one.vessel else None,
    }


def _vessel(vessel: "VesselOnDay") -> dict[str, Any]:
    return {
        "day": vessel.day,
        "flags": [one.said for one in vessel.flags],
        "owners": [one.said for one in vessel.owners],
        "flags_now": [one.said for one in vessel.flags_now],
        "owners_now": [one.said for one in vessel.owners_now],
        "flag_text": vessel.flag_text,
        "owner_text": vessel.owner_text,
    }


def incident_lines(view: "IncidentView") -> Iterator[str]:
    """The incident for a person at a terminal."""
    from landwaiter.domain.incidents.incident import said_of, words_of

    yield f"{view.title}  ({words_of(view.kind)})"
    yield view.id
    if view.end is not None:
        yield _("The record was ended: {reason}").format(reason=view.end.reason)
    yield view.use
    yield _("Attribution: {confirmation}.").format(confirmation=view.confirmation)
    yield from _told(_("Stated"), view.statements)
    yield from _told(_("Who says who did it, side by side"), view.attributions)
    if view.linked:
        yield ""
        yield _("Entities in it")
        for one in view.linked:
            said = _("{name}: {role} it ({certainty}; {source}) {id}")
            yield said.format(
                name=one.name,
                role=said_of(one.statement),
                certainty=one.statement.certainty.value,
                source=_source(one.statement),
                id=one.statement.id,
            )
            if one.vessel is not None:
                yield f"  {one.vessel.flag_text}"
                yield f"  {one.vessel.owner_text}"
                if today := one.vessel.flag_now_text:
                    yield f"  {today}"
    if view.cases:
        yield ""
        yield _("Cases: {cases}").format(cases=", ".join(str(one.case) for one in view.cases))
    if view.about:
        yield ""
        yield _("Cases about it: {cases}").format(cases=", ".join(view.about))
    for ground in view.grounds:
        yield f"{ground.reference}: {ground.reason}"
    yield from _told(_("Ended"), view.ended)


def incident_of_lines(one: "IncidentOf") -> Iterator[str]:
    """An incident under an entity that is linked to it."""
    yield _("Background, incident: {told}").format(told=one.told)
    if one.happened:
        yield _("Happened: {happened}").format(happened=one.happened)
    yield _("Attribution: {confirmation}.").format(confirmation=one.confirmation)
    yield from _told(_("Who says who did it, side by side"), one.attributions)


def _told(title: str, rows: "Iterable[IncidentStatement]") -> Iterator[str]:
    from landwaiter.domain.incidents.facts import ON_INCIDENT
    from landwaiter.domain.incidents.incident import StatementKind, said_of, words_of
    from landwaiter.domain.incidents.moments import shown_span
    from landwaiter.services.base.facts_shown import titles

    found = tuple(rows)
    if not found:
        return
    yield ""
    yield title
    header = titles(ON_INCIDENT, "what", "said", "day", "certainty", "source")
    yield from table(
        (*header, _("Statement")),
        [
            (
                words_of(one.kind),
                said_of(one),
                "" if one.kind is StatementKind.HAPPENED else shown_span(one.since, one.until),
                one.certainty.value,
                _source(one),
                one.id,
            )
            for one in found
        ],
    )


def _source(one: "IncidentStatement") -> str:
    from landwaiter.domain.base.certainty import read_said

    read = read_said(one.read_on)
    return ", ".join(filter(None, (one.source, one.grade, read, one.evidence)))
