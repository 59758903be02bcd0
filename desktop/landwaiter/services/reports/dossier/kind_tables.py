"""Tables of a report on what the kind of case asks for: stated, or not."""

from collections.abc import Iterator
from typing import Any

from landwaiter.domain.base.facts import Content
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.case_of_kind import missing_fields, value_of
from landwaiter.domain.cases.kinds import FieldType, Kind, KindColumn, KindField
from landwaiter.i18n import _, joined
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellMark,
    CellType,
    DossierColumn,
    Table,
    TableForm,
)
from landwaiter.services.base.wording import shown_country, shown_value
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.kinds import kind_facts
from landwaiter.services.reports.dossier.owner_tables import closing_table

_CELLS = {FieldType.DATE: CellType.DATE, FieldType.NUMBER: CellType.NUMBER}


def kind_tables(view: CaseView) -> tuple[Table, ...]:
    """The facts of the kind, and a table for each field that has rows.

    A case that rests on a declaration has its facts there: the kind says only what is beside it.
    """
    kind = view.case.of_kind
    if kind is None:
        return ()
    facts = tuple(
        (one.title, one.text if one.stated else CellMark(one.text, strong=True))
        for one in kind_facts(view.case)
        if one.field.type is not FieldType.ROWS or not one.stated
    )
    about = Table(
        id="kind",
        title=_(kind.title),
        subtitle=kind.basis,
        columns=(
            DossierColumn("fact", _("Fact"), Content.OPEN, width=24),
            DossierColumn("value", _("Value"), Content.BUSINESS, width=60),
        ),
        rows=facts,
        notes=_missing_said(view.case),
        form=TableForm.FACTS,
    )
    around = closing_table(view)
    found = (*((about,) if facts else ()), *_row_tables(view.case, kind))
    return (*found, around) if around else found


def _missing_said(case: Case) -> tuple[str, ...]:
    missing = missing_fields(case)
    if not missing:
        return ()
    named = joined(", ", (_(field.title) for field in missing))
    return (_("Not stated, and needed for a decision: {fields}.").format(fields=named),)


def _row_tables(case: Case, kind: Kind) -> Iterator[Table]:
    for field in kind.fields:
        if field.type is FieldType.ROWS and (rows := value_of(case, field)):
            yield rows_table(field, rows)


def rows_table(field: KindField, rows: Any) -> Table:
    """The rows of a field, one column each; what a row leaves out is not stated."""
    return Table(
        id=f"kind_{field.name}",
        title=_(field.title),
        columns=tuple(
            DossierColumn(c.name, _(c.title), Content.BUSINESS, _CELLS.get(c.type, CellType.TEXT))
            for c in field.columns
        ),
        rows=tuple(tuple(_cell(c, row) for c in field.columns) for row in rows),
    )


def _cell(column: KindColumn, row: Any) -> Cell:
    value = row.get(column.name)
    if value is None:
        return None
    if column.type is FieldType.COUNTRY:
        return shown_country(str(value))
    return shown_value(value)
