"""Taking in reference data: a watch list with what is said of it, and a pack."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.pack import Trust
from landwaiter.errors import Fault, Invalid
from landwaiter.i18n import _
from landwaiter.services.intake import Rejected
from landwaiter.services.lists import KINDS, ListHead, ListResult
from landwaiter.services.views import EditionRow
from landwaiter.ui import fonts
from landwaiter.ui.button import ActButton, Kind
from landwaiter.ui.cards import Card, across, column
from landwaiter.ui.dialogs.pane import Pane
from landwaiter.ui.dropzone import DropZone
from landwaiter.ui.fieldrow import choice_box, choose, chosen, field_row, on_key
from landwaiter.ui.figures import date_of
from landwaiter.ui.fonts import Size
from landwaiter.ui.inline import Cell, Text, stated
from landwaiter.ui.label import label
from landwaiter.ui.table import Column, RowModel
from landwaiter.ui.text import text_field
from landwaiter.ui.view import ListView
from landwaiter.ui.words import NOT_STATED, counted, thousands, word

_TRUSTS = [(trust.value, word(trust.value)) for trust in Trust]


def _place(row: Rejected) -> Cell:
    return Cell(((stated(str(row.row) if row.row else None, _("file")),),))


REJECTED_COLUMNS: tuple[Column[Rejected], ...] = (
    Column(_("Row"), _place, width=56),
    Column(_("Field"), lambda row: Cell(((stated(row.field, NOT_STATED),),)), width=110),
    Column(_("Value"), lambda row: Cell(((stated(row.value, NOT_STATED),),)), width=130),
    Column(_("What is wrong"), lambda row: Cell(((Text(row.message),),)), fixed=True),
    Column(_("Remedy"), lambda row: Cell(((stated(row.remedy, _("none given")),),)), width=210),
)


class _ImportPane(Pane):
    """One file dropped or chosen, and the act that takes it in."""

    choose_asked = Signal()

    def __init__(self, title: str, about: str, hint: str, parent: QWidget | None) -> None:
        super().__init__(title, about, width=760, parent=parent)
        self.path: Path | None = None
        self._why_not = ""
        self.zone = DropZone(hint, _("Choose…"), keys="Ctrl+O")
        self.act = ActButton(_("Import"), icon="take-in", keys="Ctrl+Enter", kind=Kind.PRIMARY)
        self.zone.dropped.connect(lambda paths: self.show_file(paths[0]))
        self.zone.choose_asked.connect(self.choose_asked)
        self.act.clicked.connect(self.ask)
        on_key("Ctrl+Return", self, self.ask)
        on_key("Ctrl+O", self, self.choose_asked.emit)
        self.setFocusProxy(self.zone.button)

    def show_file(self, path: Path) -> None:
        """This file is taken in when the act is pressed."""
        self.path = path
        self.zone.show_files((path,))
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
        return self._why_not or ("" if self.path else _("choose a file"))

    def ask(self) -> None:
        raise NotImplementedError


class ImportListDialog(_ImportPane):
    """`import_asked(Path, ListHead)`; answer with `show_result`. What was typed stays."""

    import_asked = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Import a watch list"),
            _("a new edition; older ones stay"),
            _("Drop the publisher’s file here: CSV, XML or JSON; the format is detected"),
            parent,
        )
        self.list_id = text_field(_("eu_sanctions"), name=_("Id"))
        self.kind = choice_box(_("Kind"), [(kind, word(kind)) for kind in KINDS])
        self.title = text_field(_("as in the file"), name=_("Title"))
        self.edition = text_field(_("the day of import"), name=_("Edition"))
        self.published = text_field(_("2026-04-09"), name=_("Published"))
        self.source = text_field(_("the publisher’s page"), name=_("Source"))
        self.licence = text_field(_("CC BY 4.0"), name=_("Licence"))
        self.trust = choice_box(_("Trust"), _TRUSTS)
        choose(self.trust, Trust.TRANSCRIBED.value)
        self.refused: RowModel[Rejected] = RowModel(REJECTED_COLUMNS)
        self._card = Card(_("Rejected rows"))
        self._build_list()
        self.list_id.textChanged.connect(lambda _text: self.check())
        self.check()

    def show_file(self, path: Path) -> None:
        """The id is proposed from the name of the file where none is typed."""
        if not self.list_id.text():
            self.list_id.setText(path.stem.lower().replace(" ", "_").replace("-", "_"))
        super().show_file(path)

    def show_result(self, result: ListResult) -> None:
        """What the file gave: how many listings, or the rows that were rejected."""
        self.show_ended()
        self.refused.show_rows(result.rejected)
        self._card.setVisible(bool(result.rejected))
        if result.rejected:
            count = counted(len(result.rejected), _("{n} row is"), _("{n} rows are"))
            said = _("{count} rejected, so nothing was imported.").format(count=count)
            remedy = _("Correct the file as said above, then import it again.")
            super().show_fault(Invalid(said, remedy=remedy))
            return
        done = _("{count} listings of {list}, edition {edition}, are screened against now.").format(
            count=thousands(result.listings), list=result.list, edition=result.edition
        )
        self.show_done(" ".join((done, *result.warnings)))

    def head(self) -> ListHead:
        """What is said of the list; Invalid for a date that is none."""
        return ListHead(
            list_id=self.list_id.text().strip(),
            kind=chosen(self.kind),
            title=self.title.text().strip(),
            edition=self.edition.text().strip(),
            source=self.source.text().strip(),
            licence=self.licence.text().strip(),
            trust=chosen(self.trust),
            published=date_of(self.published.text(), _("published")),
        )

    def ask(self) -> None:
        if self.path is None or not self.act.isEnabled():
            return
        try:
            head = self.head()
        except Invalid as fault:
            self.show_fault(fault)
            self.published.setFocus()
            return
        self.outcome.forget()
        self._card.hide()
        self.import_asked.emit(self.path, head)

    def missing(self) -> str:
        named = "" if self.list_id.text().strip() else _("give the list an id")
        return super().missing() or named

    def _build_list(self) -> None:
        self._card.add(ListView(self.refused))
        self._card.setMinimumHeight(fonts.px(150))
        self._card.hide()
        left = column(
            field_row(_("Id"), self.list_id, width=80),
            field_row(_("Kind"), self.kind, width=80),
            field_row(_("Title"), self.title, width=80),
            field_row(_("Edition"), self.edition, width=80),
            gap=8,
        )
        right = column(
            field_row(_("Published"), self.published, width=80),
            field_row(_("Source"), self.source, width=80),
            field_row(_("Licence"), self.licence, width=80),
            field_row(_("Trust"), self.trust, width=80),
            gap=8,
        )
        fields = across(left, right, gap=16)
        for place in (0, 1):
            fields.setStretch(place, 1)
        note = _("The same id again is a newer edition of the same list.")
        small = label(note, "muted", size=Size.SMALL)
        self.build(column(self.zone, fields, small, self._card, gap=10), self.act)


class ImportPackDialog(_ImportPane):
    """`import_asked(Path)`, `choose_folder_asked`; answer with `show_imported`."""

    import_asked = Signal(object)
    choose_folder_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Import a pack"),
            _("a dated edition of reference data; older ones stay"),
            _("Drop a pack here: a zip, or its folder with pack.toml"),
            parent,
        )
        self.folder = ActButton(_("Choose a folder…"), keys="Ctrl+Shift+O", small=True)
        self.folder.clicked.connect(self.choose_folder_asked)
        on_key("Ctrl+Shift+O", self, self.choose_folder_asked.emit)
        note = _(
            "Edition, dates, source, licence and trust stand in the pack itself. A case is judged "
            "by the edition in force on its declaration date."
        )
        small = label(note, "muted", size=Size.SMALL, wrap=True)
        self.build(column(self.zone, across(self.folder, 0), small, gap=10), self.act)
        self.check()

    def show_imported(self, row: EditionRow) -> None:
        self.show_ended()
        self.show_done(
            _("{title}, edition {edition}, is in the casebook: {rows}, {trust}.").format(
                title=row.title,
                edition=row.edition,
                rows=counted(row.rows, _("{n} row"), _("{n} rows")),
                trust=row.trust,
            )
        )

    def ask(self) -> None:
        if self.path is not None and self.act.isEnabled():
            self.outcome.forget()
            self.import_asked.emit(self.path)
