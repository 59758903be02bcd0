"""One case in its tab: header, the list of sections, the page of cards, the sealed history."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.decision import current_classifications
from landwaiter.domain.cases.remarks import open_remarks
from landwaiter.domain.table.workflow import Permission, allowed
from landwaiter.services.cases.case_view import CaseView
from landwaiter.ui.audit.sealed_history import History
from landwaiter.ui.cases.acts_of_case import ActRow, acts_of
from landwaiter.ui.cases.acts_panel import ActsPanel
from landwaiter.ui.cases.as_of_bar import AsOfBar
from landwaiter.ui.cases.case_header import CaseHead
from landwaiter.ui.cases.case_page import CasePage
from landwaiter.ui.cases.case_sections import sections_of, sections_used
from landwaiter.ui.cases.case_side import OPEN, CaseSide
from landwaiter.ui.cases.remarks_card import section_of
from landwaiter.ui.cases.section_list import SectionList
from landwaiter.ui.deeds.form_room import FormRoom
from landwaiter.ui.frame.panes import first_below
from landwaiter.ui.goods.goods_cards import findings
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.cards import Banner, across, column, panel, scrolled
from landwaiter.ui.kit.dialog_controller import show_over
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.law.embargo_card import policy_lines

ICONS_BELOW, LEAST_MIDDLE, LOW = 1000, 560, 560
"""Width of a screen below which sections are icons alone, the least of the middle; the height
below which a form has the place of the head.
"""


class CaseScreen(QWidget):
    """Signals: `act_asked(name)`, `refused_asked(name)` for an act by key that is not possible as
    the case stands, `flag_asked(FlagResult, act)`, `hits_asked`, `evidence_asked`, `report_asked`,
    `owed_asked(act, what is chosen with it already)`, `acts_shown(panel)`, which is then given
    what acts are called in other languages, `side_chosen(is open)`, `recheck_asked`; what the
    cards ask for is asked by `page`. A form takes the place of sections and cards."""

    act_asked = Signal(str)
    refused_asked = Signal(str)
    flag_asked = Signal(object, str)
    hits_asked = Signal()
    evidence_asked = Signal()
    report_asked = Signal()
    owed_asked = Signal(str, object)
    acts_shown = Signal(object)
    side_chosen = Signal(bool)
    recheck_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: CaseView | None = None
        self.bar = LoadingBar()
        self.head = CaseHead()
        self.sections = SectionList()
        self.history = History()
        self.side = CaseSide(self.history)
        self._wants_side = True
        self._gives_room = self._has_form = False
        self.panel: ActsPanel | None = None
        self.present = Banner(ground="tint", edge="accent")
        self.present.hide()
        self.as_of = AsOfBar(self)
        self.page = CasePage()
        self._drafted: CaseView | None = None
        """The case with what waits; None: nothing waits."""
        self._build()
        self._connect()

    def show_view(self, view: CaseView) -> None:
        """Show the case; the place on the page is kept."""
        at = self.middle.verticalScrollBar().value()
        back = self.page.focus_kept(self.sections)
        self.view, self._drafted = view, None
        self.head.show_view(view)
        self.history.show_rows(view.history, total=view.history_total)
        self._policy.show_lines(*policy_lines(view))
        self.sections.show_sections(sections_of(view))
        self.page.show_view(view)
        QTimer.singleShot(0, self, lambda: self.middle.verticalScrollBar().setValue(at))
        if back is not None:
            self.setFocus()
            QTimer.singleShot(0, self, back)

    def show_waiting(self, after: Case | None) -> None:
        """The case as it is once what waits is sealed, marked where it differs.

        None: nothing waits.
        """
        view = self.view
        if view is None or (after is None and self._drafted is None):
            return
        self._drafted = None if after is None else _drafted(view, after)
        drafted = self._drafted or view
        self.head.show_waiting(drafted)
        self.page.show_waiting(view, drafted)

    def show_section(self, key: str) -> None:
        """Bring a section to the top of the page."""
        top = self.page.top_of(key)
        if top is not None:
            self.middle.verticalScrollBar().setValue(top - fonts.px(8))
        self.sections.mark(key)

    def enter_section(self, key: str) -> None:
        """The cursor to what a section has to be worked with first."""
        self.show_section(key)
        top = self.page.top_of(key)
        part = first_below(self.page, top) if top is not None else None
        if part is not None:
            part.setFocus(Qt.FocusReason.TabFocusReason)

    def show_place(self, place: str) -> None:
        """Bring what a remark or a claim is about into view; a flag gets the cursor."""
        self.show_section(section_of(place))
        card = self.page.go_to(place)
        if card is not None:
            self.middle.ensureWidgetVisible(card)

    def show_present(self, sentence: str) -> None:
        """Who else has the case open; empty: nobody."""
        self.present.sentence.show_lines(
            (Glyph("person", 14, "accent"), Gap(8), Text(sentence, size=Size.BODY))
        )
        self.present.setVisible(bool(sentence))

    def show_form(self, form: QWidget | None) -> None:
        """A form in place of sections and cards; None takes it away. Head and history stay."""
        self._has_form = form is not None
        self._room.show_form(form)
        self._fit()

    def show_acts(self) -> None:
        """The panel of every act, those refused with their reason, as what waits counts too."""
        if self.view is None:
            return
        self.panel = ActsPanel(acts_of(self._drafted or self.view), self)
        self.panel.chosen.connect(self._choose)
        self.panel.show_under(self.head.every)
        show_over(self.panel)
        self.acts_shown.emit(self.panel)

    def _choose(self, row: ActRow) -> None:
        """What was chosen in the panel opens its form; nothing is done yet.

        What is possible only with what waits seals that first, as its key does.
        """
        if row.chosen:
            self.owed_asked.emit(row.act, dict(row.chosen))
        elif self._verdict_on(row.act) is not None:
            self._act(row.act)
        else:
            self.act_asked.emit(row.act)

    def prefer_side(self, *, is_open: bool) -> None:
        """Whether the person wants the history beside the case; it opens where there is room."""
        self._wants_side = is_open
        self._fit()

    def toggle_side(self) -> None:
        """F7: close what stands beside the case, or open it."""
        self._gives_room = False  # who asks for it wants it beside the help
        self.prefer_side(is_open=not self.side.is_open)
        self.side_chosen.emit(self._wants_side)

    def give_room(self, *, is_given: bool) -> None:
        """To the help, which stands where the history would; it is opened again afterwards."""
        self._gives_room = is_given
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The middle keeps its least width: sections become icons, the side a strip; in a low
        window the head gives way to a form."""
        wide = self.width()
        is_low = self.height() < fonts.px(LOW)
        self.head.show_title_alone(alone=self._has_form and is_low)
        self.sections.show_icons(alone=wide < fonts.px(ICONS_BELOW))
        self._policy.setVisible(not self.sections.icons_alone)
        beside = self.sections.sizeHint().width() + 1
        self._section_room.setFixedWidth(beside)
        left = wide - beside - fonts.px(OPEN)
        is_room = left >= fonts.px(LEAST_MIDDLE)
        self.side.show_open(is_open=self._wants_side and is_room and not self._gives_room)

    def _build(self) -> None:
        self.middle: QScrollArea = scrolled(self.page)
        self._policy = MarkLabel(wrap=True, ground="window")
        sections = panel("sections")
        sections.setLayout(
            column(
                self.sections,
                across(self._policy, margins=(12, 12, 12, 0)),
                0,
                margins=(0, 8, 1, 8),
            )
        )
        # With large type the sections are higher than a small window, and a card is wider.
        self._section_room = scrolled(sections)
        self.middle.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        middle = QWidget()
        middle.setLayout(across(self._section_room, self.middle, gap=0))
        self._room = FormRoom(middle)
        body: QHBoxLayout = across(self._room, self.side, gap=0)
        body.setStretch(0, 1)
        self.setLayout(column(self.head, self.bar, self.as_of, self.present, body))
        self.layout().setStretch(4, 1)  # type: ignore[union-attr]  # just set

    def _connect(self) -> None:
        self.head.act_asked.connect(self.owed_asked)
        self.head.acts_asked.connect(self.show_acts)
        self.head.side_asked.connect(self.toggle_side)
        self.side.toggled.connect(self.toggle_side)
        self.page.act_asked.connect(self.act_asked)
        self.page.looked_at.connect(lambda flag: self.sections.mark_used(sections_used(flag)))
        self.sections.chosen.connect(self.show_section)
        self.sections.entered.connect(self.enter_section)
        self.setFocusProxy(self.sections)
        keys.bind(
            "case",
            self,
            {
                "next_section": lambda: self.sections.step(1),
                "previous_section": lambda: self.sections.step(-1),
                "acts": self.show_acts,
                "side": self.toggle_side,
                "classify": self._classify,
                "interview": lambda: self._act("answer_question"),
                "judge": self.hits_asked.emit,
                "first": self.head.ask_first,
                "flags": self._go_to_flags,
                "evidence_list": self._go_to_evidence,
                "evidence": self.evidence_asked.emit,
                "propose": lambda: self._act("propose"),
                "substantiate": lambda: self._flag("substantiate"),
                "dismiss_flag": lambda: self._flag("dismiss_flag"),
                "answer_remark": self._answer,
                "note": lambda: self._act("note"),
                "letter": lambda: self.act_asked.emit("letter"),
                "report": self.report_asked.emit,
                "as_of": self.as_of.other_asked.emit,
                "recheck": self.recheck_asked.emit,
            },
        )

    def _act(self, name: str) -> None:
        """An act by key; one that the rules refuse now is told with its reason."""
        verdict = self._verdict_on(name)
        if verdict is not None:
            (self.act_asked if verdict.allowed else self.refused_asked).emit(name)

    def _verdict_on(self, act: str) -> Permission | None:
        """As the case stands, without what waits; None for what is no deed on a case."""
        return next((one for one in self.view.acts if one.act == act), None) if self.view else None

    def _answer(self) -> None:
        """The first remark that nobody has answered."""
        remarks = open_remarks(self.view.case) if self.view else ()
        waiting = next((remark for remark in remarks if not remark.answered), None)
        if waiting is not None:
            self.page.remark_asked.emit(waiting)

    def _go_to_flags(self) -> None:
        self.show_section("flags")
        if self.page.flags is not None:
            self.page.flags.begin()

    def _go_to_evidence(self) -> None:
        self.show_section("evidence")
        if self.page.evidence is not None:
            self.page.evidence.begin()

    def _classify(self) -> None:
        """The first candidate that nobody has decided."""
        view = self.view
        if view is None:
            return
        rows = (row for item in view.case.items for row in findings(view, item.no))
        row = next((row for row in rows if row.classification is None), None)
        if row is not None:
            self.page.classify_asked.emit(row, None)

    def _flag(self, act: str) -> None:
        """Of the flag under the cursor, while that is where the keys go."""
        flag = self.page.flag_with_keys()
        if flag is not None:
            self.flag_asked.emit(flag, act)


def _drafted(view: CaseView, after: Case) -> CaseView:
    """What cards and panel show of the case as it would be; the rest is as it stands."""
    row = replace(view.row, stage=str(after.stage), assignee=after.assignee)
    acts = allowed(after, view.shown_to) if view.shown_to else view.acts
    found = current_classifications(after)
    return replace(view, case=after, row=row, acts=acts, classifications=found)
