"""The dialog of retention bound to the services."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from landwaiter.services.base.page import Page
from landwaiter.services.retention import retention_periods
from landwaiter.services.retention.retention_periods import ReviewRow
from landwaiter.ui.deeds.begin import begin
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.retention.retention_dialog import DEEDS, RetentionDialog


class RetentionController(DialogController[RetentionDialog]):
    """The review before removal."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, RetentionDialog(parent))
        self.dialog.asked.connect(self.ask)
        self.dialog.chosen_changed.connect(self.refresh)
        self.read_actor(self.dialog.show_actor)
        self.read_on(self.dialog.model, self._page, slot="retention")
        self.refresh()

    def refresh(self) -> None:
        first = self._page(None)
        self.read(
            lambda: (first(), retention_periods.rules(self.session)),
            lambda found: self.dialog.show_review(*found),
            slot="retention",
            model=self.dialog.model,
        )

    def _page(self, after: str | None) -> Callable[[], Page[ReviewRow]]:
        standing = self.dialog.standing
        return partial(retention_periods.review_page, self.session, standing=standing, after=after)

    def ask(self, name: str, row: ReviewRow | None) -> None:
        """Begin the deed of a button."""
        begin(
            self.bench,
            self.dialog,
            DEEDS[name],
            {"reference": row.reference} if row else {},
            lambda _result: self.refresh(),
            subject=row,
            note=row.reference if row else "",
        )
