"""`monitor watched`: declarations of the trade store that a programme watches."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import Limit
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.trade.watched_store import WatchedTrade


def watched(
    call: Call,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Of the programme.")],
    *,
    after: Annotated[
        int, typer.Option("--after", metavar="ID", help="Only those behind this one.")
    ] = 0,
    limit: Limit = 100,
) -> CommandAnswer:
    """Declarations of the trade store that a programme watches, the oldest first."""
    from landwaiter.cli.trade.trade_commands import queue_lines
    from landwaiter.services.trade.watched_store import watched_declarations, watched_trade

    session = call.session()
    rows = watched_declarations(session, name, after=after, limit=limit)
    store = watched_trade(session, name)
    data = {"store": store, "declarations": rows}
    return CommandAnswer(data, (*queue_lines(rows), *store_lines(store)))


def store_lines(store: "WatchedTrade") -> Iterator[str]:
    """What a programme watches in the store, in a sentence."""
    from landwaiter.services.base.wording import shown_mass

    yield _(
        "Sifted declarations that it watches: {declarations}, with a case {opened}; lines "
        "{lines}, EUR {value}, {mass}; without a value in euro {without_value}, without a mass "
        "{without_mass}."
    ).format(
        declarations=store.declarations,
        opened=store.opened,
        lines=store.lines,
        value=f"{store.value_eur:.2f}",
        mass=shown_mass(store.mass_kg),
        without_value=store.without_value,
        without_mass=store.without_mass,
    )
