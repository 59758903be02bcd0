"""`pack …`: reference data in and shown."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import Annotated

import typer

from landwaiter.cli.answer import Answer
from landwaiter.cli.call import Call
from landwaiter.cli.commands.later import later
from landwaiter.cli.commands.lists import editions_answer
from landwaiter.cli.options import command, group
from landwaiter.cli.values import path_of
from landwaiter.i18n import _


def register(app: typer.Typer) -> None:
    packs = group(app, "pack", "Reference packs: control lists, correlations, calendars, rules.")
    command(packs, "import")(import_pack)
    command(packs, "show")(show)
    later(packs, "pack", ("diff",))


def import_pack(
    call: Call, path: Annotated[str, typer.Argument(metavar="PATH", help="Folder or zip.")]
) -> Answer:
    """A new edition of a pack; the older editions stay."""
    from landwaiter.services.packs import import_pack_file

    came = import_pack_file(call.session(), path_of(path))
    row = came.row
    if row is None:
        return Answer({"said": came.said}, came.said)
    sentence = _("The pack {pack}, edition {edition}, with {rows} rows is in the casebook.")
    return Answer(row, (sentence.format(pack=row.id, edition=row.edition, rows=row.rows),))


def show(call: Call) -> Answer:
    """Every pack in force today, with edition, age and trust."""
    from landwaiter.services.lists import KINDS
    from landwaiter.services.packs import editions

    return editions_answer(row for row in editions(call.session()) if row.kind not in KINDS)
