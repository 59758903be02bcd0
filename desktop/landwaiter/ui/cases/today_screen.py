"""Today: my queue by clock, the next ten working days, what changed, reviews, stale data."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

from landwaiter.domain.cases.countdown import ClockState
from landwaiter.domain.law.bundles import BundleStatus
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.wording import weekday
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.law.edition_tasks import EditionTask, task_title
from landwaiter.services.people.today import News, TodayView
from landwaiter.ui.cases.away_card import AwayCard
from landwaiter.ui.cases.deadlines import Deadlines, legend
from landwaiter.ui.cases.queue_columns import QUEUE_COLUMNS
from landwaiter.ui.kit import fonts, keys, marks
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column, panel, ruled, scrolled
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text, spaced
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.table import RowModel
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.words import clock_time, day, local_day

_NEWS_ICONS = {
    "record_reply": "mail",
    "record_answer": "mail",
    "return": "return",
    "approve": "countersign",
    "imported": "reference",
    "taken_in": "take-in",
    "taken": "reference",
    "declaration_amended": "document",
    "correction_attached": "document",
    "invalidation_attached": "document",
    "exit_message_attached": "document",
}
MOST_NEWS = 6
MOST_TASKS = 6
_ROW = 46
_LEAST_ROWS = 4
"""Rows of the queue that stay in sight however much falls due; the calendar scrolls."""
_SIDE = (300, 398)
"""The least and the greatest width of what stands beside the queue."""
_LONG_DAYS = [
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
]
_LONG_MONTHS = [
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
]


class TodayScreen(QWidget):
    """Signals: `case_asked(reference)`, `hits_asked`, `reviews_asked`, `take_in_asked`,
    `import_asked`, `duty_asked`, `motions_asked`,
    `calendar_asked`."""

    case_asked = Signal(str)
    hits_asked = Signal()
    review_asked = Signal(str)
    take_in_asked = Signal()
    import_asked = Signal()
    duty_asked = Signal()
    motions_asked = Signal()
    calendar_asked = Signal()
    task_asked = Signal(object, str)
    """A task of a new edition, and how it is to end: done or dismissed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reviews: tuple[CaseRow, ...] = ()
        self._rows: tuple[CaseRow, ...] = ()
        self._open_elsewhere: Mapping[str, str] = {}
        self.bar = LoadingBar()
        self.model: RowModel[CaseRow] = RowModel(QUEUE_COLUMNS, key=lambda row: row.id)
        self.queue = ListView(self.model, row_height=_ROW)
        self.queue.setMinimumHeight(fonts.px(_LEAST_ROWS * _ROW))
        self._build()
        self._connect()

    def show_view(self, view: TodayView, *, user: str) -> None:
        """Show what the read returned."""
        self._reviews = view.reviews
        self._head.show_lines(_headline(view))
        self._queue_card.name(_("My queue"), _queue_count(len(view.queue)))
        self._rows = view.queue
        self._show_rows()
        self._show_queue(is_empty=not view.queue)
        if view.queue:
            self.next.allow(_("Next: {reference}").format(reference=view.queue[0].reference))
        else:
            self.next.refuse(_("no case is yours"))
        self._show_days(view)
        self._show_news(view)
        self._show_tasks(view)
        self._show_reviews(view, user)
        self._show_duty(view)
        self._show_stale(view)

    def show_present(self, remarks: Mapping[str, str]) -> None:
        """Reference → who has the case open elsewhere."""
        if remarks != self._open_elsewhere:
            self._open_elsewhere = dict(remarks)
            at = self.queue.currentIndex()
            self._show_rows()
            if at.isValid():
                self.queue.setCurrentIndex(self.model.index(at.row(), at.column()))

    def _show_rows(self) -> None:
        present = self._open_elsewhere
        self.model.show_rows(
            tuple(
                replace(row, remark="; ".join(filter(None, (row.remark, present[row.reference]))))
                if row.reference in present
                else row
                for row in self._rows
            )
        )

    def _show_queue(self, *, is_empty: bool) -> None:
        """The list, or what to do first; the focus goes to what can be done."""
        had_focus = self.queue.hasFocus() or self.take_in.hasFocus()
        self.setFocusProxy(self.take_in if is_empty else self.queue)
        self._first.setVisible(is_empty)
        self.queue.setVisible(not is_empty)
        if had_focus:
            self.setFocus()

    def _build(self) -> None:
        self._head = MarkLabel().elastic()
        self.take_in = ActButton(_("Take in declarations"), icon="take-in")
        self.next = ActButton(_("Next"), icon="next", keys="Enter", kind=ButtonKind.PRIMARY)
        head = panel("head")
        head.setLayout(across(self._head, self.take_in, self.next, margins=(16, 9, 16, 10)))
        hint = MarkLabel(
            (
                *marks.key_hint("Enter", _("open it")),
                Gap(6),
                *marks.key_hint("J", _("next")),
                Gap(6),
                *marks.key_hint("K", _("previous")),
            )
        )
        self._queue_card = Card(_("My queue"), acts=(hint,))
        self._first = MarkLabel(
            (Text(_("Nothing waits for you."), size=Size.BODY, bold=True),),
            (Text(_("Take in declarations, or take a case from the list of cases."), "text2"),),
            wrap=True,
        )
        self._queue_card.add(self.bar, self._first, self.queue)
        self._first.setContentsMargins(12, 12, 12, 12)
        self.deadlines = Deadlines()
        days = scrolled(self.deadlines)
        days.setSizeAdjustPolicy(QScrollArea.SizeAdjustPolicy.AdjustToContents)
        self.calendar = ActButton(_("As a calendar…"), small=True)
        acts = (*legend(), self.calendar)
        self._days_card = Card(_("Next 10 working days"), acts=acts).add(days)
        left = column(self._queue_card, self._days_card, gap=10, margins=(12, 10, 12, 10))
        left.setStretch(0, 1)
        self.setLayout(column(head, self._body(left)))

    def _body(self, left: QLayout) -> QWidget:
        self._news, self._review, self._stale = (
            Card(_("What changed lately")),
            Card(_("Awaiting my review"), icon="four-eyes"),
            Card(_("Stale reference data"), icon="warning", ink="med"),
        )
        self.away = AwayCard()
        self.away.case_asked.connect(self.case_asked)
        self._duty = Card(_("Away and deputised"), icon="person")
        self._tasks = Card(_("What changed for me"), icon="reference")
        self._stale.mark_stale()
        side = QWidget()
        side.setLayout(
            column(
                self.away,
                self._tasks,
                self._news,
                self._review,
                self._duty,
                self._stale,
                0,
                gap=10,
                margins=(0, 10, 12, 10),
            )
        )
        area = scrolled(side)
        area.setMinimumWidth(fonts.px(_SIDE[0]))
        area.setMaximumWidth(fonts.px(_SIDE[1]))
        page = panel("page")
        beside = across(left, area, gap=0)
        beside.setStretch(0, 5)
        beside.setStretch(1, 2)
        page.setLayout(beside)
        return page

    def _connect(self) -> None:
        self.queue.opened.connect(lambda row: self.case_asked.emit(row.reference))
        self.take_in.clicked.connect(self.take_in_asked)
        self.calendar.clicked.connect(self.calendar_asked)
        self.next.clicked.connect(self._open_first)
        self.setFocusProxy(self.queue)
        keys.bind(
            "today",
            self,
            {
                "judge": self.hits_asked.emit,
                "reviews": self._open_review,
                "deadlines": self.deadlines.setFocus,
                "take_in": self.take_in_asked.emit,
                "duty": self.duty_asked.emit,
            },
        )

    def _open_first(self) -> None:
        row = self.model.row(0)
        if row is not None:
            self.case_asked.emit(row.reference)

    def _open_review(self) -> None:
        if self._reviews:
            self.review_asked.emit(self._reviews[0].reference)

    def _show_days(self, view: TodayView) -> None:
        holiday = (
            _("calendar {calendar}, next holiday {day}").format(
                calendar=view.calendar, day=weekday(view.next_holiday)
            )
            if view.next_holiday
            else _("calendar {calendar}").format(calendar=view.calendar)
        )
        self._days_card.name(_("Next 10 working days"), holiday)
        self.deadlines.show_days(view.deadlines, view.day)

    def _show_news(self, view: TodayView) -> None:
        self._news.empty()
        for news in view.news[:MOST_NEWS]:
            self._news.add(_news_row(news, view.day))
        if not view.news:
            self._news.add(_quiet(_("Nothing changed yet.")))
        if view.hits_open:
            judge = ActButton(
                plural(view.hits_open, "Judge {n} hit", "Judge {n} hits"),
                icon="screening",
                keys="H",
                small=True,
            )
            judge.clicked.connect(self.hits_asked)
            self._news.add(across(30, judge, 0, margins=(0, 6, 12, 8)))

    def _show_tasks(self, view: TodayView) -> None:
        """Cases that a new edition touches; nothing where there are none."""
        self._tasks.empty()
        self._tasks.setVisible(bool(view.tasks))
        said = plural(len(view.tasks), "{n} case to look at", "{n} cases to look at")
        self._tasks.name(_("What changed for me"), said)
        for task in view.tasks[:MOST_TASKS]:
            self._tasks.add(self._task_row(task))
        left = len(view.tasks) - MOST_TASKS
        if left > 0:
            self._tasks.add(_quiet(plural(left, "{n} more", "{n} more")))

    def _task_row(self, task: EditionTask) -> QWidget:
        text = MarkLabel(
            (Text(task.reference, mono=True, whole=True),),
            (Text(task_title(task), bold=True),),
            (Text(", ".join(task.touched), "text2"),),
        ).elastic()
        opening = ActButton(_("Open"), small=True)
        opening.clicked.connect(lambda: self.case_asked.emit(task.reference))
        done = ActButton(_("Done"), small=True, seals=True)
        done.clicked.connect(lambda: self.task_asked.emit(task, "done"))
        dismiss = ActButton(_("Dismiss…"), small=True)
        dismiss.clicked.connect(lambda: self.task_asked.emit(task, "dismissed"))
        return ruled(across(text, opening, done, dismiss, gap=4, margins=(12, 5, 8, 5)))

    def _show_reviews(self, view: TodayView, user: str) -> None:
        self._review.empty()
        self._review.name(_("Awaiting my review"), str(len(view.reviews) + len(view.listings)))
        for row in view.reviews:
            self._review.add(self._review_row(row, is_own=row.author == user))
        for title in view.listings:
            self._review.add(self._listing_row(title))
        if not (view.reviews or view.listings):
            self._review.add(_quiet(_("No proposal waits for a second person.")))

    def _listing_row(self, title: str) -> QWidget:
        """A proposal for a listing: what a second person signs stands among the motions."""
        opening = ActButton(_("Read"), small=True)
        opening.clicked.connect(self.motions_asked)
        said = MarkLabel((Text(title),), wrap=True)
        return ruled(across(said, opening, gap=8, margins=(8, 5, 8, 5)))

    def _review_row(self, row: CaseRow, *, is_own: bool) -> QWidget:
        by = _("by you") if is_own else _("by {author}").format(author=row.author or "–")
        lock: Line = (Glyph("lock", 12, "muted"), Gap(4)) if is_own else ()
        first = (*lock, Text(row.reference, mono=True, whole=True), Gap(5), Text(by, "text2"))
        second = _("an author never reviews") if is_own else row.title
        text = MarkLabel(first, (Text(second, "text2"),)).elastic()
        due = MarkLabel(marks.clock(row.clock))
        opening = ActButton(_("Review"), small=True)
        opening.setEnabled(not is_own)
        opening.clicked.connect(lambda: self.review_asked.emit(row.reference))
        opening.setVisible(not is_own)
        return ruled(across(text, due, opening, margins=(8, 5, 8, 5)))

    def _show_duty(self, view: TodayView) -> None:
        """Who is away, and which of my cases a deputy acts on; nothing where there is neither."""
        self._duty.empty()
        self._duty.setVisible(bool(view.absent or view.delegated))
        self._duty.name(_("Away and deputised"))
        for absence in view.absent:
            said = _("until {day}, {deputy} deputises").format(
                day=day(absence.last_day, today=view.day), deputy=absence.deputy or _("nobody")
            )
            line = MarkLabel((Text(absence.person, bold=True), Gap(6), Text(said, "text2")))
            self._duty.add(ruled(across(line.elastic(), margins=(12, 6, 12, 6))))
        for row in view.delegated:
            text = MarkLabel(
                (Text(row.reference, mono=True, whole=True), Gap(6), Text(row.remark, "text2")),
                (Text(row.title, "text2"),),
            ).elastic()
            due = MarkLabel(marks.clock(row.clock))
            self._duty.add(ruled(across(text, due, margins=(12, 5, 12, 5))))
        opening = ActButton(_("Duty and handover"), keys="U", small=True)
        opening.clicked.connect(self.duty_asked)
        self._duty.add(across(0, opening, margins=(12, 6, 12, 8)))

    def _show_stale(self, view: TodayView) -> None:
        self._stale.empty()
        self._stale.setVisible(bool(view.stale or view.to_second or view.bundle))
        count = plural(
            view.editions,
            "{stale} of {n} edition past its age limit",
            "{stale} of {n} editions past their age limit",
            stale=len(view.stale),
        )
        self._stale.name(_("Stale reference data"), count)
        if not view.stale:
            self._stale.name(_("Reference data"), "")
        if view.bundle:
            self._stale.add(_bundle_row(view.bundle))
        for title in view.to_second:
            self._stale.add(_second_row(title))
        for edition in view.stale:
            self._stale.add(_stale_row(edition))
        importing = ActButton(_("Import newer edition"), icon="take-in", small=True)
        importing.clicked.connect(self.import_asked)
        note = MarkLabel((Text(_("Reports that use them say so."), "text2"),)).elastic()
        self._stale.add(across(note, importing, margins=(42, 6, 12, 8)))


