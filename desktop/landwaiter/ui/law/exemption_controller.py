"""The dialog of old contracts on one case, bound to its services."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from landwaiter.domain.flags.embargo.old_contracts import ClaimedExemption
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.deeds.engine import do
from landwaiter.services.flags import embargo
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.law.exemption_dialog import ExemptionDialog


class ExemptionController(DialogController[ExemptionDialog]):
    """The claim of an exemption on one case."""

    def __init__(self, bench: Bench, reference: str, parent: QWidget) -> None:
        super().__init__(bench, ExemptionDialog(reference, parent))
        self._reference = reference
        self.dialog.claim_asked.connect(self.claim)
        self.read(
            lambda: embargo.claimable(self.session),
            self.dialog.show_instruments,
            slot="instruments",
            bar=False,
        )

    def claim(self, said: Mapping[str, Any], source: str) -> None:
        self.write(lambda: self._claimed(said, source), self.dialog.show_checked, topics=("cases",))

    def _claimed(self, said: Mapping[str, Any], source: str) -> ClaimedExemption:
        session, reference = self.session, self._reference
        do(session, embargo.exemption_claim(session, reference, said, source=source))
        found = case_view(session, reference).exemptions
        return next(one for one in found if one.stated["instrument"] == said["instrument"])
