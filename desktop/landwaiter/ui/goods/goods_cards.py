"""Cards of a case about its goods: where they are, and each item with its classification."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.facts import title_ids
from landwaiter.domain.cases.case import Candidate, Classification, ClassificationState, GoodsItem
from landwaiter.domain.cases.decision import finding_on
from landwaiter.domain.flags.track_proposals import TrackProposal
from landwaiter.domain.goods.facts import CONSIDERED, ITEM
from landwaiter.domain.intake.declaration import Item
from landwaiter.domain.interviews.criterion import ASKED_ON
from landwaiter.i18n import _
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.track_words import track_words
from landwaiter.services.registers.document_words import codes_said
from landwaiter.ui.kit import marks
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Banner, Card, across, column
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, InlineBox, InlineCell, Line, Text
from landwaiter.ui.kit.item_words import facts_in_line, summary
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn, drafted_columns
from landwaiter.ui.kit.table_view import CardTable
from landwaiter.ui.kit.words import clock_time, day, local_day, not_stated, word
from landwaiter.ui.kit.wrapping import AlongLine


@dataclass(frozen=True, slots=True)
class EntryFinding:
    """A control entry beside an item: what suggests it, and what a person found."""

    item_no: int
    list: str
    code: str
    candidate: Candidate | None
    classification: Classification | None

    @property
    def subject(self) -> object:
        """What it is about: a candidate, else the entry that a person named."""
        return self.candidate or (self.list, self.code)

    @property
    def shown(self) -> str:
        """What a person named, else the entry with the paragraphs that its reasons name."""
        is_named = self.candidate is None or self.code != self.candidate.code
        return self.code if is_named or self.candidate is None else self.candidate.shown

    @property
    def state(self) -> ClassificationState:
        return self.classification.state if self.classification else ClassificationState.CANDIDATE


def findings(view: CaseView, item_no: int) -> tuple[EntryFinding, ...]:
    """Candidates of an item with what was found on each, then findings on other entries."""
    found = [c for c in view.classifications if c.item_no == item_no]
    candidates = [c for c in view.case.candidates if c.item_no == item_no]
    rows = [(one, finding_on(one, found)) for one in candidates]
    told = {finding.id for _one, finding in rows if finding}
    return (
        *(EntryFinding(item_no, one.list, (said or one).code, one, said) for one, said in rows),
        *(
            EntryFinding(item_no, one.list, one.code, None, one)
            for one in found
            if one.id not in told
        ),
    )


_ROOM = 14
"""Characters of a code that its column has room for."""


def _entry(row: EntryFinding) -> InlineCell:
    """In one frame where there is room, else the paragraphs under the head."""
    head, blank, paragraphs = row.shown.partition(" ")
    if len(row.shown) <= _ROOM or not blank:
        return InlineCell(((marks.code(row.shown),),))
    return InlineCell(((marks.code(head),), (Text(paragraphs, "text2"),)), wrap=True)


def _why(row: EntryFinding) -> InlineCell:
    candidate = row.candidate
    lines: list[Line] = []
    if candidate:
        lines.append((Text(candidate.title, bold=True),))
        lines += [(Text(reason),) for reason in candidate.reasons]
        lines.append((Text(_("correlation: {trust}").format(trust=_(candidate.trust)), "muted"),))
    if row.classification:
        said = _("{author}: {reason}").format(
            author=row.classification.author, reason=row.classification.reason
        )
        lines.append((Text(said, "text2"),))
    return InlineCell(tuple(lines), wrap=True)


def _missing(row: EntryFinding) -> InlineCell:
    missing = row.candidate.missing if row.candidate else ()
    if not missing:
        return InlineCell(((Text(_("nothing"), "muted"),),))
    lead = marks.severity(None, said=False)
    return InlineCell(((*lead, Gap(4), Text(", ".join(missing))),), wrap=True)


def _choice(meaning: str) -> InlineCell:
    mark = InlineBox((Glyph(meaning, 12),), "base", "line2", radius=4, pad=8, height=22)
    return InlineCell(((mark,),))


def _deciding(meaning: str) -> TableColumn[EntryFinding]:
    return TableColumn("", lambda row: _choice(meaning), width=42)


_DECIDING = (
    ("tick", ClassificationState.CONFIRMED),
    ("cross", ClassificationState.REJECTED),
    ("question", ClassificationState.INSUFFICIENT),
)


def _states() -> Iterator[InlineCell]:
    """Each state at its longest: what a person found may wait to be sealed."""
    yield InlineCell((marks.classification(ClassificationState.CANDIDATE),))
    for _meaning, state in _DECIDING:
        yield InlineCell((marks.waiting(marks.classification(state)),))


_ENTRY, _STATE, _WHY, _LACKS = title_ids(CONSIDERED, "code", "state", "why", "missing")
_COLUMNS: tuple[TableColumn[EntryFinding], ...] = (
    TableColumn(_ENTRY, _entry, width=116),
    TableColumn(
        _STATE,
        lambda row: InlineCell((marks.classification(row.state),)),
        width=104,
        widest=_states,
    ),
    TableColumn(_WHY, _why),
    TableColumn(_LACKS, _missing, width=140),
    *(_deciding(meaning) for meaning, _state in _DECIDING),
    TableColumn("", lambda row: InlineCell(), width=8),
)
_MISSING, _FIRST_CHOICE = 3, 4


class ItemCard(Card):
    """`classify_asked(EntryFinding, ClassificationState)`: a click on tick, cross or question;
    `entry_asked(list, code)`: on the code itself; `interview_asked(item, code)`: on what is
    missing to decide."""

    classify_asked = Signal(object, object)
    entry_asked = Signal(str, str)
    interview_asked = Signal(int, str)

    def __init__(self, item: Item, chips: tuple[str, ...], rows: tuple[EntryFinding, ...]) -> None:
        acts: list[QWidget] = [MarkLabel((marks.chip(text),)) for text in chips]
        super().__init__(_("Item {no}").format(no=item.no), summary(item), acts=acts, head=30)
        if more := facts_in_line(ITEM, item):
            self.add(column(MarkLabel((Text(more, "text2"),), wrap=True), margins=(12, 6, 12, 6)))
        self.rows: RowModel[EntryFinding] = RowModel(_COLUMNS)
        self.rows.show_rows(rows)
        self.table = CardTable(self.rows, wraps=True)
        self.table.clicked.connect(self._decide)
        self._nothing = MarkLabel(
            (Text(_("No control entry is a candidate. This is not a clear result."), "muted"),)
        )
        self.add(self.table)
        self.add(column(self._nothing, margins=(12, 6, 12, 8)))
        self._stands = rows
        self._show_which()

    def _show_which(self) -> None:
        """The table where there is a row, else what that means."""
        has_rows = bool(self.rows.rowCount())
        self.table.setVisible(has_rows)
        self._nothing.setVisible(not has_rows)

    def show_waiting(self, rows: tuple[EntryFinding, ...]) -> None:
        """What is found once what waits is sealed; a finding on another entry is one row more."""
        drafted = {row.subject: row for row in rows}
        known = {row.subject for row in self._stands}
        differ = any(drafted.get(row.subject, row) != row for row in self._stands)
        self.rows.show_waiting(
            drafted_columns(_COLUMNS, lambda row: drafted.get(row.subject, row)) if differ else (),
            tuple(row for row in rows if row.subject not in known),
        )
        self._show_which()

    def _decide(self, index: QModelIndex) -> None:
        row = self.rows.row(index.row())
        place = index.column() - _FIRST_CHOICE
        if row is not None and index.column() == 0:
            self.entry_asked.emit(row.list, row.code)
        elif row is not None and index.column() == _MISSING and row.list in ASKED_ON:
            self.interview_asked.emit(row.item_no, row.code)
        elif row is not None and 0 <= place < len(_DECIDING):
            self.classify_asked.emit(row, _DECIDING[place][1])


def declared_chips(view: CaseView, item: Item) -> tuple[str, ...]:
    """Document codes that say something about control: “Y901 declared”, “X060 (not checked)”."""
    said = codes_said(view, item.no)
    return tuple(
        _("{code} declared").format(code=one) if one.isalnum() else one
        for one in said
        if one[:1] in "YXCE"
    )[:4]


class TrackOffer(Banner):
    """A track that the file gives grounds for; `track_asked(TrackProposal)` opens its form."""

    track_asked = Signal(object)

    def __init__(self, proposal: TrackProposal) -> None:
        opening = ActButton(_("Open track {letter}…").format(letter=proposal.letter), small=True)
        super().__init__(
            Text(f"{track_words(proposal)}: ", bold=True),
            Text(proposal.why),
            ground="tint",
            edge="accent",
            act=opening,
            wrap=True,
        )
        opening.clicked.connect(lambda: self.track_asked.emit(proposal))


class GoodsStrip(Card):
    """Where the goods are, in one line of facts; what is unknown reads “not stated”."""

    def __init__(self, view: CaseView) -> None:
        super().__init__()
        lead = MarkLabel((Text(_("Where the"), bold=True),), (Text(_("goods are"), bold=True),))
        stated = [
            MarkLabel(
                (Text(title, "muted", Size.SMALL),),
                (Text(value, "text" if value != not_stated() else "muted"),),
                wrap=True,
            )
            for title, value in _whereabouts(view)
        ]
        parts = AlongLine(lead, *stated, gap=16)
        self.add(across(parts, margins=(8, 4, 8, 4)))


def _whereabouts(view: CaseView) -> list[tuple[str, str]]:
    declaration = view.case.declaration
    facts: list[tuple[str, str]] = []
    if declaration:
        containers = ", ".join(c.identifier for c in declaration.containers[:2])
        leaving = ", ".join(filter(None, (declaration.office_exit, containers)))
        facts = [
            (_("Location as declared"), declaration.goods_location or not_stated()),
            (_("Exit, container as declared"), leaving or not_stated()),
        ]
    return facts + [_status(item) for item in view.case.items[:4]]


def _status(item: GoodsItem) -> tuple[str, str]:
    title = _("Item {no} {status}").format(no=item.no, status=word(item.status).lower())
    since = item.since
    return title, f"{day(local_day(since), today=local_day(since))} {clock_time(since)}"
