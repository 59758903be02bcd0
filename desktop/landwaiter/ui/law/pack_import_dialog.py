"""Taking in reference data: what every import dialog has, and the one of packs."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from landwaiter.errors import Fault, Invalid
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.intake_fault import IntakeFault
from landwaiter.services.law.official_files import OfficialImport, OfficialPreview
from landwaiter.services.law.packs import PackImport
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.dropzone import DropZone
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import InlineCell, Text, stated
from landwaiter.ui.kit.keys import on_key, on_submit
from landwaiter.ui.kit.label import label
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.law.official_file_form import OfficialForm, preview_sentence


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was rejected, and the file it stands in."""

    file: str
    rejected: IntakeFault


def _place(row: RefusedRow) -> InlineCell:
    at = row.rejected.row
    return InlineCell(((stated(str(at) if at else None, _("whole")),),))


def _named(name: str, absent: str = N_("not stated")) -> Callable[[RefusedRow], InlineCell]:
    return lambda row: InlineCell(((stated(getattr(row.rejected, name), _(absent)),),))


REJECTED_COLUMNS: tuple[TableColumn[RefusedRow], ...] = (
    TableColumn(N_("File"), lambda row: InlineCell(((Text(row.file),),)), width=120),
    TableColumn(N_("Row"), _place, width=52),
    TableColumn(N_("Field"), _named("field"), width=90),
    TableColumn(N_("Value"), _named("value"), width=110),
    TableColumn(N_("What is wrong"), _named("message"), fixed=True),
    TableColumn(N_("Remedy"), _named("remedy", N_("none given")), width=200),
)


class ImportPane(Pane):
    """One file dropped or chosen, and the act that takes it in."""

    choose_asked = Signal()

    def __init__(
        self, title: str, about: str, hint: str, ask: Callable[[], None], parent: QWidget | None
    ) -> None:
        super().__init__(title, about, width=760, parent=parent)
        self.paths: tuple[Path, ...] = ()
        self._why_not = ""
        self.zone = DropZone(hint, _("Choose…"), keys="Ctrl+O")
        self.act = ActButton(
            _("Import"), icon="take-in", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY
        )
        self.zone.dropped.connect(self.show_files)
        self.zone.choose_asked.connect(self.choose_asked)
        self.act.clicked.connect(ask)
        on_submit(self, ask)
        on_key("Ctrl+O", self, self.choose_asked.emit)
        self.setFocusProxy(self.zone.button)

    def show_files(self, paths: tuple[Path, ...]) -> None:
        """These are taken in when the act is pressed."""
        self.paths = paths
        self.zone.show_files(paths)
        self.outcome.forget()
        self.check()

    def show_refused(self, why: str) -> None:
        """The rules forbid it to who is signed in; empty: they do not."""
        self._why_not = why
        self.check()

    def show_running(self) -> None:
        self.act.refuse(_("it is running"))

    def show_ended(self) -> None:
        """Nothing runs any more."""
        self.check()

    def show_fault(self, fault: Fault) -> None:
        self.show_ended()
        super().show_fault(fault)

    def check(self) -> None:
        why = self.missing()
        if why:
            self.act.refuse(why)
        else:
            self.act.allow()

    def missing(self) -> str:
        return self._why_not or ("" if self.paths else _("choose a file"))


