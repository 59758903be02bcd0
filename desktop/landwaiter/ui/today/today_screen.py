"""Today: what waits for the person, in the order of the law, for each role that they have."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from landwaiter.i18n import _, figure, plural
from landwaiter.services.base.wording import weekday
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.people.today import QueuePart, TodayView
from landwaiter.services.people.today_said import day_title, headline
from landwaiter.services.trade.sift_desk import SiftToday, sift_said
from landwaiter.ui.kit import flow, fonts, keys, marks
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, beside, column, held, panel, scrolled
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import InlineCell, Text, spaced
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.words import clock_time, day, local_day
from landwaiter.ui.kit.wrapping import AlongLine
from landwaiter.ui.today import today_cards as made_of
from landwaiter.ui.today.day_strip import DayStrip
from landwaiter.ui.today.first_cards import FirstStepsCard, PracticeCard
from landwaiter.ui.today.queue_view import QueueView

_BETWEEN = 12
_SIDE = (250, 340)
"""The least and the greatest width of what stands beside the queue."""
_BESIDE = 880
"""The least width of the screen at which it stands there, and not below."""
_LEAST_HEAD = 480
"""Width of the headline below which the buttons take a line of their own."""


class TodayScreen(QWidget):
    """Signals say what is asked: a case, a review, hits, the cases of nobody, the duty page …"""

    case_asked = Signal(str)
    hits_asked = Signal()
    review_asked = Signal(str)
    take_in_asked = Signal()
    take_asked = Signal(str)
    """Take a case that nobody has, by its reference."""
    unheld_asked = Signal()
    import_asked = Signal()
    duty_asked = Signal()
    on_call_asked = Signal()
    sift_asked = Signal()
    motions_asked = Signal()
    calendar_asked = Signal()
    task_asked = Signal(object, str)
    """A task of a new edition, and how it is to end: done or dismissed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: TodayView | None = None
        self._open_elsewhere: Mapping[str, str] = {}
        self.bar = LoadingBar()
        self.queue = QueueView()
        self.model = self.queue.queue_model
        self.first_steps, self.practice = FirstStepsCard(), PracticeCard()
        self._build()
        self._connect()

    def show_view(self, view: TodayView, *, user: str) -> None:
        """Show what the read returned."""
        self._view = view
        self._lay_head(view)
        self._show_next(view)
        self._show_late(view)
        self._show_on_call(view)
        self._show_reviews(view)
        self._show_queue(view)
        self._show_motions(view)
        self._show_unit(view)
        self._show_days(view)
        self._show_unheld(view)
        self._show_hits(view)
        self._show_news(view)
        self._show_own_reviews(view)
        self._show_tasks(view)
        self._show_duty(view)
        self._show_office(view)
        self._show_stale(view)

    def show_sift(self, found: SiftToday | None) -> None:
        """The day of the sift in one line; nothing where nothing was sifted."""
        self._sift.empty()
        self._sift.setVisible(found is not None)
        if found is not None:
            self._sift.add(
                made_of.title_row(
                    sift_said(found), _("Look…"), self.sift_asked.emit, icon="screening"
                )
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_side()
        if self._view is not None:
            self._lay_head(self._view)

    def _lay_side(self) -> None:
        """Beside the queue, or below it where both would be too narrow."""
        is_below = self.width() < fonts.px(_BESIDE)
        if is_below == self._beside.isHidden():
            return
        self._beside.setHidden(is_below)
        if is_below:
            self._beside.takeWidget()
            self._left.addWidget(self._aside)
        else:
            self._left.removeWidget(self._aside)
            self._beside.setWidget(self._aside)
        self._aside.show()

    def _lay_head(self, view: TodayView) -> None:
        """In one line, or in two where what presses had to be cut otherwise."""
        day, said = _headline(view)
        whole = spaced(day, *said[:-1], gap=_BETWEEN)
        if flow.lay_out(InlineCell((whole,)), None).width > self._head.width():
            self._head.show_lines((day,), spaced(*said, gap=_BETWEEN))
        else:
            self._head.show_lines(spaced(day, *said, gap=_BETWEEN))

    def show_present(self, remarks: Mapping[str, str]) -> None:
        """Reference → who has the case open elsewhere."""
        if remarks != self._open_elsewhere:
            self._open_elsewhere = dict(remarks)
            if self._view is not None:
                self.queue.show_remarks(self._view.parts, remarks)

    def _build(self) -> None:
        self._head = MarkLabel(wrap=True)
        self._head.setMinimumWidth(fonts.px(_LEAST_HEAD))
        self.take_in = ActButton(_("Take in declarations"), icon="take-in", keys="I")
        self.next = ActButton(_("Next"), icon="next", kind=ButtonKind.PRIMARY)
        head = panel("head")
        said, acts = held(column(self._head), spreads=True), beside(self.take_in, self.next)
        head.setLayout(column(AlongLine(said, acts, fills=True), margins=(16, 9, 16, 10)))
        self.setLayout(column(head, self.bar, self._body()))

    def _body(self) -> QWidget:
        hint = MarkLabel((*marks.key_hint("J", ""), *marks.key_hint("K", _("row"))))
        self._late = Card(_("Run out by law in the unit"), ink="crit", icon="warning")
        self._on_call = Card(_("Held on call"), icon="goods-held")
        self._sift = Card(_("Sift"), _("today"))
        self._sift.hide()
        self._review = Card(_("Awaiting my review"), icon="four-eyes")
        self._queue_card = Card(_("My queue"), acts=(hint,))
        self._queue_card.add(self.queue)
        self._first = Card(_("My own cases"), figure(0)).add(
            made_of.quiet(
                _("None is yours. Take in declarations, or take a case from the list of cases.")
            )
        )
        self._motions = Card(_("Motions that wait for a second person"), icon="four-eyes")
        duty = ActButton(_("Duty and handover"), keys="U", small=True)
        duty.clicked.connect(self.duty_asked)
        self._unit = Card(_("The unit"), acts=(duty,))
        above = QWidget()
        cards = (
            self.practice,
            self._late,
            self._on_call,
            self._review,
            self._queue_card,
            self._sift,
            self.first_steps,
            self._unit,
            self._motions,
            self._first,
        )
        self._left = column(*cards, 0, gap=10, margins=(12, 10, 12, 0))
        above.setLayout(self._left)
        self.days = DayStrip()
        to_days = ActButton(_("Deadlines"), keys="D", small=True)
        to_days.clicked.connect(self.days.setFocus)
        self.calendar = ActButton(_("As a calendar…"), small=True)
        acts = (self.calendar, to_days)
        self._days_card = Card(_("Next 10 working days"), acts=acts).add(self.days)
        strip = column(self._days_card, margins=(12, 10, 12, 10))
        page = panel("page")
        both = across(column(scrolled(above), strip), self._side(), gap=0)
        both.setStretch(0, 1)
        page.setLayout(both)
        return page

    def _side(self) -> QScrollArea:
        self._unheld = Card(_("New, nobody has them"))
        self._hits = Card(_("Hits to judge"))
        self._news = Card(_("While you were away"))
        self._returned = Card(_("Returned by you"))
        self._signed = Card(_("Signed by you"))
        self._tasks = Card(_("What changed for me"), icon="reference")
        self._duty = Card(_("Away and deputised"), icon="person")
        self._office = Card(_("The office"), icon="warning", ink="med")
        self._stale = Card(_("Reference data"), icon="warning", ink="med")
        self._office.mark_stale()
        self._stale.mark_stale()
        self._aside = QWidget()
        cards = (
            self._unheld,
            self._hits,
            self._news,
            self._returned,
            self._signed,
            self._tasks,
            self._duty,
            self._office,
            self._stale,
        )
        self._aside.setLayout(column(*cards, 0, gap=10, margins=(0, 10, 12, 10)))
        self._beside = scrolled(self._aside)
        self._beside.setMinimumWidth(fonts.px(_SIDE[0]))
        self._beside.setMaximumWidth(fonts.px(_SIDE[1]))
        return self._beside

    def _connect(self) -> None:
        self.queue.case_opened.connect(self.case_asked)
        self.days.case_asked.connect(self.case_asked)
        self.calendar.clicked.connect(self.calendar_asked)
        self.take_in.clicked.connect(self.take_in_asked)
        self.next.clicked.connect(self._open_next)
        self.setFocusProxy(self.queue)
        keys.bind(
            "today",
            self,
            {
                "judge": self.hits_asked.emit,
                "reviews": self._open_review,
                "deadlines": self.days.setFocus,
                "take_in": self.take_in_asked.emit,
                "duty": self.duty_asked.emit,
                "on_call": self.on_call_asked.emit,
                "sift": self.sift_asked.emit,
            },
        )

    def _show_next(self, view: TodayView) -> None:
        """What the law asks first: what ran out, then what waits for a signature, then the rest."""
        found = _next_of(view)
        if found is None:
            self.next.refuse(_("no case is yours"))
            return
        row, title = found
        self.next.allow(title.format(reference=row.reference))

    def _open_next(self) -> None:
        found = _next_of(self._view) if self._view else None
        if found is None:
            return
        row, _title = found
        is_mine = self._view is not None and row in self._view.queue
        (self.case_asked if is_mine else self.review_asked).emit(row.reference)

    def _open_review(self) -> None:
        rows = (*self._view.countersign, *self._view.reviews) if self._view else ()
        if rows:
            self.review_asked.emit(rows[0].reference)

    def _show_late(self, view: TodayView) -> None:
        self._late.empty()
        unit = view.unit
        rows = unit.ran_out if unit else ()
        self._late.setVisible(bool(rows))
        self._late.name(_("Run out by law in the unit"), figure(len(rows)))
        for row in rows[: made_of.MOST_ROWS]:
            presence = unit.presence_said(row.assignee, view.day) if unit else ""
            opening = partial(self.case_asked.emit, row.reference)
            self._late.add(made_of.late_row(row, presence, opening))
        _add_more(self._late, len(rows) - made_of.MOST_ROWS)

    def _show_on_call(self, view: TodayView) -> None:
        """Holds of others that a head has to look at; nothing where there are none."""
        self._on_call.empty()
        count = view.unit.on_call if view.unit else 0
        self._on_call.setVisible(bool(count))
        self._on_call.name(_("Held on call"), figure(count))
        said = plural(
            count,
            "{n} hold of another person, which no head has looked at",
            "{n} holds of other persons, which no head has looked at",
        )
        self._on_call.add(made_of.title_row(said, _("Look…"), self.on_call_asked.emit))

    def _show_reviews(self, view: TodayView) -> None:
        self._review.empty()
        self._review.setVisible(view.approves or bool(view.listings))
        count = len(view.reviews) + len(view.countersign) + len(view.listings)
        self._review.name(
            _("Awaiting my review"),
            plural(count, "{n}, shortest legal clock first", "{n}, shortest legal clock first"),
        )
        asked = [(row, _("Countersign")) for row in view.countersign]
        asked += [(row, _("Review it")) for row in view.reviews]
        for row, title in asked[: made_of.MOST_ROWS]:
            opening = partial(self.review_asked.emit, row.reference)
            self._review.add(made_of.review_row(row, title, opening))
        _add_more(self._review, len(asked) - made_of.MOST_ROWS)
        for title in view.listings:
            self._review.add(made_of.title_row(title, _("Read"), self.motions_asked.emit))
        if not count:
            self._review.add(made_of.quiet(_("No proposal waits for a second person.")))

    def _show_queue(self, view: TodayView) -> None:
        """The list, or what to do first; the focus goes to what can be done."""
        had_focus = self.queue.hasFocus() or self.take_in.hasFocus()
        is_empty = not view.queue
        self._queue_card.name(_("My queue"), _queue_count(len(view.queue)))
        self.queue.show_remarks(view.parts, self._open_elsewhere)
        self.setFocusProxy(self.take_in if is_empty else self.queue)
        self._first.setVisible(is_empty)
        self._queue_card.setVisible(not is_empty)
        # With a queue nothing else grows; without one the cards stay as tall as they are.
        self._left.setStretch(self._left.indexOf(self._queue_card), 1000)
        if had_focus:
            self.setFocus()

    def _show_motions(self, view: TodayView) -> None:
        self._motions.empty()
        self._motions.setVisible(bool(view.motions))
        count = figure(len(view.motions))
        self._motions.name(_("Motions that wait for a second person"), count)
        for title in view.motions[: made_of.MOST_ROWS]:
            self._motions.add(made_of.title_row(title, _("Decide…"), self.motions_asked.emit))
        _add_more(self._motions, len(view.motions) - made_of.MOST_ROWS)

    def _show_unit(self, view: TodayView) -> None:
        self._unit.empty()
        unit = view.unit
        self._unit.setVisible(unit is not None)
        if unit is None:
            return
        count = plural(unit.cases, "{n} open case", "{n} open cases")
        self._unit.name(_("The unit"), count)
        for load in (*unit.loads, unit.unheld):
            way = self.duty_asked.emit if load.person else self.unheld_asked.emit
            if load.person or load.cases:
                self._unit.add(made_of.load_row(load, unit, view.day, way))
        for warning in unit.warnings:
            self._unit.add(made_of.sentence_row(warning))

    def _show_days(self, view: TodayView) -> None:
        holiday = (
            _("calendar {calendar}, next holiday {day}").format(
                calendar=view.calendar, day=weekday(view.next_holiday)
            )
            if view.next_holiday
            else _("calendar {calendar}").format(calendar=view.calendar)
        )
        self._days_card.name(_("Next 10 working days"), holiday)
        self.days.show_days(view.deadlines)

    def _show_unheld(self, view: TodayView) -> None:
        self._unheld.empty()
        self._unheld.setVisible(bool(view.unheld_total))
        self._unheld.name(_("New, nobody has them"), figure(view.unheld_total))
        for row in view.unheld:
            taking = partial(self.take_asked.emit, row.reference)
            self._unheld.add(made_of.unheld_row(row, taking))
        showing = ActButton(_("Show all"), small=True, kind=ButtonKind.FLAT)
        showing.clicked.connect(self.unheld_asked)
        self._unheld.add(across(0, showing, margins=(12, 4, 8, 4)))

    def _show_hits(self, view: TodayView) -> None:
        self._hits.empty()
        self._hits.setVisible(bool(view.hits_open))
        self._hits.name(_("Hits to judge"), figure(view.hits_open))
        said = plural(view.hits_open, "Judge {n} hit", "Judge {n} hits")
        judge = ActButton(said, icon="screening", keys="H", small=True)
        judge.clicked.connect(self.hits_asked)
        self._hits.add(across(0, judge, margins=(12, 6, 8, 6)))

    def _show_news(self, view: TodayView) -> None:
        self._news.empty()
        since = view.away_since
        if since is None:
            self._news.name(_("What changed lately"))
        else:
            at = f"{day(local_day(since), today=view.day)} {clock_time(since)}"
            self._news.name(_("While you were away"), _("since {time}").format(time=at))
        for news in view.news[: made_of.MOST_NEWS]:
            self._news.add(made_of.news_row(news, view.day))
        if not view.news:
            self._news.add(made_of.quiet(_("Nothing changed yet.")))

    def _show_own_reviews(self, view: TodayView) -> None:
        self._returned.empty()
        self._returned.setVisible(bool(view.returned))
        for one in view.returned:
            self._returned.add(made_of.returned_row(one, view.day))
        self._signed.empty()
        self._signed.setVisible(bool(view.signed))
        self._signed.name(_("Signed by you"), _("in the last 7 days"))
        for row in view.signed:
            self._signed.add(made_of.signed_row(row))

    def _show_tasks(self, view: TodayView) -> None:
        """Cases that a new edition touches; nothing where there are none."""
        self._tasks.empty()
        self._tasks.setVisible(bool(view.tasks))
        said = plural(len(view.tasks), "{n} case to look at", "{n} cases to look at")
        self._tasks.name(_("What changed for me"), said)
        for task in view.tasks[: made_of.MOST_TASKS]:
            ways = (
                partial(self.case_asked.emit, task.reference),
                partial(self.task_asked.emit, task, "done"),
                partial(self.task_asked.emit, task, "dismissed"),
            )
            self._tasks.add(made_of.task_row(task, *ways))
        _add_more(self._tasks, len(view.tasks) - made_of.MOST_TASKS)

    def _show_duty(self, view: TodayView) -> None:
        """Who is away and who stands in; nothing where nobody is."""
        self._duty.empty()
        self._duty.setVisible(bool(view.absent or view.delegated))
        self._duty.add(*made_of.absent_rows(view))
        opening = ActButton(_("Duty and handover"), keys="U", small=True)
        opening.clicked.connect(self.duty_asked)
        self._duty.add(across(0, opening, margins=(12, 6, 12, 8)))

    def _show_office(self, view: TodayView) -> None:
        self._office.empty()
        said = view.unit.cautions if view.unit else ()
        self._office.setVisible(bool(said))
        self._office.name(_("The office"), plural(len(said), "{n} to see to", "{n} to see to"))
        for caution in said:
            self._office.add(made_of.sentence_row(caution))

    def _show_stale(self, view: TodayView) -> None:
        self._stale.empty()
        self._stale.setVisible(bool(view.stale or view.to_second or view.bundle))
        count = plural(
            view.editions,
            "{stale} of {n} edition past its age limit",
            "{stale} of {n} editions past their age limit",
            stale=len(view.stale),
        )
        self._stale.name(_("Reference data"), count if view.stale else "")
        if view.bundle:
            self._stale.add(made_of.bundle_row(view.bundle))
        for title in view.to_second:
            self._stale.add(made_of.second_row(title))
        for edition in view.stale:
            self._stale.add(made_of.stale_row(edition))
        importing = ActButton(_("Import newer edition"), icon="take-in", small=True)
        importing.clicked.connect(self.import_asked)
        self._stale.add(across(0, importing, margins=(12, 6, 8, 8)))


def _next_of(view: TodayView) -> tuple[CaseRow, str] | None:
    """The case that comes first, with the words of its button; None where nothing waits."""
    late = view.parts.get(QueuePart.RAN_OUT, ())
    ordered = (
        (late, _("Next: {reference}")),
        (view.countersign, _("Countersign {reference}")),
        (view.reviews, _("Next review: {reference}")),
        (view.queue, _("Next: {reference}")),
    )
    return next(((rows[0], title) for rows, title in ordered if rows), None)


def _headline(view: TodayView) -> tuple[Text, tuple[Text, ...]]:
    """The day; and what is said, of which the last alone may be cut."""
    said = headline(view)
    pressing = (Text(said.late, "crit", Size.BODY, bold=True, whole=True),) if said.late else ()
    first = (Text(said.first, size=Size.BODY, bold=True, whole=True),) if said.first else ()
    rest = Text(" · ".join(said.rest), "text2", Size.BODY)
    title = Text(day_title(view.day), size=Size.TITLE, bold=True, whole=True)
    return title, (*pressing, *first, rest)


def _queue_count(count: int) -> str:
    cases = plural(count, "{n} case", "{n} cases")
    return _("{cases}, what the law asks first").format(cases=cases) if count > 1 else cases


def _add_more(card: Card, left: int) -> None:
    if left > 0:
        card.add(made_of.quiet(plural(left, "{n} more", "{n} more")))
