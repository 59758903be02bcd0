"""Whether a report for a court has an annex under seal, on which order, and where it is written."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from landwaiter.i18n import _
from landwaiter.services.reports.court_orders import OrderRow
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.prompts import Prompts

_WITHOUT = "without"


class ChosenAnnex(NamedTuple):
    """The number of the order and the file of the annex; both None: the report has none."""

    order: int | None = None
    file: Path | None = None


def ask_annex(prompts: Prompts, reference: str, orders: Sequence[OrderRow]) -> ChosenAnnex | None:
    """What a person chooses where an order stands; None where nobody answers."""
    if not orders:
        return ChosenAnnex()
    title = _("Annex under seal")
    orders_said = tuple((str(one.order.no), _said(one)) for one in orders)
    field = Field(
        "order",
        _("Order of the court"),
        ((_WITHOUT, _("without an annex")), *orders_said),
        legal=True,
        hint=_("What it names goes into a PDF of its own, which the report names."),
    )
    answers = prompts.ask(title, _("Next"), (field,))
    if answers is None:
        return None
    if answers["order"] == _WITHOUT:
        return ChosenAnnex()
    path = prompts.save_file(title, f"{reference}-annex-under-seal.pdf", _("PDF (*.pdf)"))
    return None if path is None else ChosenAnnex(int(answers["order"]), path)


def _said(row: OrderRow) -> str:
    order = row.order
    return _("{label}: {number}, {court}, classes {classes}").format(
        label=order.label,
        number=order.number,
        court=order.court,
        classes=", ".join(order.classes),
    )
