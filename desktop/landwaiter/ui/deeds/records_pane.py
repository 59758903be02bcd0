"""A dialog that lists records page by page, makes a new one and looks at the one at hand."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import Deed
from landwaiter.i18n import _
from landwaiter.services.base.page import Page
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, column
from landwaiter.ui.kit.dialog_pane import DeedsPane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.table import PageModel, TableColumn
from landwaiter.ui.kit.table_view import ListView

Row = TypeVar("Row")
LIST_HEIGHT = 370


class RecordsPane(DeedsPane, Generic[Row]):
    """`asked(name, row)` with new or look; `chosen_changed` where another list is wanted.

    `making` is the deed behind *New…*, `choose` what is asked for where no row is at hand. A
    subclass makes what narrows the list and then calls `build_list`.
    """

    chosen_changed = Signal()

    def __init__(
        self,
        title: str,
        about: str,
        columns: Sequence[TableColumn[Row]],
        *,
        making: Deed[Any, Any],
        choose: str,
        width: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, about, width=width, parent=parent)
        self.model: PageModel[Row] = PageModel(tuple(columns), key=lambda row: row.id)  # type: ignore[attr-defined]  # records have one
        self.list = ListView(self.model)
        self.look = ActButton(_("Look at it…"), keys="Ctrl+L")
        self.new = ActButton(_("New…"), icon="plus", keys="Ctrl+N", kind=ButtonKind.PRIMARY)
        self._making, self._choose = making, choose
        self._actor: Actor | None = None

    def build_list(self, heading: str, nothing: EmptyState, narrowing: QLayout) -> None:
        """The list below what narrows it; `nothing` where it has no row."""
        card = Card(heading)
        card.add(or_nothing(self.model, self.list, nothing))  # type: ignore[arg-type]  # any rows
        card.setMinimumHeight(fonts.px(LIST_HEIGHT))
        self.build(column(narrowing, card, gap=10), self.look, self.new)
        self.list.shown.connect(lambda _row: self.check())
        self.list.opened.connect(lambda _row: self.ask("look"))
        self.bind((("look", "Ctrl+L"), ("new", "Ctrl+N")))
        self.setFocusProxy(self.list)
        self.check()

    def show_rows(self, page: Page[Row]) -> None:
        """The first page anew; the cursor stays on its row."""
        self.list.show_page(self.model, page)
        self.check()

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self.check()

    def under_cursor(self) -> object:
        return self.list.current_row()

    def refusals(self) -> dict[str, str]:
        none = "" if self.list.current_row() is not None else self._choose
        reading = _("reading who may do it")
        new = self._making.why_no_role(self._actor) if self._actor else reading
        return {"look": none, "new": new}
