"""The dialog of relations of states, bound to the services."""

from PySide6.QtWidgets import QWidget

from landwaiter.domain.relations.share import CountryShare
from landwaiter.services.relations.relations import (
    PairCount,
    StatesView,
    country_view,
    matrix,
    pair_view,
)
from landwaiter.ui.deeds.begin import begin
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.relations.relations_dialog import DEEDS, RelationsDialog, Statement


class RelationsController(DialogController[RelationsDialog]):
    """Pairs of states; the one under the cursor is read when it is looked at."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, RelationsDialog(parent))
        self.dialog.asked.connect(self.ask)
        self.dialog.pair_asked.connect(self.look)
        self.read_actor(self.dialog.show_actor)
        self.refresh()

    def refresh(self) -> None:
        self.read(lambda: matrix(self.session), self.dialog.show_pairs, slot="pairs")

    def look(self, pair: PairCount) -> None:
        def read() -> StatesView:
            if pair.other:
                return pair_view(self.session, pair.one, pair.other)
            return country_view(self.session, pair.one)

        self.read(read, self.dialog.show_page, slot="pair")

    def ask(self, name: str, row: Statement | None) -> None:
        """Begin the deed of a button; the pair that is shown stands in its form."""
        pair = self.dialog.pair
        first, *others = DEEDS[name]
        deed = others[0] if others and isinstance(row, CountryShare) else first
        chosen = {"statement": row.id, "share": row.id} if name == "end" and row else {}
        begin(
            self.bench,
            self.dialog,
            deed,
            chosen,
            lambda _result: self.refresh(),
            subject=row if name == "end" else None,
            stands={"states": ", ".join(filter(None, (pair.one, pair.other)))} if pair else {},
        )
