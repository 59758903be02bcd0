"""`entity import`, `entity export`: entities and their links from and for other systems."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, known_group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.progress import progress_bar
from landwaiter.cli.base.values import path_of
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.domain.entities.deeds import EXPORT_ENTITIES, ExportEntities, ImportEntities
from landwaiter.i18n import _, plural

if TYPE_CHECKING:
    from landwaiter.services.entities.exchange_in import ExchangePreview
    from landwaiter.services.entities.exchange_out import ExchangeExport
    from landwaiter.services.warm.session import Session

_MOST_SHOWN = 20
"""Rows that are told on the terminal; JSON has all of them."""


def register(app: typer.Typer) -> None:
    entity = known_group(app, "entity")
    command(entity, "import")(bring_in)
    add_deeds(app, EXPORT_ENTITIES, shown=_written)


def bring_in(
    call: Call,
    file: Annotated[str, typer.Argument(metavar="FILE", help="FollowTheMoney, JSON lines.")],
    *,
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help="From whom it is.")],
    grade: Annotated[
        str, typer.Option("--grade", metavar="G", help="A1 to F6: source and information.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what it would bring; save nothing.")
    ] = False,
) -> CommandAnswer:
    """Entities with ownership and directorship, as statements of their source."""
    from landwaiter.services.deeds.engine import run
    from landwaiter.services.deeds.handler import untold
    from landwaiter.services.entities.exchange_in import ExchangeOrigin, preview_entities

    session, path, grade = call.session(), path_of(file), grade.upper()
    with progress_bar() as bar:
        tell = bar or untold
        seen = (
            preview_entities(session, path, ExchangeOrigin(source, grade), tell=tell)
            if dry_run
            else run(session, ImportEntities(path, source, grade), tell)
        )
    return CommandAnswer(seen, _lines(seen))


def _lines(seen: "ExchangePreview") -> Iterable[str]:
    yield plural(
        seen.entities,
        "{n} new entity, {known} known; {facts}, {links}.",
        "{n} new entities, {known} known; {facts}, {links}.",
        known=seen.known,
        facts=plural(seen.facts, "{n} fact", "{n} facts"),
        links=plural(seen.links, "{n} link", "{n} links"),
    )
    if seen.claims:
        yield plural(
            seen.claims,
            (
                "{n} listing of a publisher was left out: it is no fact of an entity. Import the "
                "file as a watch list to screen against it."
            ),
            (
                "{n} listings of publishers were left out: they are no facts of an entity. Import "
                "the file as a watch list to screen against them."
            ),
        )
    if seen.alike:
        yield _("Perhaps the same as another entity; nothing was merged:")
        rows = [(a.row, a.name, a.other_name, a.why) for a in seen.alike[:_MOST_SHOWN]]
        yield from table((_("Row"), _("In the file"), _("Also"), _("Why")), rows)
    if seen.left_out:
        yield _("Left out: {count}").format(count=len(seen.left_out))
        left = [(one.row, one.what, one.why) for one in seen.left_out[:_MOST_SHOWN]]
        yield from table((_("Row"), _("What"), _("Why")), left)


def _written(_session: "Session", _said: ExportEntities, done: "ExchangeExport") -> CommandAnswer:
    said = plural(
        done.entities,
        "{n} entity and {links} were written to {file}.",
        "{n} entities and {links} were written to {file}.",
        links=plural(done.links, "{n} link", "{n} links"),
        file=done.file,
    )
    return CommandAnswer(done, (said,))
