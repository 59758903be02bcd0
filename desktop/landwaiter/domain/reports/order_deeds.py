"""Deeds on orders of a court: recorded by two, and taken back."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import (
    APPROVERS,
    WORKERS,
    Ask,
    Deed,
    Reason,
    Second,
)
from landwaiter.domain.reports.court_orders import (
    MEANS,
    OrderedClasses,
    order_number,
    ordered_classes,
)
from landwaiter.domain.reports.report_fields import SUBJECT, Reference


@dataclass(frozen=True, slots=True)
class RecordCourtOrder:
    """Record the order by which a court wants what is withheld from it: once another person has
    read it too, reports for that court may have an annex under seal.
    """

    reference: Reference
    number: Annotated[str, Ask("Number of the order", Content.OPEN, least=1)]
    day: Annotated[dt.date, Ask("Day of the order", option="date")]
    court: Annotated[str, Ask("Court", Content.OPEN, least=1)]
    classes: Annotated[
        OrderedClasses,
        Ask("Classes that it names", law=True, means=MEANS, reads=ordered_classes),
    ]
    reason: Reason
    evidence: Annotated[
        str, Ask("Its document", Content.OPEN, hint="A piece of evidence, such as E-03.")
    ] = ""


@dataclass(frozen=True, slots=True)
class WithdrawCourtOrder:
    """Take the record of an order back: no annex is made on it any more."""

    reference: Reference
    number: Annotated[
        int, Ask("Its number on the case", given=True, option="n", reads=order_number)
    ]
    reason: Reason


RECORD_COURT_ORDER: Deed[RecordCourtOrder, Any] = Deed(
    RecordCourtOrder,
    name="record_court_order",
    subject=SUBJECT,
    title="Record an order of a court",
    done="The order is recorded.",
    told="Order of a court recorded",
    command="report order",
    roles=WORKERS,
    topics=("reports",),
    second=(
        Second(
            "Order of a court that releases what is withheld",
            "always",
            APPROVERS,
            "its mover, and who has a conflict of interest",
        ),
    ),
)


WITHDRAW_COURT_ORDER: Deed[WithdrawCourtOrder, Any] = Deed(
    WithdrawCourtOrder,
    name="court_order.withdrawn",
    subject=SUBJECT,
    title="Withdraw an order of a court",
    done="The record of the order is withdrawn.",
    told="Order of a court withdrawn",
    command="report withdraw-order",
    roles=WORKERS,
    topics=("reports",),
)
