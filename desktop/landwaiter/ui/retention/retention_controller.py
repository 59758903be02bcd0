"""The dialog of retention bound to the services."""

from PySide6.QtWidgets import QWidget

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
        self.refresh()

    def refresh(self) -> None:
        session, standing = self.session, self.dialog.standing
        self.read(
            lambda: (
                retention_periods.review(session, standing=standing),
                retention_periods.rules(session),
            ),
            lambda found: self.dialog.show_review(*found),
            slot="retention",
        )

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
