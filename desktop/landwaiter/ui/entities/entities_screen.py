"""Entities: companies, universities, persons and vessels behind the parties, keyset-paged."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import N_, _
from landwaiter.services.entities.entity_views import EntityRow
from landwaiter.ui.deeds.form_room import FormRoom
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.empty_state import EmptyState
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Line, Text, stated
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.table import Fetch, Order, PagedModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.words import word

_ICONS = {"person": "person", "vessel": "vessel", "university": "university"}


def _name(row: EntityRow) -> InlineCell:
    glyph = Glyph(_ICONS.get(row.kind, "entities"), 14, "text2")
    line: Line = (glyph, Gap(8), Text(row.name, bold=True))
    if row.names:
        line = (*line, Gap(8), Text(" · ".join(row.names), "text2"))
    return InlineCell((line,))


def _identifiers(row: EntityRow) -> InlineCell:
    said = ", ".join(f"{kind.upper()} {value}" for kind, value in row.identifiers)
    return InlineCell(((stated(said, _("none known")),),))


def _views(row: EntityRow) -> InlineCell:
    if not row.sensitive:
        return InlineCell(((Text(_("not recorded"), "muted"),),))
    said = _("recorded: {why}").format(why=row.sensitive)
    return InlineCell(((Glyph("audit", 12, "text2"), Gap(5), Text(said)),))


ENTITY_COLUMNS: tuple[TableColumn[EntityRow], ...] = (
    TableColumn(N_("Name"), _name, fixed=True),
    TableColumn(N_("Kind"), lambda row: InlineCell(((Text(word(row.kind)),),)), width=140),
    TableColumn(
        N_("Country"), lambda row: InlineCell(((stated(row.country, _("not stated")),),)), width=100
    ),
    TableColumn(N_("Identifiers"), _identifiers, width=420),
    TableColumn(N_("Views"), _views, width=200),
    TableColumn(
        N_("Cases"),
        lambda row: InlineCell(((Text(str(row.cases), whole=True),),), right=True),
        width=80,
        right=True,
    ),
)


class EntitiesScreen(QWidget):
    """`fetch(after, order, text)`; `opened(EntityRow)`, `mark_asked(EntityRow)`, `new_asked`,
    `duplicates_asked`. A form stands at the foot."""

    opened = Signal(object)
    mark_asked = Signal(object)
    new_asked = Signal()
    duplicates_asked = Signal()

    def __init__(self, fetch: Fetch[EntityRow], jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = LoadingBar()
        self.model: PagedModel[EntityRow] = PagedModel(
            ENTITY_COLUMNS,
            fetch,
            jobs,
            order=Order("name"),
            key=lambda row: row.id,
            bar=self.bar,
        )
        self.list = ListView(self.model)
        self.search = text_field(_("name or identifier"), name=_("Filter"))
        self.new = ActButton(_("New…"), icon="plus", keys="N")
        self.alike = ActButton(_("Duplicates…"), icon="merge", keys="D")
        self.mark = ActButton(_("Sensitive…"), keys="S")
        self._form: QWidget | None = None
        self._build()
        self.mark.clicked.connect(self._ask_mark)
        self.new.clicked.connect(self.new_asked)
        self.alike.clicked.connect(self.duplicates_asked)
        self.list.opened.connect(self.opened)
        self.search.textChanged.connect(lambda text: self.model.reload(filter=text.strip()))
        self.search.returnPressed.connect(self.list.setFocus)
        self.setFocusProxy(self.list)
        keys.bind(
            "entities",
            self,
            {
                "filter": self.search.setFocus,
                "mark": self._ask_mark,
                "new": self.new_asked.emit,
                "duplicates": self.duplicates_asked.emit,
            },
        )

    def show_form(self, form: QWidget | None) -> None:
        """A form below the head; None takes it away."""
        self._room.show_form(form)

    def _ask_mark(self) -> None:
        row = self.list.current_row()
        if row is not None:
            self.mark_asked.emit(row)

    def refresh(self) -> None:
        self.model.reload(filter=self.search.text().strip())

    def _build(self) -> None:
        self.search.setFixedWidth(fonts.px(300))
        said = _("who stands behind parties; a party stays as declared")
        title = MarkLabel(
            (Text(_("Entities"), size=Size.TITLE, bold=True), Gap(8), Text(said, "text2"))
        ).elastic()
        head = panel("head")
        head.setLayout(
            across(title, self.search, self.new, self.alike, self.mark, margins=(16, 9, 16, 10))
        )
        self._nothing = EmptyState(
            "entities",
            _("No entity here"),
            _("An entity is made when a party of a case is linked, or with N."),
        )
        # The list stays, so that the keys of the screen have a place while it is empty.
        for signal in (self.model.modelReset, self.model.rowsInserted):
            signal.connect(lambda *_rows: self._nothing.setVisible(not self.model.rowCount()))
        middle = QWidget()
        middle.setLayout(column(self._nothing, self.list))
        middle.layout().setStretch(1, 1)  # type: ignore[union-attr]  # just set
        self._room = FormRoom(middle)
        self.setLayout(column(head, self.bar, self._room))
        self.layout().setStretch(2, 1)  # type: ignore[union-attr]  # just set