def _headline(view: TodayView) -> Line:
    on = view.day
    title = f"{_(_LONG_DAYS[on.weekday()])}, {on.day} {_(_LONG_MONTHS[on.month - 1])} {on.year}"
    legal = [row.clock for row in view.queue if row.clock and row.clock.legal]
    ran_out = sum(clock.ran_out for clock in legal)
    today = sum(clock.countdown.state is ClockState.LAST_DAY for clock in legal)
    late = plural(ran_out, "{n} legal clock has run out.", "{n} legal clocks have run out.")
    pressing = (Text(late, "crit", Size.BODY, bold=True, whole=True),) if ran_out else ()
    said = " ".join(
        (
            plural(today, "{n} legal clock ends today.", "{n} legal clocks end today."),
            plural(view.hits_open, "{n} hit to judge.", "{n} hits to judge."),
            plural(len(view.reviews) + len(view.listings), "{n} review.", "{n} reviews."),
        )
    )
    return spaced(
        Text(title, size=Size.TITLE, bold=True, whole=True),
        *pressing,
        Text(said, "text2", Size.BODY),
    )


def _queue_count(count: int) -> str:
    return plural(
        count,
        "{n} case; colour for legal clocks only",
        "{n} cases, what ran out by law first; colour for legal clocks only",
    )


