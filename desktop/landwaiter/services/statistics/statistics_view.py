"""Statistics as a person is shown them: what is withheld, and what earlier prints said."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from landwaiter.domain.reports.statistic_tables import TITLES, StatisticTable
from landwaiter.domain.statistics.counted import ids_of_cases
from landwaiter.domain.statistics.figures import (
    CellPlace,
    ColumnKind,
    FigureRow,
    FigureTable,
    FigureValue,
)
from landwaiter.domain.statistics.known_print import place_in
from landwaiter.domain.statistics.periods import crosses
from landwaiter.domain.statistics.reconciliation import EarlierPrint, MovedCell, moved_cells
from landwaiter.domain.statistics.stated_figures import STAFF, StatedFigure
from landwaiter.domain.statistics.suppression import withheld_cells
from landwaiter.i18n import Words, _, joined
from landwaiter.services.deeds.handler import Tell, untold
from landwaiter.services.statistics.counting import (
    STEPS,
    Statistics,
    read_statistics,
    refuse_reader_of_figures,
)
from landwaiter.services.statistics.stated import office_figures
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.statistics.prints import earlier_prints, prints_beside

WITHHELD: Final = "s"
"""What stands in a cell that is withheld."""


@dataclass(frozen=True, slots=True)
class MovedFigure:
    """A figure of an earlier print that is another now, as it is told."""

    dossier: str
    printed: datetime
    table: StatisticTable
    row: Words
    column: Words
    then: Words
    now: Words
    why: Words
    cases: tuple[str, ...]
    """None of them in a print for others."""


@dataclass(frozen=True, slots=True)
class StatisticsView:
    statistics: Statistics
    tables: tuple[FigureTable, ...]
    """Those that were asked for."""
    withheld: frozenset[CellPlace]
    whole: bool
    moved: tuple[MovedFigure, ...]
    earlier: int
    """How many prints of this period were kept."""
    crossing: tuple[str, ...] = ()
    """Prints for others whose period has days in common with this one, and neither holds the
    other."""

    def is_withheld(self, table: FigureTable, row: str, column: str) -> bool:
        return place_in(table, row, column) in self.withheld

    def said(self, table: FigureTable, row: str, column: str) -> str:
        """A cell as it prints: a decimal, “s”, or empty where it is not known."""
        if self.is_withheld(table, row, column):
            return WITHHELD
        value = table.figure(row, column).value
        return "" if value is None else str(value)

    def ids(self, table: FigureTable, row: str, column: str) -> tuple[str, ...]:
        """What a cell counts: for the office alone."""
        return table.figure(row, column).ids if self.whole else ()


def statistics_view(
    session: Session,
    *,
    first: date,
    last: date,
    cut_off: date | None = None,
    tables: Collection[StatisticTable] = (),
    whole: bool = False,
    tell: Tell = untold,
) -> StatisticsView:
    """The tables of a period, all of them where none is named; `whole` withholds nothing.

    What `tell` raises stops it.
    """
    with session.reading() as conn:
        return read_view(
            session,
            conn,
            first=first,
            last=last,
            cut_off=cut_off,
            tables=tables,
            whole=whole,
            tell=tell,
        )


def read_view(
    session: Session,
    conn: Reader,
    *,
    first: date,
    last: date,
    cut_off: date | None,
    tables: Collection[StatisticTable],
    whole: bool,
    tell: Tell = untold,
) -> StatisticsView:
    """The same through a connection that is open."""
    found = read_statistics(session, conn, first=first, last=last, cut_off=cut_off, tell=tell)
    tell(STEPS - 1, STEPS, _("looking at earlier prints"))
    chosen = tuple(one for one in found.tables if not tables or one.table in tables)
    earlier = [one for one in earlier_prints(conn, first, last) if whole or not one.whole]
    days = (first, last)
    beside = () if whole else prints_beside(conn, days)
    withheld = (
        frozenset[CellPlace]()
        if whole
        else withheld_cells(found.tables, [one.known for one in beside], days)
    )
    entered = {one.reference: one.entered for one in found.counted.cases}
    return StatisticsView(
        found,
        chosen,
        withheld,
        whole,
        moved=tuple(
            moved
            for one in earlier
            for moved in _moved(one, chosen, withheld, entered, whole=whole)
        ),
        earlier=len(earlier),
        crossing=tuple(one.dossier for one in beside if crosses(days, (one.first, one.last))),
    )


@dataclass(frozen=True, slots=True)
class OfficeFigure:
    """A figure that the office states of itself, and what it says of each year."""

    code: str
    title: Words
    unit: str
    source: str
    edition: str
    stated: tuple[StatedFigure, ...]
    """By year, the newest first; also of codes that the list has no longer."""


def figures_of_office(session: Session) -> tuple[OfficeFigure, ...]:
    """Those of every office, those of its list, and those that were stated under earlier lists."""
    with session.reading() as conn:
        refuse_reader_of_figures(session, conn)
        found = office_figures(session, conn)
    known = {code: OfficeFigure(code, _(title), "", "", "", ()) for code, title in STAFF.items()}
    for one in found.listed:
        known[one.code] = OfficeFigure(one.code, one.title, one.unit, one.source, one.edition, ())
    for code, _year in found.stated:
        known.setdefault(code, OfficeFigure(code, _("off the list"), "", "", "", ()))
    newest = sorted(found.stated.values(), key=lambda one: -one.year)
    return tuple(
        replace(one, stated=tuple(said for said in newest if said.code == one.code))
        for one in known.values()
    )


def crossing_said(view: StatisticsView) -> Words:
    """Why more may be withheld than this period asks for; empty where none crosses it."""
    if not view.crossing:
        return ""
    return _(
        "Periods of {prints} cross this one: what is not shown to be safe beside them is withheld."
    ).format(prints=joined(", ", view.crossing))


def table_title(table: StatisticTable) -> Words:
    """“T2 Suspensions and holds”."""
    return _("{table} {title}").format(table=table.value, title=_(TITLES[table]))


def unknown_said(row: FigureRow, kind: ColumnKind) -> Words:
    """In place of a value that is not there: said not to be known, or not said at all."""
    if kind is not ColumnKind.STATED:
        return _("not known")
    return _("not known to customs") if row.stated else _("not stated")


def stated_by(one: StatedFigure) -> Words:
    """Who stated it, and who agreed."""
    if not one.confirmed:
        return one.author
    return _("{author}, confirmed by {other}").format(author=one.author, other=one.confirmed)


def column_title(table: FigureTable, key: str) -> Words:
    """With its unit."""
    column = table.column(key)
    if not column.unit:
        return column.title
    return _("{title}, {unit}").format(title=column.title, unit=column.unit)


def counts_of(table: FigureTable) -> tuple[str, ...]:
    """Keys of the columns that count."""
    return tuple(one.key for one in table.columns if one.kind is ColumnKind.COUNT)


def _moved(
    earlier: EarlierPrint,
    tables: Collection[FigureTable],
    withheld: frozenset[CellPlace],
    entered: Mapping[str, datetime],
    *,
    whole: bool,
) -> Iterator[MovedFigure]:
    for one in moved_cells(earlier, tables):
        then = WITHHELD if one.place in earlier.known.withheld else _value_said(one.then)
        now = WITHHELD if one.place in withheld else _value_said(one.now)
        if then == now or (not whole and WITHHELD in {then, now}):
            # That a withheld figure moved, and from or to which, would narrow what it can be.
            continue
        yield MovedFigure(
            earlier.dossier,
            earlier.made_at,
            one.table,
            one.row,
            one.column,
            then,
            now,
            joined(" ", _why(earlier, one, entered)),
            tuple(ids_of_cases((*one.came, *one.left))) if whole else (),
        )


def _value_said(value: FigureValue | None) -> Words:
    return _("not known") if value is None else str(value)


def _why(
    earlier: EarlierPrint, moved: MovedCell, entered: Mapping[str, datetime]
) -> Iterator[Words]:
    """What came and what left, without how many that are: such a number could be taken off."""
    if moved.table is StatisticTable.T13:
        yield _("Declarations were sifted, amended or erased since then.")
        return
    until = min(earlier.cut_off, earlier.made_at)
    came = {ref: entered.get(ref) for ref in ids_of_cases(moved.came)}
    if any(at is not None and at > until for at in came.values()):
        yield _("Cases were entered after it was counted.")
    if any(at is None or at <= until for at in came.values()):
        yield _("Known cases count here since then.")
    left = tuple(ids_of_cases(moved.left))
    if any(ref not in entered for ref in left):
        yield _("Cases were removed or merged.")
    if any(ref in entered for ref in left):
        yield _("Known cases count here no longer.")
    if came or left:
        return
    if moved.stated:
        yield _("The office stated it later, or anew.")
    elif None in (moved.then, moved.now):
        yield _("What it is counted from was not there before, or is there no longer.")
    else:
        yield _("A value was amended.")
