"""The dialog of the sample of cases without a flag, bound to the services."""

from PySide6.QtWidgets import QWidget

from landwaiter.domain.flags.deeds import DRAW_SAMPLE, DrawSample, RecordSampleCase
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import do
from landwaiter.services.flags import calibration
from landwaiter.ui.flags.sample_dialog import SampleDialog
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench


class SampleController(DialogController[SampleDialog]):
    """The newest sample of cases without a flag."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, SampleDialog(parent))
        self.dialog.draw_asked.connect(self.draw)
        self.dialog.record_asked.connect(self.record)
        self.read_actor(self.dialog.show_actor)
        self.refresh()

    def refresh(self) -> None:
        self.read(
            lambda: calibration.calibration(self.session).sample,
            self.dialog.show_sample,
            slot="sample",
        )

    def draw(self, size: int) -> None:
        self.write(
            lambda: do(self.session, DrawSample(size)),
            lambda _result: self.refresh(),
            topics=DRAW_SAMPLE.topics,
        )

    def record(self, reference: str, missed: list[str], reason: str) -> None:
        said = RecordSampleCase(reference, reason, ",".join(missed))
        self.write(
            lambda: do(self.session, said),
            lambda _result: self._recorded(reference),
            topics=DRAW_SAMPLE.topics,
        )

    def _recorded(self, reference: str) -> None:
        self.refresh()
        self.dialog.show_recorded(_("Recorded for {reference}.").format(reference=reference))
