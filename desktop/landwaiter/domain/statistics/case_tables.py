"""Tables of what was checked, found and left unknown: T1, T6 to T10 and T12."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Final

from landwaiter.domain.cases.case import FlagReview
from landwaiter.domain.flags.calibration import share
from landwaiter.domain.intake.deeds import DECLARED
from landwaiter.domain.reports.statistic_tables import StatisticTable
from landwaiter.domain.statistics.counted import (
    CountedFlag,
    CountedItem,
    ListGap,
    StatisticPeriod,
    StatisticRows,
)
from landwaiter.domain.statistics.export_tables import exports
from landwaiter.domain.statistics.figures import (
    NOT_KNOWN,
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
from landwaiter.domain.statistics.hold_tables import ALL, decided, holds, referrals, values
from landwaiter.domain.statistics.stated_tables import crimes, staff
from landwaiter.i18n import N_, _

DENIALS: Final = ("RF-C01", "RF-P16")
"""Rules on matches with denials (Reg. (EU) 2021/821 Art. 16)."""
_UNSTATED: Final = "–"


def checked(counted: StatisticRows, period: StatisticPeriod) -> FigureTable:
    """T1: cases and declarations by source, by the day of receipt."""
    found = [one for one in counted.cases if period.holds(one.received)]
    tally, seen = Tally(), set[str]()
    for one in found:
        row = _source(one.source)
        tally.count(row, "found" if one.same or one.substantiated else "nothing", one.reference)
        tally.count(row, ALL, one.reference)
        if one.mrn and one.mrn not in seen:
            seen.add(one.mrn)
            tally.count(row, "declarations", one.reference)
    figures, rows = tally.figures(), [one for one in _SOURCES if one in tally.rows()]
    columns = (
        FigureColumn("found", _("With a finding"), adds=Adds.PART),
        FigureColumn("nothing", _("Without"), adds=Adds.PART),
        FigureColumn(ALL, _("Cases"), adds=Adds.TOTAL),
        FigureColumn("declarations", _("Declarations")),
        FigureColumn(
            "rate", _("Hit rate"), ColumnKind.DERIVED, of=("found", "declarations"), unit="%"
        ),
    )
    figures |= total_row(figures, rows, [one.key for one in columns[:-1]], key=ALL)
    for row in (*rows, ALL):
        figures[row, "rate"] = _rate(figures, row)
    return FigureTable(
        StatisticTable.T1,
        _(
            "Cases by source and by the day on which they were received; a declaration is counted "
            "once by its MRN, in its newest version. With a finding: a hit was judged to be the "
            "same, or a flag was found substantiated. Hit rate: cases with a finding for each 100 "
            "declarations."
        ),
        rows=(
            *(FigureRow(row, _(_SOURCES[row])) for row in rows),
            FigureRow(ALL, _("All"), Adds.TOTAL),
        ),
        columns=columns,
        figures=figures,
        notes=(_("Declarations that opened no case are not in the casebook and are not counted."),),
        counted=len(found),
        covered=len(found),
        empty=_("No case was received in this period."),
        chart=ALL,
        row_title=_("Source"),
    )


_SOURCES: Final = {DECLARED: N_("Declarations"), "other": N_("Other sources")}
"""What an officer wrote of another source may name who spoke in confidence: it is no row."""


def _source(stated: str) -> str:
    return DECLARED if stated == DECLARED else "other"


def _rate(figures: Mapping[CellPlace, TableFigure], row: str) -> TableFigure:
    met = figures.get((row, "found"), TableFigure(0)).value or 0
    of = figures.get((row, "declarations"), TableFigure(0)).value or 0
    return TableFigure(round(Decimal(100 * met) / Decimal(of), 1)) if of else NOT_KNOWN


def infringements(counted: StatisticRows, period: StatisticPeriod) -> FigureTable:
    """T6: final infringements of the register, by their day; penalties are not in the casebook."""
    known = counted.findings
    found = [one for one in known or () if one.final and period.holds(one.day)]
    ids = tuple(sorted(one.id for one in found))
    figures = {
        ("final", "count"): NOT_KNOWN if known is None else TableFigure(len(ids), ids),
        ("penalties", "count"): NOT_KNOWN,
    }
    return FigureTable(
        StatisticTable.T6,
        _(
            "Final judgments and decisions of the register of final findings, by their day. What "
            "penalty was laid down stands in no register of the office."
        ),
        rows=(
            FigureRow("final", _("Final infringements")),
            FigureRow("penalties", _("Penalties")),
        ),
        columns=(FigureColumn("count", _("How many")),),
        figures=figures,
        notes=() if known is not None else (_("The register of final findings is not loaded."),),
        counted=len(found),
        covered=len(known or ()),
        row_title=_("Figure"),
    )


def denials(counted: StatisticRows, period: StatisticPeriod) -> FigureTable:
    """T7: matches with denials, by what a person found."""
    found = [one for one in counted.flags if one.rule in DENIALS and period.holds(one.received)]
    tally = Tally()
    for one in found:
        tally.count(one.rule, one.review, f"{one.reference}/{one.rule}")
        tally.count(one.rule, ALL, f"{one.reference}/{one.rule}")
    return _by_review(
        StatisticTable.T7,
        tally,
        DENIALS,
        _(
            "Cases on which a match with a denial was raised, by the rule that raised it and by "
            "what a person found, by the day on which the case was received."
        ),
        empty=_("No match with a denial was raised in this period."),
        counted=len(found),
    )


_REVIEWS: Final = (
    (FlagReview.SUBSTANTIATED.value, N_("Substantiated")),
    (FlagReview.DISMISSED.value, N_("Dismissed")),
    (FlagReview.OPEN.value, N_("Still open")),
)


def _by_review(
    table: StatisticTable,
    tally: Tally,
    rows: Iterable[str],
    definition: str,
    *,
    empty: str,
    counted: int,
) -> FigureTable:
    rows = tuple(rows)
    columns = (
        *(FigureColumn(key, _(said), adds=Adds.PART) for key, said in _REVIEWS),
        FigureColumn(ALL, _("All"), adds=Adds.TOTAL),
    )
    figures = tally.figures()
    figures |= total_row(figures, rows, [one.key for one in columns], key=ALL)
    return FigureTable(
        table,
        definition,
        rows=(*(FigureRow(row, row) for row in rows), FigureRow(ALL, _("All"), Adds.TOTAL)),
        columns=columns,
        figures=figures,
        counted=counted,
        covered=counted,
        empty=empty,
        chart=ALL,
        row_title=_("Rule"),
    )


def priority(counted: StatisticRows, period: StatisticPeriod) -> FigureTable:
    """T8: items on the common high priority list, by tier and destination."""
    lines = [one for one in counted.items if period.holds(one.received)]
    found = [one for one in lines if one.tier]
    tally = Tally()
    for one in found:
        row = one.destination or _UNSTATED
        tally.count(row, one.tier, one.id)
        tally.count(row, ALL, one.id)
    tiers = sorted({one.tier for one in found})
    columns = (
        *(FigureColumn(tier, _("Tier {tier}").format(tier=tier), adds=Adds.PART) for tier in tiers),
        FigureColumn(ALL, _("All"), adds=Adds.TOTAL),
    )
    return _by_destination(
        StatisticTable.T8,
        tally,
        columns,
        _(
            "Declared items whose heading was on the common high priority list in force on the "
            "day on which the case was received, by tier and declared destination."
        ),
        known=counted.has_tiers,
        unknown=_("The common high priority list was not loaded: not known."),
        empty=_("No item of this period was on the common high priority list."),
        counted=len(found),
        covered=len(lines),
    )


def surveillance(counted: StatisticRows, period: StatisticPeriod) -> FigureTable:
    """T9: items with a confirmed entry of cyber-surveillance, by destination."""
    lines = [one for one in counted.items if period.holds(one.received)]
    found = [one for one in lines if one.surveillance]
    tally = Tally()
    for one in found:
        tally.count(one.destination or _UNSTATED, _stopped(one), one.id)
        tally.count(one.destination or _UNSTATED, ALL, one.id)
    columns = (
        FigureColumn("stopped", _("Seized or refused"), adds=Adds.PART),
        FigureColumn("other", _("Others"), adds=Adds.PART),
        FigureColumn(ALL, _("All"), adds=Adds.TOTAL),
    )
    return _by_destination(
        StatisticTable.T9,
        tally,
        columns,
        _(
            "Items of which a person confirmed an entry of cyber-surveillance, by the day on which "
            "the case was received, and whether an approved decision seized or refused them."
        ),
        known=counted.has_surveillance,
        unknown=_("The entries of cyber-surveillance were not loaded: not known."),
        empty=_("No item of this period has a confirmed entry of cyber-surveillance."),
        counted=len(found),
        covered=len(lines),
    )


def _stopped(item: CountedItem) -> str:
    return "stopped" if item.outcome in {"seize", "refuse", "authorisation_refused"} else "other"


def _by_destination(
    table: StatisticTable,
    tally: Tally,
    columns: tuple[FigureColumn, ...],
    definition: str,
    *,
    known: bool,
    unknown: str,
    empty: str,
    counted: int,
    covered: int,
) -> FigureTable:
    figures, rows = tally.figures(), sorted(tally.rows())
    figures |= total_row(figures, rows, [one.key for one in columns], key=ALL)
    if not known:
        figures = {(ALL, one.key): NOT_KNOWN for one in columns}
    return FigureTable(
        table,
        definition,
        rows=(
            *(FigureRow(row, _("not stated") if row == _UNSTATED else row) for row in rows),
            FigureRow(ALL, _("All"), Adds.TOTAL),
        ),
        columns=columns,
        figures=figures,
        notes=() if known else (unknown,),
        counted=counted,
        covered=covered,
        empty=empty,
        chart=ALL,
        row_title=_("Destination"),
    )


def precision(counted: StatisticRows, period: StatisticPeriod) -> FigureTable:
    """T10: what became of flags, and the share that was substantiated, with its interval."""
    found = [one for one in counted.flags if period.holds(one.received)]
    tally = Tally()
    for one in found:
        tally.count(one.rule, one.review, _flag_id(one))
        if one.review != FlagReview.OPEN:
            tally.count(one.rule, "reviewed", _flag_id(one))
    figures, rows = tally.figures(), sorted({one.rule for one in found})
    columns = (
        FigureColumn(FlagReview.SUBSTANTIATED.value, _("Substantiated"), adds=Adds.PART),
        FigureColumn(FlagReview.DISMISSED.value, _("Dismissed"), adds=Adds.PART),
        FigureColumn("reviewed", _("Reviewed"), adds=Adds.TOTAL),
        FigureColumn(FlagReview.OPEN.value, _("Still open")),
    )
    figures |= total_row(figures, rows, [one.key for one in columns], key=ALL)
    of = (FlagReview.SUBSTANTIATED.value, "reviewed")
    for row in (*rows, ALL):
        figures |= _shares(figures, row)
    return FigureTable(
        StatisticTable.T10,
        _(
            "Flags raised on cases that were received in the period, by what a person found. The "
            "share is of those that were reviewed, with Wilson’s interval of 95 %; open ones "
            "stand apart. What the rules miss is known of the random sample alone."
        ),
        rows=(*(FigureRow(row, row) for row in rows), FigureRow(ALL, _("All"), Adds.TOTAL)),
        columns=(
            *columns,
            *(
                FigureColumn(key, _(said), ColumnKind.DERIVED, of=of, unit="%")
                for key, said in _SHARES
            ),
        ),
        figures=figures,
        counted=sum(one.review != FlagReview.OPEN for one in found),
        covered=len(found),
        empty=_("No flag was raised on a case of this period."),
        chart="reviewed",
        row_title=_("Rule"),
    )


_SHARES: Final = (("share", N_("Share")), ("low", N_("From")), ("high", N_("To")))


def _flag_id(one: CountedFlag) -> str:
    return f"{one.reference}/{one.rule}"


def _shares(figures: Mapping[CellPlace, TableFigure], row: str) -> dict[CellPlace, TableFigure]:
    met, of = (
        int(figures.get((row, key), TableFigure(0)).value or 0)
        for key in (FlagReview.SUBSTANTIATED.value, "reviewed")
    )
    found = share(met, of)
    if found.point is None:
        return {(row, key): NOT_KNOWN for key, _said in _SHARES}
    shares = {"share": found.point, "low": found.low, "high": found.high}
    return {(row, key): TableFigure(Decimal(value) / 10) for key, value in shares.items()}


FACTS: Final = {
    "cn": N_("CN code"),
    "value": N_("Value"),
    "mass": N_("Net mass"),
    "destination": N_("Destination"),
}
"""What the statistics look for on a declared item."""


LIST_GAPS: Final = {
    ListGap.TOO_OLD: N_("Watch list older than its limit"),
    ListGap.NO_LIMIT: N_("Watch list without a recorded limit of its age"),
    ListGap.NOT_RECORDED: N_("Watch lists: not recorded"),
}
"""No list is named: some are confidential."""


def gaps(counted: StatisticRows, period: StatisticPeriod) -> FigureTable:
    """T12: rules that were not evaluated, and facts that declarations leave out."""
    tally = Tally()
    for rule in counted.unevaluated:
        if period.holds(rule.received):
            tally.count(rule.rule, "cases", rule.reference)
    rules = tally.rows()
    for item in counted.items:
        if period.holds(item.received):
            for name in item.missing:
                tally.count(f"field {name}", "cases", item.reference)
    fields = tuple(key for key in tally.rows() if key not in rules)
    for one in counted.list_gaps:
        if period.holds(one.received):
            tally.count(f"list {one.gap}", "cases", one.reference)
    lists = tuple(gap for gap in ListGap if f"list {gap}" in tally.rows())
    cases = [one for one in counted.cases if period.holds(one.received)]
    return FigureTable(
        StatisticTable.T12,
        _(
            "Cases received in the period on which a rule could not be evaluated at the newest "
            "evaluation before the cut-off, those with an item that leaves out a fact, and those "
            "that this evaluation held against a watch list older on that day than its limit: the "
            "one that the office had set by then, else that of the pack for its kind."
        ),
        rows=(
            *(
                FigureRow(key, _("Rule {rule} not evaluated").format(rule=key), Adds.APART)
                for key in rules
            ),
            *(
                FigureRow(
                    key,
                    _("{fact}: not stated").format(fact=_(FACTS[key.removeprefix("field ")])),
                    Adds.APART,
                )
                for key in fields
            ),
            *(FigureRow(f"list {gap}", _(LIST_GAPS[gap]), Adds.APART) for gap in lists),
        ),
        columns=(FigureColumn("cases", _("Cases")),),
        figures=tally.figures(),
        version=2,
        counted=len(cases),
        covered=len(cases),
        empty=_("Nothing was left out."),
        chart="cases",
        row_title=_("Gap"),
    )


Counting = Callable[[StatisticRows, StatisticPeriod], FigureTable]
COUNTINGS: Final[Mapping[StatisticTable, Counting]] = {
    StatisticTable.T1: checked,
    StatisticTable.T2: holds,
    StatisticTable.T3: referrals,
    StatisticTable.T4: values,
    StatisticTable.T5: decided,
    StatisticTable.T6: infringements,
    StatisticTable.T7: denials,
    StatisticTable.T8: priority,
    StatisticTable.T9: surveillance,
    StatisticTable.T10: precision,
    StatisticTable.T11: staff,
    StatisticTable.T12: gaps,
    StatisticTable.T13: exports,
    StatisticTable.D1: crimes,
}
"""How each table is counted."""
