"""Proposals for a listing, page by page: of whom, under which act, and what each waits for."""

from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.facts import title_ids
from landwaiter.domain.listings.deeds import PROPOSE_LISTING
from landwaiter.domain.listings.facts import PROPOSAL
from landwaiter.i18n import _
from landwaiter.services.listings.proposal_views import ProposalRow
from landwaiter.ui.deeds.records_pane import RecordsPane
from landwaiter.ui.kit.cards import across
from landwaiter.ui.kit.empty_state import EmptyState
from landwaiter.ui.kit.field_row import choice_box, chosen
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.table import TableColumn
from landwaiter.ui.kit.words import day, local_day

_ALL = "all"


def _columns() -> tuple[TableColumn[ProposalRow], ...]:
    name, under, state, reasons, author, on = title_ids(
        PROPOSAL, "name", "criterion", "state", "reasons", "author", "at"
    )
    return (
        TableColumn(name, lambda row: InlineCell(((Text(row.name, bold=True),),)), width=220),
        TableColumn(under, lambda row: InlineCell(((Text(row.under),),)), fixed=True),
        TableColumn(state, lambda row: InlineCell(((Text(row.state_said),),)), width=240),
        TableColumn(
            reasons,
            lambda row: InlineCell(((Text(str(row.reasons), whole=True),),), right=True),
            width=80,
            right=True,
        ),
        TableColumn(author, lambda row: InlineCell(((Text(row.author, "text2"),),)), width=110),
        TableColumn(
            on, lambda row: InlineCell(((Text(day(local_day(row.at)), "text2"),),)), width=100
        ),
    )


class ProposalsDialog(RecordsPane[ProposalRow]):
    """Proposals that go on, or all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Proposals for a listing"),
            _("a proposal of this office lists nobody"),
            _columns(),
            making=PROPOSE_LISTING,
            choose=_("choose a proposal"),
            width=1120,
            parent=parent,
        )
        self.which = choice_box(
            _("Which"), [("", _("those that go on")), (_ALL, _("approved and withdrawn, too"))]
        )
        self.which.currentIndexChanged.connect(lambda _at: self.chosen_changed.emit())
        nothing = EmptyState(
            "list",
            _("No proposal here"),
            _("An entity is proposed on its own page, or here with Ctrl+N."),
        )
        self.build_list(_("Proposals"), nothing, across(self.which, 0))

    @property
    def is_all(self) -> bool:
        """Those that are over are wanted too."""
        return chosen(self.which) == _ALL
