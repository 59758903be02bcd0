"""The columns of a list of cases, in the two-line form of Today and the dense one of Cases."""

from collections.abc import Mapping

from landwaiter.domain.goods.strongest_candidate import StrongestCandidate
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.wording import authorised_said, shown_score
from landwaiter.services.cases.case_row import CaseRow
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


QUEUE_COLUMNS: tuple[TableColumn[CaseRow], ...] = (
    TableColumn(N_("Clock"), _clock, width=174),
    TableColumn(N_("Case, stage"), _stage, width=126),
    TableColumn(N_("Goods"), _goods, width=104),
    TableColumn(N_("What it is, what is next"), _what),
    TableColumn(N_("To"), _country, width=34),
    TableColumn(N_("Flags"), _flags, width=92),
    TableColumn(N_("Candidate"), _candidate, width=96),
    TableColumn(N_("Hits"), _hits, width=38, right=True),
)


DUE_COLUMNS: tuple[TableColumn[CaseRow], ...] = (
    TableColumn(N_("Clock"), _clock, width=176),
    TableColumn(N_("Case, stage"), _stage, width=130),
    TableColumn(N_("What it is, what is next"), _what),
    TableColumn(
        N_("Holder"), lambda row: InlineCell(((stated(row.assignee, _("nobody")),),)), width=110
    ),
)


def _due(row: CaseRow) -> str:
    return row.clock.due.isoformat() if row.clock else "9999"


CASE_COLUMNS: tuple[TableColumn[CaseRow], ...] = (
    TableColumn(
        N_("Reference"),
        lambda row: InlineCell(((reference_text(row),),)),
        "reference",
        width=132,
        fixed=True,
    ),
    TableColumn(N_("Title"), lambda row: InlineCell(((Text(row.title),),)), "title", fixed=True),
    TableColumn(
        N_("Exporter"),
        lambda row: InlineCell(((stated(row.exporter, not_stated()),),)),
        "exporter",
        width=112,
    ),
    TableColumn(
        N_("End user"),
        lambda row: InlineCell(((stated(row.end_user, not_stated()),),)),
        "end_user",
        width=108,
    ),
    TableColumn(N_("To"), _country, "destination", width=38),
    TableColumn(
        N_("Stage"), lambda row: InlineCell(((marks.stage_pill(row.stage),),)), "stage", width=132
    ),
    TableColumn(N_("Goods"), lambda row: InlineCell((marks.goods_counts(row.goods),)), width=104),
    TableColumn(
        N_("Clock"), lambda row: InlineCell((marks.clock(row.clock),)), "due", _due, width=112
    ),
    TableColumn(N_("Flags"), lambda row: InlineCell((marks.severities(row.flags),)), width=96),
    TableColumn(
        N_("Candidate, authorised"),
        _candidate_in_line,
        "candidate",
        lambda row: row.candidate.score if row.candidate else 0,
        width=140,
    ),
    TableColumn(
        N_("Assignee"),
        lambda row: InlineCell(((stated(row.assignee, _("nobody")),),)),
        "assignee",
        width=84,
    ),
    TableColumn(
        N_("Received"),
        lambda row: InlineCell(((Text(day(row.received), whole=True),),), right=True),
        "received",
        lambda row: row.received,
        width=94,
        right=True,
    ),
)
