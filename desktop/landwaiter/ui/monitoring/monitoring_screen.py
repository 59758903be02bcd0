"""Monitoring programmes beside the figures of the newest run, and the cases behind a figure."""

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.monitoring import deeds
from landwaiter.domain.monitoring.programme import TradeFigure, together
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.wording import shown_mass
from landwaiter.services.monitoring.programme_words import told_rules, told_values
from landwaiter.services.monitoring.programmes import Programme
from landwaiter.services.monitoring.run_results import Run
from landwaiter.services.trade.watched_store import WatchedTrade
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column, facts, panel, scrolled
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, InlineCell, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.words import clock_time, day, local_day, short_hash

_SIDE, _NARROW_SIDE = 300, 280
"""Widths at scale 1; the narrow one beside the help."""


def _programme(one: Programme) -> InlineCell:
    state = _("ended") if one.ended else _("version {version}").format(version=one.version)
    watched = "; ".join(takes for _title, takes in told_rules(one.watch))
    first: Line = (Text(one.name, bold=True), Gap(8), Text(state, "muted"))
    return InlineCell((first, (Text(watched, "text2"),)))


PROGRAMMES: tuple[TableColumn[Programme], ...] = (TableColumn(N_("Programme"), _programme),)


def _plain(text: str, *, right: bool = False, mono: bool = False) -> InlineCell:
    return InlineCell(((Text(text, mono=mono, whole=right or mono),),), right=right)


FIGURES: tuple[TableColumn[TradeFigure], ...] = (
    TableColumn(N_("Month"), lambda one: _plain(one.month, mono=True), width=74, fixed=True),
    TableColumn(N_("To"), lambda one: _plain(one.destination or "–"), width=44, fixed=True),
    TableColumn(
        N_("Heading"), lambda one: _plain(one.heading or "–", mono=True), width=60, fixed=True
    ),
    TableColumn(
        N_("Cases"), lambda one: _plain(str(len(one.cases)), right=True), width=54, right=True
    ),
    TableColumn(N_("Lines"), lambda one: _plain(str(one.lines), right=True), width=54, right=True),
    TableColumn(N_("Value"), lambda one: _plain(told_values(one.values), right=True), right=True),
    TableColumn(
        N_("Net mass"),
        lambda one: _plain(shown_mass(one.mass_kg), right=True),
        width=104,
        right=True,
    ),
)
CASES: tuple[TableColumn[str], ...] = (
    TableColumn(N_("Reference"), lambda reference: _plain(reference, mono=True)),
)


