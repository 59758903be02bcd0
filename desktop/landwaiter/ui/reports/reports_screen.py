"""Reports: those made, once more as files; received files verified; the office's key sheet."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from landwaiter.domain.base.terms import low
from landwaiter.domain.reports.profiles import Profile
from landwaiter.domain.reports.subjects import SubjectReport
from landwaiter.errors import Fault
from landwaiter.i18n import N_, _, joined
from landwaiter.services.base.page import Page
from landwaiter.services.reports.kinds.paper_kinds import audience_of
from landwaiter.services.reports.reporting import ReportRow
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Card, across, column, held, panel, scrolled
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, InlineCell, Text
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.outcome import OutcomeLabel
from landwaiter.ui.kit.table import Fetch, Order, PagedModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.words import clock_time, day, local_day, short_hash, word
from landwaiter.ui.kit.wrapping import AlongLine, WrappedActs
from landwaiter.ui.reports.verification_screen import VerifyCard

VERIFY_WIDTH, LIST_WIDTH, LIST_HEIGHT = 400, 600, 220
"""Verifying stands beside the list as long as that keeps its width, else below it."""
_UNBOUND = (1 << 24) - 1
"""Qt's widest."""


def _made(row: ReportRow) -> InlineCell:
    return InlineCell(((Text(f"{day(local_day(row.at))} {clock_time(row.at)}", whole=True),),))


_OTHERS = frozenset(SubjectReport)


def _reference(row: ReportRow) -> str:
    """Of a case, or the states; what else there is says its title."""
    return "–" if row.report_type in _OTHERS - {SubjectReport.STATES} else row.reference


def _kind(row: ReportRow) -> str:
    """With for whom it was redacted, where that is not for whom such a report is made."""
    profile = "" if row.profile == audience_of(row.report_type) else row.profile
    return joined(", ", filter(None, (word(row.report_type), profile and low(profile))))


REPORT_COLUMNS: tuple[TableColumn[ReportRow], ...] = (
    TableColumn(
        N_("Case"),
        lambda row: InlineCell(((Text(_reference(row), mono=True, whole=True),),)),
        width=140,
        fixed=True,
    ),
    TableColumn(N_("Title"), lambda row: InlineCell(((Text(row.title, bold=True),),)), least=130),
    TableColumn(N_("Kind"), lambda row: InlineCell(((Text(_kind(row)),),)), width=112),
    TableColumn(N_("Made"), _made, width=136),
    TableColumn(N_("By"), lambda row: InlineCell(((Text(row.author),),)), width=130),
    TableColumn(
        N_("Dossier"),
        lambda row: InlineCell(((Text(short_hash(row.sha256), "text2", mono=True, whole=True),),)),
        width=96,
    ),
)