def _when(at: datetime, today: date) -> str:
    time = clock_time(at)
    return time if local_day(at) == today else f"{day(local_day(at), today=today)} {time}"


def _news_row(news: News, today: date) -> QWidget:
    is_named = news.reference and news.reference not in news.title
    title = f"{news.title}, {news.reference}" if is_named else news.title
    glyph = MarkLabel((Glyph(_NEWS_ICONS.get(news.kind, "note"), 14, "accent"),), wrap=True)
    glyph.setFixedWidth(fonts.px(22))
    text = MarkLabel((Text(title, bold=True),), (Text(news.text, "text2"),), wrap=True)
    at = MarkLabel((Text(_when(news.at, today), "muted", whole=True),), wrap=True)
    at.setFixedWidth(at.sizeHint().width())
    return ruled(across(glyph, text, at, gap=6, margins=(12, 7, 12, 9)))


def _bundle_row(bundle: BundleStatus) -> QWidget:
    """How old the newest bundle is; past its day it is an alarm."""
    said = Text(bundle.sentence, "crit", bold=True) if bundle.expired else Text(bundle.sentence)
    icon = "warning" if bundle.expired else "reference"
    glyph = MarkLabel((Glyph(icon, 14, "crit" if bundle.expired else "accent"),), wrap=True)
    glyph.setFixedWidth(fonts.px(22))
    return ruled(across(glyph, MarkLabel((said,), wrap=True), gap=6, margins=(12, 7, 12, 7)))


def _second_row(title: str) -> QWidget:
    """What another person took in or out, and waits for the reader."""
    glyph = MarkLabel((Glyph("four-eyes", 14, "accent"),), wrap=True)
    glyph.setFixedWidth(fonts.px(22))
    said = Text(_("Waits for you: {title}").format(title=title))
    return ruled(across(glyph, MarkLabel((said,), wrap=True), gap=6, margins=(12, 7, 12, 7)))


def _stale_row(edition: EditionRow) -> QWidget:
    text = MarkLabel(
        (Text(edition.title, bold=True), Text(f", ed. {edition.edition}")),
        (Text(edition.trusted, "text2"),),
    ).elastic()
    age = MarkLabel(
        (
            Text(
                plural(edition.age_days or 0, "{n} day", "{n} days"),
                "med",
                bold=True,
                whole=True,
            ),
        ),
        (Text(_("limit {days}").format(days=edition.limit_days), "text2", whole=True),),
        right=True,
    )
    return ruled(across(text, age, margins=(42, 7, 12, 7)))


def _quiet(text: str) -> QWidget:
    frame = QFrame()
    frame.setLayout(across(MarkLabel((Text(text, "muted"),), wrap=True), margins=(12, 8, 12, 8)))
    return frame
