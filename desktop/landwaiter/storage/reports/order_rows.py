"""Orders of a court in the casebook, with their ends, and the annexes that were made on them."""

from landwaiter.domain.deeds.motion import Motion, MotionState
from landwaiter.domain.reports.court_orders import CourtOrder, classes_said
from landwaiter.domain.reports.order_deeds import RECORD_COURT_ORDER
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_plain
from landwaiter.storage.reports.ended_rows import cases_with, rows_with_ends
from landwaiter.storage.schema import tables as t


def carries_order(motion: Motion | None, order: CourtOrder, case_id: str) -> bool:
    """Whether two persons, or the one of an office of one, signed this very row, on this case."""
    if motion is None or not motion.valid or motion.state is not MotionState.CARRIED_OUT:
        return False
    kept = {
        "case": case_id,
        "number": order.number,
        "day": order.day.isoformat(),
        "court": order.court,
        "classes": classes_said(order.classes),
        "evidence": order.evidence,
    }
    is_this = (motion.deed, motion.author) == (RECORD_COURT_ORDER.motion, order.author)
    return is_this and all(motion.args.get(name) == value for name, value in kept.items())


def cases_with_orders(conn: Reader) -> tuple[str, ...]:
    """The cases on which there ever was one."""
    return cases_with(conn, t.court_order)


def orders_of(conn: Reader, case_id: str) -> tuple[CourtOrder, ...]:
    """Every order there ever was on a case, by its number."""
    rows = rows_with_ends(conn, t.court_order, t.court_order_end, "order_id", case_id)
    return tuple(from_plain({**row, "classes": _classes(row)}, CourtOrder) for row in rows)


def _classes(row: dict[str, object]) -> list[str]:
    return str(row["classes"]).split(",")
