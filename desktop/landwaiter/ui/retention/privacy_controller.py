"""The dialog of data protection bound to the services."""

from PySide6.QtWidgets import QWidget

from landwaiter.services.retention.privacy import DataBreach, privacy_facts
from landwaiter.ui.deeds.begin import begin
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.retention.privacy_dialog import DEEDS, PrivacyDialog


class PrivacyController(DialogController[PrivacyDialog]):
    """Facts for the assessment, and the log of breaches."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, PrivacyDialog(parent))
        self.dialog.asked.connect(self.ask)
        self.read_actor(self.dialog.show_actor)
        self.refresh()

    def refresh(self) -> None:
        session = self.session
        self.read(
            lambda: (privacy_facts(session), session.casebook.member_state, session.now()),
            lambda found: self.dialog.show_facts(*found),
            slot="privacy",
        )

    def ask(self, name: str, row: DataBreach | None) -> None:
        """Begin the deed of a button."""
        is_added = name == "add" and row is not None
        begin(
            self.bench,
            self.dialog,
            DEEDS[name],
            {"number": row.no} if is_added and row else {},
            lambda _result: self.refresh(),
            subject=row if is_added else None,
        )
