"""Taking in a watch list: its files, what is said of it, a look at it, and its columns."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from landwaiter.domain.law.pack import Trust
from landwaiter.domain.lists.column_mapping import ColumnMapping
from landwaiter.domain.lists.listing import Listing
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, _, figure, joined, plural
from landwaiter.services.hits.rescreening import RescreenResult, sentences
from landwaiter.services.lists.column_mappings import ColumnLook
from landwaiter.services.lists.list_files import ListResult
from landwaiter.services.lists.list_imports import KINDS, UNSAID, ListHead, ListPreview
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.day_field import DayField, date_of
from landwaiter.ui.kit.field_row import choice_box, choose, chosen, field_row
from landwaiter.ui.kit.figures import entries_of
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import InlineCell, stated
from landwaiter.ui.kit.jobs import TrayJob
from landwaiter.ui.kit.keys import on_key
from landwaiter.ui.kit.label import label
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.words import not_stated, word
from landwaiter.ui.law.pack_import_dialog import REJECTED_COLUMNS, ImportPane, RefusedRow
from landwaiter.ui.lists.column_fields import ColumnsForm


def _cell(read: Callable[[Listing], str]) -> Callable[[Listing], InlineCell]:
    return lambda row: InlineCell(((stated(read(row), not_stated()),),))


FIRST_COLUMNS: tuple[TableColumn[Listing], ...] = (
    TableColumn(N_("Name"), _cell(lambda row: row.name), fixed=True),
    TableColumn(N_("Kind"), _cell(lambda row: row.schema), width=90),
    TableColumn(N_("Other names"), _cell(lambda row: ", ".join(row.aliases)), width=190),
    TableColumn(N_("Born"), _cell(lambda row: ", ".join(row.birth_dates)), width=90),
    TableColumn(N_("Country"), _cell(lambda row: ", ".join(row.countries)), width=70),
    TableColumn(N_("Identifiers"), _cell(lambda row: ", ".join(row.identifiers)), width=130),
)


class ImportListDialog(ImportPane):
    """`import_asked(paths, ListHead)`; answer with `show_results`. What was typed stays.

    `looked_at(Path)` asks whether a file is of a known form: answer with `show_form`. The columns
    of one that is not are asked for with `columns_asked(Path, kept name, encoding)`: answer with
    `show_columns`. `preview_asked(paths, ListHead)`: answer with `show_preview`. A running job is
    ended by `cancel_asked`.
    """

    import_asked = Signal(object, object)
    preview_asked = Signal(object, object)
    looked_at = Signal(object)
    columns_asked = Signal(object, str, str)
    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Import a watch list"),
            _("a new edition; older ones stay"),
            _("Drop the publisher’s file here; the files of one list together"),
            self.ask,
            parent,
        )
        self.list_id = text_field(_("eu_sanctions"), name=_("Id"))
        told = [("", _("as the file says"))]
        self.kind = choice_box(_("Kind"), [*told, *((kind, word(kind)) for kind in KINDS)])
        self.title = text_field(_("as in the file"), name=_("Title"))
        self.edition = text_field(_("its day of publication"), name=_("Edition"))
        self.published = DayField(_("as the file says"), name=_("Published"))
        self.source = text_field(_("the publisher"), name=_("Source"))
        self.licence = text_field(_("as the form has it"), name=_("Terms of use"))
        self.only = text_field(_("an annex or programme; empty: all"), name=_("Only"))
        self.count = text_field(
            _("by the publisher, where it says so"), name=_("Number of entries")
        )
        self.trust = choice_box(_("Trust"), [(trust.value, word(trust.value)) for trust in Trust])
        choose(self.trust, Trust.TRANSCRIBED.value)
        self.confidence = choice_box(
            _("Reports"),
            [("", _("name the list")), ("confidential", _("name neither it nor its entries"))],
        )
        self.refused: RowModel[RefusedRow] = RowModel(REJECTED_COLUMNS)
        self.first: RowModel[Listing] = RowModel(FIRST_COLUMNS, key=lambda row: row.listing_id)
        self.look = ActButton(_("Preview"), keys="Ctrl+P")
        self.tell_columns = ActButton(_("Columns"), keys="Ctrl+L")
        self.cancelling = ActButton(_("Cancel"))
        self.columns = ColumnsForm()
        self._card, self._shown = Card(_("Rejected rows")), Card(_("First entries"))
        self._imported = ""
        self._build_list()
        self._connect()
        self.check()

    def show_files(self, paths: tuple[Path, ...]) -> None:
        """The id is proposed from the name of the first file where none is typed."""
        if not self.list_id.text():
            self.list_id.setText(paths[0].stem.lower().replace(" ", "_").replace("-", "_"))
        self.columns.hide()
        self._forget()
        super().show_files(paths)
        self.looked_at.emit(paths[0])

    def show_form(self, title: str) -> None:
        """What the first file is; empty: nobody knows, and its columns are asked for."""
        if title:
            self.outcome.show_waiting(_("The file is: {form}.").format(form=title))
        elif self.paths:
            self.columns_asked.emit(self.paths[0], "", "")

    def show_columns(self, look: ColumnLook, kept: tuple[str, ...], used: str) -> None:
        """The table's columns with what they may be, and how its first rows would read."""
        self.columns.show_look(look)
        self.columns.show_kept(kept, used)
        self.columns.show()
        self._forget()
        self._show_first(look.first, "")
        said = _("Nobody publishes lists of this form; say what the columns are.")
        known = _("The form is known; it is read by the columns you tell here all the same.")
        self.outcome.show_waiting(known if look.form else said)
        self.check()

    def mapping(self) -> ColumnMapping | None:
        """The columns as told; None where the form of the file is known."""
        return None if self.columns.isHidden() else self.columns.mapping()

    def keep_as(self) -> str:
        """The name the mapping is to be kept under, if any."""
        return "" if self.columns.isHidden() else self.columns.name.text().strip()

    def show_results(self, results: tuple[ListResult, ...]) -> None:
        """What the files gave: how many listings, or the rows that were rejected."""
        if self._show_refused(results, _("{count} rejected, so nothing was imported.")):
            return
        if results[0].doubts:
            asked = " ".join(results[0].doubts)
            said = _("{asked} Nothing was imported: that has to be answered first.")
            self.outcome.show_question(said.format(asked=asked))
            return
        done = _("{count} of {list}, edition {edition}, screened against from now on.").format(
            count=plural(sum(one.listings for one in results), "{n} listing", "{n} listings"),
            list=results[0].list,
            edition=results[0].edition,
        )
        warned = (said for one in results for said in one.warnings)
        self._imported = " ".join((done, *results[0].said, *warned))
        self.show_done(self._imported)

    def show_preview(self, found: ListPreview) -> None:
        """What an import would keep: nothing was kept yet."""
        if self._show_refused(found.results, _("{count} rejected: nothing would be imported.")):
            return
        self._show_first(found.first, figure(found.listings))
        would = _("Edition {edition} ({kind}) would name {count}: {schemas}.").format(
            edition=found.edition,
            kind=word(found.kind),
            count=plural(found.listings, "{n} party", "{n} parties"),
            schemas=joined(
                ", ",
                (
                    _("{count} {kind}").format(count=figure(count), kind=name)
                    for name, count in found.schemas
                ),
            ),
        )
        said = " ".join((would, *found.warnings, *found.doubts))
        if found.doubts:
            self.outcome.show_question(said)
        else:
            self.show_done(said)

    def show_progress(self, job: TrayJob) -> None:
        if job.total:
            share = 100 * job.done // job.total
            self.outcome.show_waiting(
                _("{what}: {share} %").format(what=job.text, share=min(share, 100))
            )
        self.cancelling.allow()

    def show_running(self) -> None:
        super().show_running()
        self.look.refuse(_("it is running"))

    def show_ended(self) -> None:
        super().show_ended()
        self.cancelling.refuse(_("nothing runs"))

    def show_rescreened(self, found: tuple[RescreenResult, ...]) -> None:
        """What the new edition means for open cases, beside what was imported."""
        self.show_done(" ".join((self._imported, *sentences(found))))

    def head(self) -> ListHead:
        """What is said of the list; Invalid for a date or a number that is none."""
        return ListHead(
            list_id=self.list_id.text().strip(),
            kind=chosen(self.kind) or UNSAID,
            title=self.title.text().strip(),
            edition=self.edition.text().strip(),
            source=self.source.text().strip(),
            licence=self.licence.text().strip(),
            trust=chosen(self.trust),
            published=date_of(self.published.text(), _("published")),
            only=self.only.text().strip(),
            count=entries_of(self.count.text(), _("entries")),
            confidential=bool(chosen(self.confidence)),
        )

    def ask(self) -> None:
        self._ask(self.act, self.import_asked)

    def ask_preview(self) -> None:
        self._ask(self.look, self.preview_asked)

    def ask_columns(self) -> None:
        if self.tell_columns.isEnabled():
            self.columns_asked.emit(self.paths[0], "", "")

    def check(self) -> None:
        super().check()
        for button in (self.look, self.tell_columns):
            if self.paths:
                button.allow()
            else:
                button.refuse(_("choose a file"))

    def missing(self) -> str:
        named = "" if self.list_id.text().strip() else _("give the list an id")
        untold = "" if self.columns.isHidden() else self.columns.missing()
        return super().missing() or named or untold

    def _look_again(self, name: str, encoding: str) -> None:
        if self.paths:
            self.columns_asked.emit(self.paths[0], name, encoding)

    def _ask(self, act: ActButton, signal: SignalInstance) -> None:
        if not act.isEnabled():
            return
        try:
            head = self.head()
        except Invalid as fault:
            self.show_fault(fault)
            self.published.setFocus()
            return
        self.outcome.forget()
        self._forget()
        signal.emit(self.paths, head)

    def _show_refused(self, results: tuple[ListResult, ...], sentence: str) -> bool:
        self.show_ended()
        refused = tuple(
            RefusedRow(Path(result.file).name, row) for result in results for row in result.rejected
        )
        self.refused.show_rows(refused)
        self._card.setVisible(bool(refused))
        if refused:
            count = plural(len(refused), "{n} row is", "{n} rows are")
            remedy = _("Correct the file as said above, then import it again.")
            super().show_fault(Invalid(sentence.format(count=count), remedy=remedy))
        return bool(refused)

    def _show_first(self, first: tuple[Listing, ...], count: str) -> None:
        self.first.show_rows(first)
        self._shown.name(_("First entries"), _("of {count}").format(count=count) if count else "")
        self._shown.setVisible(bool(first))

    def _forget(self) -> None:
        self._card.hide()
        self._shown.hide()

    def _connect(self) -> None:
        self.list_id.textChanged.connect(lambda _text: self.check())
        self.columns.edited.connect(self.check)
        self.columns.look_asked.connect(self._look_again)
        self.look.clicked.connect(self.ask_preview)
        self.tell_columns.clicked.connect(self.ask_columns)
        self.cancelling.clicked.connect(self.cancel_asked)
        self.cancelling.refuse(_("nothing runs"))
        on_key("Ctrl+P", self, self.ask_preview)
        on_key("Ctrl+L", self, self.ask_columns)

    def _build_list(self) -> None:
        self._card.add(ListView(self.refused))
        self._shown.add(ListView(self.first))
        for card in (self._card, self._shown):
            card.setMinimumHeight(fonts.px(150))
            card.hide()
        self.columns.hide()
        left = column(
            field_row(_("Id"), self.list_id, width=80),
            field_row(_("Kind"), self.kind, width=80),
            field_row(_("Title"), self.title, width=80),
            field_row(_("Edition"), self.edition, width=80),
            field_row(_("Only"), self.only, width=80),
            field_row(_("Number of entries"), self.count, width=80),
            gap=8,
        )
        right = column(
            field_row(_("Published"), self.published, width=96),
            field_row(_("Source"), self.source, width=96),
            field_row(_("Terms of use"), self.licence, width=96),
            field_row(_("Trust"), self.trust, width=96),
            field_row(_("Reports"), self.confidence, width=96),
            0,
            gap=8,
        )
        fields = across(left, right, gap=16)
        for place in (0, 1):
            fields.setStretch(place, 1)
        note = _("The same id again is a newer edition of the same list.")
        small = label(note, "muted", size=Size.SMALL)
        body = column(self.zone, fields, small, self.columns, self._shown, self._card, gap=10)
        self.build(body, self.cancelling, self.tell_columns, self.look, self.act)
