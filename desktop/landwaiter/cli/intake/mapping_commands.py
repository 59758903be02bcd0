"""`intake mapping`: what the columns of senders' tables are, proposed and kept by name."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import loaded_mapping, path_of
from landwaiter.domain.intake.deeds import ForgetTableMapping, KeepTableMapping
from landwaiter.domain.intake.table_mapping import TableMapping, table_mapping_from
from landwaiter.i18n import N_, _

if TYPE_CHECKING:
    from landwaiter.domain.intake.table_proposal import TableProposal
    from landwaiter.services.warm.session import Session

_Name = Annotated[str, typer.Argument(metavar="NAME", help="Such as customs_agency_baltyk.")]


def register(app: typer.Typer) -> None:
    made = group(app, "mapping", "What the columns of senders' tables are.")
    for name, deed in (
        ("propose", propose),
        ("save", save),
        ("list", mappings),
        ("show", show),
        ("remove", remove),
    ):
        command(made, name)(deed)


def propose(
    call: Call,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A table: CSV, Excel workbook, OpenDocument.")
    ],
    *,
    mapping: Annotated[
        str,
        typer.Option("--mapping", metavar="M", help="What is known already: a file, or a name."),
    ] = "",
    save_as: Annotated[
        str, typer.Option("--save", metavar="NAME", help="Keep the mapping for next time.")
    ] = "",
) -> CommandAnswer:
    """What the columns of a table may be, how it is written, and what a person has to say."""
    from landwaiter.services.deeds.engine import do
    from landwaiter.services.intake.table_mappings import propose_mapping

    session = call.session()
    told = mapping_named(session, mapping) if mapping else TableMapping()
    found = propose_mapping(path_of(file), told)
    lines = [*_lines(found)]
    if save_as:
        do(session, KeepTableMapping(save_as, found.mapping))
        lines.append(_("The mapping is kept as {name}.").format(name=save_as))
    plain = {
        "file": found.file,
        "mapping": found.mapping.as_json(),
        "columns": found.columns,
        "rows": found.rows,
        "words": found.words,
        "doubts": found.doubts,
        "missing": found.missing,
        "sheets": found.sheets,
    }
    return CommandAnswer({**plain, "kept": save_as}, lines)


def _lines(found: "TableProposal") -> Iterator[str]:
    header = [
        _(name) for name in (N_("Column"), N_("Field"), N_("Why"), N_("Readable"), N_("Example"))
    ]
    rows = [
        (
            one.heading,
            one.column or "–",
            one.why,
            _("{fits} of {filled}").format(fits=one.fits, filled=one.filled) if one.column else "–",
            next(iter(one.samples), "")[:44],
        )
        for one in found.columns
    ]
    yield from table(header, rows)
    for name, value in found.mapping.as_json().items():
        if name != "columns":
            yield f"{name} = {value!r}"
    if found.words:
        yield _("Read so: {words}").format(words=", ".join(found.words))
    for doubt in found.doubts:
        yield _("To be said: {option}; “{value}” in {heading} may be {readings}.").format(
            option=doubt.option,
            value=doubt.value,
            heading=doubt.heading,
            readings=", ".join(f"{read} ({name})" for name, read in doubt.readings.items()),
        )
    for group_of in found.missing:
        yield _("No column is {columns}; one is needed.").format(columns=group_of)


def save(
    call: Call,
    name: _Name,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A mapping: TOML or JSON.")],
) -> CommandAnswer:
    """Keep a mapping under the name of its sender; one kept before is replaced."""
    from landwaiter.services.deeds.engine import do

    mapping = mapping_in(file)
    do(call.session(), KeepTableMapping(name, mapping))
    said = _("The mapping is kept as {name}.").format(name=name)
    return CommandAnswer({"name": name, "mapping": mapping.as_json()}, [said])


def mappings(call: Call) -> CommandAnswer:
    """The mappings of senders that the office keeps."""
    from landwaiter.services.intake import table_mappings

    kept = table_mappings.mappings(call.session())
    rows = [(name, _said(one)) for name, one in kept.items()]
    none = (_("The office keeps no mapping."),)
    data = {name: one.as_json() for name, one in kept.items()}
    return CommandAnswer(data, table([_("Name"), _("Columns")], rows) if rows else none)


def show(call: Call, name: _Name) -> CommandAnswer:
    """One mapping, as a mapping file holds it."""
    from landwaiter.services.intake.table_mappings import mapping_kept

    found = mapping_kept(call.session(), name)
    return CommandAnswer(found.as_json(), [_said(found)])


def remove(call: Call, name: _Name) -> CommandAnswer:
    """Keep a mapping no longer; declarations that were read with it stay."""
    from landwaiter.services.deeds.engine import do

    do(call.session(), ForgetTableMapping(name))
    return CommandAnswer({"name": name}, [_("The mapping is kept no longer.")])


def _said(mapping: TableMapping) -> str:
    plain: dict[str, Any] = asdict(mapping)
    columns = plain.pop("columns")
    said = [f"{ours} = {theirs}" for ours, theirs in columns.items()]
    return "; ".join([*said, *(f"{name} = {value!r}" for name, value in plain.items() if value)])


def mapping_named(session: "Session", given: str) -> TableMapping:
    """An existing file, else the mapping that the office keeps under this name."""
    from landwaiter.services.intake.table_mappings import mapping_kept

    return mapping_kept(session, name) if (name := kept_name(given)) else mapping_in(given)


def kept_name(given: str | None) -> str:
    """The name under which the office keeps what was given; empty for a file, and for nothing."""
    if not given or given.lower().endswith((".toml", ".json")) or Path(given).is_file():
        return ""
    return given


def mapping_in(file: str) -> TableMapping:
    """The mapping in a TOML or JSON file; what `mapping propose --json` printed counts too."""
    loaded = loaded_mapping(file)
    inner = loaded.get("mapping")
    return table_mapping_from(inner if isinstance(inner, dict) else loaded)
