"""Tables of a seizure or detention record: what was entered, and lines for what was not."""

from collections.abc import Iterator

from landwaiter.domain.base.facts import Content
from landwaiter.domain.cases.case import Case, GoodsStatus
from landwaiter.domain.cases.seizure_record import RecordField, entered
from landwaiter.domain.cases.tracks import open_tracks, own_items
from landwaiter.domain.intake.declaration import Role
from landwaiter.i18n import _, joined
from landwaiter.reports.dossier.dossier import Cell, CellMark, DossierColumn, Table
from landwaiter.services.base.wording import or_not_stated, shown_country
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.kinds import record_form
from landwaiter.services.reports.dossier.blanks import LINE, lines

_INVENTORY, _PERSONS = "inventory", "persons"
_SHORT = LINE[:14]


def record_title(view: CaseView) -> str:
    """Seizure where an item is seized, else detention."""
    seized = any(item.status is GoodsStatus.SEIZED for item in view.case.items)
    return _("Seizure record") if seized else _("Detention record")


def record_tables(view: CaseView) -> tuple[Table, ...]:
    """One table for each part of the record, the inventory item by item."""
    form = record_form()
    return tuple(
        _inventory(view, title) if part == _INVENTORY else _part(view, part, title)
        for part, title in form.parts.items()
    )


def _part(view: CaseView, part: str, title: str) -> Table:
    fields = [field for field in record_form().fields if field.part == part]
    known = _known(view.case) if part == _PERSONS else ()
    return Table(
        id=f"record_{part}",
        title=_(title),
        subtitle=_law(view.case) if part == "measure" else "",
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=50),
            DossierColumn("said", _("As entered"), Content.PERSONAL, width=110),
        ),
        rows=(*known, *(row for field in fields for row in _entries(view.case, field))),
        notes=_signatures() if part == "law" else (),
    )


def _entries(case: Case, field: RecordField) -> Iterator[tuple[Cell, ...]]:
    known = entered(case.record)
    if not field.of_item:
        entry = known.get((field.name, None))
        yield _(field.title), entry.value if entry else lines(field.lines)
        return
    for item in case.items:
        entry = known.get((field.name, item.no))
        title = _("{title}, item {no}").format(title=_(field.title), no=item.no)
        yield title, entry.value if entry else lines(field.lines)


def _law(case: Case) -> str:
    """What the tracks rest on: the legal basis of the measure itself is entered by the officer."""
    bases = dict.fromkeys(track.basis for track in open_tracks(case))
    if not bases:
        return _("no track holds the goods")
    return _("tracks: {bases}").format(bases=joined("; ", bases))


def _known(case: Case) -> tuple[tuple[Cell, ...], ...]:
    """The persons of the declaration, as declared."""
    named = (
        (Role.DECLARANT, _("Declarant as declared")),
        (Role.EXPORTER, _("Exporter as declared")),
        (Role.CARRIER, _("Carrier as declared")),
        (Role.VESSEL, _("Vessel as declared")),
    )
    rows = []
    for role, title in named:
        party = next((one for one in case.parties if one.role is role), None)
        if party is not None:
            said = (
                party.name,
                party.identifier,
                shown_country(party.country) if party.country else "",
            )
            rows.append(
                (title, joined(", ", (part for part in said if part)) or or_not_stated(None))
            )
    return tuple(rows)


def _inventory(view: CaseView, title: str) -> Table:
    fields = [field for field in record_form().fields if field.part == _INVENTORY]
    return Table(
        id=f"record_{_INVENTORY}",
        title=_(title),
        columns=(
            DossierColumn("item", _("Item"), Content.OPEN, width=14),
            DossierColumn("goods", _("Goods as declared"), Content.OPEN, width=36),
            DossierColumn("mass", _("Net mass, value"), Content.BUSINESS, width=28),
            DossierColumn("where", _("Container, place"), Content.OPEN, width=26),
            *(
                DossierColumn(field.name, _(field.title), Content.OPEN, width=26)
                for field in fields
            ),
        ),
        rows=tuple(_inventory_rows(view, fields)),
        empty=_("The case has no goods."),
    )


def _inventory_rows(view: CaseView, fields: list[RecordField]) -> Iterator[tuple[Cell, ...]]:
    known = entered(view.case.record)
    places = {row.item.no: row.where for row in view.goods}
    declared = {item.no: item for item in own_items(view.case)}
    containers = view.case.declaration.containers if view.case.declaration else ()
    for item in view.case.items:
        line, place = declared.get(item.no), places.get(item.no)
        value = line and (line.statistical_value or line.invoice_value)
        mass = f"{line.net_mass_kg} kg" if line and line.net_mass_kg is not None else ""
        worth = f"{value.currency} {value.amount}" if value else ""
        where = [place.container or "", place.location or ""] if place else []
        if not any(where):
            where = [container.identifier or "" for container in containers]
        yield (
            CellMark(str(item.no), strong=True),
            or_not_stated(line.description if line else None),
            joined("\n", (part for part in (mass, worth) if part)) or or_not_stated(None),
            joined("\n", (part for part in where if part)) or or_not_stated(None),
            *(
                entry.value if (entry := known.get((field.name, item.no))) else _SHORT
                for field in fields
            ),
        )


def _signatures() -> tuple[str, ...]:
    return (
        _("Officer: {line}").format(line=LINE),
        _("Person concerned: {line}").format(line=LINE),
        _("Lines that are blank were not entered and are filled in by hand."),
    )