class ImportPackDialog(ImportPane):
    """`import_asked(Path)` for a pack, `official_asked(Path, OfficialHead)` for an official file.

    `looked_at(Path)` asks which of them a file is: answer with `show_form`. `preview_asked(Path,
    OfficialHead or None)`: answer with `show_preview`; an import with `show_imported` or
    `show_official`. `choose_folder_asked` asks for the folder of a pack.
    """

    import_asked = Signal(object)
    official_asked = Signal(object, object)
    preview_asked = Signal(object, object)
    looked_at = Signal(object)
    choose_folder_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Import a pack"),
            _("a dated edition of reference data; older ones stay"),
            _("Drop a pack or an official file here: zip, folder, Excel, CSV, JSON"),
            self.ask,
            parent,
        )
        self.folder = ActButton(_("Choose a folder…"), keys="Ctrl+Shift+O", small=True)
        self.look = ActButton(_("Preview"), keys="Ctrl+P")
        self.form = OfficialForm()
        self.refused: RowModel[RefusedRow] = RowModel(REJECTED_COLUMNS)
        self._card = Card(_("Rejected rows"))
        self._build_pack()
        self.form.edited.connect(self.check)
        self.check()

    def show_files(self, paths: tuple[Path, ...]) -> None:
        """One pack or file; `pack.toml` stands for the folder it lies in."""
        first = paths[0]
        path = first.parent if first.name == "pack.toml" else first
        self.form.hide()
        self._forget()
        super().show_files((path,))
        self.looked_at.emit(path)

    def show_form(self, is_pack: bool) -> None:
        """An official file does not say its edition: it is asked for."""
        self.form.setVisible(not is_pack)
        self.check()
        if not is_pack:
            self.form.kind.setFocus()

    def show_imported(self, came: PackImport, read: OfficialPreview | None = None) -> None:
        self.show_ended()
        row, warned = came.row, read.warnings if read else ()
        if row is None:
            self.show_done(" ".join((*came.said, *warned)))
            return
        done = _("{title}, edition {edition}, is in the casebook: {rows}, {trust}.").format(
            title=row.title,
            edition=row.edition,
            rows=plural(row.rows, "{n} row", "{n} rows"),
            trust=row.trusted,
        )
        self.show_done(" ".join((done, *warned, *came.said)))

    def show_official(self, result: OfficialImport) -> None:
        """What an official file gave: its edition, or the rows that were rejected."""
        if result.came is None:
            self.show_preview(result.preview)
        else:
            self.show_imported(result.came, result.preview)

    def show_preview(self, found: OfficialPreview) -> None:
        """First rows and what would change; or the rejected rows, with which nothing is kept."""
        self.show_ended()
        self._forget()
        if found.rejected:
            self.refused.show_rows(tuple(RefusedRow(found.file, row) for row in found.rejected))
            self._card.show()
            rows = len({row.row for row in found.rejected})
            count = plural(rows, "{n} row is", "{n} rows are")
            said = _("{count} rejected: the file is taken in whole or not at all.")
            remedy = _("Correct the file as said above, then look at it again.")
            super().show_fault(Invalid(said.format(count=count), remedy=remedy))
            return
        self.form.show_rows(found)
        self.show_done(preview_sentence(found))

    def show_fault(self, fault: Fault) -> None:
        self.form.propose_mapping(fault)
        super().show_fault(fault)

    def ask(self) -> None:
        self._ask(self.act, lambda: self.import_asked.emit(self.paths[0]), self.official_asked)

    def ask_preview(self) -> None:
        self._ask(
            self.look, lambda: self.preview_asked.emit(self.paths[0], None), self.preview_asked
        )

    def _ask(self, act: ActButton, for_pack: Callable[[], None], official: SignalInstance) -> None:
        if not act.isEnabled():
            return
        self.outcome.forget()
        if self.form.isHidden():
            for_pack()
            return
        try:
            head = self.form.head()
        except Invalid as fault:
            super().show_fault(fault)
            return
        official.emit(self.paths[0], head)

    def show_running(self) -> None:
        super().show_running()
        self.look.refuse(_("it is running"))

    def check(self) -> None:
        super().check()
        if self.paths:
            self.look.allow()
        else:
            self.look.refuse(_("choose a file"))

    def missing(self) -> str:
        unsaid = "" if self.form.isHidden() else self.form.missing()
        return super().missing() or unsaid

    def _forget(self) -> None:
        self._card.hide()
        self.form.forget_rows()

    def _build_pack(self) -> None:
        self.folder.clicked.connect(self.choose_folder_asked)
        self.look.clicked.connect(self.ask_preview)
        on_key("Ctrl+Shift+O", self, self.choose_folder_asked.emit)
        on_key("Ctrl+P", self, self.ask_preview)
        self._card.add(ListView(self.refused))
        self._card.setMinimumHeight(fonts.px(150))
        self._card.hide()
        self.form.hide()
        note = _(
            "A pack says its edition, dates, source, licence and trust itself; an official file is "
            "told them here. A case is judged by the edition in force on its declaration date."
        )
        small = label(note, "muted", size=Size.SMALL, wrap=True)
        body = column(self.zone, across(self.folder, 0), self.form, self._card, small, gap=10)
        self.build(body, self.look, self.act)
