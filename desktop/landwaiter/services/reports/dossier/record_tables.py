"""A seizure or detention record: a closed form that holds its fields and nothing else.

Only items that are held and were counted or weighed stand in it. What nobody entered is a blank.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from landwaiter.domain.base.facts import Content
from landwaiter.domain.cases.case import Case, GoodsStatus
from landwaiter.domain.cases.seizure_record import RecordEntry, RecordField, entered
from landwaiter.domain.cases.tracks import IN_HAND_OR_SEIZED, own_items
from landwaiter.domain.intake.declaration import Item, Money, Role
from landwaiter.i18n import _, joined
from landwaiter.reports.dossier.cells import number_spans
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellMark,
    CellType,
    DossierColumn,
    Table,
    TableForm,
)
from landwaiter.services.base.wording import or_not_stated, shown_code, shown_country, shown_money
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.kinds import record_form
from landwaiter.services.reports.kinds.conditions import COUNTED

_INVENTORY, _PERSONS, _MEASURE = "inventory", "persons", "measure"
_Known = Mapping[tuple[str, int | None], RecordEntry]


def record_title(view: CaseView) -> str:
    """Seizure where an item that is listed is seized, else detention."""
    listed = {*listed_items(view.case)}
    seized = any(item.status is GoodsStatus.SEIZED for item in view.case.items if item.no in listed)
    return _("Seizure record") if seized else _("Detention record")


def record_subtitle(view: CaseView) -> str:
    """The declaration that the goods were declared with; empty where there is none."""
    declaration = view.case.declaration
    number = view.case.mrn or (declaration and declaration.local_reference)
    return _("Declaration {number}").format(number=number) if number else ""


def listed_items(case: Case) -> tuple[int, ...]:
    """Items that are held or seized and of which a count or a weight is entered."""
    counted = {no for name, no in entered(case.record) if name in COUNTED}
    return tuple(
        item.no for item in case.items if item.status in IN_HAND_OR_SEIZED and item.no in counted
    )


def record_tables(view: CaseView, office: str) -> tuple[Table, ...]:
    """One table for each part of the record, then the signatures and the receipt."""
    form = record_form()
    parts = tuple(
        _inventory(view, title) if part == _INVENTORY else _part(view, part, title, office)
        for part, title in form.parts.items()
    )
    return *parts, _signatures(), _receipt()


def _part(view: CaseView, part: str, title: str, office: str) -> Table:
    fields = [field for field in record_form().fields if field.part == part]
    first: tuple[tuple[Cell, ...], ...] = ()
    if part == _MEASURE:
        first = ((_("Authority"), office),)
    elif part == _PERSONS:
        first = _declared_persons(view.case)
    return Table(
        id=f"record_{part}",
        title=_(title),
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=50),
            DossierColumn("said", _("As entered"), Content.PERSONAL, width=110),
        ),
        rows=(*first, *(row for field in fields for row in _entries(view.case, field))),
        form=TableForm.FIELDS,
    )


def _entries(case: Case, field: RecordField) -> Iterator[tuple[Cell, ...]]:
    """What was entered; of a field of items, one for each listed item that has an entry."""
    known = entered(case.record)
    if not field.of_item:
        entry = known.get((field.name, None))
        yield _(field.title), entry.value if entry else _blank(field)
        return
    found = [(no, known[field.name, no]) for no in listed_items(case) if (field.name, no) in known]
    for no, entry in found:
        yield _("{title}, item {no}").format(title=_(field.title), no=no), entry.value
    if not found:
        yield _(field.title), _blank(field)


def _blank(field: RecordField) -> str:
    """Room to write by hand."""
    return "\n" * (field.lines - 1)


def _declared_persons(case: Case) -> tuple[tuple[Cell, ...], ...]:
    """Declarant and exporter, as declared."""
    named = (
        (Role.DECLARANT, _("Declarant as declared")),
        (Role.EXPORTER, _("Exporter as declared")),
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
    known, numbers = entered(view.case.record), listed_items(view.case)
    declared = {item.no: item for item in own_items(view.case)}
    containers = view.case.declaration.containers if view.case.declaration else ()
    loaded = joined(", ", (one.identifier or "" for one in containers))
    held_in = {row.item.no: row.where.container or loaded for row in view.goods}
    return Table(
        id=f"record_{_INVENTORY}",
        title=_(title),
        subtitle=_("what was counted and measured on the spot"),
        columns=(
            DossierColumn("item", _("Item"), Content.OPEN, CellType.NUMBER, width=15),
            DossierColumn("goods", _("Goods as declared"), Content.OPEN, width=44),
            *(
                DossierColumn(
                    field.name, _(field.title), Content.OPEN, _type(field, numbers, known), width=22
                )
                for field in fields
            ),
        ),
        rows=tuple(
            _inventory_row(no, declared.get(no), held_in[no], fields, known) for no in numbers
        ),
        notes=tuple(_not_listed(view.case, numbers, declared)),
        empty=_("No item was counted or weighed."),
    )


def _inventory_row(
    no: int, line: Item | None, container: str, fields: Iterable[RecordField], known: _Known
) -> tuple[Cell, ...]:
    """By description, code and container one finds the goods again."""
    entries = (known.get((field.name, no)) for field in fields)
    said = (
        or_not_stated(line.description if line else None),
        f"CN {shown_code(line.cn)}" if line and line.cn else "",
        container,
    )
    return (
        str(no),
        joined(", ", filter(None, said)),
        *(_measured(entry.value) if entry else "" for entry in entries),
    )


def _type(field: RecordField, numbers: Iterable[int], known: _Known) -> CellType:
    """Of figures where one was entered; what is no figure then stands in the notes of a sheet."""
    found = (known.get((field.name, no)) for no in numbers)
    measured = any(entry and isinstance(_measured(entry.value), CellMark) for entry in found)
    return CellType.NUMBER if measured else CellType.TEXT


_WEIGHED: Final = re.compile(r"(\d+(?:\.\d+)?) (kg|g|t)")


def _measured(said: str) -> Cell:
    """A weight as a figure with its unit, so that a sheet can add it up; else what was entered."""
    found = _WEIGHED.fullmatch(said)
    return CellMark(found[1], found[2]) if found else said


def _not_listed(
    case: Case, numbers: tuple[int, ...], declared: Mapping[int, Item]
) -> Iterator[str]:
    """Which items are not in it, and what the listed ones were declared to be worth."""
    others = tuple(item.no for item in case.items if item.no not in numbers)
    if others:
        yield _("Items {numbers} were not counted or weighed and are not listed.").format(
            numbers=number_spans(others)
        )
    worth = [
        one.statistical_value or one.invoice_value for no in numbers if (one := declared.get(no))
    ]
    amounts = [one for one in worth if one is not None]
    if amounts and len({one.currency for one in amounts}) == 1:
        total = Money(sum((one.amount for one in amounts), start=amounts[0].amount * 0),
                      amounts[0].currency)  # fmt: skip
        yield _("Value as declared, not measured: {value}.").format(value=shown_money(total))


def _signatures() -> Table:
    return Table(
        id="signatures",
        title="",
        columns=(DossierColumn("who", _("Signature"), Content.OPEN),),
        rows=((_("Officer"),), (_("Second officer or witness"),), (_("Person concerned"),)),
        form=TableForm.SIGNATURES,
    )


def _receipt() -> Table:
    return Table(
        id="receipt",
        title=_("Receipt"),
        subtitle=_("I have received one copy of this record."),
        columns=(DossierColumn("who", _("Signature"), Content.OPEN),),
        rows=((_("Date and time"),), (_("Signature"),)),
        form=TableForm.SIGNATURES,
    )
