"""Screening: a name, two names, a file; the lists that are screened against; hits that wait."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from landwaiter.domain.lists.listing import Match
from landwaiter.errors import Fault
from landwaiter.i18n import _, plural
from landwaiter.services.base.wording import shown_score
from landwaiter.services.hits.name_batches import Batch
from landwaiter.services.hits.screening_jobs import ScreeningResult
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.ui.hits.explanation import Explanation
from landwaiter.ui.hits.name_file import FileForm, FileResults
from landwaiter.ui.hits.name_form import NameForm, PairForm
from landwaiter.ui.hits.name_hits import NameHits
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Banner, Card, across, column, panel, scrolled
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.filter_chips import ViewTab
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.table import RowModel
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.law.reference_screen import EDITION_COLUMNS

FORM_WIDTH = 340
NAME, PAIR, FILE, LISTS = range(4)


class ScreeningScreen(QWidget):
    """Signals say what is wanted.

    `screen_asked(NameQuery, threshold)` is answered with `show_result`,
    `compare_asked(NamePair)` with `show_comparison`, `file_asked(FileRequest)` with
    `show_file_progress` and `show_file_results`; `choose_file_asked` with `show_file`;
    `cancel_asked`, `export_asked("xlsx", "json" or "csv")`, `hits_asked`, `import_list_asked`,
    `refresh_asked` (answer with `show_lists` and `show_waiting`).
    """

    screen_asked = Signal(object, object)
    compare_asked = Signal(object)
    file_asked = Signal(object)
    choose_file_asked = Signal()
    cancel_asked = Signal()
    export_asked = Signal(str)
    hits_asked = Signal()
    import_list_asked = Signal()
    refresh_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = LoadingBar()
        self._make_parts()
        self._build()
        self._connect()
        self.show_waiting(0, 0)

    def refresh(self) -> None:
        """Ask for lists and hits that wait."""
        self.refresh_asked.emit()

    def show_part(self, number: int) -> None:
        """NAME, PAIR, FILE or LISTS in front."""
        self.tabs[number].setChecked(True)
        self.parts.setCurrentIndex(number)
        # A proxy on a part behind would give the focus to what nobody sees.
        self.setFocusProxy(self._firsts[number])
        self._firsts[number].setFocus()

    def show_waiting(self, mine: int, every: int) -> None:
        """Hits that nobody has judged: on cases of the reader, and on all."""
        self._waiting = every
        if not every:
            said = _("No hit waits for a judgement.")
            self.hits.refuse(_("no hit waits"))
        else:
            said = _("{count} for a judgement: {mine} on your cases.").format(
                count=plural(every, "{n} hit waits", "{n} hits wait"), mine=mine
            )
            self.hits.allow()
            if not mine:
                self.hits.refuse(_("take a case over first"))
        glyph = "screening" if every else "tick"
        self.banner.sentence.show_lines(
            (Glyph(glyph, 14, "text2"), Gap(8), Text(said, size=Size.BODY))
        )

    def show_lists(self, rows: tuple[EditionRow, ...]) -> None:
        """Stale lists first, then by title."""
        ordered = tuple(sorted(rows, key=lambda row: (not row.stale, row.title)))
        self.lists_model.show_rows(ordered)
        stale = sum(1 for row in rows if row.stale)
        said = plural(len(rows), "{n} list", "{n} lists")
        if stale:
            said = _("{lists}, {stale} past the age limit").format(lists=said, stale=stale)
        self._lists_card.name(_("Screened against"), said)
        self.tabs[LISTS].show_count(str(len(rows)))

    def show_result(self, result: ScreeningResult) -> None:
        """The hits of the name asked for; the list takes the focus where there are some."""
        self.name_hits.show_result(result)
        if result.hits:
            self.name_hits.list.setFocus()

    def show_comparison(self, match: Match) -> None:
        self._compared.show_lines(
            (
                Text(shown_score(match.score), size=Size.TITLE, bold=True),
                Gap(8),
                Text(_("of 1; whether that is a hit, the threshold of a list decides."), "text2"),
            )
        )
        self.comparison.show_match(match)
        self._compared_parts.setCurrentIndex(1)

    def show_file(self, path: Path) -> None:
        self.file_form.show_file(path)

    def show_file_progress(self, done: int, total: int) -> None:
        self.file_form.show_progress(done, total)

    def show_file_ended(self) -> None:
        """The job came to no result: it was cancelled."""
        self.file_form.show_ended()

    def show_file_results(
        self, results: tuple[ScreeningResult, ...], batch: Batch | None = None
    ) -> None:
        """`results` are those to show; `batch` is the whole file where they are not all."""
        self.file_form.show_ended()
        self.file_results.show_results(results, batch)
        self.file_results.list.setFocus()

    def show_exported(self, path: Path) -> None:
        self.file_results.outcome.show_done(_("Written: {file}.").format(file=path))

    def show_export_fault(self, fault: Fault) -> None:
        self.file_results.outcome.show_fault(fault)

    def show_name_fault(self, fault: Fault) -> None:
        self.name_form.outcome.show_fault(fault)

    def show_pair_fault(self, fault: Fault) -> None:
        self.pair_form.outcome.show_fault(fault)

    def show_file_fault(self, fault: Fault) -> None:
        self.file_form.show_fault(fault)

    def _make_parts(self) -> None:
        self.name_form, self.name_hits = NameForm(), NameHits()
        self.pair_form, self.comparison = PairForm(), Explanation()
        self.file_form, self.file_results = FileForm(), FileResults()
        self.lists_model: RowModel[EditionRow] = RowModel(EDITION_COLUMNS, key=lambda row: row.id)
        self.lists = ListView(self.lists_model)
        self.hits = ActButton(
            _("Judge hits"), icon="screening", keys="H", kind=ButtonKind.SECONDARY, small=True
        )
        self.banner = Banner(ground="tint", edge="accent", act=self.hits)
        self.import_list = ActButton(
            _("Import a watch list…"), icon="take-in", keys="L", small=True
        )

    def _build(self) -> None:
        titles = (_("A name"), _("Two names"), _("A file"), _("Lists"))
        self.tabs = [ViewTab(title) for title in titles]
        self.tabs[NAME].setChecked(True)
        strip = panel("strip")
        strip.setLayout(across(*self.tabs, 0, gap=2, margins=(12, 1, 12, 1)))
        said = _("names against the lists in force; no case is changed here")
        title = MarkLabel(
            (Text(_("Screening"), size=Size.TITLE, bold=True), Gap(8), Text(said, "text2"))
        ).elastic()
        head = panel("head")
        head.setLayout(across(title, margins=(16, 9, 16, 10)))
        self.parts = QStackedWidget()
        for part in (
            _beside(self.name_form, self.name_hits),
            _beside(self.pair_form, self._comparison()),
            _beside(self.file_form, self.file_results),
            self._lists(),
        ):
            self.parts.addWidget(part)
        self.setLayout(column(head, self.banner, strip, self.bar, self.parts))
        self.layout().setStretch(4, 1)  # type: ignore[union-attr]  # just set
        self._firsts: tuple[QWidget, ...] = (
            self.name_form.name_field,
            self.pair_form.first,
            self.file_form.zone.button,
            self.lists,
        )

    def _comparison(self) -> QWidget:
        self._compared = MarkLabel()
        shown = QWidget()
        shown.setLayout(column(self._compared, self.comparison, gap=10))
        self._compared_parts = QStackedWidget()
        self._compared_parts.addWidget(
            EmptyState(
                "screening",
                _("No names were compared yet"),
                _("Type two names at the left: which words met, and what each part adds."),
            )
        )
        self._compared_parts.addWidget(shown)
        return self._compared_parts

    def _lists(self) -> QWidget:
        self._lists_card = Card(_("Screened against"), acts=(self.import_list,))
        importing = ActButton(_("Import a watch list…"), icon="take-in", kind=ButtonKind.PRIMARY)
        importing.clicked.connect(self.import_list_asked)
        nothing = EmptyState(
            "list",
            _("There is no watch list yet"),
            _("Import one first: without a list, screening finds nothing and clears nobody."),
            importing,
        )
        stack = or_nothing(self.lists_model, self.lists, nothing)  # type: ignore[arg-type]  # any rows
        self._lists_card.add(stack)
        made = panel("page")
        made.setLayout(column(self._lists_card, margins=(12, 10, 12, 10)))
        return made

    def _connect(self) -> None:
        for number, tab in enumerate(self.tabs):
            tab.clicked.connect(lambda _checked=False, number=number: self.show_part(number))
        self.name_form.screen_asked.connect(self.screen_asked)
        self.pair_form.compare_asked.connect(self.compare_asked)
        self.file_form.file_asked.connect(self.file_asked)
        self.file_form.choose_asked.connect(self.choose_file_asked)
        self.file_form.cancel_asked.connect(self.cancel_asked)
        self.file_results.export_asked.connect(self.export_asked)
        self.file_results.opened.connect(self._show_names_of)
        self.hits.clicked.connect(self.hits_asked)
        self.import_list.clicked.connect(self.import_list_asked)
        self.setFocusProxy(self.name_form)
        parts = ("name", "pair", "file", "lists")
        keys.bind(
            "screening",
            self,
            {
                **{part: partial(self.show_part, at) for at, part in enumerate(parts)},
                "hits": self.hits.click,
                "import_list": self.import_list.click,
                "choose": self._choose_file,
                "screen": self._ask,
            },
        )

    def _choose_file(self) -> None:
        """A file of names, where one is asked for."""
        if self.parts.currentIndex() == FILE:
            self.choose_file_asked.emit()

    def _ask(self) -> None:
        """Ctrl+Enter means the form in front; the lists have none."""
        asks = (self.name_form.ask, self.pair_form.ask, self.file_form.ask)
        if self.parts.currentIndex() < len(asks):
            asks[self.parts.currentIndex()]()

    def _show_names_of(self, result: ScreeningResult) -> None:
        """A line of the file, explained as if its name had been asked alone."""
        self.name_form.name_field.setText(result.query.name)
        self.show_part(NAME)
        self.show_result(result)


def _beside(form: QWidget, shown: QWidget) -> QWidget:
    form.setFixedWidth(fonts.px(FORM_WIDTH))
    page = panel("page")
    page.setLayout(across(column(form, 0), shown, gap=12, margins=(12, 10, 12, 10)))
    layout = page.layout()
    if layout is not None:
        layout.setStretch(1, 1)  # type: ignore[attr-defined]  # a box layout, just set
    return scrolled(page)
