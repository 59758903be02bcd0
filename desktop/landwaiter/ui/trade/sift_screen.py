"""Sift: declarations that wait for a person, in groups by reason; marks, and what they come to."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from landwaiter.domain.trade.sift_marks import SiftMark
from landwaiter.domain.trade.sift_reasons import OPENING, REASON_WORDS, SiftReason
from landwaiter.i18n import _, figure, plural
from landwaiter.services.trade.sift_desk import TODAY, SiftHeads, SiftPage, SiftQuery
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, act_bar, column, held, panel, scrolled
from landwaiter.ui.kit.chips import Chip
from landwaiter.ui.kit.empty_state import EmptyState
from landwaiter.ui.kit.filter_chips import FilterChip
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, InlineCell, Text
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.table import Fetch
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.theme import Ink
from landwaiter.ui.kit.words import clock_time, day, local_day
from landwaiter.ui.kit.wrapping import AlongLine, WrappedActs
from landwaiter.ui.trade.sift_list import ListedRow, SiftList, SiftModel
from landwaiter.ui.trade.sift_side import NotJudged, SiftSide

TYPING_MS, LOOKING_MS = 250, 120
_SIDE, _BESIDE = 340, 900
"""Width of the side, and the least of the screen at which it stands beside the queue."""


class ReasonChip(Chip):
    """“Hit on another list 96”; on where the queue shows that reason alone."""

    def __init__(self, title: str, icon: str = "") -> None:
        super().__init__()
        self._title, self._count = title, 0
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(f"{self._title}: {figure(count)}")
        self.updateGeometry()
        self.update()

    def _content(self) -> InlineCell:
        ink: Ink = "accent" if self.isChecked() else "text2"
        count = Text(figure(self._count), ink, bold=True, whole=True)
        return InlineCell(((Text(self._title, ink, whole=True), Gap(5), count),))


class SiftScreen(QWidget):
    """`fetch(after, order, SiftQuery)` reads pages; signals say what is wanted.

    `shown(number)` is answered with `show_page` and `show_not_judged`; `marked(number, mark)`,
    `unmark_asked`, `seal_asked`, `let_go_asked`; `narrowed(SiftQuery)` with `show_heads`.
    """

    shown = Signal(int)
    marked = Signal(int, object)
    unmark_asked = Signal()
    seal_asked = Signal()
    let_go_asked = Signal()
    narrowed = Signal(object)
    files_asked = Signal()
    reasons_asked = Signal()

    def __init__(self, fetch: Fetch[ListedRow], jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = LoadingBar()
        self.model = SiftModel(fetch, jobs, bar=self.bar)
        self.list = SiftList(self.model)
        self.side = SiftSide()
        self.query = SiftQuery()
        self.heads: SiftHeads | None = None
        self._is_read = False
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._looking = QTimer(self, singleShot=True, interval=LOOKING_MS)
        self._build()
        self._connect()
        self._check()

    @property
    def marks(self) -> Mapping[int, SiftMark]:
        return self.model.marks

    def refresh(self) -> None:
        """The queue anew, with the filter there is."""
        self.model.reload(filter=self.query)

    def show_heads(self, heads: SiftHeads) -> None:
        """Figures, counts and marks of now."""
        self.heads = heads
        self.model.show_counts({**heads.waiting, SiftReason.SAMPLE: heads.sample_waiting})
        self.model.show_marks(heads.marks)
        self._every.show_count(heads.any_waiting)
        self._sample.show_count(heads.sample_waiting)
        for reason, chip in self.chips.items():
            chip.show_count(heads.waiting[reason])
            chip.setVisible(bool(heads.waiting[reason]) or chip.isChecked())
        self._scope.offer(
            (
                (TODAY, _("today")),
                *((run.id, _run_said(run.at, run.files)) for run in heads.runs),
            )
        )
        self._show_tiles(heads)
        self._show_title(heads)
        self.side.show_sample(heads)
        self._show_nothing()
        self._check()

    def show_page(self, page: SiftPage | None) -> None:
        """The declaration under the cursor; an answer that comes late is of another."""
        row = self.list.current()
        if page is None or row is None or page.row.id == row.id:
            self.side.show_page(page, self.heads.became if self.heads else {})
            self._check()

    def show_not_judged(self, number: int, rules: NotJudged) -> None:
        if self.side.page is not None and self.side.page.row.id == number:
            self.side.show_not_judged(rules)

    def show_marks(self, marks: Mapping[int, SiftMark]) -> None:
        """What is marked from now on."""
        self.model.show_marks(marks)
        self._check()

    def _build(self) -> None:
        self._title = MarkLabel().elastic()
        self.files = ActButton(_("Sift files…"), icon="take-in", keys="F")
        self.reasons = ActButton(_("Reasons of the sift…"), icon="settings", keys="R")
        head = panel("head")
        title = held(column(self._title), spreads=True)
        acts = WrappedActs((self.reasons, self.files))
        head.setLayout(column(across(title, acts), margins=(16, 9, 16, 10)))
        self.tiles = [MarkLabel() for _n in range(5)]
        tiles = panel("strip")
        tiles.setLayout(column(AlongLine(*self.tiles, gap=26, fills=False), margins=(16, 8, 16, 8)))
        self.main = column(self._filters(), self.bar, self._nothing(), self.list)
        self.area = scrolled(self.side)
        self.area.setFixedWidth(fonts.px(_SIDE))
        body = across(self.main, self.area, gap=0)
        body.setStretch(0, 1)
        page = panel("page")
        page.setLayout(body)
        self.setLayout(column(head, tiles, page, self._foot()))
        self.layout().setStretch(2, 1)  # type: ignore[union-attr]  # just set
        self.setFocusProxy(self.list)

    def _filters(self) -> QWidget:
        self._every = ReasonChip(_("All"))
        self._every.setChecked(True)
        self.chips = {one: ReasonChip(_(REASON_WORDS[one])) for one in OPENING}
        self._sample = ReasonChip(_("Sample of the rest"))
        self._scope = FilterChip(_("Sifted"), (), any_words=_("any day"))
        self.search = text_field(_("MRN, exporter, consignee"), name=_("Filter"))
        self.search.setMinimumWidth(fonts.px(200))
        made = panel("base")
        chips = (self._every, *self.chips.values(), self._sample, self._scope)
        made.setLayout(
            column(AlongLine(*chips, self.search, gap=6, fills=True), margins=(12, 6, 12, 6))
        )
        return made

    def _nothing(self) -> QWidget:
        begin = ActButton(_("Sift files…"), icon="take-in", kind=ButtonKind.PRIMARY)
        begin.clicked.connect(self.files_asked)
        self.nothing = EmptyState("screening", "", "", begin)
        self.nothing.hide()
        return self.nothing

    def _foot(self) -> QWidget:
        self._marked = MarkLabel().elastic()
        self.let_go = ActButton(_("Let stale marks go"), small=True)
        self.undo = ActButton(_("Undo a mark"), icon="return", keys="Ctrl+Z")
        self.seal = ActButton(_("Seal…"), icon="tick", keys="S", kind=ButtonKind.PRIMARY)
        said = held(column(self._marked), spreads=True)
        return act_bar(said, self.let_go, self.undo, self.seal)

    def _connect(self) -> None:
        side = self.side
        self.list.shown.connect(self._row_shown)
        self._looking.timeout.connect(self._look)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self.list.setFocus)
        self._typing.timeout.connect(self._narrow)
        for chip in (self._every, *self.chips.values(), self._sample):
            chip.clicked.connect(lambda _on=False: self._narrow())
        self._scope.chosen.connect(lambda _value: self._narrow())
        ways = {
            side.open_case: SiftMark.OPEN,
            side.set_aside: SiftMark.ASIDE,
            side.later: SiftMark.LATER,
        }
        for button, said in ways.items():
            button.clicked.connect(partial(self._mark, said))
        self.undo.clicked.connect(self.unmark_asked)
        self.seal.clicked.connect(self.seal_asked)
        self.let_go.clicked.connect(self.let_go_asked)
        self.files.clicked.connect(self.files_asked)
        self.reasons.clicked.connect(self.reasons_asked)
        self.model.modelReset.connect(self._rows_read)
        keys.bind(
            "sift",
            self,
            {
                "open_case": side.open_case.click,
                "aside": side.set_aside.click,
                "later": side.later.click,
                "seal": self.seal.click,
                "files": self.files.click,
                "reasons": self.reasons.click,
                "filter": self.search.setFocus,
                "sample": self.show_sample,
            },
        )

    def show_sample(self) -> None:
        """Those that were drawn of the rest; once more: all again."""
        (self._every if self._sample.isChecked() else self._sample).setChecked(True)
        self._narrow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a small window the queue alone: one declaration is shown where there is room."""
        super().resizeEvent(event)
        self.area.setVisible(self.width() >= fonts.px(_BESIDE))

    def _narrow(self) -> None:
        chosen = next((one for one, chip in self.chips.items() if chip.isChecked()), None)
        reason = SiftReason.SAMPLE if self._sample.isChecked() else chosen
        query = SiftQuery(reason, self._scope.value, self.search.text().strip())
        if query != self.query:
            self.query = query
            self.refresh()
            self.narrowed.emit(query)

    def _row_shown(self, _row: object) -> None:
        """It may be marked at once; what is known of it is read once the cursor stays."""
        self._check()
        self._looking.start()

    def _look(self) -> None:
        row = self.list.current()
        if row is not None:
            self.shown.emit(row.id)

    def _mark(self, said: SiftMark, _checked: bool = False) -> None:
        row = self.list.current()
        if row is not None:
            self.marked.emit(row.id, said)
            self.list.step(1)
            self.list.setFocus()

    def _check(self) -> None:
        row, heads = self.list.current(), self.heads
        why = heads.why_not if heads else _("reading who may do it")
        none = "" if row is not None else _("no declaration is chosen")
        for button in (self.side.open_case, self.side.set_aside, self.side.later):
            _let(button, why or none)
        counted = {one: sum(m is one for m in self.marks.values()) for one in SiftMark}
        ready = counted[SiftMark.OPEN] + counted[SiftMark.ASIDE]
        _let(self.undo, "" if self.marks else _("nothing is marked"))
        _let(self.seal, why or ("" if ready else _("nothing is marked")))
        if not self.seal.why_not:
            self.seal.allow(plural(ready, "Seal {n} mark…", "Seal {n} marks…"))
        said = _("{open} open a case, {aside} set aside, {later} later; nothing is sealed").format(
            open=figure(counted[SiftMark.OPEN]),
            aside=figure(counted[SiftMark.ASIDE]),
            later=figure(counted[SiftMark.LATER]),
        )
        marks = plural(len(self.marks), "{n} mark", "{n} marks")
        self._marked.show_lines((Text(marks, bold=True, whole=True), Gap(8), Text(said, "text2")))
        self.let_go.setVisible(bool(heads and heads.stale))

    def _show_title(self, heads: SiftHeads) -> None:
        said = _("judged without a case each; what is not found here is not “clear”")
        if heads.runs:
            newest = heads.runs[0]
            said = _("last sifted: {run}").format(run=_run_said(newest.at, newest.files))
        self._title.show_lines(
            (Text(_("Sift"), size=Size.TITLE, bold=True), Gap(10), Text(said, "text2"))
        )

    def _show_tiles(self, heads: SiftHeads) -> None:
        parts = heads.parts
        told = (
            (
                figure(parts.declarations),
                _("declarations; {read} read, {again} of them again").format(
                    read=figure(parts.read), again=figure(parts.again)
                ),
            ),
            (
                figure(parts.worth),
                _("worth a look, {looked} looked at").format(looked=figure(parts.looked)),
            ),
            (figure(parts.opened), _("cases opened")),
            (figure(parts.without_reason), _("no reason found; not “clear”")),
            (
                _("{looked} of {drawn}").format(
                    looked=figure(parts.sample_looked), drawn=figure(parts.sample)
                ),
                _("sample of the rest looked at"),
            ),
        )
        for tile, (number, words) in zip(self.tiles, told, strict=True):
            tile.show_lines(
                (Text(number, size=Size.NUMBER, bold=True, whole=True),),
                (Text(words, "text2", Size.SMALL, whole=True),),
            )

    def _rows_read(self) -> None:
        self._is_read = True
        self._show_nothing()

    def _show_nothing(self) -> None:
        """Once the queue was read: an empty list before that says nothing."""
        heads = self.heads
        is_empty = self._is_read and not self.model.rowCount()
        self.nothing.setVisible(is_empty and heads is not None)
        if heads is None or not is_empty:
            return
        if not heads.runs:
            title = _("Nothing was sifted yet")
            text = _(
                "Sift files of declarations: each is judged as intake would, and only what has a "
                "reason waits here."
            )
        elif self.query != SiftQuery():
            title = _("Nothing waits here")
            text = _("Choose another reason, day or word, or sift files.")
        else:
            title = _("All that had a reason was looked at")
            text = _("The sample of the rest is behind its own button; sift the next files.")
        self.nothing.say(title, text)
        self.side.show_page(None, {})


def _let(button: ActButton, why: str) -> None:
    if why:
        button.refuse(why)
    else:
        button.allow()


def _run_said(at: datetime, files: tuple[str, ...]) -> str:
    count = plural(len(files), "{n} file", "{n} files")
    return f"{day(local_day(at))} {clock_time(at)}, {count}"
