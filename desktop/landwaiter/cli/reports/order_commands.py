"""`report orders`: orders of courts on a case."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.reports.listed_rows import ListedColumn, listed, standing_columns
from landwaiter.i18n import _


def orders(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="REF", help="Case.")],
) -> CommandAnswer:
    """The orders of courts on a case, and whether an annex under seal may be made on them."""
    from landwaiter.domain.evidence.custody import label
    from landwaiter.services.reports.court_orders import OrderRow, orders_known

    columns: tuple[ListedColumn[OrderRow], ...] = (
        ListedColumn("no", lambda one: one.order.no, _("Number"), lambda one: one.order.label),
        ListedColumn("number", lambda one: one.order.number, _("Order")),
        ListedColumn("date", lambda one: one.order.day, _("Day")),
        ListedColumn("court", lambda one: one.order.court, _("Court")),
        ListedColumn(
            "classes",
            lambda one: list(one.order.classes),
            _("Classes"),
            lambda one: ", ".join(one.order.classes),
        ),
        ListedColumn(
            "evidence",
            lambda one: one.order.evidence or None,
            _("Its document"),
            lambda one: label(one.order.evidence) if one.order.evidence else None,
        ),
        ListedColumn("by", lambda one: one.order.author, _("Recorded by")),
        ListedColumn("seconded_by", lambda one: one.seconded_by or None, _("Seconded by")),
        ListedColumn("at", lambda one: one.order.at),
        *standing_columns(),
    )
    found = orders_known(call.session(), reference)
    nothing = _("No order of a court is recorded on this case.")
    return listed({"reference": reference}, "orders", columns, found, nothing=nothing)
