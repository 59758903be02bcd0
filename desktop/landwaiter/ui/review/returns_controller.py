"""The dialog of returned proposals, bound to the services."""

from functools import partial

from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.deeds_between_people import RATE_RETURN
from landwaiter.domain.reports.subject_deeds import REPORT_REVIEWERS
from landwaiter.domain.review.returns import ReturnedProposal, ReviewerRecord
from landwaiter.errors import NotAllowed
from landwaiter.services.base.page import Page
from landwaiter.services.review.returns import return_page, returned_proposals, reviewers
from landwaiter.ui.deeds.begin import begin
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.review.returns_dialog import ReturnsDialog


class ReturnsController(DialogController[ReturnsDialog]):
    """Returns page by page; what changed after the one under the cursor is read when it is looked
    at."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, ReturnsDialog(parent))
        self.dialog.asked.connect(self.ask)
        self.dialog.looked_at.connect(self.look)
        self.read_actor(self._show_actor)
        self.read_on(self.dialog.model, self._page, slot="returns")
        self.refresh()

    def refresh(self) -> None:
        self.read(
            self._page(None), self.dialog.show_returns, slot="returns", model=self.dialog.model
        )
        self.read(self._records, self.dialog.show_reviewers, slot="reviewers")

    def look(self, row: ReturnedProposal) -> None:
        self.read(
            lambda: return_page(self.session, row.reference),
            partial(self.dialog.show_changes, row),
            slot="changes",
        )

    def ask(self, name: str, row: ReturnedProposal | None) -> None:
        """What the person says of the return under the cursor; or a report on reviewers."""
        if name == "report":
            begin(self.bench, self.dialog, REPORT_REVIEWERS, {}, lambda _made: None)
        elif row is not None:
            chosen = {"reference": row.reference, "proposal": row.version}
            begin(self.bench, self.dialog, RATE_RETURN, chosen, lambda _result: self.refresh())

    def _page(self, after: str | None) -> "partial[Page[ReturnedProposal]]":
        return partial(returned_proposals, self.session, after=after)

    def _records(self) -> tuple[ReviewerRecord, ...]:
        """Whoever may not read records is shown none."""
        try:
            return reviewers(self.session)[1]
        except NotAllowed:
            return ()

    def _show_actor(self, actor: Actor) -> None:
        self.dialog.show_actor(actor)
