"""`case view …` and `case export`: the list of cases under a name, and as a file."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import path_of
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.domain.reports.deeds import EXPORT_CASES, ExportCases
from landwaiter.i18n import _, figure, plural

if TYPE_CHECKING:
    from landwaiter.services.office.case_views import CountedView, NamedView
    from landwaiter.services.reports.case_export import CaseTable
    from landwaiter.services.warm.session import Session

_NAME = Annotated[str, typer.Argument(metavar="NAME")]
_OFFICE = Annotated[
    bool, typer.Option("--office", help="Of the office instead of your own; a head may.")
]


def register(app: typer.Typer, cases: typer.Typer) -> None:
    """Into the program, and its group `case`."""
    views = group(cases, "view", "Views of the list of cases: yours and the office's.")
    command(views, "list")(list_views)
    command(views, "save")(save)
    command(views, "remove")(remove)
    add_deeds(app, EXPORT_CASES, shown=_shown)


def list_views(call: Call) -> CommandAnswer:
    """Every view with how many cases it finds now."""
    from landwaiter.services.office.case_views import counted_views

    found = counted_views(call.session())
    return CommandAnswer(
        [_view_object(one.view) | {"cases": one.cases} for one in found], _view_lines(found)
    )


def save(
    call: Call,
    name: _NAME,
    *,
    query: Annotated[
        str, typer.Option("--query", metavar="Q", help="As for case list; sort:due sorts.")
    ] = "",
    columns: Annotated[
        str, typer.Option("--columns", metavar="NAMES", help="Such as title,stage,due.")
    ] = "",
    office: _OFFICE = False,
) -> CommandAnswer:
    """Save a view under a name, or in the place of the one of that name."""
    from landwaiter.domain.office.deeds import KeepOfficeView
    from landwaiter.services.deeds.engine import do
    from landwaiter.services.office.case_views import read_view, save_own_view

    session = call.session()
    if office:
        do(session, KeepOfficeView(name, query, columns))
        view = read_view(name, query, columns)
        said = _("Everybody sees the view.")
    else:
        view = save_own_view(session, name, query, columns)
        said = _("The view is saved.")
    return CommandAnswer(_view_object(view) | {"owner": "office" if office else "own"}, (said,))


def remove(call: Call, name: _NAME, *, office: _OFFICE = False) -> CommandAnswer:
    """Take a saved view away."""
    from landwaiter.domain.office.deeds import DropOfficeView
    from landwaiter.services.deeds.engine import do
    from landwaiter.services.office.case_views import remove_own_view

    session = call.session()
    if office:
        do(session, DropOfficeView(name))
    else:
        remove_own_view(session, name)
    return CommandAnswer({"name": name}, (_("The view is gone."),))


def exported(session: "Session", file: str, query: str, columns: str) -> CommandAnswer:
    """The list that is asked for, written into a file."""
    from landwaiter.cli.base.progress import progress_bar
    from landwaiter.services.deeds.engine import run
    from landwaiter.services.deeds.handler import untold

    said = ExportCases(path_of(file), query, columns)
    with progress_bar() as tell:
        made = run(session, said, tell or untold)
    return _shown(session, said, made)


def _shown(_session: "Session", _said: ExportCases, made: "CaseTable") -> CommandAnswer:
    said = plural(
        made.cases,
        "{n} case is written into {file}.",
        "{n} cases are written into {file}.",
        file=made.file,
    )
    return CommandAnswer(asdict(made), (said,))


def _view_object(view: "NamedView") -> dict[str, Any]:
    return {
        "name": view.name,
        "title": view.title,
        "owner": view.owner,
        "query": view.line,
        "columns": view.columns,
    }


def _view_lines(found: "tuple[CountedView, ...]") -> Iterator[str]:
    owners = {"always": "", "office": _("the office's"), "own": _("own")}
    yield from table(
        (_("Name"), _("Cases"), _("Saved view"), _("Whose"), _("Query")),
        [
            (
                one.view.name,
                figure(one.cases),
                one.view.title,
                owners[one.view.owner],
                one.view.line,
            )
            for one in found
        ],
    )
