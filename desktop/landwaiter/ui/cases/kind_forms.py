"""Forms of a case: parts of its seizure record, and what its kind asks for."""

from collections.abc import Mapping, Sequence

from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.deeds_on_findings import Enrich
from landwaiter.domain.cases.deeds_on_goods import FillRecord
from landwaiter.domain.cases.kinds import Kind
from landwaiter.domain.cases.seizure_record import RecordField, RecordForm, entered
from landwaiter.i18n import _
from landwaiter.ui.kit.fields import Field

ITEM = " of item "
"""Between the name of a field and the number of its item."""


def record_part(form: RecordForm, case: Case) -> Field:
    """Which part of the record is entered."""
    whole = {field.part for field in form.fields if not field.of_item}
    of_items = {field.part for field in form.fields if field.of_item}
    choices = [(part, _(title)) for part, title in form.parts.items() if part in whole]
    for part, title in form.parts.items():
        if part in of_items:
            choices += [
                (f"{part}{ITEM}{item.no}", _("{part}, item {no}").format(part=_(title), no=item.no))
                for item in case.items
            ]
    return Field("part", _("Part of the record"), tuple(choices), value=choices[0][0])


def record_fields(form: RecordForm, case: Case, part: str) -> tuple[Field, ...]:
    """The fields of a part with what stands there."""
    name, _dash, number = part.partition(ITEM)
    item = int(number) if number else None
    known = entered(case.record)
    return tuple(
        _record_field(field, item, entry.value if (entry := known.get((field.name, item))) else "")
        for field in form.fields
        if field.part == name and field.of_item == (item is not None)
    )


def _record_field(field: RecordField, item: int | None, value: str) -> Field:
    key = field.name if item is None else f"{field.name}{ITEM}{item}"
    return Field(key, _(field.title), value=value, hint=field.hint, long=field.lines > 1)


def record_said(
    reference: str, fields: Sequence[Field], answers: Mapping[str, str]
) -> tuple[FillRecord, ...]:
    """One entry for each field that was changed."""
    changed = [f for f in fields if f.name in answers and answers[f.name].strip() != f.value]
    return tuple(_entry(reference, field.name, answers[field.name].strip()) for field in changed)


def _entry(reference: str, key: str, value: str) -> FillRecord:
    name, _dash, number = key.partition(ITEM)
    return FillRecord(reference, name, value, int(number) if number else None)


def stated(
    reference: str, kind: Kind, before: Mapping[str, str], answers: Mapping[str, str]
) -> tuple[Enrich, ...]:
    """One deed for each field of the kind that was changed; a party goes with its country."""
    made = []
    for field in kind.fields:
        text = answers.get(field.name, before[field.name]).strip()
        if text == before[field.name].strip():
            continue
        value: object = text
        if field.enrichment and field.role is not None:
            country = answers.get(f"{field.name}_country", "").strip().upper()
            value = {"name": text, "country": country or None}
        made.append(
            Enrich(
                reference,
                field=field.enrichment or field.name,
                value=value if text else None,
                source=answers["_source"].strip(),
            )
        )
    return tuple(made)
