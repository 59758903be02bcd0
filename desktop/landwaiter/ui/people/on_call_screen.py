"""On call: goods held while the head was not at work, one after the other, and who is away."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.cases.case import GoodsStatus
from landwaiter.i18n import N_, _, figure, plural
from landwaiter.services.base.wording import weekday
from landwaiter.services.people.on_call import OnCallHold, OnCallView, hold_said, hours_said
from landwaiter.ui.deeds.form_room import FormRoom
from landwaiter.ui.kit import fonts, keys, marks
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, act_bar, column, panel, ruled, scrolled
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Line, Text, stated
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.words import day
from landwaiter.ui.kit.wrapping import AlongLine

_SIDE = 330


def _held(row: OnCallHold) -> InlineCell:
    when = f"{day(row.at.date())} {row.at:%H:%M}"
    return InlineCell(((Text(when, whole=True),), (Text(row.by, "text2"),)))


def _goods(row: OnCallHold) -> InlineCell:
    item = _("Item {no}").format(no=row.item)
    goods = Text(row.goods or row.title, size=Size.BODY)
    case = Text(row.reference, mono=True, whole=True)
    return InlineCell(((goods,), (case, Gap(8), Text(item, "text2"))))


def _law(row: OnCallHold) -> InlineCell:
    letters = ", ".join(letter for letter, _basis in row.tracks)
    return InlineCell((_held_on(GoodsStatus(row.status), letters), marks.clock(row.clock)))


def _held_on(status: GoodsStatus, letters: str) -> Line:
    track = replace(stated(letters, _("no track")), whole=True)
    return (*marks.goods(status), Gap(8), track)


def _without_track() -> Iterator[InlineCell]:
    """Goods that are held, beside the longest that is said of their track."""
    held = (GoodsStatus.HELD, GoodsStatus.SUSPENDED)
    return (InlineCell((_held_on(status, ""),)) for status in held)


HOLD_COLUMNS: tuple[TableColumn[OnCallHold], ...] = (
    TableColumn(N_("Held"), _held, width=128, fixed=True),
    TableColumn(N_("Goods, case"), _goods),
    TableColumn(N_("Status, track, clock"), _law, width=168, widest=_without_track),
)


class OnCallScreen(QWidget):
    """Signals: `case_asked(reference)`, `release_asked(OnCallHold)`, `keep_asked(OnCallHold)`,
    `every_asked(bool)`, `duty_asked`.
    """

    case_asked = Signal(str)
    release_asked = Signal(object)
    keep_asked = Signal(object)
    every_asked = Signal(bool)
    duty_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = LoadingBar()
        self.view: OnCallView | None = None
        self._every = False
        self.model: RowModel[OnCallHold] = RowModel(HOLD_COLUMNS, key=lambda row: row.id)
        self.list = ListView(self.model, row_height=40)
        self._build()
        self._connect()

    def show_view(self, view: OnCallView, *, every: bool = False) -> None:
        """The holds that wait; the cursor stays on its row, else where that one was."""
        number = self.list.currentIndex().row()
        was = self.list.current_row()
        self.view, self._every = view, every
        self._head.show_lines(*_headline(view))
        self._hours.show_lines((Text(hours_said(view), "text2"),))
        self.model.show_rows(view.holds)
        ids = [hold.id for hold in view.holds]
        if was is not None and ids:
            stays = ids.index(was.id) if was.id in ids else min(number, len(ids) - 1)
            self.list.selectRow(stays)
        self.every.allow(_every_words(view, every=every))
        self.every.setVisible(every or bool(view.by_day))
        self._show_absences(view)
        self._show_hold(self.list.current_row())

    def show_form(self, form: QWidget | None) -> None:
        """A form in place of the list, and the acts rest; None takes it away."""
        self._room.show_form(form)
        self._foot.setEnabled(form is None)

    def go_on(self) -> None:
        """To the next hold; from the last to the first."""
        count = self.model.rowCount()
        if count:
            self.list.selectRow((self.list.currentIndex().row() + 1) % count)

    def _build(self) -> None:
        self._head = MarkLabel().elastic()
        self._hours = MarkLabel(wrap=True)
        self.every = ActButton("", keys="A", small=True)
        self.duty = ActButton(_("Duty and handover"), keys="U", small=True)
        head = panel("head")
        first = across(self._head, self.every, self.duty)
        head.setLayout(column(first, self._hours, gap=4, margins=(16, 9, 16, 10)))
        nothing = EmptyState(
            "tick",
            _("No hold waits for a head."),
            _(
                "What is held outside office hours stands here until a head other than who held it "
                "has said whether it stays so. U shows who is here."
            ),
        )
        self._holds = Card(_("Held, and no head has looked")).add(
            self.bar,
            or_nothing(self.model, self.list, nothing),  # type: ignore[arg-type]  # any rows
        )
        left = column(self._holds, margins=(12, 10, 12, 10))
        body = across(left, self._side(), gap=0)
        body.setStretch(0, 1)
        self._foot = self._acts()
        middle, page = QWidget(), panel("page")
        page.setLayout(body)
        below = column(page, self._foot)
        below.setStretch(0, 1)
        middle.setLayout(below)
        self._room = FormRoom(middle)
        self.setLayout(column(head, self._room))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]  # just set

    def _side(self) -> QWidget:
        self._hold = Card(_("This hold"))
        self._absences = Card(_("Away and deputised"), icon="person")
        side = QWidget()
        cards = column(self._hold, self._absences, 0, gap=10, margins=(0, 10, 12, 10))
        side.setLayout(cards)
        area = scrolled(side)
        area.setFixedWidth(fonts.px(_SIDE))
        return area

    def _acts(self) -> QWidget:
        self.release = ActButton(_("Release…"), icon="tick", keys="R")
        self.keep = ActButton(_("Keep held…"), icon="goods-held", keys="H", kind=ButtonKind.PRIMARY)
        self.open = ActButton(_("Open the case"), keys="O")
        self.next = ActButton(_("Next"), icon="next", keys="N")
        return act_bar(AlongLine(self.release, self.keep, self.open, self.next, apart=True))

    def _connect(self) -> None:
        self.list.shown.connect(self._show_hold)
        self.list.opened.connect(lambda row: self.case_asked.emit(row.reference))
        ways = {
            "release": self._ask_release,
            "keep": self._ask_keep,
            "case": self._open,
            "next": self.go_on,
            "every": lambda: self.every_asked.emit(not self._every),
            "duty": self.duty_asked.emit,
        }
        for name, button in (
            ("release", self.release),
            ("keep", self.keep),
            ("case", self.open),
            ("next", self.next),
            ("every", self.every),
            ("duty", self.duty),
        ):
            button.clicked.connect(ways[name])
        self.setFocusProxy(self.list)
        keys.bind("on_call", self, ways)

    def _ask_release(self) -> None:
        row = self.list.current_row()
        if row is not None and not row.release.why_not:
            self.release_asked.emit(row)

    def _ask_keep(self) -> None:
        row = self.list.current_row()
        if row is not None and not row.keep.why_not:
            self.keep_asked.emit(row)

    def _open(self) -> None:
        row = self.list.current_row()
        if row is not None:
            self.case_asked.emit(row.reference)

    def _show_hold(self, row: OnCallHold | None) -> None:
        """What is known of the hold under the cursor, and what may be done."""
        self._hold.empty()
        self._hold.setVisible(row is not None)
        self._foot.setVisible(row is not None)
        if row is None:
            return
        item = _("Item {no}").format(no=row.item)
        self._hold.name(_("This hold"), f"{row.reference}, {item}")
        for said in hold_said(row):
            self._hold.add(_sentence((Text(said),)))
        if row.why_not:
            self._hold.add(_sentence((Glyph("warning", 12, "med"), Gap(6), Text(row.why_not))))
        for button, choice in ((self.release, row.release), (self.keep, row.keep)):
            if choice.why_not:
                button.refuse(choice.why_not)
            else:
                button.allow()
        if row.release.act == "end_track" and not row.release.why_not:
            self._hold.add(
                _sentence((Text(_("Release ends the track first, then the goods go."), "muted"),))
            )

    def _show_absences(self, view: OnCallView) -> None:
        self._absences.empty()
        here = ", ".join(view.present) or _("nobody")
        self._absences.add(_sentence((Text(_("Here today: {people}").format(people=here)),)))
        for absence in view.absences:
            deputy = absence.deputy or _("nobody")
            said = _("{first} to {last}, {deputy} deputises").format(
                first=day(absence.first_day), last=day(absence.last_day), deputy=deputy
            )
            self._absences.add(
                _sentence((Text(absence.person, bold=True), Gap(8), Text(said, "text2")))
            )
        if not view.absences:
            self._absences.add(_sentence((Text(_("Nobody is entered as absent."), "muted"),)))
        for said in view.standing_in:
            self._absences.add(_sentence((Text(said),)))
        for warning in view.warnings:
            self._absences.add(_sentence((Glyph("warning", 12, "med"), Gap(6), Text(warning))))


def _sentence(line: Line) -> QWidget:
    return ruled(across(MarkLabel(line, wrap=True), margins=(12, 6, 12, 6)))


def _headline(view: OnCallView) -> Sequence[Line]:
    title = _("On call, {day}").format(day=weekday(view.day))
    if not view.total:
        said = _("No hold waits for a head.")
    else:
        said = plural(
            view.total,
            "{n} hold that no head has looked at",
            "{n} holds that no head has looked at",
        )
    return [
        (
            Text(title, size=Size.TITLE, bold=True, whole=True),
            Gap(8),
            Text(said, "text2", Size.BODY),
        )
    ]


def _every_words(view: OnCallView, *, every: bool) -> str:
    if every:
        return _("Outside office hours alone")
    return _("Also within office hours ({n})").format(n=figure(view.by_day))
