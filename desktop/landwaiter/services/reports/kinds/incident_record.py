"""The record of an incident: what is stated of it, each statement with its source and grade.

What happened, the vessel as it was on that day, who attributes it to whom, damage and who was told
stand apart. Rival explanations stand side by side, and none is chosen.
"""

from collections.abc import Iterable, Iterator

from landwaiter.domain.base.certainty import read_said
from landwaiter.domain.base.facts import Content
from landwaiter.domain.incidents.facts import ON_INCIDENT
from landwaiter.domain.incidents.incident import (
    IncidentStatement,
    StatementKind,
    quote_of,
    said_of,
    words_of,
)
from landwaiter.domain.incidents.moments import shown_span
from landwaiter.domain.incidents.vessel_on_day import OnDay, VesselOnDay
from landwaiter.i18n import Words, _, capitalised, joined
from landwaiter.reports.dossier.dossier import Cell, CellMark, DossierColumn, Table
from landwaiter.services.base.wording import or_not_stated
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.incidents.incident_views import IncidentView, LinkedEntity
from landwaiter.services.reports.dossier.closing import evidence_table
from landwaiter.services.reports.dossier.columns import columns_of
from landwaiter.services.reports.dossier.compose import DossierContents, Frame
from landwaiter.services.reports.dossier.kind_tables import kind_tables

_STATED = {"what": 22, "said": 62, "certainty": 20, "source": 44, "grade": 12}
_WHAT = (
    StatementKind.HAPPENED,
    StatementKind.PLACE,
    StatementKind.OBJECT,
    StatementKind.OBJECT_OWNER,
    StatementKind.MEANS,
    StatementKind.REMARK,
)


def incident_contents(view: CaseView, frame: Frame) -> DossierContents:
    """Each incident that the case refers to or rests on, and what this office has to do with it."""
    return DossierContents(
        _("Incident record"),
        (
            *(
                table
                for number, one in enumerate(frame.incidents, start=1)
                for table in _of_incident(number, one)
            ),
            *kind_tables(view),
            evidence_table(view),
        ),
        (),
        subtitle=joined("; ", (one.title for one in frame.incidents)),
        unchecked=(
            _("A statement says what its source says; who chose its grade vouches for no more."),
            _("Nobody here asked those of whom something is stated, unless the record says so."),
        ),
    )


def _of_incident(number: int, one: IncidentView) -> Iterator[Table]:
    name = f"incident_{number}"
    yield _stated(name, one)
    if vessels := _vessels(name, one.linked):
        yield vessels
    yield _attributed(name, one)
    yield _statements(f"{name}_damage", _("Damage"), one.of_kind(StatementKind.DAMAGE))
    yield _told(name, one)


def _stated(name: str, one: IncidentView) -> Table:
    rows = (row for row in one.statements if row.kind in _WHAT)
    return Table(
        id=name,
        title=_("Incident: {title}").format(title=one.title),
        subtitle=_("{kind}; days and hours in UTC").format(kind=words_of(one.kind)),
        columns=columns_of(ON_INCIDENT, _STATED),
        rows=(*map(_row, rows), *map(_linked, one.linked)),
        empty=_("Nothing is stated."),
    )


def _statements(name: str, title: Words, rows: Iterable[IncidentStatement]) -> Table:
    return Table(
        id=name,
        title=title,
        columns=columns_of(ON_INCIDENT, _STATED),
        rows=tuple(map(_row, rows)),
        empty=_("Nothing is stated."),
    )


def _row(one: IncidentStatement) -> tuple[Cell, ...]:
    return (
        capitalised(words_of(one.kind)),
        said_of(one),
        _(one.certainty.value),
        _source(one),
        one.grade or None,
    )


def _source(one: IncidentStatement) -> Words:
    return joined("; ", filter(None, (one.source, read_said(one.read_on), one.evidence)))


def _linked(one: LinkedEntity) -> tuple[Cell, ...]:
    what, said, *rest = _row(one.statement)
    return what, _("{name}: {said}").format(name=one.name, said=said), *rest


def _vessels(name: str, linked: Iterable[LinkedEntity]) -> Table | None:
    """Flag and owner of that day, and today's flag where it is another; what is not known says so.

    None where no vessel is linked as the means.
    """
    rows = tuple(_vessel(one, one.vessel) for one in linked if one.vessel is not None)
    if not rows:
        return None
    return Table(
        id=f"{name}_vessels",
        title=_("Vessel on that day"),
        columns=(
            DossierColumn("vessel", _("Vessel"), Content.PERSONAL, width=36),
            DossierColumn("day", _("Day"), Content.OPEN, width=26),
            DossierColumn("flag", _("Flag"), Content.OPEN, width=32),
            DossierColumn("owner", _("Owner"), Content.PERSONAL, width=40),
            DossierColumn("now", _("Flag today"), Content.OPEN, width=26),
        ),
        rows=rows,
    )


def _vessel(one: LinkedEntity, then: VesselOnDay) -> tuple[Cell, ...]:
    return (
        CellMark(one.name, strong=True),
        then.day or or_not_stated(None),
        _on_day(then.flags),
        _on_day(then.owners),
        _on_day(then.flags_now),
    )


def _on_day(found: Iterable[OnDay]) -> Words:
    """Each with its source and grade; since when is said where it is not stated."""
    said = []
    for one in found:
        undated = "" if one.dated else _("since when is not stated")
        source = joined(", ", filter(None, (one.source, one.grade, undated)))
        said.append(_("{said} ({source})").format(said=one.said, source=source))
    return joined("; ", said) or _("not known")


def _attributed(name: str, one: IncidentView) -> Table:
    return Table(
        id=f"{name}_attributed",
        title=_("Who attributes it to whom"),
        subtitle=_("by the day on which it was said; denials and rival explanations too"),
        columns=(
            DossierColumn("day", _("Day"), Content.OPEN, width=22),
            DossierColumn("quote", _("In whose words"), Content.PERSONAL, width=66),
            DossierColumn("how_far", _("How far it goes"), Content.OPEN, width=28),
            DossierColumn("certainty", _("Certainty"), Content.OPEN, width=20),
            DossierColumn("source", _("Source"), Content.OPEN, width=36),
            DossierColumn("grade", _("Grade"), Content.OPEN, width=12),
        ),
        rows=tuple(map(_attribution, one.attributions)),
        notes=(
            _("Attribution: {confirmation}. What others say stands beside it, as quoted.").format(
                confirmation=one.confirmation
            ),
        ),
        empty=_("Nobody is on record as saying who did it."),
    )


def _attribution(one: IncidentStatement) -> tuple[Cell, ...]:
    return (
        shown_span(one.since, one.until) or None,
        quote_of(one),
        CellMark(words_of(one.grade_of_attribution), strong=True),
        _(one.certainty.value),
        _source(one),
        one.grade or None,
    )


def _told(name: str, one: IncidentView) -> Table:
    rows = one.of_kind(StatementKind.TOLD)
    return Table(
        id=f"{name}_told",
        title=_("Who was told"),
        columns=(
            DossierColumn("day", _("Day"), Content.OPEN, width=24),
            DossierColumn("who", _("Who was told, and by whom"), Content.PERSONAL, width=80),
            DossierColumn("source", _("Source"), Content.OPEN, width=56),
        ),
        rows=tuple(
            (shown_span(row.since, row.until) or None, said_of(row), _source(row)) for row in rows
        ),
        empty=_("Nobody is on record as told."),
    )
