"""Importing a register from a table: what would change, and every row that does not fit."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.domain.registers.register_columns import COLUMNS, TITLES, RegisterKind
from landwaiter.errors import Fault
from landwaiter.i18n import N_, _, plural
from landwaiter.services.registers.register_deeds import RegisterPreview
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.day_field import DayField, day_of, why_no_day
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.dropzone import DropZone
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.field_row import field_row
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.jobs import TrayJob
from landwaiter.ui.kit.keys import on_key, on_submit
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.theme import Ink

LIST_HEIGHT = 260
MOST_SHOWN = 2000


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One line of a preview: what an entry would become, or why a row is refused."""

    place: str
    what: str
    ink: Ink
    text: str
    remedy: str = ""


def preview_rows(preview: RegisterPreview) -> tuple[PreviewRow, ...]:
    """Refusals first; without any, what would be new and what would change."""
    read = preview.read
    if read.problems:
        return tuple(
            PreviewRow(
                _("row {no}").format(no=one.row),
                one.problem.field,
                "high",
                _("“{value}”: {message}").format(
                    value=one.problem.value, message=one.problem.message
                )
                if one.problem.value
                else one.problem.message,
                one.problem.remedy,
            )
            for one in read.problems[:MOST_SHOWN]
        )
    new = [PreviewRow(one.ref, _("new"), "add", _told(one.values)) for one in preview.new]
    changed = [
        PreviewRow(now.ref, _("changed"), "med", _difference(was.values, now.values))
        for was, now in preview.changed
    ]
    stay = [PreviewRow(ref, _("stays"), "muted", _("not in the file")) for ref in preview.missing]
    return tuple([*new, *changed, *stay][:MOST_SHOWN])


def _told(values: object) -> str:
    said = dict(values)  # type: ignore[call-overload]  # a mapping of texts
    return "; ".join(f"{name} {text}" for name, text in said.items() if name != "ref")


def _difference(was: object, now: object) -> str:
    before, after = dict(was), dict(now)  # type: ignore[call-overload]  # mappings of texts
    names = sorted({*before, *after})
    moved = [
        f"{name} {before.get(name, '—')} → {after.get(name, '—')}"
        for name in names
        if before.get(name) != after.get(name)
    ]
    return "; ".join(moved) or _("its lines")


def _columns() -> tuple[TableColumn[PreviewRow], ...]:
    return (
        TableColumn(
            N_("Place"), lambda row: InlineCell(((Text(row.place, bold=True),),)), width=150
        ),
        TableColumn(N_("What"), lambda row: InlineCell(((Text(row.what, row.ink),),)), width=110),
        TableColumn(N_("Content"), lambda row: InlineCell(((Text(row.text),),)), fixed=True),
        TableColumn(
            N_("Remedy"), lambda row: InlineCell(((Text(row.remedy, "text2"),),)), width=260
        ),
    )


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """An import that was previewed and is wanted."""

    path: Path
    preview: RegisterPreview
    as_of: date | None
    source: str
    reason: str


