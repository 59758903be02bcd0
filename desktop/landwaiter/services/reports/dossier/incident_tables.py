"""Tables of dossiers on incidents: each statement as it was stated, attributions side by side."""

from collections.abc import Iterable, Iterator
from typing import Final

from landwaiter.domain.base.certainty import read_said
from landwaiter.domain.incidents.facts import INCIDENT_OF_ENTITY, ON_INCIDENT
from landwaiter.domain.incidents.incident import IncidentStatement, StatementKind, said_of, words_of
from landwaiter.domain.incidents.moments import shown_span
from landwaiter.i18n import Words, _, joined
from landwaiter.reports.dossier.dossier import Cell, CellMark, Table
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.entities.entity_views import EntityView, IncidentOf
from landwaiter.services.incidents.incident_views import IncidentView, LinkedEntity
from landwaiter.services.reports.dossier.columns import columns_of

_NONE: Final = None
_ON: Final = {"what": 20, "said": 50, "day": 21, "certainty": 18, "source": 42, "grade": 12}


def incident_tables(view: CaseView) -> tuple[Table, ...]:
    """Each incident that is a ground, with all that stands of it."""
    return tuple(_whole(number, one) for number, one in enumerate(view.incidents, start=1))


def _whole(number: int, one: IncidentView) -> Table:
    linked = tuple(_linked(entity) for entity in one.linked)
    return Table(
        id=f"incident_{number}",
        title=_("Incident: {title}").format(title=one.title),
        subtitle=_("{kind}; who did it: {confirmation}").format(
            kind=words_of(one.kind), confirmation=one.confirmation
        ),
        columns=columns_of(ON_INCIDENT, _ON),
        rows=(*(_row(row) for row in one.statements), *linked, *map(_row, one.attributions)),
        notes=(*_on_day(one.linked), *_confirmation(one.confirmation)),
    )


def _linked(entity: LinkedEntity) -> tuple[Cell, ...]:
    what, said, *rest = _row(entity.statement)
    return what, _("{name}: {said}").format(name=entity.name, said=said), *rest


def _on_day(linked: Iterable[LinkedEntity]) -> Iterator[Words]:
    for one in linked:
        if one.vessel is not None:
            for said in (one.vessel.flag_text, one.vessel.owner_text):
                yield _("{name}. {said}").format(name=one.name, said=said)


def _confirmation(said: str) -> Iterator[Words]:
    yield _("Attribution: {confirmation}. What others say stands beside it, as quoted.").format(
        confirmation=said
    )


def entity_incidents_table(view: EntityView) -> Table | None:
    """Incidents that somebody says the entity had a part in; None where nobody does."""
    if not view.incidents:
        return None
    return Table(
        id="incidents",
        title=_("Incidents"),
        subtitle=_("background: no rule reads them, and they accuse nobody"),
        columns=columns_of(INCIDENT_OF_ENTITY, {"incident": 36, **_ON}),
        rows=tuple(row for one in view.incidents for row in _of_entity(one)),
        notes=tuple(
            _("{title}: {confirmation}.").format(title=one.title, confirmation=one.confirmation)
            for one in {one.incident_id: one for one in view.incidents}.values()
        ),
    )


def _of_entity(one: IncidentOf) -> Iterator[tuple[Cell, ...]]:
    what, said, _day, *rest = _row(one.link)
    yield CellMark(one.title, strong=True), what, said, one.happened or _NONE, *rest
    for said_by in one.attributions:
        yield one.title, *_row(said_by)


def _row(one: IncidentStatement) -> tuple[Cell, ...]:
    day = "" if one.kind is StatementKind.HAPPENED else shown_span(one.since, one.until)
    return (
        words_of(one.kind),
        said_of(one),
        day or _NONE,
        _(one.certainty.value),
        joined("; ", filter(None, (one.source, read_said(one.read_on), one.evidence))),
        one.grade or _NONE,
    )
