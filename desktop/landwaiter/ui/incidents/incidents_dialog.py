"""Incidents, page by page: when they happened, and whether who did it was confirmed in public."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from landwaiter.domain.base.facts import title_ids
from landwaiter.domain.base.people import Actor
from landwaiter.domain.incidents.deeds import MAKE_INCIDENT
from landwaiter.domain.incidents.facts import INCIDENT
from landwaiter.domain.incidents.incident import IncidentKind
from landwaiter.i18n import _
from landwaiter.services.base.page import Page
from landwaiter.services.incidents.incident_views import IncidentRow
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.dialog_pane import DeedsPane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.field_row import choice_box, chosen
from landwaiter.ui.kit.inline import InlineCell, Text, stated
from landwaiter.ui.kit.table import PageModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.words import word

LIST_HEIGHT = 380


def _columns() -> tuple[TableColumn[IncidentRow], ...]:
    title, kind, happened, attributions, confirmed, use = title_ids(
        INCIDENT, "title", "kind", "happened", "attributions", "confirmed", "use"
    )
    return (
        TableColumn(title, lambda row: InlineCell(((Text(row.title, bold=True),),)), fixed=True),
        TableColumn(kind, lambda row: InlineCell(((Text(word(row.kind)),),)), width=140),
        TableColumn(
            happened,
            lambda row: InlineCell(((stated(row.happened, _("not stated")),),)),
            width=150,
        ),
        TableColumn(
            attributions,
            lambda row: InlineCell(((Text(str(row.attributions), whole=True),),), right=True),
            width=96,
            right=True,
        ),
        TableColumn(
            confirmed,
            lambda row: InlineCell(((Text(row.confirmation, "text2"),),)),
            width=270,
        ),
        TableColumn(use, lambda row: InlineCell(((Text(row.use, "text2"),),)), width=120),
    )


class IncidentsDialog(DeedsPane):
    """`asked(name, row)` with new or look; `chosen_changed` where another list is wanted."""

    chosen_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Incidents"),
            _("background, until an officer makes one the ground of a case"),
            width=1180,
            parent=parent,
        )
        self.model: PageModel[IncidentRow] = PageModel(_columns(), key=lambda row: row.id)
        self.list = ListView(self.model)
        self.words = text_field(_("words to find"), name=_("Find"), searches=True)
        self.kind = choice_box(
            _("Kind"), [("", _("every kind")), *((one.value, word(one)) for one in IncidentKind)]
        )
        self.look = ActButton(_("Look at it…"), keys="Ctrl+L")
        self.new = ActButton(_("New…"), icon="plus", keys="Ctrl+N", kind=ButtonKind.PRIMARY)
        self._actor: Actor | None = None
        self._build()
        self.list.shown.connect(lambda _row: self.check())
        self.list.opened.connect(lambda _row: self.ask("look"))
        self.words.textChanged.connect(lambda _text: self.chosen_changed.emit())
        self.kind.currentIndexChanged.connect(lambda _at: self.chosen_changed.emit())
        self.bind((("look", "Ctrl+L"), ("new", "Ctrl+N")))
        self.setFocusProxy(self.list)
        self.check()

    @property
    def wanted_kind(self) -> str:
        """Empty: every kind."""
        return chosen(self.kind)

    def show_incidents(self, page: Page[IncidentRow]) -> None:
        """The first page anew; the cursor stays on its incident."""
        self.list.show_page(self.model, page)
        self.check()

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self.check()

    def _build(self) -> None:
        nothing = EmptyState(
            "list",
            _("No incident here"),
            _("An incident is entered with Ctrl+N. It is background: no rule reads it."),
        )
        shown: QStackedWidget = or_nothing(self.model, self.list, nothing)  # type: ignore[arg-type]  # any rows
        card = Card(_("Incidents"))
        card.add(shown)
        card.setMinimumHeight(fonts.px(LIST_HEIGHT))
        self.kind.setMinimumWidth(fonts.px(180))
        self.build(column(across(self.words, self.kind, gap=8), card, gap=10), self.look, self.new)

    def under_cursor(self) -> object:
        return self.list.current_row()

    def refusals(self) -> dict[str, str]:
        none = "" if self.list.current_row() is not None else _("choose an incident")
        reading = _("reading who may do it")
        new = MAKE_INCIDENT.why_no_role(self._actor) if self._actor else reading
        return {"look": none, "new": new}
