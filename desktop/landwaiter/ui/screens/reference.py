"""Reference: packs and watch lists with edition, age and trust; stale ones first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _
from landwaiter.services.views import EditionRow
from landwaiter.ui import keys
from landwaiter.ui.button import ActButton, Kind
from landwaiter.ui.cards import Banner, across, column, panel
from landwaiter.ui.fonts import Size
from landwaiter.ui.inline import Cell, Gap, Glyph, Text, stated
from landwaiter.ui.label import MarkLabel
from landwaiter.ui.loading import LoadingBar
from landwaiter.ui.table import Column, RowModel
from landwaiter.ui.view import ListView
from landwaiter.ui.words import counted, day, short_hash, thousands, word


def _age(row: EditionRow) -> Cell:
    if row.age_days is None:
        return Cell(((Text(_("not dated"), "muted"),),))
    said = counted(row.age_days, _("{n} day"), _("{n} days"))
    if row.limit_days is None:
        return Cell(((Text(said),),))
    limit = Text(_(" of {days}").format(days=row.limit_days), "muted")
    if row.stale:
        return Cell(((Glyph("warning", 12, "med"), Gap(4), Text(said, "med", bold=True), limit),))
    return Cell(((Text(said), limit),))


EDITION_COLUMNS: tuple[Column[EditionRow], ...] = (
    Column(_("Title"), lambda row: Cell(((Text(row.title, bold=True),),)), fixed=True),
    Column(_("Kind"), lambda row: Cell(((Text(word(row.kind)),),)), width=150),
    Column(_("Edition"), lambda row: Cell(((Text(row.edition),),)), width=130),
    Column(
        _("Dated"),
        lambda row: Cell(((stated(day(row.dated) if row.dated else None, _("not dated")),),)),
        width=100,
    ),
    Column(_("Age"), _age, width=140),
    Column(_("Trust"), lambda row: Cell(((Text(row.trust),),)), width=120),
    Column(
        _("Rows"),
        lambda row: Cell(((Text(thousands(row.rows), whole=True),),), right=True),
        width=80,
        right=True,
    ),
    Column(_("Source"), lambda row: Cell(((Text(row.source, "text2"),),)), width=230),
    Column(
        _("SHA-256"),
        lambda row: Cell(((Text(short_hash(row.sha256), "text2", mono=True, whole=True),),)),
        width=100,
    ),
)


class ReferenceScreen(QWidget):
    """Signals: `import_pack_asked`, `import_list_asked`, `registers_asked`, `opened(row)`."""

    import_pack_asked = Signal()
    import_list_asked = Signal()
    registers_asked = Signal()
    opened = Signal(object)
    compare_asked = Signal(object)
    """An edition that is to be compared with the one imported before it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = LoadingBar()
        self.model: RowModel[EditionRow] = RowModel(
            EDITION_COLUMNS, key=lambda row: (row.id, row.edition)
        )
        self.list = ListView(self.model)
        self._title = MarkLabel().elastic()
        self._stale = Banner(Text(""))
        self._build()
        self.list.opened.connect(self.opened)
        self.setFocusProxy(self.list)
        keys.bind(
            "reference",
            self,
            {
                "import_pack": self.import_pack_asked.emit,
                "import_list": self.import_list_asked.emit,
                "registers": self.registers_asked.emit,
                "compare": self._compare,
            },
        )

    def show_rows(self, rows: tuple[EditionRow, ...]) -> None:
        """Stale editions first, calendars last, between them by kind and title."""
        ordered = tuple(sorted(rows, key=_place))
        self.model.show_rows(ordered)
        stale = sum(1 for row in rows if row.stale)
        said = counted(len(rows), _("{n} edition in force"), _("{n} editions in force"))
        self._title.show_lines(
            (Text(_("Reference"), size=Size.TITLE, bold=True), Gap(8), Text(said, "text2"))
        )
        self._banner.setVisible(bool(stale))
        sentence = counted(
            stale,
            _("{n} edition is past its age limit; reports that use it say so."),
            _("{n} editions are past their age limit; reports that use them say so."),
        )
        self._stale.sentence.show_lines((Glyph("warning", 14, "med"), Gap(8), Text(sentence)))

    def _build(self) -> None:
        packs = ActButton(_("Import a pack…"), icon="take-in", keys="I", kind=Kind.PRIMARY)
        lists = ActButton(_("Import a watch list…"), icon="take-in", keys="L")
        registers = ActButton(_("Registers…"), icon="book", keys="G")
        registers.clicked.connect(self.registers_asked)
        packs.clicked.connect(self.import_pack_asked)
        lists.clicked.connect(self.import_list_asked)
        compare = ActButton(_("Compare with the one before"), keys="C")
        compare.clicked.connect(self._compare)
        head = panel("head")
        acts = (compare, registers, lists, packs)
        head.setLayout(across(self._title, *acts, margins=(16, 9, 16, 10)))
        self._banner = panel("page")
        self._banner.setLayout(column(self._stale, margins=(12, 8, 12, 8)))
        self._banner.hide()
        self.setLayout(column(head, self.bar, self._banner, self.list))

    def _compare(self) -> None:
        row = self.model.row(self.list.currentIndex().row())
        if row is not None:
            self.compare_asked.emit(row)


def _place(row: EditionRow) -> tuple[bool, bool, str, str]:
    return (not row.stale, row.kind == "calendar", row.kind, row.title)
