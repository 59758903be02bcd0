"""`list threshold`: what a threshold of a list brings, and setting it."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.progress import progress_bar
from landwaiter.cli.base.values import of_one, thousandths
from landwaiter.i18n import _


def threshold(
    call: Call,
    list_id: Annotated[str, typer.Argument(metavar="LIST", help="As “list show” names it.")],
    *,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="K", help="Only listings that are person, organisation …"),
    ] = None,
    value: Annotated[
        str | None, typer.Option("--set", metavar="T", help="0.4 to 1, or “default”.")
    ] = None,
) -> CommandAnswer:
    """Alerts that thresholds of a list bring on the casebook's own parties; with --set, save."""
    from landwaiter.services.deeds.engine import do
    from landwaiter.services.lists import thresholds

    wanted = None if value in {None, "default"} else thousandths(value, "set")
    session = call.session()
    with progress_bar() as tell:
        load = thresholds.expected_load(session, list_id, kind=kind, also=wanted, progress=tell)
    lines = [*thresholds.load_lines(load), *thresholds.history_lines(load)]
    if value is not None:
        do(session, thresholds.as_setting(session, list_id, kind, wanted))
        lines.append(_("{list}: saved.").format(list=list_id))
    data = {
        "list": list_id,
        "kind": kind,
        "threshold": of_one(load.now),
        "set": value,
        "names": load.asked,
        "points": [
            {
                "threshold": of_one(point.threshold),
                "names": point.names,
                "hits": point.hits,
                "per_thousand": point.per_thousand(load.asked),
            }
            for point in load.points
        ],
        "history": load.history,
    }
    return CommandAnswer(data, lines)
