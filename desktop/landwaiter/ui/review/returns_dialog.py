"""Returned proposals: for what, what changed until the next approval, and reviewers' records."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.facts import title_ids
from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.domain.cases.deeds_between_people import RATE_RETURN
from landwaiter.domain.reports.subject_deeds import REPORT_REVIEWERS
from landwaiter.domain.review.facts import RETURNED, REVIEWER
from landwaiter.domain.review.returns import ReturnedProposal, ReviewerRecord, return_words
from landwaiter.i18n import _, plural
from landwaiter.services.base.page import Page
from landwaiter.services.review.returns import (
    ReturnPage,
    became_said,
    feedback_said,
    helped_said,
    kinds_said,
)
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, column, panel, scrolled
from landwaiter.ui.kit.dialog_pane import DeedsPane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.keys import on_key
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import PageModel, RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.theme import Ink
from landwaiter.ui.kit.words import day, local_day

WIDTH, REVIEWERS_HEIGHT, RETURNS_HEIGHT, CHANGES_HEIGHT, MOST_CHANGES = 1220, 125, 200, 190, 12


def _cell(text: str, ink: Ink = "text", *, bold: bool = False, right: bool = False) -> InlineCell:
    return InlineCell(((Text(text, ink, bold=bold, whole=right),),), right=right)


def _number(count: int, ink: Ink = "text") -> InlineCell:
    return _cell(str(count) if count else "–", ink if count else "muted", right=True)


_NAMES = title_ids(
    REVIEWER,
    *("reviewer", "approved", "returned", "kinds", "approved_later", "changed", "reversed"),
    "feedback",
)
REVIEWERS: tuple[TableColumn[ReviewerRecord], ...] = (
    TableColumn(_NAMES[0], lambda row: _cell(row.reviewer, bold=True), width=170),
    TableColumn(_NAMES[1], lambda row: _number(row.approved), right=True, width=85),
    TableColumn(_NAMES[2], lambda row: _number(row.returned), right=True, width=85),
    TableColumn(_NAMES[3], lambda row: _cell(kinds_said(row), "text2")),
    TableColumn(_NAMES[4], lambda row: _number(row.approved_later), right=True, width=115),
    TableColumn(_NAMES[5], lambda row: _number(row.changed), right=True, width=120),
    TableColumn(_NAMES[6], lambda row: _number(row.reversed, "high"), right=True, width=95),
    TableColumn(_NAMES[7], lambda row: _cell(helped_said(row), "text2"), width=140),
)
_TITLES = title_ids(
    RETURNED, "reference", "version", "author", "returned_by", "at", "kind", "became"
)
RETURNS: tuple[TableColumn[ReturnedProposal], ...] = (
    TableColumn(
        _TITLES[0], lambda row: InlineCell(((Text(row.reference, mono=True),),)), width=160
    ),
    TableColumn(_TITLES[1], lambda row: _number(row.version), right=True, width=70),
    TableColumn(_TITLES[2], lambda row: _cell(row.author), width=150),
    TableColumn(_TITLES[3], lambda row: _cell(row.returned_by), width=150),
    TableColumn(_TITLES[4], lambda row: _cell(day(local_day(row.at)), "text2"), width=110),
    TableColumn(_TITLES[5], lambda row: _cell(return_words(row.kind), "med"), width=160),
    TableColumn(_TITLES[6], lambda row: _cell(became_said(row))),
)


class ReturnsDialog(DeedsPane):
    """`looked_at(ReturnedProposal)` wants `show_changes`; `case_asked(reference)`;
    `asked("rate", row)`; `asked("report", row)`, which is about reviewers."""

    looked_at = Signal(object)
    case_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Returned proposals"),
            _("what was wrong, what changed until the next approval; feedback stays"),
            width=WIDTH,
            parent=parent,
        )
        self.reviewers: RowModel[ReviewerRecord] = RowModel(REVIEWERS, key=lambda r: r.reviewer)
        self.model: PageModel[ReturnedProposal] = PageModel(RETURNS, key=lambda r: r.decision_id)
        self.list = ListView(self.model)
        self.rate = ActButton(_("Did it help…"), keys="Ctrl+E", kind=ButtonKind.PRIMARY)
        self.opening = ActButton(_("Open the case"), keys="Ctrl+O")
        self.report = ActButton(_("Report on reviewers…"), icon="reports", keys="Ctrl+D")
        self.about = MarkLabel(wrap=True)
        self._records = Card(_("Reviewers"), _("of the last 365 days"))
        self._actor: Actor | None = None
        self._build()
        self._connect()
        self.check()

    def show_returns(self, page: Page[ReturnedProposal]) -> None:
        """The first page; the cursor stays where it was."""
        at = max(self.list.currentIndex().row(), 0)
        with QSignalBlocker(self.list):
            self.model.show_page(page)
            self.list.selectRow(at)
        self._look(self.list.current_row())

    def show_reviewers(self, found: Sequence[ReviewerRecord]) -> None:
        """None where the person reads none."""
        self.reviewers.show_rows(tuple(found))
        self._records.setVisible(bool(found))

    def show_changes(self, row: ReturnedProposal, pages: Sequence[ReturnPage]) -> None:
        """What changed after the return under the cursor."""
        found = next((one for one in pages if one.returned.decision_id == row.decision_id), None)
        here = self.under_cursor()
        if found is not None and here is not None and here.decision_id == row.decision_id:
            self.about.show_lines(*((Text(line, ink),) for line, ink in _told(found)))

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self.check()

    def under_cursor(self) -> ReturnedProposal | None:
        found: ReturnedProposal | None = self.list.current_row()
        return found

    def refusals(self) -> dict[str, str]:
        return {"rate": self._why_not(self.under_cursor()), "report": self._no_report()}

    def _no_report(self) -> str:
        if self._actor is None:
            return _("reading who may do it")
        return REPORT_REVIEWERS.why_no_role(self._actor)

    def _why_not(self, row: ReturnedProposal | None) -> str:
        actor = self._actor
        if actor is None:
            return _("reading who may do it")
        if row is None:
            return RATE_RETURN.why_no_role(actor) or _("choose a return")
        if row.returned_by == actor.name:
            return _("it is your own return")
        if row.author != actor.name and not actor.has(UserRole.HEAD):
            return _("its author says so, or a head")
        return RATE_RETURN.why_no_role(actor)

    def _build(self) -> None:
        self._records.add(ListView(self.reviewers))
        self._records.setMinimumHeight(fonts.px(REVIEWERS_HEIGHT))
        self._records.hide()
        nothing = EmptyState(
            "return", _("Nothing was returned"), _("Of your proposals, or by you.")
        )
        returns = Card(_("Returns"))
        returns.add(or_nothing(self.model, self.list, nothing))  # type: ignore[arg-type]  # any rows
        returns.setMinimumHeight(fonts.px(RETURNS_HEIGHT))
        told = panel("base")
        told.setLayout(column(self.about, 0, margins=(13, 6, 13, 9)))
        self._changes = changes = Card(_("What changed")).add(scrolled(told))
        changes.setFixedHeight(fonts.px(CHANGES_HEIGHT))
        body = column(self._records, returns, changes, gap=10)
        body.setStretch(1, 1)
        self.build(body, self.rate, self.report, self.opening)

    def _connect(self) -> None:
        self.list.shown.connect(self._look)
        self.list.opened.connect(lambda row: self.case_asked.emit(row.reference))
        self.opening.clicked.connect(self._open)
        on_key("Ctrl+O", self, self._open)
        self.bind((name, self._button(name).keys) for name in ("rate", "report"))
        self.setFocusProxy(self.list)

    def _look(self, row: ReturnedProposal | None) -> None:
        self._changes.setVisible(row is not None)
        self.about.show_lines(*(((Text(row.reason),),) if row else ()))
        if row is None:
            self.opening.refuse(_("choose a return"))
        else:
            self.opening.allow()
            self.looked_at.emit(row)
        self.check()

    def _open(self) -> None:
        row = self.under_cursor()
        if row is not None:
            self.case_asked.emit(row.reference)


def _told(page: ReturnPage) -> Iterator[tuple[str, Ink]]:
    """Reason, changes and feedback; of many changes the first, for the case has them all."""
    yield _("“{reason}”").format(reason=page.returned.reason), "text"
    if page.compared_version is None:
        yield _("No later version yet."), "text2"
    else:
        count = len(page.changes)
        said = plural(
            count,
            "{n} change until version {version}:",
            "{n} changes until version {version}:",
            version=page.compared_version,
        )
        yield said, "text2"
        for one in page.changes[:MOST_CHANGES]:
            before, after = one.before or _("nothing"), one.after or _("nothing")
            said = _("{field}: {before} → {after}").format(
                field=one.field, before=before, after=after
            )
            yield said, "text2"
        if count > MOST_CHANGES:
            yield _("and {count} more").format(count=count - MOST_CHANGES), "muted"
    for said in feedback_said(page.returned):
        yield said, "accent"
