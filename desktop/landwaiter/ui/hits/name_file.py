"""Screening a file of names: what is asked, how far it is, and the table of what was found."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from landwaiter.errors import Fault, Invalid
from landwaiter.i18n import N_, _, figure, plural
from landwaiter.services.base.wording import shown_score
from landwaiter.services.hits.name_batches import Batch
from landwaiter.services.hits.screening_jobs import ScreeningResult
from landwaiter.ui.hits.name_form import NAMES
from landwaiter.ui.kit import fonts, marks
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.dropzone import DropZone
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.field_row import field_row
from landwaiter.ui.kit.figures import thousandths_of
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import InlineCell, Text, stated
from landwaiter.ui.kit.label import label
from landwaiter.ui.kit.outcome import OutcomeLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.words import not_stated


@dataclass(frozen=True, slots=True)
class FileRequest:
    """A file of names to screen; `threshold` in thousandths, None: that of each list."""

    path: Path
    country: str | None = None
    threshold: int | None = None


def _best(result: ScreeningResult) -> InlineCell:
    if not result.hits:
        return InlineCell(((Text(_("no hit"), "muted"),),))
    return InlineCell(((Text(result.hits[0].match.matched_name, bold=True),),))


def _claim(result: ScreeningResult) -> InlineCell:
    return InlineCell((marks.claim(result.hits[0].claim),)) if result.hits else _best(result)


def _of_best(result: ScreeningResult) -> InlineCell:
    said = shown_score(result.hits[0].match.score) if result.hits else "–"
    return InlineCell(((Text(said, whole=True),),), right=True)


FILE_COLUMNS: tuple[TableColumn[ScreeningResult], ...] = (
    TableColumn(
        N_("Name"), lambda row: InlineCell(((Text(row.query.name, bold=True),),)), fixed=True
    ),
    TableColumn(N_("Id"), lambda row: InlineCell(((stated(row.query.id, _("none")),),)), width=70),
    TableColumn(
        N_("Country"),
        lambda row: InlineCell(((stated(row.query.country, not_stated()),),)),
        width=80,
    ),
    TableColumn(
        N_("Hits"),
        lambda row: InlineCell(((Text(str(len(row.hits)), whole=True),),), right=True),
        value=lambda row: len(row.hits),
        width=54,
        right=True,
    ),
    TableColumn(N_("Best"), _best),
    TableColumn(
        N_("Score"),
        _of_best,
        value=lambda row: row.hits[0].match.score if row.hits else -1,
        width=64,
        right=True,
    ),
    TableColumn(
        N_("List"),
        lambda row: InlineCell(((stated(row.hits[0].list if row.hits else None, _("none")),),)),
        width=110,
    ),
    TableColumn(N_("Claim"), _claim, width=170, widest=marks.claims),
)


class FileForm(Card):
    """`file_asked(FileRequest)`, `choose_asked`, `cancel_asked`; the file chosen stays."""

    file_asked = Signal(object)
    choose_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Screen a file"), icon="document", parent=parent)
        self.zone = DropZone(_("Drop a CSV, Excel or text file here"), _("Choose…"), keys="Ctrl+O")
        self.country = text_field(_("where none is stated"), name=_("Country"))
        self.threshold = text_field(_("as set for each list"), name=_("Threshold"))
        self.outcome = OutcomeLabel()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Progress"))
        self.progress.hide()
        self.told = label("", "text2", size=Size.SMALL)
        self.told.hide()
        self.cancel = ActButton(_("Cancel"))
        self.cancel.hide()
        self.act = ActButton(_("Screen"), icon="search", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self.path: Path | None = None
        self._build()
        self.zone.dropped.connect(lambda paths: self.show_file(paths[0]))
        self.zone.choose_asked.connect(self.choose_asked)
        self.act.clicked.connect(self.ask)
        self.cancel.clicked.connect(self.cancel_asked)
        self.setFocusProxy(self.zone.button)
        self._check()

    def show_file(self, path: Path) -> None:
        """This file is screened when the act is pressed."""
        self.path = path
        self.zone.show_files((path,))
        self.outcome.forget()
        self._check()

    def show_progress(self, done: int, total: int) -> None:
        """How far the screening is; a total of 0 is unknown."""
        said = _("reading the file")
        if total:
            said = plural(total, "{done} of {n} name", "{done} of {n} names", done=figure(done))
        self.told.show_lines((Text(said, "text2", Size.SMALL),))
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self._show_running(True)

    def show_ended(self) -> None:
        """Nothing runs any more."""
        self._show_running(False)

    def show_fault(self, fault: Fault) -> None:
        self.show_ended()
        self.outcome.show_fault(fault)

    def ask(self) -> None:
        if self.path is None:
            self.choose_asked.emit()
            return
        try:
            threshold = thousandths_of(self.threshold.text(), _("threshold"))
        except Invalid as fault:
            self.outcome.show_fault(fault)
            self.threshold.setFocus()
            return
        self.outcome.forget()
        self.file_asked.emit(FileRequest(self.path, self.country.text().strip() or None, threshold))

    def _show_running(self, running: bool) -> None:
        self.progress.setVisible(running)
        self.told.setVisible(running)
        self.cancel.setVisible(running)
        if running:
            self.act.refuse(_("it is running"))
        else:
            self._check()

    def _check(self) -> None:
        if self.path is None:
            self.act.refuse(_("choose a file"))
        else:
            self.act.allow()

    def _build(self) -> None:
        note = _(
            "CSV or Excel with a column name, and optionally id, kind (person, organisation, "
            "vessel), country, identifier, born; or text with one name a line. What is screened "
            "is kept until the file is done: cancelled, it goes on there."
        )
        self.add(
            column(
                self.zone,
                label(note, "muted", size=Size.SMALL, wrap=True),
                field_row(_("Country"), self.country, width=NAMES),
                field_row(_("Threshold"), self.threshold, width=NAMES),
                self.progress,
                self.told,
                self.outcome,
                across(0, self.cancel, self.act),
                gap=8,
                margins=(12, 10, 12, 12),
            )
        )


class FileResults(Card):
    """One line per name; `opened(ScreeningResult)`, `export_asked("xlsx", "json" or "csv")`."""

    opened = Signal(object)
    export_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.json = ActButton(_("Export JSON"), icon="export", small=True)
        self.csv = ActButton(_("Export CSV"), icon="export", small=True)
        self.xlsx = ActButton(_("Export Excel"), icon="export", small=True)
        acts = (self.xlsx, self.csv, self.json)
        super().__init__(_("Names of the file"), acts=acts, parent=parent)
        self.results: tuple[ScreeningResult, ...] = ()
        self.batch: Batch | None = None
        """The whole file, of which `results` may be those with a hit alone."""
        self.model: RowModel[ScreeningResult] = RowModel(FILE_COLUMNS, key=lambda row: row.query)
        self.list = ListView(self.model)
        self.outcome = OutcomeLabel()
        nothing = EmptyState(
            "document",
            _("No file was screened yet"),
            _("Choose a file at the left, or drop it there."),
        )
        stack = or_nothing(self.model, self.list, nothing)  # type: ignore[arg-type]  # any rows
        self.add(column(self.outcome, stack))
        self.setMinimumHeight(fonts.px(300))
        self.list.opened.connect(self.opened)
        self.json.clicked.connect(lambda: self.export_asked.emit("json"))
        self.csv.clicked.connect(lambda: self.export_asked.emit("csv"))
        self.xlsx.clicked.connect(lambda: self.export_asked.emit("xlsx"))
        self._check()

    def show_results(
        self, results: tuple[ScreeningResult, ...], batch: Batch | None = None
    ) -> None:
        """Names with hits first, the best score first."""
        self.results, self.batch = results, batch
        ordered = sorted(results, key=lambda r: -r.hits[0].match.score if r.hits else 1)
        self.model.show_rows(tuple(ordered))
        self.outcome.forget()
        names, found = len(results), sum(1 for result in results if result.hits)
        if batch is not None:
            names, found = batch.names, batch.with_hits
            if said := _notes(batch, len(results)):
                self.outcome.show_done(said)
        self.name(
            _("Names of the file"),
            _("{names}, {found}").format(
                names=plural(names, "{n} name", "{n} names"),
                found=plural(found, "{n} with a hit", "{n} with hits"),
            ),
        )
        self._check()

    def _check(self) -> None:
        for button in (self.json, self.csv, self.xlsx):
            if self.results or self.batch:
                button.allow()
            else:
                button.refuse(_("screen a file first"))
        if self.results and self.batch is None:
            self.xlsx.refuse(_("screen a file first"))


def _notes(batch: Batch, shown: int) -> str:
    """What is not seen in the table: names without a hit, and what was screened before."""
    said = []
    if shown < batch.names:
        said.append(
            plural(
                batch.names - shown,
                "Only names with a hit are shown; the {n} other is in what is exported.",
                "Only names with a hit are shown; the {n} others are in what is exported.",
            )
        )
    if batch.resumed:
        said.append(
            plural(
                batch.resumed,
                "{n} name was screened before and is as it was.",
                "{n} names were screened before and are as they were.",
            )
        )
    return " ".join(said)
