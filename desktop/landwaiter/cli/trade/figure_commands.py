"""`trade statistics`, `items` and `history`: what the store adds up to, and of whom."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import Limit, command, limit_option
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import date_of
from landwaiter.domain.trade.trade_span import TradeSpan, destination_asked, heading_asked
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, _, figure, plural

if TYPE_CHECKING:
    from landwaiter.services.statistics.trade_history import ExportLine
    from landwaiter.services.statistics.trade_statistics import StoreFigure


class SumOf(StrEnum):
    """What figures of the store are told apart by."""

    MONTH = "month"
    DESTINATION = "destination"
    HEADING = "heading"


_HEADS = {
    SumOf.MONTH: N_("Month"),
    SumOf.DESTINATION: N_("Destination"),
    SumOf.HEADING: N_("Heading"),
}


def register(trade: typer.Typer) -> None:
    command(trade, "statistics")(statistics)
    command(trade, "items")(list_items)
    command(trade, "history")(history)


_First = Annotated[
    str | None, typer.Option("--from", metavar="D", help="First day; else that of the year.")
]
_Last = Annotated[str | None, typer.Option("--to", metavar="D", help="Last day; else today.")]
_Destination = Annotated[
    str | None, typer.Option("--destination", metavar="CC", help="Such as TR; – where none is.")
]
_Heading = Annotated[
    str | None, typer.Option("--heading", metavar="N", help="Four digits, or two of a chapter.")
]


def statistics(
    call: Call,
    *,
    first: _First = None,
    last: _Last = None,
    by: Annotated[
        list[SumOf] | None,
        typer.Option("--by", help="What figures are told apart by; may be given several times."),
    ] = None,
    destination: _Destination = None,
    heading: _Heading = None,
) -> CommandAnswer:
    """Items, value and mass of what was sifted, for the office: nothing is withheld."""
    from landwaiter.services.statistics.trade_statistics import trade_figures

    session = call.session()
    span = _span(session.today(), first, last, destination, heading)
    apart = tuple(by or (SumOf.MONTH,))
    found = trade_figures(session, span, [one.value for one in apart])
    data = {"from": span.first, "to": span.last, "by": [one.value for one in apart], "rows": found}
    return CommandAnswer(data, _figure_lines(found, apart))


def _figure_lines(found: "Sequence[StoreFigure]", by: Sequence[SumOf]) -> list[str]:
    heads = [*(_(_HEADS[one]) for one in SumOf if one in by)]
    heads += [_("Items"), _("EUR"), _("of items"), _("kg"), _("of items")]
    places = [SumOf.MONTH in by, SumOf.DESTINATION in by, SumOf.HEADING in by]
    cells = [
        (
            *(
                text or "–"
                for text, is_asked in zip(
                    (one.month, one.destination, one.heading), places, strict=True
                )
                if is_asked
            ),
            figure(one.items),
            figure(one.value),
            figure(one.valued),
            figure(one.mass_kg),
            figure(one.weighed),
        )
        for one in found
    ]
    return list(table(heads, cells))


def list_items(
    call: Call,
    *,
    first: _First = None,
    last: _Last = None,
    destination: _Destination = None,
    heading: _Heading = None,
    limit: Limit = 256,
    after: Annotated[
        str | None, typer.Option("--after", metavar="MARK", help="Of the page before.")
    ] = None,
) -> CommandAnswer:
    """The items behind a figure of the store, each with its declaration."""
    from landwaiter.services.statistics.trade_statistics import items_behind
    from landwaiter.services.trade.views import note_list_viewed

    session = call.session()
    span = _span(session.today(), first, last, destination, heading)
    page = items_behind(session, span, after=after, limit=limit)
    note_list_viewed(session, [one.row for one in page.rows], through="items")
    heads = (N_("Item"), N_("Day"), N_("To"), N_("Code"), N_("EUR"), N_("kg"))
    cells = [
        (one.place, one.day, one.destination, one.cn8, _said(one.value), _said(one.mass_kg))
        for one in page.rows
    ]
    lines = list(table([_(head) for head in heads], cells))
    if page.after:
        lines.append(_("There are more: --after '{mark}'").format(mark=page.after))
    return CommandAnswer({"rows": page.rows, "after": page.after}, lines)


def history(
    call: Call,
    *,
    exporter: Annotated[
        list[str] | None,
        typer.Option("--exporter", metavar="NAME|EORI", help="Several stand for the same one."),
    ] = None,
    consignee: Annotated[
        list[str] | None,
        typer.Option("--consignee", metavar="NAME|ID", help="Several stand for the same one."),
    ] = None,
    address: Annotated[
        str | None, typer.Option("--address", metavar="STREET", help="As it is declared.")
    ] = None,
    heading: _Heading = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year", metavar="Y", min=1, max=9999, help="List declarations of this year."
        ),
    ] = None,
    limit: Annotated[int, limit_option("List so many.")] = 20,
) -> CommandAnswer:
    """Exports year by year, of an exporter, a consignee, an address or a heading."""
    from landwaiter.services.statistics.trade_history import (
        HistoryOf,
        HistorySubject,
        trade_history,
    )
    from landwaiter.services.trade.views import note_list_viewed

    given = {
        HistoryOf.EXPORTER: tuple(exporter or ()),
        HistoryOf.CONSIGNEE: tuple(consignee or ()),
        HistoryOf.ADDRESS: (address,) if address else (),
        HistoryOf.HEADING: (heading,) if heading is not None else (),
    }
    named = [HistorySubject(of, texts) for of, texts in given.items() if texts]
    if len(named) != 1:
        raise Invalid(
            _("A history is of one thing."),
            remedy=_("Give one of --exporter, --consignee, --address and --heading."),
        )
    session = call.session()
    found = trade_history(session, named[0], year=year, limit=limit)
    asked = "; ".join(named[0].texts)
    note_list_viewed(session, [one.row for one in found.lines], through="history", asked=asked)
    heads = (
        *(N_("Year"), N_("Declarations"), N_("Items"), N_("EUR"), N_("kg"), N_("Destinations")),
        *(N_("First"), N_("Last"), N_("Cases")),
    )
    cells = [
        (
            *(str(one.year), figure(one.declarations), figure(one.items), figure(one.value)),
            *(figure(one.mass_kg), ", ".join(place or "–" for place in one.destinations)),
            *(one.first, one.last, figure(one.cases)),
        )
        for one in found.years
    ]
    lines = list(table([_(head) for head in heads], cells))
    if not found.years:
        lines = [_("Nothing was exported so, as far as the casebook knows.")]
    else:
        lines += ["", *_declarations(found.lines)]
    if found.is_more:
        lines.append(
            plural(len(found.lines), "The newest {n} is listed.", "The newest {n} are listed.")
        )
    return CommandAnswer(found, lines)


def _declarations(lines: "Sequence[ExportLine]") -> list[str]:
    heads = (N_("Declaration"), N_("Day"), N_("To"), N_("EUR"), N_("Case"))
    cells = [
        (one.number, one.day, one.destination, _said(one.value), one.reference) for one in lines
    ]
    return list(table([_(head) for head in heads], cells))


def _span(
    today: date, first: str | None, last: str | None, destination: str | None, heading: str | None
) -> TradeSpan:
    until = date_of(last, "to") or today
    since = date_of(first, "from") or until.replace(month=1, day=1)
    if since > until:
        raise Invalid(
            _("The last day is before the first."),
            field="to" if last else "from",
            value=last or first,
            remedy=_("Give both days: the last one is today where none is given."),
        )
    goes = destination
    if destination is not None:
        goes = "" if destination.strip() == "–" else destination_asked(destination)
    return TradeSpan(since, until, goes, None if heading is None else heading_asked(heading))


def _said(amount: Decimal | None) -> str:
    return "" if amount is None else figure(amount)
