"""Review by a second person: what changed, what was not checked, the evidence, what is signed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from landwaiter.domain.table.workflow import Permission
from landwaiter.i18n import _
from landwaiter.services.review.review_view import ReviewView
from landwaiter.services.review.similar import SimilarCase
from landwaiter.ui.audit.sealed_history import History
from landwaiter.ui.cases.case_header import about_line, counts_line, state_line
from landwaiter.ui.kit import keys
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Banner, across, act_bar, clear, column, panel, scrolled
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.table_view import CardTable
from landwaiter.ui.kit.words import audit_number, day, local_day, short_hash
from landwaiter.ui.kit.wrapping import AlongLine
from landwaiter.ui.review.review_cards import (
    ChangesCard,
    ClaimsCard,
    NotCheckedCard,
    SimilarCard,
    place_of,
    proposal_card,
    returned_card,
)
from landwaiter.ui.review.signed_text import SignedText


class ReviewScreen(QWidget):
    """Signals: `approve_asked`, `return_asked` and `countersign_asked` with the reference,
    `remark_asked(place)`, `place_asked(place)` in the case, `case_asked(reference)` of another."""

    approve_asked = Signal(str)
    return_asked = Signal(str)
    countersign_asked = Signal(str)
    remark_asked = Signal(str)
    place_asked = Signal(str)
    case_asked = Signal(str)

    def __init__(self, user: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: ReviewView | None = None
        self.changes: ChangesCard | None = None
        self.claims: ClaimsCard | None = None
        self.unchecked: NotCheckedCard | None = None
        self.similar: SimilarCard | None = None
        self._similar: tuple[SimilarCase, ...] | None = None
        self.bar = LoadingBar()
        self._build(user)
        self._connect()

    def show_view(self, view: ReviewView) -> None:
        self.view = view
        case = view.view.case
        self._state.show_lines(state_line(view.view))
        self._counts.show_lines(counts_line(view.view))
        self._title.show_lines((Text(case.title, size=Size.TITLE, bold=True),))
        self._line.show_lines(about_line(case))
        self.history.show_rows(view.view.history, total=view.view.history_total)
        self._fill(view)
        self.text.show_view(view)
        self._show_acts(view)

    def show_similar(self, found: tuple[SimilarCase, ...]) -> None:
        """Found after the rest is on screen."""
        self._similar = found
        if self.similar is not None:
            self.similar.show_cases(found)

    def approve(self) -> None:
        if self.view is not None and self.view.may_approve:
            self.approve_asked.emit(self.view.view.case.reference)

    def send_back(self) -> None:
        if self.view is not None and self.returning.isEnabled():
            self.return_asked.emit(self.view.view.case.reference)

    def countersign(self) -> None:
        if self.view is not None and self.view.may_countersign:
            self.countersign_asked.emit(self.view.view.case.reference)

    def show_form(self, form: QWidget | None) -> None:
        """A form over the act bar; None takes it away."""
        clear(self._form)
        if form is not None:
            self._form.addWidget(form)

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

    def _build(self, user: str) -> None:
        self._state, self._counts = MarkLabel().elastic(), MarkLabel()
        self._title, self._line = MarkLabel().elastic(), MarkLabel().elastic()
        head = panel("head")
        head.setLayout(
            column(
                across(self._state, self._counts),
                self._title,
                self._line,
                gap=4,
                margins=(16, 9, 16, 8),
            )
        )
        self._banner, self._left, self._right = column(), column(gap=10), column(gap=10)
        self.history = History(_("Who did what"), user=user)
        self.history.foot.addWidget(self._side())
        columns = across(self._left, self._right, gap=12)
        columns.setStretch(0, 640)
        columns.setStretch(1, 444)
        page = panel("page")
        page.setLayout(column(columns, 0, margins=(12, 10, 12, 10)))
        self.text = SignedText()
        self._pages = QStackedWidget()
        self._pages.addWidget(scrolled(page))
        self._pages.addWidget(self.text)
        body = across(self._pages, self.history, gap=0)
        body.setStretch(0, 1)
        strip = panel("page")
        strip.setLayout(column(self._banner, margins=(12, 8, 12, 0)))
        self._form = column()
        self.setLayout(column(head, self.bar, strip, body, self._form, self._foot()))
        self.layout().setStretch(3, 1)  # type: ignore[union-attr]  # just set

    def _side(self) -> QWidget:
        """What is signed, under the history."""
        self._signed = MarkLabel(wrap=True, ground="alt")
        self.reading = ActButton(_("Read the text"), keys="T", small=True)
        self.bytes = ActButton(_("Show the bytes"), keys="B", small=True)
        signed = panel("alt")
        acts = AlongLine(self.reading, self.bytes, gap=6)
        signed.setLayout(column(self._signed, acts, gap=8, margins=(12, 10, 12, 10)))
        return signed

    def _foot(self) -> QWidget:
        self.approving = ActButton("", icon="tick", keys="Alt+A", kind=ButtonKind.PRIMARY)
        self.returning = ActButton(_("Return with reason…"), icon="return", keys="Alt+R")
        self.countersigning = ActButton(_("Countersign…"), icon="countersign", keys="Alt+K")
        self._signs = MarkLabel(right=True, wrap=True)
        acts = AlongLine(self.approving, self.returning, self.countersigning)
        return act_bar(AlongLine(acts, self._signs, apart=True))

    def _connect(self) -> None:
        for button, deed in (
            (self.approving, self.approve),
            (self.returning, self.send_back),
            (self.countersigning, self.countersign),
            (self.reading, self.show_text),
            (self.bytes, self.show_bytes),
        ):
            button.clicked.connect(deed)
        self.setFocusProxy(self.returning)
        keys.bind(
            "review",
            self,
            {
                "next_change": lambda: self._next(self.changes.table if self.changes else None),
                "next_claim": lambda: self._next(self.claims.table if self.claims else None),
                "unchecked": lambda: self._next(self.unchecked.table if self.unchecked else None),
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

    def _fill(self, view: ReviewView) -> None:
        clear(self._banner)
        self._banner.addWidget(_banner(view))
        for holder in (self._left, self._right):
            clear(holder)
        returned = returned_card(view)
        if returned is not None:
            self._left.addWidget(returned)
        self.changes = ChangesCard(view)
        self.unchecked, self.claims = NotCheckedCard(view.not_checked), ClaimsCard(view.claims)
        self.similar = SimilarCard()
        for card in (self.changes, proposal_card(view), self.similar):
            self._left.addWidget(card)
        for card in (self.unchecked, self.claims):
            self._right.addWidget(card)
        for holder in (self._left, self._right):
            holder.addStretch(1)
        self.changes.place_asked.connect(self._ask_place)
        self.claims.place_asked.connect(self._ask_place)
        self.similar.case_asked.connect(self.case_asked)
        if self._similar is not None:
            self.similar.show_cases(self._similar)

    def _show_acts(self, view: ReviewView) -> None:
        decision = view.view.case.decision
        version = decision.version if decision else 0
        self.approving.allow(_("Approve and sign version {version}…").format(version=version))
        if not view.may_approve:
            self.approving.refuse(view.why_not.rstrip("."))
        _follow(self.returning, _verdict(view, "return"))
        self.countersigning.allow()
        if not view.may_countersign:
            self.countersigning.refuse(_("head, after approval"))
            self.countersigning.setToolTip(view.why_not_countersign)
        self._signs.show_lines(*_signs(view))
        self._signed.show_lines(*_signed(view))

    def _next(self, table: CardTable | None) -> None:
        """The cursor into a card, or one row on where it is there already."""
        if table is None or not table.isVisible():
            return
        is_there = table.hasFocus()
        table.setFocus()
        table.step(1 if is_there or table.currentIndex().row() < 0 else 0)

    def _place(self) -> str:
        """Where the row under the cursor stands in the case."""
        if self.claims is not None and self.claims.table.hasFocus():
            claim = self.claims.table.current_row()
            return place_of(claim) if claim else ""
        row = self.changes.table.current_row() if self.changes else None
        return row.place if row else ""

    def _ask_place(self, place: str) -> None:
        if place:
            self.place_asked.emit(place)

    def _open_evidence(self) -> None:
        """The paper behind the row, where it names one; else where it stands."""
        row = None
        if self.claims is None or not self.claims.table.hasFocus():
            row = self.changes.table.current_row() if self.changes else None
        named = row.source.split(", ")[0] if row else ""
        self._ask_place(f"evidence/{named}" if named.startswith("E-") else self._place())

    def _remark(self) -> None:
        if self.returning.isEnabled():
            self.remark_asked.emit(self._place())


def _verdict(view: ReviewView, act: str) -> Permission | None:
    return next((verdict for verdict in view.view.acts if verdict.act == act), None)


def _follow(button: ActButton, verdict: Permission | None) -> None:
    if verdict is not None and not verdict.allowed:
        button.refuse(verdict.why_not.rstrip("."))
    else:
        button.allow()


def _banner(view: ReviewView) -> Banner:
    may = view.may_approve or view.may_countersign
    icon = Glyph("four-eyes" if may else "lock", 16, "accent")
    if may:
        first, rest = _("You may decide this. "), _("You have edited nothing in this version.")
    else:
        first, rest = _("You may not approve this. "), view.why_not
    return Banner(
        icon,
        Gap(12),
        Text(first, size=Size.BODY, bold=True),
        Text(rest, size=Size.BODY),
        note=_("Any change of substance voids an approval."),
        ground="tint",
        edge="accent",
    )


def _signs(view: ReviewView) -> tuple[Line, ...]:
    figures = " ".join(view.key[at : at + 4] for at in range(0, min(len(view.key), 12), 4))
    head = audit_number(view.view.audit_seq)
    return (
        (
            Text(_("Signs as "), "text2"),
            Text(view.signs_as, bold=True),
            Text(
                _(", Ed25519 key {figures}; asks for your password").format(figures=figures),
                "text2",
            ),
        ),
        (
            Text(
                _("over {hash} and audit head {head}").format(
                    hash=short_hash(view.text_sha256), head=head
                ),
                "text2",
            ),
        ),
    )


def _signed(view: ReviewView) -> tuple[Line, ...]:
    decision = view.view.case.decision
    sha = view.text_sha256
    halves = [
        " ".join(sha[at : at + 16] for at in range(start, start + 32, 16)) for start in (0, 32)
    ]
    lines: list[Line] = [
        (Text(_("What you sign"), size=Size.BODY, bold=True),),
        (Text(_("the canonical text of this version, SHA-256"), "text2"),),
        *(((Text(half, size=Size.SMALL, mono=True, whole=True),)) for half in halves),
    ]
    if decision is not None:
        said = _("proposed by {author}, {day}").format(
            author=decision.author, day=day(local_day(decision.at))
        )
        lines.append((Text(said, "text2"),))
        if decision.approval is not None:
            approved = _("approved by {approver}, {day}").format(
                approver=decision.approval.approver, day=day(local_day(decision.approval.at))
            )
            lines.append((Text(approved, "text2"),))
    printed = _("Printed as “Signed by {name}, key {key}…”").format(
        name=view.signs_as.split(",", maxsplit=1)[0], key=view.key[:4]
    )
    return (*lines, (Text(printed, "text2", Size.SMALL),))
