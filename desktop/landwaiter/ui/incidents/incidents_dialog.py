"""Incidents, page by page: when they happened, and whether who did it was confirmed in public."""

from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.facts import title_ids
from landwaiter.domain.incidents.deeds import MAKE_INCIDENT
from landwaiter.domain.incidents.facts import INCIDENT
from landwaiter.domain.incidents.incident import IncidentKind
from landwaiter.i18n import _
from landwaiter.services.incidents.incident_views import IncidentRow
from landwaiter.ui.deeds.records_pane import RecordsPane
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.cards import across
from landwaiter.ui.kit.empty_state import EmptyState
from landwaiter.ui.kit.field_row import choice_box, chosen
from landwaiter.ui.kit.inline import InlineCell, Text, stated
from landwaiter.ui.kit.table import TableColumn
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.words import word


def _columns() -> tuple[TableColumn[IncidentRow], ...]:
    title, kind, happened, attributions, confirmed, use = title_ids(
        INCIDENT, "title", "kind", "happened", "attributions", "confirmed", "use"
    )
    return (
        TableColumn(title, lambda row: InlineCell(((Text(row.title, bold=True),),)), fixed=True),
        TableColumn(kind, lambda row: InlineCell(((Text(word(row.kind)),),)), width=170),
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
            width=240,
        ),
        TableColumn(use, lambda row: InlineCell(((Text(row.use, "text2"),),)), width=120),
    )


class IncidentsDialog(RecordsPane[IncidentRow]):
    """Incidents, narrowed by words and kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Incidents"),
            _("background, until an officer makes one the ground of a case"),
            _columns(),
            making=MAKE_INCIDENT,
            choose=_("choose an incident"),
            width=1180,
            parent=parent,
        )
        self.words = text_field(_("words to find"), name=_("Find"), searches=True)
        self.kind = choice_box(
            _("Kind"), [("", _("every kind")), *((one.value, word(one)) for one in IncidentKind)]
        )
        self.kind.setMinimumWidth(fonts.px(180))
        self.words.textChanged.connect(lambda _text: self.chosen_changed.emit())
        self.kind.currentIndexChanged.connect(lambda _at: self.chosen_changed.emit())
        nothing = EmptyState(
            "list",
            _("No incident here"),
            _("An incident is entered with Ctrl+N. It is background: no rule reads it."),
        )
        self.build_list(_("Incidents"), nothing, across(self.words, self.kind, gap=8))

    @property
    def wanted_kind(self) -> str:
        """Empty: every kind."""
        return chosen(self.kind)