class ReportsScreen(QWidget):
    """`fetch(after, order, filter)` reads the reports made; signals say what is wanted.

    `again_asked(ReportRow, "pdf" or "xlsx")` is answered with `show_written`,
    `verify_asked(reports, vouchers)` with `show_verdict`; `choose_reports_asked` and
    `choose_sheet_asked` with `add_reports` and `add_vouchers`; `key_sheet_asked` with
    `show_written`, and so is `consent_asked(ReportRow)`; `gists_asked(ReportRow)` opens its dialog;
    `case_asked(reference)`;
    `subject_asked(kind, key)` of what is no case.
    """

    again_asked = Signal(object, str)
    case_asked = Signal(str)
    cases_asked = Signal()
    consent_asked = Signal(object)
    gists_asked = Signal(object)
    subject_asked = Signal(str, str)
    key_sheet_asked = Signal()
    verify_asked = Signal(object, object)
    choose_reports_asked = Signal()
    choose_sheet_asked = Signal()

    def __init__(self, fetch: Fetch[ReportRow], jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar, self.outcome = LoadingBar(), OutcomeLabel()
        self.model: PagedModel[ReportRow] = PagedModel(
            REPORT_COLUMNS,
            fetch,
            jobs,
            order=Order("at", descending=True),
            key=lambda row: row.id,
            bar=self.bar,
            on_page=self._show_count,
        )
        self.list = ListView(self.model)
        self.pdf = ActButton(_("PDF again"), icon="reports", keys="P", small=True)
        self.xlsx = ActButton(_("Excel again"), icon="columns", keys="X", small=True)
        self.gists = ActButton(_("Gists…"), icon="note", keys="G")
        self.consent = ActButton(_("Owner's consent…"), icon="person", keys="C")
        self.sheet = ActButton(_("Write the key sheet…"), icon="key", keys="S")
        self.verify = VerifyCard()
        self._build()
        self._connect()
        self._check()

    def refresh(self) -> None:
        self.model.reload()

    def show_written(self, sentence: str) -> None:
        """What was written, and where."""
        self.outcome.show_done(sentence)

    def show_fault(self, fault: Fault) -> None:
        self.outcome.show_fault(fault)

    def add_reports(self, paths: tuple[Path, ...]) -> None:
        self.verify.add_files(paths)

    def add_vouchers(self, paths: tuple[Path, ...]) -> None:
        self.verify.add_vouchers(paths)

    def show_verdict(self, sentences: tuple[str, ...], *, passed: bool, proven: bool) -> None:
        self.verify.show_verdict(sentences, passed=passed, proven=proven)

    def show_verify_fault(self, fault: Fault) -> None:
        self.verify.show_fault(fault)

    def begin_verifying(self) -> None:
        """The cursor where files are chosen."""
        self.verify.zone.button.setFocus()

    def _build(self) -> None:
        self._title = MarkLabel()
        head = panel("head")
        acts = WrappedActs((self.gists, self.consent, self.sheet))
        head.setLayout(across(AlongLine(self._title, acts, apart=True), margins=(16, 9, 16, 10)))
        self._card = Card(_("Reports made"), acts=(self.pdf, self.xlsx))
        self.cases = ActButton(_("Cases"), icon="cases", small=True)
        self.cases.clicked.connect(self.cases_asked)
        nothing = EmptyState(
            "reports",
            _("No report was made yet"),
            _(
                "Open a case and press Ctrl+P: its dossier is frozen, and report and sheet are "
                "written from it."
            ),
            self.cases,
        )
        stack = or_nothing(self.model, self.list, nothing)  # type: ignore[arg-type]  # any rows
        self._card.add(stack)
        page = panel("page")
        self._left = held(column(self.outcome, self._card, gap=8))
        self._aside = self._verifying()
        self._parts: QBoxLayout = across(self._left, self._aside, gap=12, margins=(12, 10, 12, 10))
        page.setLayout(self._parts)
        self.setLayout(column(head, self.bar, scrolled(page)))
        self.layout().setStretch(2, 1)  # type: ignore[union-attr]  # just set
        self._name(_("what was frozen, signed and given out"))
        self._place(is_wide=True)

    def _verifying(self) -> QScrollArea:
        """It names every page and cell that was changed: it scrolls."""
        holder = panel("page")
        holder.setLayout(column(self.verify, 0))
        return scrolled(holder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(is_wide=self.width() >= fonts.px(LIST_WIDTH + VERIFY_WIDTH))

    def _place(self, *, is_wide: bool) -> None:
        """Verifying beside the list, or below it as high as it needs: then all of it scrolls."""
        across_it, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._parts.setDirection(across_it if is_wide else down)
        self._left.setMinimumHeight(0 if is_wide else fonts.px(LIST_HEIGHT))
        wide = fonts.px(VERIFY_WIDTH)
        self._aside.setMinimumWidth(wide if is_wide else 0)
        self._aside.setMaximumWidth(wide if is_wide else _UNBOUND)
        self._aside.setMinimumHeight(0 if is_wide else fonts.px(VERIFY_WIDTH))

    def _connect(self) -> None:
        self.list.opened.connect(self._open_subject)
        self.list.shown.connect(lambda _row: self._check())
        self.model.modelReset.connect(self._check)
        for kind, button in (("pdf", self.pdf), ("xlsx", self.xlsx)):
            button.clicked.connect(partial(self._ask_again, kind))
        self.consent.clicked.connect(partial(self._ask_about, self.consent_asked))
        self.gists.clicked.connect(partial(self._ask_about, self.gists_asked))
        self.sheet.clicked.connect(self.key_sheet_asked)
        self.verify.verify_asked.connect(self.verify_asked)
        self.verify.choose_reports_asked.connect(self.choose_reports_asked)
        self.verify.choose_sheet_asked.connect(self.choose_sheet_asked)
        self.setFocusProxy(self.list)
        keys.bind(
            "reports",
            self,
            {
                "pdf": partial(self._press, self.pdf),
                "xlsx": partial(self._press, self.xlsx),
                "gists": partial(self._press, self.gists),
                "consent": partial(self._press, self.consent),
                "sheet": self.sheet.click,
                "verification": self.begin_verifying,
                "choose": self.choose_reports_asked.emit,
                "verify": self.verify.ask,
            },
        )

    def _open_subject(self, row: ReportRow) -> None:
        """What the report is about: a case, or something else."""
        if row.report_type in _OTHERS:
            self.subject_asked.emit(row.report_type, row.reference)
        else:
            self.case_asked.emit(row.reference)

    def _press(self, button: ActButton) -> None:
        """By its key: where it is refused the reason is said, for Tab does not come to it."""
        if button.isEnabled():
            button.click()
        else:
            self.outcome.show_question(button.text())

    def _ask_again(self, kind: str, _checked: bool = False) -> None:
        row = self.list.current_row()
        if row is not None:
            self.outcome.forget()
            self.again_asked.emit(row, kind)

    def _ask_about(self, asked: SignalInstance, _checked: bool = False) -> None:
        row = self.list.current_row()
        if row is not None:
            self.outcome.forget()
            asked.emit(row)

    def _check(self) -> None:
        row = self.list.current_row()
        is_case = row is not None and row.report_type not in _OTHERS
        if is_case:
            self.gists.allow()
        else:
            self.gists.refuse(_("no report of a case is chosen"))
        if is_case and row is not None and row.profile == Profile.PARTNER_STATE:
            self.consent.allow()
        else:
            self.consent.refuse(_("no report of a case for another state is chosen"))
        for button in (self.pdf, self.xlsx):
            button.setVisible(self.model.rowCount() > 0)
            if self.list.current_row() is not None:
                button.allow()
            else:
                button.refuse(_("no report is chosen"))

    def _show_count(self, page: Page[ReportRow]) -> None:
        more = _("more follow below") if page.after else ""
        self._card.name(_("Reports made"), more)

    def _name(self, said: str) -> None:
        self._title.show_lines(
            (Text(_("Reports"), size=Size.TITLE, bold=True), Gap(8), Text(said, "text2"))
        )
