"""Reference: packs and watch lists with edition, age and trust; stale ones first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.lists.list_kinds import WATCHED
from landwaiter.i18n import N_, _, figure, plural
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.ui.kit import keys
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Banner, across, column, panel
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Text, stated
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.words import day, short_hash, word
from landwaiter.ui.kit.wrapping import AlongLine, WrappedActs


def _age(row: EditionRow) -> InlineCell:
    if row.age_days is None:
        return InlineCell(((Text(_("not dated"), "muted"),),))
    said = plural(row.age_days, "{n} day", "{n} days")
    if row.limit_days is None:
        return InlineCell(((Text(said),),))
    limit = Text(_(" of {days}").format(days=row.limit_days), "muted")
    if row.stale:
        return InlineCell(
            ((Glyph("warning", 12, "med"), Gap(4), Text(said, "med", bold=True), limit),)
        )
    return InlineCell(((Text(said), limit),))


def _title(row: EditionRow) -> InlineCell:
    if not row.confidential:
        return InlineCell(((Text(row.title, bold=True),),))
    note = Text(_("confidential"), "high")
    return InlineCell(
        ((Text(row.title, bold=True), Gap(8), Glyph("lock", 12, "high"), Gap(4), note),)
    )


def _trust(row: EditionRow) -> InlineCell:
    """With what lacks to it: that nobody seconded it, or that it calls itself more."""
    said = Text(row.trusted, "med") if row.assent else Text(row.trusted)
    note = _(" (calls itself {said})").format(said=_(row.trust_said))
    return InlineCell(((said, *((Text(note, "muted"),) if row.trust_said else ())),))


EDITION_COLUMNS: tuple[TableColumn[EditionRow], ...] = (
    TableColumn(N_("Title"), _title, fixed=True),
    TableColumn(N_("Kind"), lambda row: InlineCell(((Text(word(row.kind)),),)), width=110),
    TableColumn(N_("Edition"), lambda row: InlineCell(((Text(row.edition),),)), width=100),
    TableColumn(
        N_("Dated"),
        lambda row: InlineCell(((stated(day(row.dated) if row.dated else None, _("not dated")),),)),
        width=90,
    ),
    TableColumn(N_("Age"), _age, width=115),
    TableColumn(N_("Trust"), _trust, width=190),
    TableColumn(
        N_("Rows"),
        lambda row: InlineCell(((Text(figure(row.rows), whole=True),),), right=True),
        width=60,
        right=True,
    ),
    TableColumn(N_("Source"), lambda row: InlineCell(((Text(row.source, "text2"),),)), width=150),
    TableColumn(
        N_("SHA-256"),
        lambda row: InlineCell(((Text(short_hash(row.sha256), "text2", mono=True, whole=True),),)),
        width=100,
    ),
)


class ReferenceScreen(QWidget):
    """Signals: `import_pack_asked`, `import_list_asked`, `bundle_asked`, `registers_asked`,
    `opened(row)`."""

    import_pack_asked = Signal()
    import_list_asked = Signal()
    bundle_asked = Signal()
    registers_asked = Signal()
    opened = Signal(object)
    compare_asked = Signal(object)
    """An edition that is to be compared with the one imported before it."""
    age_asked = Signal(object)
    """A list whose age limit is to be set."""
    threshold_asked = Signal(object)
    """A list whose threshold is to be set."""
    rescreen_asked = Signal()
    sift_again_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = LoadingBar()
        self.model: RowModel[EditionRow] = RowModel(
            EDITION_COLUMNS, key=lambda row: (row.id, row.edition)
        )
        self.list = ListView(self.model)
        self._title = MarkLabel(wrap=True)
        self._stale = Banner(Text(""))
        self._no_lists = Banner(
            Text(_("No watch list is loaded: parties are held against institutions alone."))
        )
        self._again = ActButton(_("Screen again…"), keys="R", small=True)
        self._waiting = Banner(Text(""), act=self._again, ground="tint", edge="accent")
        self._sift_again = ActButton(_("Sift again…"), keys="S", small=True)
        self._sifted = Banner(Text(""), act=self._sift_again, ground="tint", edge="accent")
        self._build()
        self.list.opened.connect(self.opened)
        self.setFocusProxy(self.list)
        keys.bind(
            "reference",
            self,
            {
                "import_pack": self.import_pack_asked.emit,
                "import_list": self.import_list_asked.emit,
                "bundle": self.bundle_asked.emit,
                "registers": self.registers_asked.emit,
                "compare": self._compare,
                "age": self._age,
                "threshold": self._threshold,
                "rescreen": self._rescreen,
                "sift_again": self._sift_anew,
            },
        )

    def show_rows(self, rows: tuple[EditionRow, ...]) -> None:
        """Stale editions first, calendars last, between them by kind and title."""
        ordered = tuple(sorted(rows, key=_place))
        self.model.show_rows(ordered)
        stale = sum(1 for row in rows if row.stale)
        said = plural(len(rows), "{n} edition in force", "{n} editions in force")
        self._title.show_lines(
            (Text(_("Reference data"), size=Size.TITLE, bold=True), Gap(8), Text(said, "text2"))
        )
        self._banner.setVisible(bool(stale))
        self._unlisted.setVisible(not any(row.kind in WATCHED for row in rows))
        sentence = plural(
            stale,
            "{n} edition is past its age limit; reports that use it say so.",
            "{n} editions are past their age limit; reports that use them say so.",
        )
        self._stale.sentence.show_lines((Glyph("warning", 14, "med"), Gap(8), Text(sentence)))

    def show_waiting(self, lists: tuple[str, ...]) -> None:
        """Lists that changed, for which open cases are still to be screened again."""
        self._waits.setVisible(bool(lists))
        said = _("{count} changed: {names}. Open cases are still to be screened again.").format(
            count=plural(len(lists), "{n} list", "{n} lists"), names=", ".join(lists)
        )
        self._waiting.sentence.show_lines((Text(said),))

    def show_sifted(self, said: str) -> None:
        """What was sifted before other editions came; empty where nothing waits."""
        self._sift_waits.setVisible(bool(said))
        self._sifted.sentence.show_lines((Text(said),))

    def show_sifting(self, *, running: bool) -> None:
        """One run at a time."""
        if running:
            self._sift_again.refuse(_("it is running"))
        else:
            self._sift_again.allow()

    def show_rescreening(self, *, running: bool) -> None:
        """One run at a time."""
        if running:
            self._again.refuse(_("it is running"))
        else:
            self._again.allow()

    def _build(self) -> None:
        self.packs = ActButton(
            _("Import a pack…"), icon="take-in", keys="I", kind=ButtonKind.PRIMARY
        )
        self.lists = ActButton(_("Import a watch list…"), icon="take-in", keys="L")
        bundle = ActButton(_("Bundle…"), icon="take-in", keys="B")
        bundle.clicked.connect(self.bundle_asked)
        registers = ActButton(_("Registers…"), icon="book", keys="G")
        registers.clicked.connect(self.registers_asked)
        self.packs.clicked.connect(self.import_pack_asked)
        self.lists.clicked.connect(self.import_list_asked)
        compare = ActButton(_("Compare editions"), keys="C")
        compare.clicked.connect(self._compare)
        age = ActButton(_("Age limit…"), keys="A")
        age.clicked.connect(self._age)
        self._again.clicked.connect(self._rescreen)
        self._sift_again.clicked.connect(self._sift_anew)
        head = panel("head")
        threshold = ActButton(_("Threshold…"), keys="T")
        threshold.clicked.connect(self._threshold)
        acts = (threshold, age, compare, registers, bundle, self.lists, self.packs)
        parts = AlongLine(self._title, WrappedActs(acts), apart=True)
        head.setLayout(across(parts, margins=(16, 9, 16, 10)))
        self._banner = panel("page")
        self._banner.setLayout(column(self._stale, margins=(12, 8, 12, 8)))
        self._banner.hide()
        self._waits = panel("page")
        self._waits.setLayout(column(self._waiting, margins=(12, 8, 12, 8)))
        self._waits.hide()
        self._sift_waits = panel("page")
        self._sift_waits.setLayout(column(self._sifted, margins=(12, 8, 12, 8)))
        self._sift_waits.hide()
        self._unlisted = panel("page")
        self._unlisted.setLayout(column(self._no_lists, margins=(12, 8, 12, 8)))
        self._unlisted.hide()
        self.setLayout(
            column(
                head,
                self.bar,
                self._waits,
                self._sift_waits,
                self._unlisted,
                self._banner,
                self.list,
            )
        )

    def _age(self) -> None:
        row = self.model.row(self.list.currentIndex().row())
        if row is not None:
            self.age_asked.emit(row)

    def _threshold(self) -> None:
        row = self.model.row(self.list.currentIndex().row())
        if row is not None:
            self.threshold_asked.emit(row)

    def _rescreen(self) -> None:
        if self._waits.isVisible() and self._again.isEnabled():
            self.rescreen_asked.emit()

    def _sift_anew(self) -> None:
        if self._sift_waits.isVisible() and self._sift_again.isEnabled():
            self.sift_again_asked.emit()

    def _compare(self) -> None:
        row = self.model.row(self.list.currentIndex().row())
        if row is not None:
            self.compare_asked.emit(row)


def _place(row: EditionRow) -> tuple[bool, bool, str, str]:
    return (not row.stale, row.kind == "calendar", row.kind, row.title)