class RegisterImportDialog(Pane):
    """`choose_asked`, `read_asked(path, issuer)`, `import_asked(ImportRequest)`, `cancel_asked`."""

    choose_asked = Signal()
    read_asked = Signal(object, str)
    import_asked = Signal(object)
    cancel_asked = Signal()

    def __init__(self, kind: RegisterKind, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Import a table: {register}").format(register=_(TITLES[kind])),
            _("all of it or nothing"),
            width=960,
            parent=parent,
        )
        self.path: Path | None = None
        self.preview: RegisterPreview | None = None
        self.zone = DropZone(_("Drop a CSV or Excel table here"), _("Choose…"), keys="Ctrl+O")
        self.issuer = text_field(_("BE, or the authority's name"), name=_("Issuer"))
        self.as_of = DayField(
            _("2026-03-01; empty: these are single entries"), name=_("Whole register as of")
        )
        self.source = text_field(_("letter of the ministry"), name=_("Source"))
        self.reason = text_field(_("why it is imported"), name=_("Reason"))
        self.model: RowModel[PreviewRow] = RowModel(_columns(), key=lambda row: row.place)
        self.list = ListView(self.model)
        self._card = Card(_("Preview"))
        self.cancelling = ActButton(_("Cancel"))
        self.act = ActButton(
            _("Import"), icon="take-in", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY
        )
        self._build(kind)
        self._connect()
        self.check()

    def show_files(self, paths: tuple[Path, ...]) -> None:
        """The first of them is read, once the issuer is named."""
        self.path = paths[0] if paths else None
        self.zone.show_files(paths[:1])
        self._read()

    def show_preview(self, preview: RegisterPreview) -> None:
        """What the file holds; with a problem in it nothing can be imported."""
        self.preview = preview
        self.model.show_rows(preview_rows(preview))
        read = preview.read
        self._card.name(
            _("Preview"),
            plural(
                read.rows,
                "{n} row; new {new}, changed {changed}, same {same}, refused {refused}",
                "{n} rows; new {new}, changed {changed}, same {same}, refused {refused}",
                new=len(preview.new),
                changed=len(preview.changed),
                same=preview.same,
                refused=len(read.problems),
            ),
        )
        if read.ignored:
            said = _("Columns that are not read: {names}.").format(names=", ".join(read.ignored))
            self.outcome.show_waiting(said)
        self.check()

    def show_progress(self, job: TrayJob) -> None:
        self.outcome.show_waiting(
            _("Reading row {done} of {total}.").format(done=job.done, total=job.total)
        )
        self.cancelling.allow()

    def show_ended(self) -> None:
        self.cancelling.refuse(_("nothing runs"))
        self.check()

    def show_moved(self, said: tuple[str, ...]) -> None:
        """It waits for a second person now."""
        self.preview = None
        self.model.show_rows(())
        self.show_done(" ".join((_("Moved, not yet in the register."), *said)))
        self.check()

    def show_fault(self, fault: Fault) -> None:
        super().show_fault(fault)
        self.check()

    def ask(self) -> None:
        """Hand the import over, if it is whole."""
        if self.missing() or self.preview is None or self.path is None:
            return
        day = day_of(self.as_of.text())
        self.import_asked.emit(
            ImportRequest(self.path, self.preview, day, self.source.text(), self.reason.text())
        )

    def missing(self) -> str:
        """Why it cannot be imported yet; empty when it can."""
        if not self.issuer.text().strip():
            return _("issuer is missing")
        if self.path is None:
            return _("choose a file")
        if self.preview is None:
            return _("the file is not read")
        if self.preview.read.problems:
            return _("some rows do not fit")
        if why := why_no_day(self.as_of.text()):
            return why
        short = len(self.reason.text().strip()) < SHORTEST_REASON
        return (
            plural(SHORTEST_REASON, "reason needs {n} character", "reason needs {n} characters")
            if short
            else ""
        )

    def check(self) -> None:
        why = self.missing()
        if why:
            self.act.refuse(why)
        else:
            self.act.allow()

    def _build(self, kind: RegisterKind) -> None:
        nothing = EmptyState(
            "take-in",
            _("No table yet"),
            _("Name the issuer and choose a file. Its first row names columns: {names}.").format(
                names=", ".join(one.name for one in COLUMNS[kind])
            ),
        )
        shown: QStackedWidget = or_nothing(self.model, self.list, nothing)  # type: ignore[arg-type]
        self._card.add(shown)
        self._card.setMinimumHeight(fonts.px(LIST_HEIGHT))
        fields = column(
            field_row(_("Issuer"), self.issuer, width=130),
            field_row(_("Whole register as of"), self.as_of, width=130),
            field_row(_("Source"), self.source, width=130),
            field_row(_("Reason"), self.reason, width=130),
            gap=6,
        )
        self.cancelling.refuse(_("nothing runs"))
        body = column(across(self.zone), fields, self._card, gap=10)
        self.build(body, self.cancelling, self.act)

    def _connect(self) -> None:
        self.zone.dropped.connect(self.show_files)
        self.zone.choose_asked.connect(self.choose_asked)
        self.issuer.editingFinished.connect(self._read)
        for line in (self.issuer, self.as_of, self.source, self.reason):
            line.textChanged.connect(lambda _text: self.check())
        self.act.clicked.connect(self.ask)
        self.cancelling.clicked.connect(self.cancel_asked)
        on_submit(self, self.ask)
        on_key("Ctrl+O", self, self.choose_asked.emit)
        self.setFocusProxy(self.issuer)

    def _read(self) -> None:
        issuer = self.issuer.text().strip()
        if self.path is not None and issuer:
            self.outcome.forget()
            self.read_asked.emit(self.path, issuer)
