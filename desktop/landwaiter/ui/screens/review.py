"""Review by a second person: what changed, what was not checked, the evidence, what is signed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _
from landwaiter.services.views import ReviewView
from landwaiter.ui import keys
from landwaiter.ui.button import ActButton, Kind
from landwaiter.ui.cards import Banner, across, act_bar, clear, column, panel, scrolled
from landwaiter.ui.fonts import Size
from landwaiter.ui.inline import Gap, Glyph, Line, Text
from landwaiter.ui.label import MarkLabel
from landwaiter.ui.loading import LoadingBar
from landwaiter.ui.screens.casehead import about_line, counts_line, state_line
from landwaiter.ui.screens.history import History
from landwaiter.ui.screens.reviewcards import (
    ChangesCard,
    claims_card,
    not_checked_card,
    proposal_card,
    returned_card,
)
from landwaiter.ui.words import audit_number, day, local_day, short_hash


class ReviewScreen(QWidget):
    """Signals: `approve_asked(reference)`, `return_asked(reference)`, `evidence_asked(source)`."""

    approve_asked = Signal(str)
    return_asked = Signal(str)
    evidence_asked = Signal(str)

    def __init__(self, user: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: ReviewView | None = None
        self.changes: ChangesCard | None = None
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
        self._show_acts(view)

    def approve(self) -> None:
        if self.view is not None and self.view.may_approve:
            self.approve_asked.emit(self.view.view.case.reference)

    def send_back(self) -> None:
        if self.view is not None and self.returning.isEnabled():
            self.return_asked.emit(self.view.view.case.reference)

    def show_form(self, form: QWidget | None) -> None:
        """A form over the act bar; None takes it away."""
        clear(self._form)
        if form is not None:
            self._form.addWidget(form)

    def _build(self, user: str) -> None:
        self._state, self._counts = MarkLabel().elastic(), MarkLabel()
        self._title, self._line = MarkLabel().elastic(), MarkLabel().elastic()
        head = panel("head")
        head.setLayout(
            column(across(self._state, self._counts), self._title, self._line,
                   gap=4, margins=(16, 9, 16, 8))
        )  # fmt: skip
        self._banner, self._left, self._right = column(), column(gap=10), column(gap=10)
        self.history = History(_("Who did what"), user=user)
        self._signed = MarkLabel(wrap=True, ground="alt")
        signed = panel("alt")
        signed.setLayout(column(self._signed, margins=(12, 10, 12, 10)))
        self.history.foot.addWidget(signed)
        columns = across(self._left, self._right, gap=12)
        columns.setStretch(0, 692)
        columns.setStretch(1, 392)
        page = panel("page")
        page.setLayout(column(columns, 0, margins=(12, 10, 12, 10)))
        body = across(scrolled(page), self.history, gap=0)
        body.setStretch(0, 1)
        strip = panel("page")
        strip.setLayout(column(self._banner, margins=(12, 8, 12, 0)))
        self._form = column()
        self.setLayout(column(head, self.bar, strip, body, self._form, self._foot()))
        self.layout().setStretch(3, 1)  # type: ignore[union-attr]  # just set

    def _foot(self) -> QWidget:
        self.approving = ActButton("", icon="tick", keys="Ctrl+Enter", kind=Kind.PRIMARY)
        self.returning = ActButton(_("Return with reason…"), icon="return", keys="Ctrl+R")
        self._signs = MarkLabel(right=True)
        return act_bar(self.approving, self.returning, 0, self._signs)

    def _connect(self) -> None:
        self.approving.clicked.connect(self.approve)
        self.returning.clicked.connect(self.send_back)
        self.setFocusProxy(self.returning)
        keys.bind(
            "review",
            self,
            {
                "next_change": self._next_change,
                "open_evidence": self._open_evidence,
                "approve": self.approve,
                "return": self.send_back,
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
        self._left.addWidget(self.changes)
        self._left.addWidget(proposal_card(view))
        self._left.addStretch(1)
        self._right.addWidget(not_checked_card(view.not_checked))
        self._right.addWidget(claims_card(view.claims))
        self._right.addStretch(1)

    def _show_acts(self, view: ReviewView) -> None:
        decision = view.view.case.decision
        version = decision.version if decision else 0
        self.approving.allow(_("Approve and sign version {version}").format(version=version))
        if not view.may_approve:
            self.approving.refuse(view.why_not.rstrip("."))
        returning = next((act for act in view.view.acts if act.act == "return"), None)
        if returning is not None and not returning.allowed:
            self.returning.refuse(returning.why_not.rstrip("."))
        else:
            self.returning.allow()
        self._signs.show_lines(*_signs(view))
        self._signed.show_lines(*_signed(view))

    def _next_change(self) -> None:
        if self.changes is not None:
            self.changes.table.setFocus()
            self.changes.table.step(1)

    def _open_evidence(self) -> None:
        row = self.changes.table.current_row() if self.changes else None
        if row is not None and row.source:
            self.evidence_asked.emit(row.source)


def _banner(view: ReviewView) -> Banner:
    icon = Glyph("four-eyes" if view.may_approve else "lock", 16, "accent")
    if view.may_approve:
        first, rest = _("You may decide this. "), _("You have edited nothing in this version.")
    else:
        first, rest = _("You may not approve this. "), view.why_not
    return Banner(
        icon, Gap(12), Text(first, size=Size.BODY, bold=True), Text(rest, size=Size.BODY),
        note=_("Any change of substance voids an approval."), ground="tint", edge="accent",
    )  # fmt: skip


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
    printed = _("Printed as “Signed by {name}, key {key}…”").format(
        name=view.signs_as.split(",", maxsplit=1)[0], key=view.key[:4]
    )
    return (*lines, (Text(printed, "text2", Size.SMALL),))
