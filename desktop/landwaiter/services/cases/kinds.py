"""Kinds of case for window, command line and reports: what they ask, and what a case says of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.case_of_kind import is_answered, value_of
from landwaiter.domain.cases.kinds import PARTED, FieldType, Kind, KindField
from landwaiter.domain.cases.seizure_record import RecordForm
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.i18n import _
from landwaiter.services.base.wording import shown_country, shown_date, shown_value
from landwaiter.storage.cases import kind_files as stored


@dataclass(frozen=True, slots=True)
class KindFact:
    """One field of the kind as it stands on a case."""

    field: KindField
    title: str
    text: str
    """The value in words; where there is none, whether somebody asked."""
    stated: bool
    missing: bool
    """A decision waits for it."""


def kinds_known() -> tuple[Kind, ...]:
    """Every kind in the order of the domain."""
    return tuple(stored.case_kinds()[kind] for kind in CaseKind)


def kind_of(kind: CaseKind) -> Kind:
    """One kind by its word."""
    return stored.kind_named(kind)


def record_form() -> RecordForm:
    """What a seizure or detention record asks for."""
    return stored.record_form()


def kind_facts(case: Case) -> Iterator[KindFact]:
    """Fields of the kind that are stated, asked for or needed; what is declared stands there."""
    for field in case.of_kind.fields if case.of_kind else ():
        elsewhere = field.declared and value_of(case, field) is not None
        if case.declaration and (elsewhere or field.enrichment):
            continue  # it stands with what is declared, or with what was learned of each item
        value, answered = value_of(case, field), is_answered(case, field)
        missing = field.required and not answered
        if value is not None or answered or field.required:
            yield KindFact(
                field,
                _(field.title),
                _said(field, value, answered=answered),
                value is not None,
                missing,
            )


def unjudged(case: Case) -> Iterator[str]:
    """Whole sentences on what is stated and no rule reads."""
    for field in case.of_kind.fields if case.of_kind else ():
        sentence = field.unjudged.get(str(value_of(case, field))) if field.unjudged else None
        if sentence:
            yield _(sentence)


def _said(field: KindField, value: Any, *, answered: bool) -> str:
    if value is None:
        return _("asked for, not known") if answered else _("not stated")
    if isinstance(value, Mapping) and value.get("name"):
        return str(value["name"])
    return _SAID[field.type](field, value) if field.type in _SAID else shown_value(value)


_SAID: Mapping[FieldType, Callable[[KindField, Any], str]] = {
    FieldType.COUNTRY: lambda _field, value: shown_country(str(value)),
    FieldType.DATE: lambda _field, value: shown_date(date.fromisoformat(str(value))),
    FieldType.CHOICE: lambda _field, value: low(str(value)),
    FieldType.ROWS: lambda field, value: "\n".join(row_text(field, row) for row in value),
}


def row_text(field: KindField, row: Mapping[str, Any]) -> str:
    """A row on one line; what it leaves out at the end is left out."""
    cells = [shown_value(row[c.name]) if row.get(c.name) is not None else "" for c in field.columns]
    return f"{PARTED} ".join(cells).rstrip(f"{PARTED} ")


def typed_value(case: Case, field: KindField) -> str:
    """What stands on the case as it would be typed, for a form."""
    value = value_of(case, field)
    if value is None:
        return ""
    if field.type is FieldType.ROWS:
        return "\n".join(row_text(field, row) for row in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value["name"]) if isinstance(value, Mapping) and "name" in value else str(value)
