"""Orders of a court: moved by one person, seconded by another, and good for annexes under seal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from landwaiter.canonical import sha256_hex
from landwaiter.domain.deeds.motion import Motion
from landwaiter.domain.evidence.custody import piece_number
from landwaiter.domain.reports.court_orders import CourtOrder, classes_said, order_label
from landwaiter.domain.reports.order_deeds import RecordCourtOrder, WithdrawCourtOrder
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.i18n import Words, _
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.dossier.sealed import order_of_annex
from landwaiter.services.base.wording import shown_date
from landwaiter.services.deeds.handler import Account, Doing
from landwaiter.services.reports.numbered_rows import KindOfRow, end_row, row_named
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.cases.case_rows import case_id_of, reference_of
from landwaiter.storage.deeds.motion_rows import motion_of, motions_on
from landwaiter.storage.reports.order_rows import carries_order, orders_of
from landwaiter.storage.reports.told_rows import refuse_missing

Given = Mapping[str, Any]
_ORDER: Final = KindOfRow("order", end="court_order_end", key="order_id")


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order as lists show it, with what became of it."""

    order: CourtOrder
    seconded_by: str
    """Empty: it was recorded in an office of one."""
    stands: bool
    """Annexes may be made on it."""
    why_not: Words = ""


@dataclass(frozen=True, slots=True)
class OrderedCase:
    """The case of an order, and the number of the piece of evidence that its document is."""

    case_id: str
    evidence: int


def order_case(doing: Doing, said: RecordCourtOrder) -> OrderedCase:
    """Invalid where the case has no such piece of evidence."""
    case_id = case_id_of(doing.conn, said.reference)
    if not said.evidence.strip():
        return OrderedCase(case_id, 0)
    case = load_case(doing.conn, case_id, doing.session.registry(doing.conn))
    try:
        number = piece_number(said.evidence)
    except ValueError:
        number = 0
    if number not in {one.no for one in case.evidence}:
        raise Invalid(
            _("The case {reference} has no such piece of evidence.").format(
                reference=said.reference
            ),
            field="evidence",
            value=said.evidence,
            remedy=_("Add the document as evidence first, or leave it out."),
        )
    return OrderedCase(case_id, number)


def order_moved(doing: Doing, said: RecordCourtOrder, found: OrderedCase) -> Given:
    """What two persons sign of the order."""
    if said.day > doing.session.today():
        raise Invalid(_("The order is of a day to come."), field="date", value=said.day.isoformat())
    return {
        "case": found.case_id,
        "number": " ".join(said.number.split()),
        "day": said.day.isoformat(),
        "court": " ".join(said.court.split()),
        "classes": classes_said(said.classes.contents),
        "evidence": found.evidence,
    }


def order_object(args: Given) -> str:
    told = f"{args['court']} {args['number']}"
    return f"case/{args['case']}/order/{sha256_hex(told.encode())[:16]}"


def order_title(args: Given, facts: Given) -> str:
    """What the second person is asked."""
    title = _("Record the order {number} of {court}, {day}: it names the classes {classes}")
    return title.format(
        number=args["number"],
        court=args["court"],
        day=shown_date(date.fromisoformat(args["day"])),
        classes=args["classes"],
    )


def order_facts(session: Session, conn: Reader, args: Given) -> Given:
    """That it is not recorded yet; Conflict where the same stands already."""
    case_id = str(args["case"])
    for one in orders_known_of(session, conn, case_id):
        same = (one.order.number, one.order.court) == (args["number"], args["court"])
        if one.stands and same:
            raise Conflict(
                _("The order {number} of {court} is recorded already: {label}.").format(
                    number=args["number"], court=args["court"], label=one.order.label
                )
            )
    return {"reference": reference_of(conn, case_id)}


