"""`pack import`, `pack template`, `pack kinds`: packs and official files in."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.output import table
from landwaiter.cli.base.progress import progress_bar
from landwaiter.cli.base.values import date_of, mapping_of, path_of
from landwaiter.cli.intake.intake_commands import rejected_lines
from landwaiter.domain.law.deeds import ImportPack, ImportShippedPacks
from landwaiter.errors import Invalid, Unavailable
from landwaiter.i18n import N_, _, plural
from landwaiter.whole_file import new_file

if TYPE_CHECKING:
    from landwaiter.services.law.official_files import OfficialHead, OfficialPreview
    from landwaiter.services.law.packs import PackImport

_WIDEST = 40
"""Signs of a cell that the preview prints."""


def _text(name: str, help_text: str) -> Any:
    return typer.Option(name, metavar="TEXT", help=help_text)


def import_pack(
    call: Call,
    path: Annotated[
        str | None,
        typer.Argument(metavar="PATH", help="Folder or zip of a pack, or an official file."),
    ] = None,
    *,
    shipped: Annotated[
        bool,
        typer.Option(
            "--shipped", help="The packs that came with this version, where they are new."
        ),
    ] = False,
    kind: Annotated[str, _text("--as", "Kind of official file, as “pack kinds” lists them.")] = "",
    edition: Annotated[str, _text("--edition", "As the authority names it.")] = "",
    valid_from: Annotated[
        str | None, typer.Option("--valid-from", metavar="DATE", help="First day it holds.")
    ] = None,
    valid_to: Annotated[
        str | None, typer.Option("--valid-to", metavar="DATE", help="Last day it holds.")
    ] = None,
    title: Annotated[str, _text("--title", "Title of the pack.")] = "",
    source: Annotated[str, _text("--source", "Where it was published.")] = "",
    licence: Annotated[str, _text("--licence", "Terms it may be used under.")] = "",
    trust: Annotated[
        str,
        _text(
            "--trust",
            "transcribed or own knowledge; official only by a publisher's signature.",
        ),
    ] = "",
    mapping: Annotated[
        str | None,
        typer.Option("--mapping", metavar="M", help="TOML or JSON: our column = theirs."),
    ] = None,
    sheet: Annotated[str, _text("--sheet", "The sheet to read, where several would do.")] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Say what it would change.")] = False,
) -> CommandAnswer:
    """A new edition of a pack, from a pack or an official file; the older editions stay."""
    from landwaiter.services.law.official_files import OfficialHead

    if shipped == (path is not None):
        raise Invalid(
            _("Either a path is given, or --shipped."),
            field="path",
            value=path,
            remedy=_("Name a folder, zip or file; or say --shipped alone."),
        )
    if path is None:
        return _shipped(call)
    head = OfficialHead(
        kind=kind.replace("-", "_"),
        edition=edition,
        valid_from=date_of(valid_from, "valid_from"),
        valid_to=date_of(valid_to, "valid_to"),
        title=title,
        source=source,
        licence=licence,
        trust=trust,
        mapping=mapping_of(mapping) or {},
        sheet=sheet,
    )
    return _taken_in(call, path, head, preview=preview)


def _shipped(call: Call) -> CommandAnswer:
    from landwaiter.services.deeds.engine import run

    answers = [_imported(one) for one in run(call.session(), ImportShippedPacks())]
    lines = [line for one in answers for line in one.text]
    none = _("Every pack of this version is in the casebook already.")
    return CommandAnswer([one.data for one in answers], lines or (none,))


def _taken_in(call: Call, path: str, head: "OfficialHead", *, preview: bool) -> CommandAnswer:
    from landwaiter.services.deeds.engine import run
    from landwaiter.services.deeds.handler import untold
    from landwaiter.services.law import official_files

    place, session = path_of(path), call.session()
    said = ImportPack(place, **asdict(head))
    if official_files.is_pack_path(place):
        if preview:
            official_files.refuse_said(head, place)
            return _previewed(official_files.preview_pack(session, place))
        return _imported(run(session, said))
    with progress_bar() as tell:
        if preview:
            return _previewed(official_files.preview_official(session, place, head, progress=tell))
        result = run(session, said, tell or untold)
    if result.came is None:
        complaint = _("The file has rejected rows; nothing was saved.")
        return CommandAnswer(result.preview, _preview_lines(result.preview), complaint)
    return _imported(result.came, result.preview.warnings)


def _imported(came: "PackImport", warnings: Iterable[str] = ()) -> CommandAnswer:
    row = came.row
    if row is None:
        return CommandAnswer({"said": came.said}, came.said)
    text = plural(
        row.rows,
        "The pack {pack}, edition {edition}, with {n} row is in the casebook.",
        "The pack {pack}, edition {edition}, with {n} rows is in the casebook.",
        pack=row.id,
        edition=row.edition,
    )
    fields = {name: getattr(row, name) for name in row.__dataclass_fields__}
    return CommandAnswer(
        {**fields, "said": came.said, "warnings": warnings}, (text, *warnings, *came.said)
    )


def _previewed(found: "OfficialPreview") -> CommandAnswer:
    bad = len({one.row for one in found.rejected})
    complaint = plural(
        bad,
        "The file has {n} rejected row and could not be taken in.",
        "The file has {n} rejected rows and could not be taken in.",
    )
    return CommandAnswer(found, _preview_lines(found), complaint if bad else "")


def _preview_lines(found: "OfficialPreview") -> Iterable[str]:
    yield _("Nothing was saved: this is what would happen.")
    yield _("{file} is read as {importer}: pack {pack} of the kind {kind}, trust {trust}.").format(
        file=found.file,
        importer=found.importer,
        pack=found.pack,
        kind=found.kind,
        trust=_(found.trust),
    )
    yield _("Rows read: {read}; rows of the pack: {rows}; rejected: {rejected}.").format(
        read=found.read, rows=found.rows, rejected=len({one.row for one in found.rejected})
    )
    yield from found.warnings
    if found.rejected:
        yield from rejected_lines(found.file, found.rejected)
        return
    yield _against(found)
    yield from table(found.columns, [tuple(map(_short, row)) for row in found.first] or [("",)])


def _against(found: "OfficialPreview") -> str:
    if not found.against:
        return _("No edition of this pack is in force on that day: all rows are new.")
    return _(
        "Against edition {edition}: added {added}, removed {removed}, renumbered {renumbered}, "
        "changed {changed}, unchanged {unchanged}."
    ).format(
        edition=found.against,
        added=found.added,
        removed=found.removed,
        renumbered=found.renumbered,
        changed=found.changed,
        unchanged=found.unchanged,
    )


def _short(cell: str) -> str:
    return cell if len(cell) <= _WIDEST else f"{cell[: _WIDEST - 1]}…"


def template(
    call: Call,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="As “pack kinds” lists them.")],
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="A new file; else standard output.")
    ] = None,
) -> CommandAnswer:
    """The empty table of a kind of official file, as CSV; it needs no casebook."""
    from landwaiter.services.law.official_files import template as text_of

    text = text_of(kind.replace("-", "_"))
    if file is None:
        return CommandAnswer({"kind": kind, "csv": text}, (text.rstrip("\n"),))
    _write_new(file, text)
    said = _("The template of {kind} was written to {file}.").format(kind=kind, file=file)
    return CommandAnswer({"kind": kind, "file": file}, (said,))


def _write_new(file: str, text: str) -> None:
    try:
        with new_file(path_of(file)) as stream:
            stream.write(text.encode())
    except FileExistsError:
        raise Invalid(
            _("There is a file of this name."), file=file, remedy=_("Name another one.")
        ) from None
    except OSError as error:
        raise Unavailable(
            _("The file cannot be written: {reason}.").format(reason=error.strerror or error),
            file=file,
            remedy=_("Name a folder that is there and that you may write to."),
        ) from None


def kinds(call: Call) -> CommandAnswer:
    """Every kind of official file that is read; it needs no casebook."""
    from landwaiter.services.law.official_files import kinds as known

    found = known()
    header = (N_("Kind"), N_("Pack"), N_("Trust"), N_("Template"), N_("File"))
    text = table(
        [_(name) for name in header],
        [
            (one.name, one.pack_kind, one.trust, _("yes") if one.has_template else "", one.about)
            for one in found
        ],
    )
    return CommandAnswer(found, text)
