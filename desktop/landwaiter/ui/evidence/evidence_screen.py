"""The evidence of a case: the list, what is recorded about a piece, its deeds, its preview."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from landwaiter.domain.base.facts import title_ids
from landwaiter.domain.cases.mail_answers import MailProposal, proposed_answers
from landwaiter.domain.evidence.custody import label
from landwaiter.domain.evidence.facts import EVIDENCE
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.i18n import N_, _, figure
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.evidence.evidence_words import told_evidence
from landwaiter.services.evidence.previews import Preview
from landwaiter.ui.evidence.answer_strip import AnswerStrip
from landwaiter.ui.evidence.evidence_preview import PreviewPane
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.inline import Gap, InlineCell, Line, Text, stated
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import CardTable
from landwaiter.ui.kit.words import day, local_day, short_hash
from landwaiter.ui.kit.wrapping import AlongLine

ANSWERS = "judge_mail"
FORM = "reply_form"
PREVIEW, EXPORT, WIPE = "preview", "export_evidence", "wipe_evidence"
_DEEDS: tuple[tuple[str, str, str], ...] = (
    (PREVIEW, N_("Preview"), "Space"),
    ("record_custody", N_("Record custody"), ""),
    ("grade_evidence", N_("Grade"), ""),
    ("confide_source", N_("Source in confidence"), ""),
    (ANSWERS, N_("What it answers…"), ""),
    (FORM, N_("Read as a reply form…"), ""),
    (EXPORT, N_("Export…"), ""),
    (WIPE, N_("Wipe…"), ""),
)
"""Deeds on the piece under the cursor; those that are acts of the table open its form."""
_OF_FILE = frozenset({PREVIEW, EXPORT, WIPE})
_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


def _name(piece: Evidence) -> InlineCell:
    name = Text(piece.name, "muted" if piece.wipe else "text", struck=bool(piece.wipe))
    if piece.wipe is not None:
        return InlineCell(
            ((Text(_("wiped"), "crit", bold=True, whole=True), Gap(8), name),), wrap=True
        )
    if piece.redacts is not None:
        said = _("redacted copy of {label}").format(label=label(piece.redacts))
        return InlineCell(((name, Gap(8), Text(said, "muted")),), wrap=True)
    if piece.attached_to is not None:
        came_with = Text(f"{label(piece.attached_to)} ›", "muted", whole=True)
        return InlineCell(((came_with, Gap(6), name),), wrap=True)
    return InlineCell(((name,),), wrap=True)


def _source(piece: Evidence) -> InlineCell:
    kept: Line = (Gap(6), Text(_("in confidence"), "med")) if piece.is_in_confidence else ()
    proof: Line = (Text(_("not proven"), "med", whole=True), Gap(6)) if piece.stated_sender else ()
    return InlineCell(((*proof, Text(piece.received_from, "text2"), *kept),), wrap=True)


def _seal(piece: Evidence) -> InlineCell:
    seals = [event.seal for event in piece.custody if event.seal]
    return InlineCell(((stated(seals[-1] if seals else None, "–"),),))


_NO, _FILE, _FROM, _SEAL, _GRADE, _BYTES = title_ids(
    EVIDENCE, "label", "name", "received_from", "seal", "grade", "size"
)
_COLUMNS: tuple[TableColumn[Evidence], ...] = (
    TableColumn(_NO, lambda e: InlineCell(((Text(e.label, "accent", whole=True),),)), width=60),
    TableColumn(_FILE, _name),
    TableColumn(_FROM, _source, width=130),
    TableColumn(
        N_("Added"),
        lambda e: InlineCell(((Text(day(local_day(e.at)), "text2", whole=True),),)),
        width=84,
    ),
    TableColumn(_SEAL, _seal, width=80),
    TableColumn(_GRADE, lambda e: InlineCell(((stated(e.grade or None, "–"),),)), width=52),
    TableColumn(
        _BYTES,
        lambda e: InlineCell(((Text(figure(e.size), "text2"),),), right=True),
        width=68,
        right=True,
    ),
    TableColumn(
        N_("SHA-256"),
        lambda e: InlineCell(((Text(short_hash(e.sha256), "text2", mono=True),),)),
        width=88,
    ),
)


@dataclass(frozen=True, slots=True)
class EvidencePosition:
    """What stays when the case is read anew: the piece under the cursor, and what is shown."""

    number: int
    preview: Preview | None


class EvidenceTable(CardTable):
    """`deed_asked(name)`: Space previews; `stepped(by)`: pages; `left`: Esc."""

    preview_asked = Signal()
    stepped = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space:
            self.preview_asked.emit()
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class EvidenceCard(Card):
    """`deed_asked(name, Evidence)` and `preview_asked(Evidence, page)`; `preview_left`.

    `answer_asked(MailProposal, MailJudgement)`: how much of a request a mail answers.
    """

    deed_asked = Signal(str, object)
    answer_asked = Signal(object, object)
    preview_asked = Signal(object, int)
    preview_left = Signal()

    def __init__(self, view: CaseView, kept: EvidencePosition | None = None) -> None:
        pieces = view.case.evidence
        super().__init__(_("Evidence"), str(len(pieces)) if pieces else "", head=30)
        self._view = view
        self.strips = tuple(AnswerStrip(one) for one in self._proposed())
        self._shown: Preview | None = None
        self.rows: RowModel[Evidence] = RowModel(_COLUMNS)
        self.rows.show_rows(pieces)
        self.table = EvidenceTable(self.rows, wraps=True, selectable=True)
        self.told = MarkLabel(wrap=True)
        self.pane = PreviewPane()
        self.buttons = {
            name: ActButton(_(title), keys=keys, small=True) for name, title, keys in _DEEDS
        }
        if not pieces:
            said = _("No evidence yet. Add a file with E.")
            self.add(column(MarkLabel((Text(said, "muted"),), wrap=True), margins=(12, 6, 12, 8)))
            return
        self.add(
            *self.strips,
            self.table,
            across(AlongLine(*self.buttons.values()), margins=(12, 6, 12, 4)),
            column(self.told, margins=(12, 2, 12, 8)),
            self.pane,
        )
        self._connect()
        self._restore(kept or EvidencePosition(pieces[0].no, None))

    def begin(self, label: str = "", page: int = 0) -> None:
        """Put the cursor on the piece that is named, else on that looked at last; show its page."""
        labels = [piece.label for piece in self.rows.rows()]
        if label in labels:
            self.table.selectRow(labels.index(label))
        if self.rows.rowCount():
            self.table.setFocus()
        piece = self.current()
        if page and piece is not None and not self._why_not(PREVIEW, piece):
            self.preview_asked.emit(piece, page)

    def current(self) -> Evidence | None:
        """The piece under the cursor."""
        row: Evidence | None = self.table.current_row()
        return row

    def kept(self) -> EvidencePosition | None:
        """What the next card of this case begins with."""
        piece = self.current()
        return EvidencePosition(piece.no, self._shown) if piece else None

    def show_preview(self, preview: Preview) -> None:
        """What was asked for is drawn; too late for a piece that is no longer looked at."""
        piece = self.current()
        if piece is not None and piece.id == preview.piece.id:
            self._shown = preview
            self.pane.show_preview(preview)

    def show_sentence(self, sentence: str) -> None:
        """Why there is no preview of the piece under the cursor, or that it is being drawn."""
        piece = self.current()
        if piece is not None:
            self.pane.show_sentence(piece.label, piece.name, sentence)

    def _proposed(self) -> tuple[MailProposal, ...]:
        """What mails may answer, where somebody may say so now."""
        verdict = next((one for one in self._view.acts if one.act == ANSWERS), None)
        return proposed_answers(self._view.case) if verdict and verdict.allowed else ()

    def _connect(self) -> None:
        for strip in self.strips:
            strip.replied.connect(self.answer_asked)
        self.table.shown.connect(self._moved)
        self.table.opened.connect(lambda _piece: self._deed(PREVIEW))
        self.table.preview_asked.connect(self._toggle)
        self.table.stepped.connect(self._turn)
        self.table.left.connect(self.close_preview)
        self.pane.page_asked.connect(self._turn)
        self.pane.closed.connect(self.close_preview)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self._deed(name))

    def _restore(self, kept: EvidencePosition) -> None:
        places = {piece.no: place for place, piece in enumerate(self.rows.rows())}
        self.table.selectRow(places.get(kept.number, 0))
        if kept.preview is not None:
            self.show_preview(kept.preview)

    def _moved(self, piece: Evidence) -> None:
        state = self._view.case.member_state
        lines = told_evidence(piece, state=state)
        self.told.show_lines(*((Text(line, "text2"),) for line in lines))
        for name, button in self.buttons.items():
            refusal = self._why_not(name, piece)
            if refusal:
                button.refuse(refusal)
            else:
                button.allow()
        if self._shown is not None and self._shown.piece.id != piece.id:
            self._shown = None
            if self.pane.isVisible():
                self._deed(PREVIEW)

    def _why_not(self, name: str, piece: Evidence) -> str:
        if name == ANSWERS and piece.mail is None:
            return _("It is no mail.")
        if name == FORM:
            return self._why_no_form(piece)
        if name in _OF_FILE:
            return _("wiped") if piece.wipe else ""
        verdict = next((v for v in self._view.acts if v.act == name), None)
        return verdict.why_not if verdict else ""

    def _why_no_form(self, piece: Evidence) -> str:
        if piece.wipe is not None:
            return _("wiped")
        if not piece.name.lower().endswith(".pdf"):
            return _("It is no PDF.")
        verdict = next((v for v in self._view.acts if v.act == "record_answer"), None)
        return verdict.why_not if verdict else ""

    def _deed(self, name: str) -> None:
        piece = self.current()
        if piece is None or self._why_not(name, piece):
            return
        if name == PREVIEW:
            self.preview_asked.emit(piece, 1)
        else:
            self.deed_asked.emit(name, piece)

    def _toggle(self) -> None:
        if self.pane.isVisible():
            self.close_preview()
        else:
            self._deed(PREVIEW)

    def _turn(self, by: int) -> None:
        shown = self._shown
        if shown is not None and 1 <= shown.page + by <= shown.pages:
            self.preview_asked.emit(shown.piece, shown.page + by)

    def close_preview(self) -> None:
        """Take the preview away; one that is being drawn is given up."""
        self._shown = None
        self.pane.hide()
        self.preview_left.emit()
