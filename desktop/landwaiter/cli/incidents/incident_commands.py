"""`incident …`: what happened, who attributes it to whom, and where it counts."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.pages import every_row
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.cli.incidents.incident_text import incident_data, incident_lines
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.incidents import deeds
from landwaiter.domain.incidents.incident import IncidentKind
from landwaiter.i18n import N_, _

if TYPE_CHECKING:
    from landwaiter.services.deeds.handler import Result
    from landwaiter.services.warm.session import Session

_STATED = N_("Stated of {title}: {id}.")
_DEEDS: tuple[tuple[Deed[Any, Any], str], ...] = (
    (deeds.MAKE_INCIDENT, N_("{title} is entered as background: {id}.")),
    (deeds.STATE_OF_INCIDENT, _STATED),
    (deeds.ATTRIBUTE_INCIDENT, _STATED),
    (deeds.TELL_INCIDENT, _STATED),
    (deeds.LINK_INCIDENT, _STATED),
    (deeds.END_OF_INCIDENT, N_("Ended, of {title}: {id}.")),
)


def register(app: typer.Typer) -> None:
    incident = group(app, "incident", "Incidents: what happened, and who says who did it.")
    command(incident, "list")(list_all)
    command(incident, "show")(show)
    for deed, said in _DEEDS:
        add_deeds(app, deed, shown=_answer(said))


def list_all(
    call: Call,
    *,
    text: Annotated[
        str, typer.Option("--query", metavar="Q", help="Part of a title, or of what is stated.")
    ] = "",
    kind: Annotated[IncidentKind | None, typer.Option("--kind", help="Only this kind.")] = None,
) -> CommandAnswer:
    """Incidents by title: when they happened, and whether who did it was confirmed in public."""
    from landwaiter.domain.incidents.facts import INCIDENT
    from landwaiter.domain.incidents.incident import words_of
    from landwaiter.services.base.facts_shown import titles
    from landwaiter.services.incidents.incident_page import incident_page

    fetch = partial(incident_page, call.session(), text=text, kind=kind.value if kind else "")
    rows = every_row(lambda after: fetch(after=after))
    data = [
        {
            "id": row.id,
            "title": row.title,
            "kind": row.kind,
            "happened": row.happened,
            "attributions": row.attributions,
            "confirmed": row.confirmed,
            "grounds": row.grounds,
        }
        for row in rows
    ]
    header = titles(INCIDENT, "title", "kind", "happened", "attributions", "confirmed", "use")
    cells = [
        (r.title, words_of(r.kind), r.happened, r.attributions, r.confirmation, r.use) for r in rows
    ]
    return CommandAnswer(data, table(header, cells))


def show(
    call: Call,
    name: Annotated[str, typer.Argument(metavar="INCIDENT", help="Its title or identity.")],
) -> CommandAnswer:
    """One incident: what is stated, the vessel on that day, attributions side by side."""
    from landwaiter.services.incidents.incident_page import incident_opened

    view = incident_opened(call.session(), name, through="command")
    return CommandAnswer(incident_data(view), incident_lines(view))


def _answer(said: str) -> Callable[["Session", Any, "Result"], CommandAnswer]:
    def answer(_session: "Session", _said: Any, result: "Result") -> CommandAnswer:
        done = result.outcome
        data = {"id": done.id, "incident": done.incident_id, "title": done.title}
        return CommandAnswer(data, (_(said).format(title=done.title, id=done.id),))

    return answer
