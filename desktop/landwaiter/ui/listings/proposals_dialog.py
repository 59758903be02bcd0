"""Proposals for a listing, page by page: of whom, under which act, and what each waits for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from landwaiter.domain.base.facts import title_ids
from landwaiter.domain.base.people import Actor
from landwaiter.domain.listings.deeds import PROPOSE_LISTING
from landwaiter.domain.listings.facts import PROPOSAL
from landwaiter.i18n import _
from landwaiter.services.base.page import Page
from landwaiter.services.listings.proposal_views import ProposalRow
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.dialog_pane import DeedsPane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.field_row import choice_box, chosen
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.table import PageModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.words import day, local_day

LIST_HEIGHT = 360
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


class ProposalsDialog(DeedsPane):
    """`asked(name, row)` with new or look; `chosen_changed` where another list is wanted."""

    chosen_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Proposals for a listing"),
            _("a proposal of this office lists nobody"),
            width=1120,
            parent=parent,
        )
        self.model: PageModel[ProposalRow] = PageModel(_columns(), key=lambda row: row.id)
        self.list = ListView(self.model)
        self.which = choice_box(
            _("Which"), [("", _("those that go on")), (_ALL, _("approved and withdrawn, too"))]
        )
        self.look = ActButton(_("Look at it…"), keys="Ctrl+L")
        self.new = ActButton(_("New…"), icon="plus", keys="Ctrl+N", kind=ButtonKind.PRIMARY)
        self._actor: Actor | None = None
        self._build()
        self.list.shown.connect(lambda _row: self.check())
        self.list.opened.connect(lambda _row: self.ask("look"))
        self.which.currentIndexChanged.connect(lambda _at: self.chosen_changed.emit())
        self.bind((("look", "Ctrl+L"), ("new", "Ctrl+N")))
        self.setFocusProxy(self.list)
        self.check()

    @property
    def is_all(self) -> bool:
        """Those that are over are wanted too."""
        return chosen(self.which) == _ALL

    def show_proposals(self, page: Page[ProposalRow]) -> None:
        """The first page anew; the cursor stays on its proposal."""
        self.list.show_page(self.model, page)
        self.check()

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self.check()

    def _build(self) -> None:
        nothing = EmptyState(
            "list",
            _("No proposal here"),
            _("An entity is proposed on its own page, or here with Ctrl+N."),
        )
        shown: QStackedWidget = or_nothing(self.model, self.list, nothing)  # type: ignore[arg-type]  # any rows
        card = Card(_("Proposals"))
        card.add(shown)
        card.setMinimumHeight(fonts.px(LIST_HEIGHT))
        self.build(column(across(self.which, 0), card, gap=10), self.look, self.new)

    def under_cursor(self) -> object:
        return self.list.current_row()

    def refusals(self) -> dict[str, str]:
        none = "" if self.list.current_row() is not None else _("choose a proposal")
        reading = _("reading who may do it")
        new = PROPOSE_LISTING.why_no_role(self._actor) if self._actor else reading
        return {"look": none, "new": new}
