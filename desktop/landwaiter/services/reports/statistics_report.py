"""The report of statistics: the tables of a period, frozen, kept, and held against earlier ones."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from landwaiter.canonical import instant
from landwaiter.domain.base.facts import Content
from landwaiter.domain.reports.statistic_tables import StatisticSet
from landwaiter.domain.reports.subject_deeds import (
    REPORT_STATISTICS,
    ReportStatistics,
    tables_asked,
)
from landwaiter.domain.reports.subjects import SubjectReport
from landwaiter.domain.statistics.figures import (
    Adds,
    ColumnKind,
    FigureColumn,
    FigureRow,
    FigureTable,
)
from landwaiter.domain.statistics.known_print import known_of
from landwaiter.i18n import N_, Words, _, plural
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellMark,
    CellType,
    ChainHead,
    Dossier,
    DossierColumn,
    DrawnBars,
    Table,
)
from landwaiter.services.reports.dossier.compose import Frame, blank_dossier, key_facts
from landwaiter.services.reports.kept_dossiers import (
    DossierSubject,
    days_key,
    days_printed,
    days_said,
    keep,
)
from landwaiter.services.statistics.statistics_view import (
    StatisticsView,
    column_title,
    crossing_said,
    read_view,
    stated_by,
    table_title,
    unknown_said,
)
from landwaiter.services.warm.session import Session
from landwaiter.storage.statistics.prints import add_print

_ROW_WIDTH, _FIGURE_WIDTH = 46, 26
_REPORT_TYPES: Final = {
    (None, False): N_("Statistics"),
    (None, True): N_("Provisional statistics"),
    (StatisticSet.ANNUAL_REPORT, False): N_("Contribution to the annual report"),
    (StatisticSet.ANNUAL_REPORT, True): N_("Provisional contribution to the annual report"),
}
"""By set, and whether the cut-off is still to come."""
_MADE_FOR: Final = {
    StatisticSet.ANNUAL_REPORT: N_("annual report of Regulation (EU) 2021/821, Art. 26(3)"),
}


def freeze_statistics(session: Session, said: ReportStatistics) -> Dossier:
    """The tables of a period as they are now; what each cell counts is kept with them."""
    with session.writing(REPORT_STATISTICS.name) as work:
        view = read_view(
            session,
            work.conn,
            first=said.first,
            last=said.last,
            cut_off=said.cut_off,
            tables=tables_asked(said),
            whole=said.whole,
        )
        about = DossierSubject(
            deed=REPORT_STATISTICS,
            kind=SubjectReport.STATISTICS,
            key=days_key(said.first, said.last),
            letter="ST",
            said={
                "from": said.first.isoformat(),
                "to": said.last.isoformat(),
                "cut_off": instant(view.statistics.period.cut_off),
                "tables": [one.table.value for one in view.tables],
                "set": said.chosen.value if said.chosen else "",
                "whole": said.whole,
            },
        )
        state = session.casebook.member_state
        made = partial(statistics_dossier, view, member_state=state, chosen=said.chosen)
        dossier = keep(session, work, about, made)
        add_print(
            work,
            dossier.id,
            days=(said.first, said.last),
            cut_off=view.statistics.period.cut_off,
            whole=said.whole,
            known=known_of(view.statistics.tables, view.withheld),
            counted=view.statistics.tables,
            printed=view.tables,
        )
        return dossier


def statistics_dossier(
    view: StatisticsView,
    frame: Frame,
    head: ChainHead,
    *,
    member_state: str,
    chosen: StatisticSet | None = None,
) -> Dossier:
    """The frozen content of a report of statistics."""
    period = view.statistics.period
    days = days_said(period.first, period.last)
    return replace(
        blank_dossier(
            frame,
            _(_REPORT_TYPES[chosen, period.provisional]),
            reference=days_printed(period.first, period.last),
            title=_("Statistics, {days}").format(days=days),
            kind=_("figures on cases"),
            member_state=member_state,
            head=head,
        ),
        tables=(
            _facts(view, days, chosen),
            *(_table(view, one) for one in view.tables),
            *([_moved(view)] if view.earlier else ()),
        ),
        not_checked=tuple(_not_checked(view)),
    )


def _facts(view: StatisticsView, days: Words, chosen: StatisticSet | None) -> Table:
    found = view.statistics
    made_for = () if chosen is None else ((_("Made for"), _(_MADE_FOR[chosen])),)
    return key_facts(
        *made_for,
        (_("Period"), days),
        (_("Basis"), _("each table by the day that its definition names")),
        (_("Cut-off"), _cut_off(view)),
        (_("Audit head"), f"#{found.head_seq} {found.head_sha256[:16]}"),
        (
            _("For"),
            _("the office alone: nothing is withheld")
            if view.whole
            else _("others: “s” stands for a figure that is withheld"),
        ),
        (_("Earlier prints of this period"), str(view.earlier)),
        *([(_("Withheld"), crossing_said(view))] if view.crossing else ()),
    )


def _cut_off(view: StatisticsView) -> Words:
    period = view.statistics.period
    if period.provisional:
        return _("the end of {day}: provisional, it is still to come").format(day=period.closed)
    return _("the end of {day}").format(day=period.closed)


def _table(view: StatisticsView, table: FigureTable) -> Table:
    title, empty = table_title(table.table), not table.figures
    return Table(
        id=table.table.value.lower(),
        title=title,
        subtitle=_("Definition, version {version}: {text}").format(
            version=table.version, text=table.definition
        ),
        columns=(
            _row_column(table),
            *(_column(view, table, one) for one in table.columns),
            *(_stated_columns() if _is_stated(table) else ()),
        ),
        rows=()
        if empty and table.empty
        else tuple(tuple(_cells(view, table, row)) for row in table.rows),
        notes=(*table.notes, *_coverage(view, table)),
        empty=table.empty,
        bars=bars_drawn(view, table),
    )


def bars_drawn(view: StatisticsView, table: FigureTable) -> DrawnBars | None:
    """The column that the screen draws, too, over the parts that are not 0; None where it would
    draw no bar, as each of them is withheld.
    """
    if not table.chart or not table.figures:
        return None
    column = [one.key for one in table.columns].index(table.chart) + 1
    parts = tuple(
        at
        for at, row in enumerate(table.rows)
        if row.adds in (Adds.PART, Adds.APART) and table.figure(row.key, table.chart).value
    )
    is_drawn = any(not view.is_withheld(table, table.rows[at].key, table.chart) for at in parts)
    return DrawnBars(column, parts) if len(parts) > 1 and is_drawn else None


def _row_column(table: FigureTable) -> DossierColumn:
    title = table.row_title or _("Row")
    return DossierColumn("row", title, Content.OPEN, width=_ROW_WIDTH)


def _column(view: StatisticsView, table: FigureTable, one: FigureColumn) -> DossierColumn:
    """Figures that withhold nothing are a note of the office to itself."""
    title, kind, width = column_title(table, one.key), CellType.NUMBER, _FIGURE_WIDTH
    if view.whole:
        return DossierColumn(one.key, title, Content.INTERNAL, kind, width=width)
    if one.kind is ColumnKind.AMOUNT:
        return DossierColumn(one.key, title, Content.BUSINESS, kind, width=width)
    return DossierColumn(one.key, title, Content.OPEN, kind, width=width)


def _is_stated(table: FigureTable) -> bool:
    return any(one.kind is ColumnKind.STATED for one in table.columns)


def _stated_columns() -> tuple[DossierColumn, ...]:
    """Who answers for a figure that no case is behind."""
    return (
        DossierColumn("stated_by", _("Stated by"), Content.PERSONAL, width=44),
        DossierColumn("stated_on", _("Day"), Content.OPEN, CellType.DATE, width=24),
        DossierColumn("source", _("Source"), Content.OPEN, width=46),
    )


def _cells(view: StatisticsView, table: FigureTable, row: FigureRow) -> Iterator[Cell]:
    strong = row.adds is Adds.TOTAL
    said = _("{title} ({source})").format(title=row.title, source=row.basis) if row.basis else ""
    yield CellMark(said or row.title, strong=strong)
    for column in table.columns:
        if table.means_nothing(row, column):
            yield ""
            continue
        text = view.said(table, row.key, column.key)
        yield CellMark(text, strong=strong) if text else unknown_said(row, column.kind)
    if _is_stated(table):
        one = row.stated
        yield from (stated_by(one), one.day.isoformat(), one.source) if one else ("", "", "")


def _coverage(view: StatisticsView, table: FigureTable) -> Iterator[Words]:
    """How much of what it covers a table counts; to others only whether it is all of it."""
    if view.whole:
        yield _("{counted} of {covered} counted.").format(
            counted=table.counted, covered=table.covered
        )


def _moved(view: StatisticsView) -> Table:
    columns = [
        DossierColumn("print", _("Printed"), Content.OPEN, width=40),
        DossierColumn("figure", _("Figure"), Content.OPEN, width=60),
        DossierColumn("then", _("Then"), Content.BUSINESS, CellType.NUMBER, width=20),
        DossierColumn("now", _("Now"), Content.BUSINESS, CellType.NUMBER, width=20),
        DossierColumn("why", _("Why it differs"), Content.OPEN, width=70),
    ]
    if view.whole:
        columns.append(DossierColumn("cases", _("Cases"), Content.OPEN, width=50))
    return Table(
        id="moved",
        title=_("Reconciled with earlier prints"),
        subtitle=_("every figure of an earlier print of this period that is another now")
        if view.whole
        else _("every figure that prints here and printed before, and is another now"),
        columns=tuple(columns),
        rows=tuple(
            (
                one.dossier,
                _("{table}, {row}, {column}").format(
                    table=one.table.value, row=one.row, column=one.column
                ),
                one.then,
                one.now,
                one.why,
                *([", ".join(one.cases)] if view.whole else ()),
            )
            for one in view.moved
        ),
        empty=_("Every figure that was printed before is the same.")
        if view.whole
        else _("Every figure that prints in both is the same."),
    )


def _not_checked(view: StatisticsView) -> Iterator[Words]:
    if view.statistics.period.provisional:
        yield _("The cut-off is still to come: the figures are provisional.")
    yield _("Cases that were removed are counted no more.")
    yield _("Signatures of decisions were not computed again for these figures.")
    unknown = sum(
        table.figure(row.key, one.key).value is None and not table.means_nothing(row, one)
        for table in view.tables
        for row in table.rows
        for one in table.columns
    )
    if unknown:
        yield plural(
            unknown,
            "{n} figure is not known to customs; it is not 0.",
            "{n} figures are not known to customs; they are not 0.",
        )