class MonitoringScreen(QWidget):
    """Signals: `chosen(name)`, `new_asked`, `change_asked(Programme)`, `end_asked(Programme)`,
    `run_asked(Programme)`, `again_asked(Programme)`, `export_asked(Programme, audit entry)`,
    `case_asked(reference)`."""

    chosen = Signal(str)
    new_asked = Signal()
    change_asked = Signal(object)
    end_asked = Signal(object)
    run_asked = Signal(object)
    again_asked = Signal(object)
    export_asked = Signal(object, int)
    case_asked = Signal(str)
    store_asked = Signal()
    """Declarations of the trade store that the programme watches."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = LoadingBar()
        self.run: Run | None = None
        self.programmes: RowModel[Programme] = RowModel(PROGRAMMES, key=lambda row: row.id)
        self.list = ListView(self.programmes, row_height=44)
        self.figures: RowModel[TradeFigure] = RowModel(
            FIGURES, key=lambda row: (row.month, row.destination, row.heading)
        )
        self.table = ListView(self.figures)
        self.cases: RowModel[str] = RowModel(CASES)
        self.behind = ListView(self.cases)
        self._build()
        self._connect()
        self._check()

    def show_programmes(self, found: tuple[Programme, ...], name: str) -> None:
        """Every programme, the one of this name under the cursor."""
        with QSignalBlocker(self.list):  # the reset marks the first row, which nobody chose
            self.programmes.show_rows(found)
            place = next((no for no, one in enumerate(found) if one.name == name), 0)
            self.list.selectRow(place)
        self._check()

    def show_run(self, run: Run | None) -> None:
        """The figures of a run; None: the programme was never run."""
        self.run = run
        self.figures.show_rows(run.figures if run else ())
        self._figures.name(_("Figures"), _head(run))
        self._rest.empty()
        if run is not None:
            self._rest.add(facts(_rests_on(run), width=100))
            self._rest.show()
        else:
            self._rest.hide()
        self._show_cases()
        self._check()

    def show_store(self, found: WatchedTrade | None) -> None:
        """What the programme watches in the trade store; nothing where it watches nothing there."""
        self._store.empty()
        self._store.setVisible(found is not None and found.declarations > 0)
        if found is None or not found.declarations:
            return
        listed = ActButton(_("List…"), keys="L", small=True)
        listed.clicked.connect(self.store_asked)
        said: list[tuple[str, Line]] = [
            (_("Declarations"), (Text(str(found.declarations)),)),
            (_("with a case"), (Text(str(found.opened)),)),
            (_("Lines"), (Text(str(found.lines)),)),
            (_("Value"), (Text(f"EUR {found.value_eur:.2f}"),)),
            (_("Mass"), (Text(shown_mass(found.mass_kg)),)),
        ]
        self._store.add(facts(said, width=100))
        self._store.add(listed)

    @property
    def current(self) -> Programme | None:
        found: Programme | None = self.list.current_row()
        return found

    def _build(self) -> None:
        self._actor: Actor | None = None
        self.new = ActButton(_("New…"), icon="plus", keys="N", kind=ButtonKind.PRIMARY)
        self.run_now = ActButton(_("Run…"), icon="next", keys="R")
        self.change = ActButton(_("Change…"), icon="edit", keys="C")
        self.again = ActButton(_("Run again"), icon="tick", keys="A")
        self.export = ActButton(_("Report…"), icon="reports", keys="Ctrl+P")
        self.end = ActButton(_("End…"), icon="cross", keys="E")
        title = MarkLabel(
            (
                Text(_("Monitoring"), size=Size.TITLE, bold=True),
                Gap(8),
                Text(_("rules over trade, and figures that reproduce"), "text2"),
            )
        ).elastic()
        head = panel("head")
        head.setLayout(
            across(
                title,
                self.new,
                self.change,
                self.run_now,
                self.again,
                self.export,
                self.end,
                margins=(16, 9, 16, 10),
            )
        )
        nothing = EmptyState(
            "reports",
            _("No programme yet"),
            _(
                "A programme is a set of rules over goods, destinations, parties and a period. "
                "Press N to begin one."
            ),
        )
        left = Card(_("Programmes"))
        left.add(or_nothing(self.programmes, self.list, nothing))  # type: ignore[arg-type]  # any rows
        self._figures = Card(_("Figures"), _head(None))
        never = EmptyState(
            "columns",
            _("No figures"),
            _(
                "Press N to begin a programme, and R to run it; a run that found nothing shows "
                "none either."
            ),
        )
        self._figures.add(or_nothing(self.figures, self.table, never))  # type: ignore[arg-type]  # any rows
        self._behind = Card(_("Cases behind the figure"))
        self._behind.add(self.behind)
        self._store = Card(_("Sifted declarations that it watches"))
        self._store.hide()
        self._rest = Card(_("What the figures rest on"))
        right = QWidget()
        right.setLayout(column(self._behind, self._store, self._rest, gap=10))
        right.layout().setStretch(0, 1)  # type: ignore[union-attr]  # just set
        area = scrolled(right)
        self._sides: tuple[QWidget, ...] = (left, area)
        self.give_room(is_given=False)
        page = panel("page")
        page.setLayout(across(left, self._figures, area, gap=10, margins=(12, 10, 12, 10)))
        page.layout().setStretch(1, 1)  # type: ignore[union-attr]  # just set
        self.setLayout(column(head, self.bar, page))
        self.layout().setStretch(2, 1)  # type: ignore[union-attr]  # just set
        self.setFocusProxy(self.list)

    def give_room(self, *, is_given: bool) -> None:
        """To the help: both sides are as narrow as they can be read."""
        for side in self._sides:
            side.setFixedWidth(fonts.px(_NARROW_SIDE if is_given else _SIDE))

    def _connect(self) -> None:
        self.list.shown.connect(self._choose)
        self.table.shown.connect(lambda _row: self._show_cases())
        self.table.opened.connect(lambda _row: self.behind.setFocus())
        self.behind.opened.connect(self._ask_case)
        self.new.clicked.connect(self.new_asked)
        self.change.clicked.connect(lambda: self._ask(self.change_asked))
        self.run_now.clicked.connect(lambda: self._ask(self.run_asked))
        self.again.clicked.connect(lambda: self._ask(self.again_asked))
        self.end.clicked.connect(lambda: self._ask(self.end_asked))
        self.export.clicked.connect(self._ask_export)
        keys.bind(
            "monitoring",
            self,
            {
                "new": self.new.click,
                "change": self.change.click,
                "run": self.run_now.click,
                "again": self.again.click,
                "end": self.end.click,
                "export": self.export.click,
                "store": self._ask_store,
            },
        )

    def _choose(self, programme: Programme | None) -> None:
        self._check()
        if programme is not None:
            self.chosen.emit(programme.name)

    def _ask(self, signal: object) -> None:
        if self.current is not None:
            signal.emit(self.current)  # type: ignore[attr-defined]  # a bound signal

    def _ask_case(self, reference: str) -> None:
        self.case_asked.emit(reference)

    def _ask_export(self) -> None:
        if self.current is not None and self.run is not None:
            self.export_asked.emit(self.current, self.run.head_seq)

    def _ask_store(self) -> None:
        if self._store.isVisible():
            self.store_asked.emit()

    def _show_cases(self) -> None:
        figure = self.table.current_row()
        found = figure.cases if figure else ()
        self.cases.show_rows(found)
        self._behind.setVisible(bool(found))
        self._behind.name(_("Cases behind the figure"), str(len(found)) if found else "")

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self._check()

    def _why_not(self, deed: Deed[Any, Any]) -> str:
        return "" if self._actor is None else deed.why_not(self._actor, self.current)

    def _check(self) -> None:
        """Grey what cannot be done now, with the reason."""
        programme, ran = self.current, self.run is not None
        missing = "" if programme else _("no programme is chosen")
        never = "" if ran else _("the programme was never run")
        for button, why in (
            (self.new, self._why_not(deeds.BEGIN_MONITOR)),
            (self.change, self._why_not(deeds.CHANGE_MONITOR) or missing),
            (self.run_now, self._why_not(deeds.RUN_MONITOR) or missing),
            (self.end, self._why_not(deeds.END_MONITOR) or missing),
            (self.again, missing or never),
            (self.export, missing or never),
        ):
            if why:
                button.refuse(why)
            else:
                button.allow()


def _head(run: Run | None) -> str:
    if run is None:
        return _("never run")
    whole = together(run.figures)
    cases = plural(len(whole.cases), "{n} case", "{n} cases")
    return _("{cases}, {value}, {mass}").format(
        cases=cases, value=told_values(whole.values), mass=shown_mass(whole.mass_kg)
    )


def _rests_on(run: Run) -> list[tuple[str, Line]]:
    at = f"{day(local_day(run.at))} {clock_time(run.at)}, {run.author}"
    rows: list[tuple[str, Line]] = [
        (_("When"), (Text(at),)),
        (_("Rules"), (Text(_("version {version}").format(version=run.version)),)),
        (_("Audit entry"), (Text(f"#{run.head_seq}", mono=True),)),
        (_("Looked at"), (Text(plural(run.looked_at, "{n} line", "{n} lines")),)),
        (_("Result"), (Text(f"SHA-256 {short_hash(run.sha256)}", mono=True),)),
    ]
    rows += [
        (one.pack.replace("_", " "), (Text(f"{one.edition}, {_(one.trust)}", "text2"),))
        for one in run.editions
    ]
    return rows
