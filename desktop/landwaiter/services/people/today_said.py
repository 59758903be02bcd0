"""What Today says at its head: never silent on a clock that ran out, *nothing waits* only if so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from landwaiter.domain.cases.countdown import ClockState
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.wording import weekday
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.people.today import DayLoad, QueuePart, TodayView

PART_TITLES = {
    QueuePart.RAN_OUT: N_("Run out by law"),
    QueuePart.RETURNED: N_("Returned to you"),
    QueuePart.PRESSING: N_("A legal clock of 3 days or fewer"),
    QueuePart.REST: N_("Own targets and the rest"),
}
_DAYS = [
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
]
_MONTHS = [
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
]
KINDS = ("ran_out", "legal", "hold", "own", "goods", "four_eyes")
"""Of what falls due on a day, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Headline:
    """What presses stands alone before the rest."""

    late: str
    """Clocks of law that ran out; empty where none did."""
    first: str
    """What is to be done first besides; empty where nothing is."""
    rest: tuple[str, ...]


def day_title(day: date) -> str:
    """“Saturday, 28 November 2026”."""
    return f"{_(_DAYS[day.weekday()])}, {day.day} {_(_MONTHS[day.month - 1])} {day.year}"


def headline(view: TodayView) -> Headline:
    """For a person with several roles, what each of them asks, in the order of the law."""
    said = tuple(_said(view))
    late, reviews = _late(view), _reviews(view)
    if not (late or reviews or said):
        own = plural(len(view.queue), "{n} case is yours.", "{n} cases are yours.")
        said = (own if view.queue else _("Nothing waits for you."),)
    return Headline(late, reviews, said)


def _late(view: TodayView) -> str:
    own = len(view.parts.get(QueuePart.RAN_OUT, ()))
    unit = len(view.unit.ran_out) if view.unit else 0
    if unit:
        return plural(
            unit,
            "{n} legal clock has run out in the unit.",
            "{n} legal clocks have run out in the unit.",
        )
    if not own:
        return ""
    return plural(own, "{n} legal clock has run out.", "{n} legal clocks have run out.")


def _reviews(view: TodayView) -> str:
    count = len(view.reviews) + len(view.listings)
    return plural(count, "{n} review waits for you.", "{n} reviews wait for you.") if count else ""


def _said(view: TodayView) -> Iterator[str]:
    """Each line where there is something to tell."""
    ends = sum(
        bool(row.law and row.law.countdown.state is ClockState.LAST_DAY) for row in view.queue
    )
    laws = (row.law for row in view.reviews if row.law and not row.law.ran_out)
    first = min(laws, key=lambda law: law.due, default=None)
    if first is not None:
        day = weekday(first.due)
        yield _("The first runs into a legal clock on {day}").format(day=day)
    for count, said in _counted(view, ends):
        if count > 0:
            yield said


def _counted(view: TodayView, ends: int) -> Iterator[tuple[int, str]]:
    """Whatever waits, how many of it and the words for that."""
    signing, parts = len(view.countersign), view.parts
    yield (
        signing,
        plural(signing, "{n} countersignature waits for you", "{n} countersignatures wait for you"),
    )
    yield ends, plural(ends, "{n} legal clock ends today", "{n} legal clocks end today")
    back = len(parts.get(QueuePart.RETURNED, ()))
    yield back, plural(back, "{n} returned to you", "{n} returned to you")
    soon = len(parts.get(QueuePart.PRESSING, ())) - ends
    yield (
        soon,
        plural(soon, "{n} legal clock ends within 3 days", "{n} legal clocks end within 3 days"),
    )
    yield view.hits_open, plural(view.hits_open, "{n} hit to judge", "{n} hits to judge")
    moved = len(view.motions) + len(view.to_second)
    yield moved, plural(moved, "{n} motion waits for you", "{n} motions wait for you")
    held = view.unit.on_call if view.unit else 0
    yield held, plural(held, "{n} hold to look at", "{n} holds to look at")
    free = view.unheld_total
    yield free, plural(free, "{n} case has nobody", "{n} cases have nobody")


def counts_said(kind: str, count: int) -> str:
    """How many of a kind fall due on a day."""
    said = {
        "ran_out": plural(count, "{n} run out", "{n} run out"),
        "legal": plural(count, "{n} legal", "{n} legal"),
        "hold": plural(count, "{n} hold", "{n} holds"),
        "own": plural(count, "{n} own", "{n} own"),
        "goods": plural(count, "{n} of goods", "{n} of goods"),
        "four_eyes": plural(count, "{n} review", "{n} reviews"),
    }
    return said[kind]


def day_said(load: DayLoad) -> str:
    """What falls due on a day and who is away, in one line; a dash where nothing is."""
    counts = load.counts
    parts = [counts_said(kind, counts[kind]) for kind in KINDS if counts.get(kind)]
    parts += [_("{person} away").format(person=person) for person in load.away]
    return ", ".join(parts) or "–"


def row_said(row: CaseRow) -> str:
    """A case as a sentence, for who hears the list."""
    clock = row.clock.says if row.clock else _("no clock")
    parts = (row.reference, clock, str(row.title), row.remark, row.next_step)
    return ", ".join(str(part).rstrip(".") for part in parts if part)
