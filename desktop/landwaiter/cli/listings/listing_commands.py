"""`listing …`: proposals that entities be listed, row by row, for a second person."""
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
from landwaiter.cli.listings.listing_text import proposal_data, proposal_lines
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.listings import deeds
from landwaiter.i18n import N_, _

if TYPE_CHECKING:
    from landwaiter.services.deeds.handler import Result
    from landwaiter.services.warm.session import Session

_ROW = N_("{row} stands in the proposal on {name}.")
_DEEDS: tuple[tuple[Deed[Any, Any], str], ...] = (
    (deeds.PROPOSE_LISTING, N_("{name} is proposed for a listing: {proposal}. Give it reasons.")),
    (deeds.GIVE_REASON, _ROW),
    (deeds.GIVE_COUNTER, _ROW),
    (deeds.STATE_SEARCHED, _ROW),
    (deeds.DROP_PART, N_("{row} of the proposal on {name} is dropped.")),
    (deeds.WITHDRAW_LISTING, N_("The proposal on {name} is withdrawn.")),
)


def register(app: typer.Typer) -> None:
    listing = group(app, "listing", "Proposals that entities be listed, approved by two persons.")
    command(listing, "list")(list_all)
    command(listing, "show")(show)
    command(listing, "acts")(acts)
    for deed, said in _DEEDS:
        add_deeds(app, deed, shown=_answer(said))
    add_deeds(app, deeds.SUBMIT_LISTING)


def list_all(
    call: Call,
    *,
    over: Annotated[bool, typer.Option("--all", help="Those approved and withdrawn, too.")] = False,
) -> CommandAnswer:
    """Proposals by the name of their entity, with their status."""
    from landwaiter.domain.listings.facts import PROPOSAL
    from landwaiter.services.base.facts_shown import titles
    from landwaiter.services.listings.proposals import proposal_page

    fetch = partial(proposal_page, call.session(), over=over)
    rows = every_row(lambda after: fetch(after=after))
    data = [
        {
            "id": row.id,
            "entity": row.entity_id,
            "name": row.name,
            "under": row.under,
            "state": row.state,
            "reasons": row.reasons,
            "author": row.author,
            "at": row.at,
        }
        for row in rows
    ]
    header = (*titles(PROPOSAL, "name", "criterion", "state", "reasons", "author"), _("Proposal"))
    cells = [(r.name, r.under, r.state_said, r.reasons, r.author, r.id) for r in rows]
    return CommandAnswer(data, table(header, cells) if rows else (_("Nobody is proposed."),))


def show(
    call: Call,
    proposal: Annotated[
        str,
        typer.Argument(metavar="PROPOSAL", help="Its identity, or the name of its entity."),
    ],
) -> CommandAnswer:
    """One proposal: reasons, what speaks against it, and what a second person signs."""
    from landwaiter.services.listings.proposals import proposal_opened

    view = proposal_opened(call.session(), proposal, through="command")
    return CommandAnswer(proposal_data(view), proposal_lines(view))


def acts(call: Call) -> CommandAnswer:
    """Acts that packs name; any other may be proposed under as well."""
    from landwaiter.services.listings.known_acts import known_acts

    found = known_acts(call.session())
    return CommandAnswer(found, found or (_("No pack here names an act."),))


def _answer(said: str) -> Callable[["Session", Any, "Result"], CommandAnswer]:
    def answer(_session: "Session", _said: Any, result: "Result") -> CommandAnswer:
        done = result.outcome
        data = {
            "id": done.id,
            "proposal": done.proposal_id,
            "name": done.name,
            "row": done.row or None,
        }
        told = _(said).format(name=done.name, row=done.row, proposal=done.proposal_id)
        return CommandAnswer(data, (told,))

    return answer
