"""`share …`: percentages with what they count; whose arms a state receives."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.pages import every_row
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.domain.relations import deeds
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.relations.share import CountryShare
    from landwaiter.services.relations.supplier_shares import ArmsShares

_ID = Annotated[str, typer.Argument(metavar="ID", help="Of the share.")]


def register(app: typer.Typer) -> None:
    shares = group(app, "share", "Shares: a percentage stands with what it counts.")
    add_deeds(app, deeds.STATE_SHARE, deeds.END_SHARE)
    command(shares, "list")(list_all)
    command(shares, "show")(show)
    command(shares, "arms")(arms)


def list_all(
    call: Call,
    *,
    state: Annotated[
        str, typer.Option("--country", metavar="CC", help="Only about this state.")
    ] = "",
) -> CommandAnswer:
    """Every share that was stated, the newest first, ended ones too."""
    from landwaiter.services.relations.relations import list_shares

    session = call.session()
    found = every_row(lambda after: list_shares(session, state=state, after=after))
    return CommandAnswer([share_object(one) for one in found], share_lines(found))


def show(call: Call, share: _ID) -> CommandAnswer:
    """One share with everything that it exists by."""
    from landwaiter.domain.base.facts import Audience
    from landwaiter.domain.relations.facts import SHARE
    from landwaiter.services.base.facts_shown import facts_said
    from landwaiter.services.relations.relations import share_named

    one = share_named(call.session(), share)
    said = [
        f"{_(fact.title)}: {said}"
        for fact, said in facts_said(SHARE, one, Audience.TERMINAL)
        if said
    ]
    ended = [_("Ended: {reason}").format(reason=one.ended)] if one.ended else []
    return CommandAnswer(share_object(one), (*said, *ended))


def arms(
    call: Call,
    *,
    recipient: Annotated[str, typer.Option("--recipient", metavar="CC", help="Who received.")],
    first: Annotated[int, typer.Option("--from", metavar="YEAR", help="First year.")],
    last: Annotated[int, typer.Option("--to", metavar="YEAR", help="Last year.")],
) -> CommandAnswer:
    """Suppliers' shares of the arms that a state received, with range, of the trade register."""
    from landwaiter.services.relations.supplier_shares import arms_shares

    found = arms_shares(call.session(), recipient, first, last)
    return CommandAnswer(arms_object(found), arms_lines(found))


def share_object(one: "CountryShare") -> dict[str, Any]:
    """A share as JSON; `said` is how it is printed."""
    said = {f.name: getattr(one, f.name) for f in fields(one)}
    return {**said, "percent": one.percent, "said": one.said, "stands": one.stands}


def share_lines(found: "Iterable[CountryShare]") -> Iterator[str]:
    """A line for each share, with everything that it may not be printed without."""
    from landwaiter.services.relations.relation_words import share_quoted, sourced

    for one in found:
        line = _("{said}; {source}; {id}").format(
            said=share_quoted(one), source=sourced(one), id=one.id
        )
        yield (
            _("{line}; ended: {reason}").format(line=line, reason=one.ended) if one.ended else line
        )


def arms_object(found: "ArmsShares") -> dict[str, Any]:
    """Computed shares as JSON, and the publishers' figures apart."""
    from landwaiter.domain.relations.supplier_shares import in_percent, millions

    computed = found.computed
    return {
        "recipient": found.recipient,
        "from": computed.first,
        "to": computed.last,
        "method": found.method,
        "computed_by": "program",
        "source": found.source,
        "edition": found.edition,
        "unit": "TIV, millions",
        "denominator": millions(computed.total),
        "deals": computed.deals,
        "straddling": computed.straddling,
        "unvalued": computed.unvalued,
        "shares": [
            {
                "supplier": one.supplier,
                "code": one.code or None,
                "numerator": millions(one.value),
                "percent": in_percent(one.share),
                "lower": in_percent(one.lower),
                "upper": in_percent(one.upper),
                "deals": one.deals,
                "straddling": one.straddling,
            }
            for one in computed.shares
        ],
        "published": [share_object(one) for one in found.published],
    }


def arms_lines(found: "ArmsShares") -> Iterator[str]:
    """Computed shares with their range, then what publishers print of the same period."""
    from landwaiter.domain.relations.facts import SUPPLIER_SHARE
    from landwaiter.services.base.facts_shown import titles
    from landwaiter.services.relations.supplier_shares import arms_said, supplier_row

    yield from arms_said(found)
    header = titles(
        SUPPLIER_SHARE, "supplier", "value", "share", "lower", "upper", "deals", "straddling"
    )
    yield from table(header, map(supplier_row, found.computed.shares))
    if found.published:
        yield ""
        yield _("Publishers' figures of the same period, computed otherwise and never mixed:")
        yield from share_lines(found.published)
