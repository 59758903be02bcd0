"""Review by a second person: what changed, what was not checked, the evidence, what is signed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QStackedWidget, QWidget

from landwaiter.domain.review.reading import ReviewSection
from landwaiter.domain.table.workflow import Permission
from landwaiter.i18n import _, figure, plural
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.review.decision_claims import DecisionClaim
from landwaiter.services.review.reading import SectionText, sections_to_read
from landwaiter.services.review.review_view import ReviewView
from landwaiter.services.review.similar import SimilarCase
from landwaiter.ui.cases.case_header import about_line, counts_line, state_line
from landwaiter.ui.deeds.form_room import FormRoom
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, act_bar, clear, column, panel, scrolled
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.table_view import CardTable
from landwaiter.ui.kit.wrapping import AlongLine
from landwaiter.ui.review.after_decision import AfterDecision
from landwaiter.ui.review.reading_side import RemarksCard, ToReadCard
from landwaiter.ui.review.review_cards import (
    ChangesCard,
    ClaimsCard,
    ProposalCard,
    SectionCard,
    SimilarCard,
    place_of,
    returned_card,
)
from landwaiter.ui.review.section_watch import SectionWatch
from landwaiter.ui.review.signature_words import banner, is_decided, signed, signs, verdict
from landwaiter.ui.review.signed_text import SignedText


class ReviewScreen(QWidget):
    """Signals: `approve_asked`, `return_asked` and `countersign_asked` with the reference,
    `section_read(section)` once it was shown to its end, `remarks_typed(place → text)`,
    `remark_lost` where no value has the focus, `place_asked(place)` in the case,
    `act_asked(act)` after it was decided, `case_asked(reference)` and
    `review_asked(reference)` of another."""

    approve_asked = Signal(str)
    return_asked = Signal(str)
    countersign_asked = Signal(str)
    section_read = Signal(object)
    remarks_typed = Signal(object)
    remark_lost = Signal()
    place_asked = Signal(str)
    act_asked = Signal(str)
    case_asked = Signal(str)
    review_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: ReviewView | None = None
        self.changes: ChangesCard | None = None
        self.claims: ClaimsCard | None = None
        self.similar: SimilarCard | None = None
        self.sections: dict[ReviewSection, QWidget] = {}
        """What is read, section by section."""
        self._tables: list[CardTable] = []
        self._similar: tuple[SimilarCase, ...] | None = None
        self._shown: tuple[object, ...] = ()
        self._waiting: Sequence[CaseRow] = ()
        self.bar = LoadingBar()
        self._build()
        self._connect()

    def show_view(
        self,
        view: ReviewView,
        sections: Sequence[SectionText] = (),
        *,
        waiting: Sequence[CaseRow] = (),
    ) -> None:
        """The proposal; what is on screen already stays where it is while it is read.

        `waiting`: what waits for this person, this one among it.
        """
        # Asked first: a button that is hidden gives its focus away.
        is_idle = self._is_idle()
        self.view = view
        case, told = view.view.case, tuple(sections or sections_to_read(view, ""))
        self._state.show_lines(state_line(view.view))
        self._counts.show_lines(counts_line(view.view))
        self._title.show_lines((Text(case.title, size=Size.TITLE, bold=True),))
        self._line.show_lines(about_line(case))
        self.to_read.show_sections(told)
        self.remarks.show_case(case)
        clear(self._banner)
        self._banner.addWidget(banner(view))
        self._waiting = waiting
        shown = (case.id, case.revision, [(one.section, one.sha256) for one in told])
        if shown != self._shown:
            self._shown = shown
            self._fill(view, told)
            self.text.show_view(view)
        self._show_acts(view)
        self._show_after(view, is_idle=is_idle)

    def show_similar(self, found: tuple[SimilarCase, ...]) -> None:
        """Found after the rest is on screen."""
        self._similar = found
        if self.similar is not None:
            self.similar.show_cases(found)

    def approve(self) -> None:
        if self.view is not None and self.approving.isEnabled():
            self.approve_asked.emit(self.view.view.case.reference)

    def send_back(self) -> None:
        if self.view is not None and self.returning.isEnabled():
            self.return_asked.emit(self.view.view.case.reference)

    def countersign(self) -> None:
        if self.view is not None and self.view.may_countersign:
            self.countersign_asked.emit(self.view.view.case.reference)

    def show_form(self, form: QWidget | None) -> None:
        """A form in place of all below the head, and the other acts rest; None takes it away."""
        self._room.show_form(form)
        self._foot_bar.setEnabled(form is None)

    def show_text(self) -> None:
        """The text that is signed, read; once more: back to the review."""
        self._turn_to(self.text.read)

    def show_bytes(self) -> None:
        """The bytes that are signed; once more: back to the review."""
        self._turn_to(self.text.bytes)

    def _turn_to(self, face: QWidget) -> None:
        back = self._pages.currentWidget() is self.text and face is self.text.shown()
        self._pages.setCurrentIndex(0 if back else 1)
        if back:
            self.setFocus()
        else:
            self.text.show_face(face)
        for button, own, words in (
            (self.reading, self.text.read, _("Read the text")),
            (self.bytes, self.text.bytes, _("Show the bytes")),
        ):
            button.allow(_("Back to the review") if not back and own is face else words)

    def _build(self) -> None:
        self._state, self._counts = MarkLabel(wrap=True), MarkLabel(wrap=True)
        self._title, self._line = MarkLabel().elastic(), MarkLabel().elastic()
        head = panel("head")
        head.setLayout(
            column(
                AlongLine(self._state, self._counts, apart=True),
                self._title,
                self._line,
                gap=4,
                margins=(16, 9, 16, 8),
            )
        )
        self._banner, self._page = column(), column(gap=10, margins=(12, 10, 12, 10))
        page = panel("page")
        self.after = AfterDecision()
        self.after.hide()
        above = QWidget()
        above.setLayout(column(self.after, margins=(12, 10, 12, 0)))
        page.setLayout(column(above, self._page))
        self.text = SignedText()
        self._pages = QStackedWidget()
        area = scrolled(page)
        self._pages.addWidget(area)
        self._pages.addWidget(self.text)
        self._area = area
        self.watch = SectionWatch(area)
        body = across(self._pages, self._side(), gap=0)
        body.setStretch(0, 1)
        strip = panel("page")
        strip.setLayout(column(self._banner, margins=(12, 8, 12, 0)))
        self._foot_bar = self._foot()
        middle, below = QWidget(), column(strip, body, self._foot_bar)
        below.setStretch(1, 1)
        middle.setLayout(below)
        self._room = FormRoom(middle)
        self.setLayout(column(head, self.bar, self._room))
        self.layout().setStretch(2, 1)  # type: ignore[union-attr]  # just set

    def _side(self) -> QWidget:
        """What is to be read, the remarks, and what is signed."""
        self.to_read, self.remarks = ToReadCard(), RemarksCard()
        self._signed = MarkLabel(wrap=True, ground="alt")
        self.reading = ActButton(_("Read the text"), keys="T", small=True)
        self.bytes = ActButton(_("Show the bytes"), keys="B", small=True)
        signed = panel("alt")
        acts = AlongLine(self.reading, self.bytes, gap=6)
        signed.setLayout(column(self._signed, acts, gap=8, margins=(12, 10, 12, 10)))
        inner = panel("alt")
        inner.setLayout(column(self.to_read, self.remarks, signed, 0))
        side = scrolled(inner)
        side.setFixedWidth(fonts.px(320))
        return side

    def _foot(self) -> QWidget:
        self.approving = ActButton("", icon="tick", keys="Alt+A", kind=ButtonKind.PRIMARY)
        self.returning = ActButton(_("Return with reason…"), icon="return", keys="Alt+R")
        self.countersigning = ActButton(_("Countersign…"), icon="countersign", keys="Alt+K")
        self.onward = ActButton("", icon="next", kind=ButtonKind.PRIMARY)
        self._signs = MarkLabel(wrap=True)
        acts = AlongLine(self.returning, self.countersigning, self.approving, self.onward)
        return act_bar(AlongLine(acts, self._signs, apart=True))

    def _connect(self) -> None:
        for button, deed in (
            (self.approving, self.approve),
            (self.returning, self.send_back),
            (self.countersigning, self.countersign),
            (self.reading, self.show_text),
            (self.bytes, self.show_bytes),
            (self.onward, self._go_on),
        ):
            button.clicked.connect(deed)
        self.watch.shown.connect(self.section_read)
        self.to_read.section_asked.connect(self.go_to_section)
        self.remarks.typed.connect(self._remarks_typed)
        self.after.act_asked.connect(self.act_asked)
        self.after.review_asked.connect(self.review_asked)
        self.setFocusProxy(self.returning)
        keys.bind(
            "review",
            self,
            {
                "next_change": lambda: self._next(self.changes.table if self.changes else None),
                "next_claim": lambda: self._next(self.claims.table if self.claims else None),
                "unread": self.next_unread,
                "similar": lambda: self._next(self.similar.table if self.similar else None),
                "open_evidence": self._open_evidence,
                "remark": self._remark,
                "text": self.show_text,
                "bytes": self.show_bytes,
                "approve": self.approve,
                "return": self.send_back,
                "countersign": self.countersign,
            },
        )

    def _fill(self, view: ReviewView, told: Sequence[SectionText]) -> None:
        clear(self._page)
        self.sections, self._tables = {}, []
        returned = returned_card(view)
        if returned is not None:
            self._page.addWidget(returned)
        for section in told:
            widget = self._changed(view) if section.section is _CHANGES else self._lines(section)
            self.sections[section.section] = widget
            self._page.addWidget(widget)
        self.claims, self.similar = ClaimsCard(view.claims), SimilarCard()
        for card in (self.claims, self.similar):
            self._page.addWidget(card)
        self._page.addStretch(1)
        self._tables.append(self.claims.table)
        self.claims.place_asked.connect(self._ask_place)
        self.similar.case_asked.connect(self.case_asked)
        if self._similar is not None:
            self.similar.show_cases(self._similar)
        self.watch.watch(self.sections)

    def _changed(self, view: ReviewView) -> QWidget:
        """What is proposed and what changed: one section, two cards."""
        proposed, self.changes = ProposalCard(view), ChangesCard(view)
        self.changes.place_asked.connect(self._ask_place)
        self._tables += [proposed.table, self.changes.table]
        both = QWidget()
        both.setLayout(column(proposed, self.changes, gap=10))
        return both

    def _lines(self, section: SectionText) -> QWidget:
        card = SectionCard(section)
        card.place_asked.connect(self._ask_place)
        self._tables.append(card.table)
        return card

    def go_to_section(self, section: ReviewSection) -> None:
        """Its head at the top of the page, so that it can be read to its end."""
        self._pages.setCurrentIndex(0)
        widget = self.sections.get(section)
        if widget is not None:
            self._area.verticalScrollBar().setValue(widget.y())

    def next_unread(self) -> None:
        """Where reading goes on: in the first section that was not shown to its end."""
        left = (one for one in self.to_read.unread() if not self.watch.is_shown(one))
        section = next(left, None)
        widget = self.sections.get(section) if section else None
        if section is None or widget is None:
            return
        self._pages.setCurrentIndex(0)
        on = max(self.watch.reached(section) - fonts.px(_OVERLAP), 0)
        self._area.verticalScrollBar().setValue(widget.y() + on)

    def _go_on(self) -> None:
        row = self._next_waiting()
        if row is not None:
            self.review_asked.emit(row.reference)

    def _next_waiting(self) -> CaseRow | None:
        """The one that comes after this in the order of what waits; after the last the first."""
        own = self.view.view.case.reference if self.view else ""
        before = [row.reference for row in self._waiting]
        at = before.index(own) + 1 if own in before else 0
        turned = (*self._waiting[at:], *self._waiting[:at])
        return next((row for row in turned if row.reference != own), None)

    def _next_said(self) -> tuple[Line, ...]:
        row = self._next_waiting()
        if row is None:
            return ()
        said = _("Next after this: {reference}, {n} of {count}").format(
            reference=row.reference,
            n=figure(self._waiting.index(row) + 1),
            count=figure(len(self._waiting)),
        )
        return ((Text(said, "text2"),),)

    def _show_after(self, view: ReviewView, *, is_idle: bool) -> None:
        """Once it is decided: what the case waits for, at the head of the page."""
        is_done, was_done = is_decided(view), not self.after.isHidden()
        self.after.setVisible(is_done)
        self.setFocusProxy(self.onward if is_done and self._next_waiting() else self.returning)
        if not is_done:
            return
        own = view.view.case.reference
        self.after.show_view(view.view, [one for one in self._waiting if one.reference != own])
        if not was_done:
            self._pages.setCurrentIndex(0)
            self._area.verticalScrollBar().setValue(0)
            if is_idle:
                self.setFocus()  # Enter goes on to the next review

    def _is_idle(self) -> bool:
        """The focus is here, and nothing is typed."""
        at = QApplication.focusWidget()
        is_typed = isinstance(at, QPlainTextEdit) or not self._foot_bar.isEnabled()
        return not is_typed and (at is None or at is self or self.isAncestorOf(at))

    def _remarks_typed(self, remarks: object) -> None:
        if self.view is not None:
            self._show_acts(self.view)
        self.remarks_typed.emit(remarks)

    def _show_acts(self, view: ReviewView) -> None:
        decision = view.view.case.decision
        version, remarks = decision.version if decision else 0, len(self.remarks.remarks())
        is_over, onward = is_decided(view), self._next_waiting()
        self.approving.allow(_("Approve and sign version {version}…").format(version=version))
        if not view.may_approve:
            self.approving.refuse(view.why_not.rstrip("."))
        elif remarks:
            self.approving.refuse(_("Return it with your remarks, or clear them"))
        _follow(self.returning, verdict(view, "return"))
        if remarks and self.returning.isEnabled():
            self.returning.allow(
                plural(remarks, "Return with {n} remark…", "Return with {n} remarks…")
            )
        elif self.returning.isEnabled():
            self.returning.allow(_("Return with reason…"))
        self.countersigning.allow()
        if not view.may_countersign:
            self.countersigning.refuse(_("head, after approval"))
            self.countersigning.setToolTip(view.why_not_countersign)
        for button in (self.approving, self.returning, self.countersigning):
            button.setVisible(not is_over)
        self.remarks.setVisible(not is_over or bool(remarks))
        self.onward.setVisible(is_over and onward is not None)
        reference = onward.reference if onward else ""
        self.onward.allow(_("Next review: {reference}").format(reference=reference))
        self._signs.show_lines(*(() if is_over else signs(view)), *self._next_said())
        self._signed.show_lines(*signed(view))

    def _next(self, table: CardTable | None) -> None:
        """The cursor into a card, or one row on where it is there already."""
        if table is None or not table.isVisible():
            return
        is_there = table.hasFocus()
        table.setFocus()
        table.step(1 if is_there or table.currentIndex().row() < 0 else 0)

    def _place(self) -> str:
        """Where the value under the cursor stands in the case, by mouse or by keyboard."""
        for table in self._tables:
            row = table.current_row() if table.hasFocus() else None
            if row is not None:
                return place_of(row) if isinstance(row, DecisionClaim) else str(row.place)
        return ""

    def _ask_place(self, place: str) -> None:
        if place:
            self.place_asked.emit(place)

    def _open_evidence(self) -> None:
        """The paper behind the row, where it names one; else where it stands."""
        on_changes = self.changes is not None and self.changes.table.hasFocus()
        row = self.changes.table.current_row() if self.changes and on_changes else None
        named = row.source.split(", ")[0] if row else ""
        self._ask_place(f"evidence/{named}" if named.startswith("E-") else self._place())

    def _remark(self) -> None:
        """On the value that has the focus; which place that is, is said in words beside it."""
        if not self.returning.isEnabled():
            return
        place = self._place()
        if place:
            self.remarks.begin(place)
        else:
            self.remark_lost.emit()


_CHANGES = ReviewSection.CHANGES
_OVERLAP = 24
"""Pixels at scale 1 that stay in view where a long section is read on."""


def _follow(button: ActButton, verdict: Permission | None) -> None:
    if verdict is not None and not verdict.allowed:
        button.refuse(verdict.why_not.rstrip("."))
    else:
        button.allow()