def record_order(session: Session, work: UnitOfWork, args: Given, motion_id: str) -> Given:
    """The order is kept with what two persons signed of it."""
    case_id = str(args["case"])
    motion = motion_of(work.conn, session.registry(work.conn), motion_id)
    known = orders_of(work.conn, case_id)
    number = known[-1].no + 1 if known else 1
    records.add(
        work.conn,
        "court_order",
        id=work.new_id(),
        case_id=case_id,
        no=number,
        **{name: args[name] for name in ("number", "day", "court", "classes", "evidence")},
        motion_id=motion_id,
        author=motion.author if motion else work.actor,
        at=work.now,
    )
    work.changed("reports", case_id)
    return {
        "reference": reference_of(work.conn, case_id),
        "order": order_label(number),
        "number": args["number"],
        "court": args["court"],
        "day": args["day"],
        "classes": args["classes"],
    }


def order_named(doing: Doing, said: WithdrawCourtOrder) -> CourtOrder:
    """The order of the case with this number."""
    known = orders_of(doing.conn, case_id_of(doing.conn, said.reference))
    return row_named(known, said.number, _no_order(said.reference, said.number))


def _no_order(reference: str, number: int) -> NotFound:
    return NotFound(
        _("The case {reference} has no order of a court with this number.").format(
            reference=reference
        ),
        field="order",
        value=order_label(number),
        remedy=_("List them: landwaiter report orders {reference}.").format(reference=reference),
    )


def withdraw_order(doing: Doing, said: WithdrawCourtOrder, found: CourtOrder) -> Account:
    ended = _("This order was withdrawn already.")
    return end_row(doing, said, found, kind=_ORDER, ended=ended)


def orders_known(session: Session, reference: str) -> tuple[OrderRow, ...]:
    """Every order there ever was on a case, and whether annexes may be made on it."""
    with session.reading() as conn:
        return orders_known_of(session, conn, case_id_of(conn, reference))


def orders_known_of(session: Session, conn: Reader, case_id: str) -> tuple[OrderRow, ...]:
    known = orders_of(conn, case_id)
    if not known:
        return ()
    motions = {one.id: one for one in motions_on(conn, session.registry(conn), case_id)}
    return tuple(_row(one, motions.get(one.motion_id), case_id) for one in known)


def _row(order: CourtOrder, motion: Motion | None, case_id: str) -> OrderRow:
    second = motion.second if motion else None
    by = "" if second is None or second.by_one else second.seconder
    if order.ended_at:
        return OrderRow(order, by, stands=False, why_not=_("withdrawn"))
    if not carries_order(motion, order, case_id):
        return OrderRow(order, by, stands=False, why_not=_("not what two persons signed"))
    return OrderRow(order, by, stands=True)


def standing_order(session: Session, conn: Reader, case_id: str, number: int) -> OrderRow:
    """The order of the case that annexes may be made on; NotFound where there is none of this
    number, NotAllowed where it does not stand, Conflict where rows of the case were taken away."""
    refuse_missing(conn, case_id)
    for one in orders_known_of(session, conn, case_id):
        if one.order.no == number:
            _refuse_fallen(one)
            return one
    raise _no_order(reference_of(conn, case_id), number)


def _refuse_fallen(row: OrderRow) -> None:
    if not row.stands:
        raise NotAllowed(
            _("No annex is made on the order {label}: {why}.").format(
                label=row.order.label, why=row.why_not
            ),
            remedy=_("Record the order of the court anew."),
        )


def refuse_annex(session: Session, conn: Reader, dossier: Dossier) -> None:
    """NotAllowed where a frozen dossier is an annex under seal whose order stands no more.

    Which order that is the annex says itself, whatever rows say of it.
    """
    named = order_of_annex(dossier)
    if named is None:
        return
    case_id = case_id_of(conn, dossier.reference)
    refuse_missing(conn, case_id)
    for one in orders_known_of(session, conn, case_id):
        if (one.order.number, one.order.court, one.order.label) == named:
            _refuse_fallen(one)
            return
    raise NotAllowed(
        _("The case {reference} has not the order that this annex was made on: {label}.").format(
            reference=dossier.reference, label=named.label
        ),
        remedy=_("Run the check of the casebook, and tell an administrator."),
    )
