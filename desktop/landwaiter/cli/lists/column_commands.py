"""`list columns`, `list mappings`, `list formats`: tables of publishers nobody knows."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import loaded_mapping, path_of
from landwaiter.domain.lists.deeds import ForgetMapping, KeepMapping
from landwaiter.i18n import N_, _

if TYPE_CHECKING:
    from landwaiter.domain.lists.column_mapping import ColumnMapping
    from landwaiter.domain.lists.listing import Listing
    from landwaiter.services.warm.session import Session

_WIDEST = 44
"""Signs of a cell that is printed."""


def columns(
    call: Call,
    file: Annotated[str, typer.Argument(metavar="FILE", help="CSV, or an Excel workbook.")],
    *,
    mapping: Annotated[
        str,
        typer.Option(
            "--mapping", metavar="M", help="A kept mapping, or a TOML or JSON file: ours = theirs."
        ),
    ] = "",
    save: Annotated[
        str, typer.Option("--save", metavar="NAME", help="Keep the mapping for next time.")
    ] = "",
) -> CommandAnswer:
    """What the columns of a table may be, why, and how its first rows would read."""
    from landwaiter.services.deeds.engine import do
    from landwaiter.services.lists.column_mappings import look_at_columns

    session = call.session()
    told = mapping_named(session, mapping) if mapping else None
    look = look_at_columns(path_of(file), told)
    header = [
        _(name) for name in (N_("Column"), N_("Field"), N_("Why"), N_("Filled"), N_("Example"))
    ]
    rows = [
        (one.column, one.field or "–", one.why, one.filled, _cut(next(iter(one.samples), "")))
        for one in look.columns
    ]
    lines = [*table(header, rows)]
    if look.form:
        known = _("The file is of a form that is read without a mapping: {form}.")
        lines.append(known.format(form=look.form))
    if look.words:
        lines.append(f"encoding = {look.mapping.encoding!r}")
        lines.append(_("Read so: {words}").format(words=", ".join(look.words)))
    lines += [*table(listing_header(), [listing_row(one) for one in look.first])]
    refused = _("Row {row}, {field}, “{value}”: {message}")
    lines += [
        refused.format(row=one.row, field=one.field, value=one.value, message=one.message)
        for one in look.rejected
    ]
    if save:
        do(session, KeepMapping(save, look.mapping))
        lines.append(_("The mapping is kept as {name}.").format(name=save))
    return CommandAnswer({**_plain(look), "mapping": look.mapping.as_json(), "kept": save}, lines)


def mappings(
    call: Call,
    *,
    forget: Annotated[
        str, typer.Option("--forget", metavar="NAME", help="Keep this one no longer.")
    ] = "",
) -> CommandAnswer:
    """The mappings the office keeps, each with its columns."""
    from landwaiter.services.deeds.engine import do
    from landwaiter.services.lists import column_mappings

    session = call.session()
    if forget:
        do(session, ForgetMapping(forget))
    kept = column_mappings.mappings(session)
    rows = [
        (name, "; ".join(f"{ours} = {' + '.join(one)}" for ours, one in mapping.fields.items()))
        for name, mapping in kept.items()
    ]
    none = (_("The office keeps no mapping."),)
    data = {name: mapping.as_json() for name, mapping in kept.items()}
    return CommandAnswer(data, table([_("Name"), _("Columns")], rows) if rows else none)


def formats(call: Call) -> CommandAnswer:
    """Every form of list that is read by its content; it needs no casebook."""
    from landwaiter.services.lists.column_mappings import list_forms

    forms = list_forms()
    header = [_(name) for name in (N_("Format"), N_("Kind"), N_("What it is"), N_("Publisher"))]
    rows = [(one.name, one.kind or "–", one.title, one.publisher) for one in forms]
    return CommandAnswer(forms, table(header, rows))


def mapping_named(session: "Session", given: str) -> "ColumnMapping":
    """A mapping the office keeps, or the one in a TOML or JSON file."""
    from landwaiter.services.lists import column_mappings

    if not given.lower().endswith((".toml", ".json")):
        return column_mappings.named_mapping(session, given)
    return column_mappings.mapping_of(loaded_mapping(given))


def listing_header() -> list[str]:
    return [
        _(name)
        for name in (
            N_("List entry"),
            N_("Kind"),
            N_("Name"),
            N_("Born"),
            N_("Countries"),
            N_("Identifiers"),
        )
    ]


def listing_row(one: "Listing") -> tuple[str, ...]:
    return (
        _cut(one.listing_id),
        one.schema,
        _cut(one.name),
        _cut(", ".join(one.birth_dates)),
        ", ".join(one.countries),
        _cut(", ".join(one.identifiers)),
    )


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _WIDEST else f"{flat[: _WIDEST - 1]}…"


def _plain(look: Any) -> dict[str, Any]:
    from dataclasses import fields

    return {field.name: getattr(look, field.name) for field in fields(look)}
