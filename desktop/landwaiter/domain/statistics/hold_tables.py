"""Tables of what was held, asked, and decided: T2, T3, T4, T5."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Final

from landwaiter.domain.base.terms import capital
from landwaiter.domain.cases.case import GoodsStatus, Reply, TrackLetter
from landwaiter.domain.reports.statistic_tables import StatisticTable
from landwaiter.domain.statistics.authorities import OTHERS
from landwaiter.domain.statistics.counted import (
    CountedItem,
    CountedReferral,
    ItemHold,
    StatisticPeriod,
    StatisticRows,
)
from landwaiter.domain.statistics.figures import (
    Adds,
    CellPlace,
    ColumnKind,
    FigureColumn,
    FigureRow,
    FigureTable,
    TableFigure,
    Tally,
    total_row,
)
from landwaiter.i18n import N_, _

ALL: Final = "all"
AGAIN: Final = "again"
TRACKS: Final = {
    TrackLetter.L: N_("suspected listed item"),
    TrackLetter.A: N_("doubtful authorisation"),
    TrackLetter.B: N_("unlisted item of Art. 4(1)"),
    TrackLetter.S: N_("sanctions"),
    TrackLetter.N: N_("national law"),
    TrackLetter.T: N_("transit"),
}
"""What each track is about, as reports say it."""
_SEIZED = frozenset({GoodsStatus.SEIZED, GoodsStatus.DESTROYED})
_GONE = frozenset({GoodsStatus.RELEASED, GoodsStatus.EXITED})
REFUSALS: Final = ("refuse", "authorisation_refused")
"""Outcomes by which an export was refused."""
_HOLD_COLUMNS: Final = (
    ("released", N_("Released")),
    ("refused", N_("Refused")),
    ("seized", N_("Seized")),
    ("returned", N_("Returned")),
    ("ran_out", N_("Ran out")),
    ("held", N_("Still held")),
)
_NOTHING_HELD: Final = N_("No item was held from a day of this period on.")


def holds(counted: StatisticRows, period: StatisticPeriod) -> FigureTable:
    """T2: item and track, by the day on which the track was opened."""
    found = _opened(counted, period)
    tally, days, first = Tally(), dict[str, list[int]](), dict[str, ItemHold]()
    for one in found:
        row, column = one.letter, _became(one)
        tally.count(row, column, one.item.id)
        tally.count(row, ALL, one.item.id)
        span = one.opened, one.ended or last_day(period)
        if span in counted.days_held:
            days.setdefault(row, []).append(counted.days_held[span])
        known = first.get(one.item.id)
        if known is None or _rank(one) < _rank(known):
            first[one.item.id] = one
    for one in found:
        if one is not first[one.item.id]:
            tally.count(AGAIN, _became(one), f"{one.item.id}/{one.letter}")
            tally.count(AGAIN, ALL, f"{one.item.id}/{one.letter}")
    figures = tally.figures()
    for one in first.values():
        for column in (_became(one), ALL):
            place = (ALL, column)
            ids = (*figures.get(place, TableFigure(0)).ids, one.item.id)
            figures[place] = TableFigure(len(ids), tuple(sorted(ids)))
    figures |= _spans(days)
    letters = [letter for letter in TrackLetter if (letter.value, ALL) in figures]
    return FigureTable(
        StatisticTable.T2,
        _(
            "One hold is one item on one track that was opened in the period. Ran out: the period "
            "of law had passed and no reply had come, whatever followed; of all others, where the "
            "item stood at the cut-off. Days are working days of the office from the opening to "
            "the end of the track, or to the cut-off. The total counts each item once."
        ),
        rows=(
            *(
                FigureRow(one.value, _("{letter} {what}").format(letter=one.value, what=_(said)))
                for one, said in TRACKS.items()
                if one in letters
            ),
            *(
                (FigureRow(AGAIN, _("Counted on a further track"), Adds.AGAIN),)
                if len(first) < len(found)
                else ()
            ),
            FigureRow(ALL, _("All, each item once"), Adds.TOTAL),
        ),
        columns=(
            *(FigureColumn(key, _(said), adds=Adds.PART) for key, said in _HOLD_COLUMNS),
            FigureColumn(ALL, _("All"), adds=Adds.TOTAL),
            FigureColumn("median", _("Days, median"), ColumnKind.DERIVED, of=(ALL,)),
            FigureColumn("longest", _("Days, longest"), ColumnKind.DERIVED, of=(ALL,)),
        ),
        figures=figures,
        counted=len(found),
        covered=len(found),
        empty=_(_NOTHING_HELD),
        chart=ALL,
        row_title=_("Track"),
    )


def _opened(counted: StatisticRows, period: StatisticPeriod) -> list[ItemHold]:
    """Holds of the period, one for each item and letter: the first that was opened."""
    found: dict[tuple[str, str], ItemHold] = {}
    for one in sorted(counted.holds, key=lambda hold: (hold.opened, hold.item.id)):
        if period.holds(one.opened):
            found.setdefault((one.item.id, one.letter), one)
    return list(found.values())


def _rank(hold: ItemHold) -> tuple[int, str]:
    """Of several tracks of an item the total counts the one that ran out, else the first letter."""
    return (0 if hold.ran_out else 1, hold.letter)


def _became(hold: ItemHold) -> str:
    if hold.ran_out:
        return "ran_out"
    return _stood(hold.item)


def _stood(item: CountedItem) -> str:
    status = item.status
    if status in _SEIZED:
        return "seized"
    if status in _GONE:
        return "released"
    if status == GoodsStatus.RETURNED:
        return "returned"
    return "refused" if item.outcome in REFUSALS else "held"


def last_day(period: StatisticPeriod) -> date:
    """To which a hold that goes on is counted."""
    return period.closed


def _spans(days: dict[str, list[int]]) -> dict[CellPlace, TableFigure]:
    every = {**days, ALL: [one for part in days.values() for one in part]}
    found: dict[CellPlace, TableFigure] = {}
    for row, values in every.items():
        if values:
            found[row, "median"] = TableFigure(Decimal(str(median(values))))
            found[row, "longest"] = TableFigure(max(values))
    return found


_REPLIES: Final = (
    (Reply.ACTS.value, N_("Authority acts")),
    (Reply.NOT_ACTING.value, N_("Not acting")),
    (Reply.MAINTAINED.value, N_("Maintained")),
    (Reply.ASKS_EXTENSION.value, N_("Extension")),
)


def referrals(counted: StatisticRows, period: StatisticPeriod) -> FigureTable:
    """T3: referrals and consultations by authority and reply, by the day of sending."""
    found = [one for one in counted.referrals if period.holds(one.sent)]
    tally, days = Tally(), dict[str, list[int]]()
    for one in found:
        row = one.authority or OTHERS
        tally.count(row, _replied(one), one.id)
        tally.count(row, ALL, one.id)
        if one.days is not None:
            tally.count(row, "answered", one.id)
            days.setdefault(row, []).append(one.days)
    named = sorted({one.authority for one in found} - {""})
    others = any(not one.authority for one in found)
    figures, rows = tally.figures(), [*named, *([OTHERS] if others else [])]
    columns = (
        *(FigureColumn(key, _(said), adds=Adds.PART) for key, said in _REPLIES),
        FigureColumn("other", _("Other reply"), adds=Adds.PART),
        FigureColumn("expired", _("Expired"), adds=Adds.PART),
        FigureColumn("open", _("Still open"), adds=Adds.PART),
        FigureColumn(ALL, _("All"), adds=Adds.TOTAL),
        # Without those that expired it is the sum of the replies: with one of them it is withheld.
        FigureColumn("answered", _("Answered"), of=(*(key for key, _said in _REPLIES), "other")),
        FigureColumn("median", _("Days, median"), ColumnKind.DERIVED, of=("answered",)),
    )
    figures |= total_row(figures, rows, [one.key for one in columns[:-1]], key=ALL)
    for row, values in {**days, ALL: [one for part in days.values() for one in part]}.items():
        if values:
            figures[row, "median"] = TableFigure(Decimal(str(median(values))))
    return FigureTable(
        StatisticTable.T3,
        _(
            "One count for each referral or consultation that was sent in the period. Authorities "
            "are those of the office's list; whoever else was written to counts among other "
            "addressees. Expired: it "
            "was due and no reply had come at the cut-off, or the reply came later. Days are "
            "working days of the office from the sending to the reply; expired ones that were "
            "answered later are among them."
        ),
        version=2,
        rows=(
            *(FigureRow(name, name) for name in named),
            *([FigureRow(OTHERS, _("Other addressees"))] if others else []),
            FigureRow(ALL, _("All"), Adds.TOTAL),
        ),
        columns=columns,
        figures=figures,
        counted=len(found),
        covered=len(found),
        empty=_("Nothing was sent to an authority in this period."),
        chart=ALL,
        row_title=_("Authority"),
    )


def _replied(one: CountedReferral) -> str:
    if one.expired:
        return "expired"
    if one.answered is None:
        return "open"
    return one.reply if one.reply in {key for key, _said in _REPLIES} else "other"


NONE: Final = "none"


def values(counted: StatisticRows, period: StatisticPeriod) -> FigureTable:
    """T4: lines, value and mass of the items of T2, by confirmed entry; each item once."""
    found = _items_held(counted, period)
    kept = [one for one in found if one.outcome != INVALIDATED]
    tally = Tally()
    for one in found:
        if one.outcome == INVALIDATED:
            tally.count(INVALIDATED, "lines", one.id)
            continue
        row = " + ".join(one.entries) or NONE
        tally.count(row, "lines", one.id)
        _amounts(tally, row, one)
    figures, entries = tally.figures(), sorted(set(tally.rows()) - {NONE, INVALIDATED})
    columns = (FigureColumn("lines", _("Lines")), *_amount_columns(kept, "lines"))
    rows = (
        *(FigureRow(row, row) for row in entries),
        FigureRow(NONE, _("None confirmed")),
        FigureRow(INVALIDATED, _("Declaration invalidated")),
    )
    figures |= total_row(figures, [row.key for row in rows], [one.key for one in columns], key=ALL)
    return FigureTable(
        StatisticTable.T4,
        _(
            "Lines, statistical value and net mass of the items of T2, each item once, as the "
            "newest version of their declaration stood at the cut-off. Of a declaration that an "
            "approved decision invalidated the line alone is counted. An item of several confirmed "
            "entries has a row of its own."
        ),
        rows=(*rows, FigureRow(ALL, _("All"), Adds.TOTAL)),
        columns=columns,
        figures=figures,
        notes=tuple(_unstated(kept)),
        counted=len(kept),
        covered=len(found),
        empty=_(_NOTHING_HELD),
        chart="lines",
        row_title=_("Confirmed entry"),
    )


INVALIDATED: Final = "declaration_invalidated"


def _items_held(counted: StatisticRows, period: StatisticPeriod) -> list[CountedItem]:
    return list({one.item.id: one.item for one in _opened(counted, period)}.values())


def _amounts(tally: Tally, row: str, item: CountedItem) -> None:
    if item.value is not None:
        tally.add(row, f"value_{item.value.currency}", item.id, item.value.amount)
    if item.mass_kg is not None:
        tally.add(row, "mass", item.id, item.mass_kg)


def _amount_columns(items: Iterable[CountedItem], of: str) -> Iterator[FigureColumn]:
    """A column for each currency, as nothing is converted, and the net mass."""
    items = tuple(items)
    for currency in sorted({one.value.currency for one in items if one.value}):
        yield FigureColumn(
            f"value_{currency}", _("Value"), ColumnKind.AMOUNT, of=(of,), unit=currency
        )
    if any(one.mass_kg is not None for one in items):
        yield FigureColumn("mass", _("Net mass"), ColumnKind.AMOUNT, of=(of,), unit="kg")


def _unstated(items: Iterable[CountedItem]) -> Iterator[str]:
    """What adds nothing; how many lines that are is no figure of the table, and is not told."""
    items = tuple(items)
    if any(one.value is None for one in items):
        yield _("Lines of which no statistical value is stated add nothing to the value.")
    if any(one.mass_kg is None for one in items):
        yield _("Lines of which no net mass is stated add nothing to the mass.")
    if any(one.value for one in items):
        yield _("Values stand in the currency of the declaration; none was converted.")


def decided(counted: StatisticRows, period: StatisticPeriod) -> FigureTable:
    """T5: items seized and refused, by the day of the decision."""
    outcomes = ("seize", *REFUSALS)
    found = [one for one in counted.items if one.outcome in outcomes and period.holds(one.decided)]
    tally = Tally()
    for one in found:
        tally.count(one.outcome, "items", one.id)
        _amounts(tally, one.outcome, one)
    figures = tally.figures()
    columns = (FigureColumn("items", _("Items")), *_amount_columns(found, "items"))
    figures |= total_row(figures, outcomes, [one.key for one in columns], key=ALL)
    return FigureTable(
        StatisticTable.T5,
        _(
            "Items that an approved decision seized or refused, by the day of the approval. A "
            "decision that was annulled or reopened by the cut-off is not counted."
        ),
        rows=(
            *(FigureRow(one, capital(one)) for one in outcomes),
            FigureRow(ALL, _("All"), Adds.TOTAL),
        ),
        columns=columns,
        figures=figures,
        notes=tuple(_unstated(found)),
        counted=len(found),
        covered=len(found),
        empty=_("Nothing was seized or refused in this period."),
        chart="items",
        row_title=_("Outcome"),
    )
