"""The columns of a list of cases, in the two-line form of Today and the dense one of Cases."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.cases.case_query import COLUMNS
from landwaiter.domain.cases.tracks import GOODS_IN_HAND
from landwaiter.domain.goods.strongest_candidate import StrongestCandidate
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.wording import authorised_said, shown_code, shown_score
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.reports.case_export import value_said
from landwaiter.ui.kit import marks
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Inline, InlineCell, Line, Text, stated
from landwaiter.ui.kit.table import TableColumn
from landwaiter.ui.kit.words import day, not_stated


def reference_text(row: CaseRow) -> Text:
    return Text(row.reference, mono=True, whole=True)


def _clock(row: CaseRow) -> InlineCell:
    return InlineCell(marks.clock_lines(row.clock))


def _stage(row: CaseRow) -> InlineCell:
    return InlineCell(((reference_text(row),), (marks.stage_pill(row.stage),)))


def _stages() -> Iterable[InlineCell]:
    return (InlineCell(((marks.stage_pill(stage),),)) for stage in Stage)


def _statuses() -> Iterable[InlineCell]:
    return (InlineCell((marks.goods(status),)) for status in GOODS_IN_HAND)


def _goods(row: CaseRow) -> InlineCell:
    count = sum(row.goods.values())
    note = plural(count, "{n} item", "{n} items") if count > 1 else ""
    lines: list[Line] = [marks.goods_counts(row.goods)]
    if note:
        lines.append((Text(note, "muted", Size.SMALL),))
    return InlineCell(tuple(lines))


def _what(row: CaseRow) -> InlineCell:
    """The remark (for whom, by whom, who has it open) stands before what is next."""
    title = Text(row.title, size=Size.BODY)
    next_step = Text(row.next_step, "text2")
    if not row.remark:
        return InlineCell(((title,), (next_step,)))
    remark = Text(_("{remark}.").format(remark=row.remark.rstrip(".")), bold=True)
    return InlineCell(((title,), (remark, Gap(4), next_step)))


def _country(row: CaseRow) -> InlineCell:
    return InlineCell(((stated(row.destination, "–"),),))


def _flags(row: CaseRow) -> InlineCell:
    return InlineCell((marks.severities(row.flags, gap=6),))


def _candidate(row: CaseRow) -> InlineCell:
    """Code and score, and below them whether it is authorised."""
    found = row.candidate
    if found is None:
        return InlineCell(((Text("–", "muted"),),))
    return InlineCell((_coded(found), (Text(authorised_said(found), "text2", Size.SMALL),)))


def _candidate_in_line(row: CaseRow) -> InlineCell:
    found = row.candidate
    if found is None:
        return InlineCell(((Text("–", "muted"),),))
    said = Text(_(_SHORT[found.authorised]), "text2", Size.SMALL, whole=True)
    return InlineCell(((*_coded(found), Gap(5), said),))


_SHORT: Mapping[bool | None, str] = {True: N_("stated"), False: N_("no"), None: N_("not known")}


def _coded(found: StrongestCandidate) -> Line:
    code = Text(found.code, mono=True, whole=True)
    return (code, Gap(5), Text(shown_score(found.score), "muted", Size.SMALL, whole=True))


def _hits(row: CaseRow) -> InlineCell:
    said: Inline = (
        Text(str(row.hits_open), "accent", Size.NUMBER, bold=True)
        if row.hits_open
        else Text("–", "muted")
    )
    return InlineCell(((said,),), right=True)


def _flags_and_candidate(row: CaseRow) -> InlineCell:
    """What was raised, and below it the strongest candidate."""
    found = row.candidate
    lines: list[Line] = [marks.severities(row.flags, gap=6)]
    if found is not None:
        lines.append(_coded(found))
    return InlineCell(tuple(lines))


QUEUE_COLUMNS: tuple[TableColumn[CaseRow], ...] = (
    TableColumn(N_("Clock"), _clock, width=184),
    TableColumn(N_("Case, stage"), _stage, width=130, widest=_stages),
    TableColumn(N_("What it is, what is next"), _what),
    TableColumn(N_("To"), _country, width=36),
    TableColumn(N_("Goods"), _goods, width=104, widest=_statuses),
    TableColumn(N_("Flags"), _flags_and_candidate, width=92),
)


DUE_COLUMNS: tuple[TableColumn[CaseRow], ...] = (
    TableColumn(N_("Clock"), _clock, width=176),
    TableColumn(N_("Case, stage"), _stage, width=130, widest=_stages),
    TableColumn(N_("What it is, what is next"), _what),
    TableColumn(
        N_("Holder"), lambda row: InlineCell(((stated(row.assignee, _("nobody")),),)), width=110
    ),
)


def _due(row: CaseRow) -> str:
    return row.clock.due.isoformat() if row.clock else "9999"


def _value(row: CaseRow) -> InlineCell:
    said = value_said(row)
    return InlineCell(((stated(said, "–"),),), right=True)


def _codes(row: CaseRow) -> InlineCell:
    if not row.codes:
        return InlineCell(((Text("–", "muted"),),))
    first = Text(shown_code(row.codes[0]), mono=True, whole=True)
    more = len(row.codes) - 1
    return InlineCell(((first, Gap(4), Text(f"+{more}" if more else "", "muted", Size.SMALL)),))


def _column(
    name: str,
    cell: Callable[[CaseRow], InlineCell],
    *,
    width: int = 0,
    sort: str = "",
    value: Callable[[CaseRow], Any] | None = None,
    right: bool = False,
    widest: Callable[[], Iterable[InlineCell]] | None = None,
) -> TableColumn[CaseRow]:
    """The column of this name; without a width it takes the room that is left."""
    return TableColumn(
        COLUMNS[name],
        cell,
        sort,
        value,
        width=width,
        right=right,
        fixed=name == "reference",
        widest=widest,
    )


def _plain(name: str, unsaid: Callable[[], str]) -> Callable[[CaseRow], InlineCell]:
    return lambda row: InlineCell(((stated(getattr(row, name), unsaid()),),))


_BY_NAME: Mapping[str, TableColumn[CaseRow]] = {
    "reference": _column(
        "reference",
        lambda row: InlineCell(((reference_text(row),),)),
        width=132,
        sort="reference",
    ),
    "title": _column("title", lambda row: InlineCell(((Text(row.title),),)), sort="title"),
    "exporter": _column("exporter", _plain("exporter", not_stated), width=112, sort="exporter"),
    "end_user": _column("end_user", _plain("end_user", not_stated), width=108, sort="end_user"),
    "destination": _column("destination", _country, width=38, sort="destination"),
    "stage": _column(
        "stage",
        lambda row: InlineCell(((marks.stage_pill(row.stage),),)),
        width=132,
        sort="stage",
        widest=_stages,
    ),
    "goods": _column(
        "goods",
        lambda row: InlineCell((marks.goods_counts(row.goods),)),
        width=104,
        widest=_statuses,
    ),
    "due": _column(
        "due", lambda row: InlineCell((marks.clock(row.clock),)), width=128, sort="due", value=_due
    ),
    "flags": _column("flags", lambda row: InlineCell((marks.severities(row.flags),)), width=96),
    "candidate": _column(
        "candidate",
        _candidate_in_line,
        width=140,
        sort="candidate",
        value=lambda row: row.candidate.score if row.candidate else 0,
    ),
    "assignee": _column(
        "assignee", _plain("assignee", lambda: _("nobody")), width=92, sort="assignee"
    ),
    "received": _column(
        "received",
        lambda row: InlineCell(((Text(day(row.received), whole=True),),), right=True),
        width=94,
        sort="received",
        value=lambda row: row.received,
        right=True,
    ),
    "code": _column("code", _codes, width=104),
    "value": _column(
        "value", _value, width=104, sort="value", value=lambda row: row.value or 0, right=True
    ),
}
CASE_COLUMN_NAMES = tuple(COLUMNS)
CASE_COLUMNS = tuple(_BY_NAME[name] for name in CASE_COLUMN_NAMES)
"""In the order of their names."""
