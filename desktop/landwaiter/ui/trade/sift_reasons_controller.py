"""The dialog of the reasons of the sift, bound to the services."""

from PySide6.QtWidgets import QWidget

from landwaiter.domain.trade.deeds import SET_SIFT_REASON, SET_SIFT_SAMPLE
from landwaiter.services.deeds import motions
from landwaiter.services.trade.trade_view import figures, policy_shown
from landwaiter.services.warm.session import Session
from landwaiter.ui.deeds.begin import begin
from landwaiter.ui.deeds.motions_controller import MotionsController
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.trade.sift_reasons_dialog import ReasonLine, ShownPolicy, SiftReasonsDialog


class SiftReasonsController(DialogController[SiftReasonsDialog]):
    """A change is proposed here and counts once a second person agrees."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, SiftReasonsDialog(parent))
        self.dialog.asked.connect(self.ask)
        self.read_actor(self.dialog.show_actor)
        self.refresh()

    def refresh(self) -> None:
        self.read(lambda: _policy(self.session), self.dialog.show_policy, slot="reasons")

    def ask(self, name: str, line: ReasonLine | None) -> None:
        if name == "motions":
            dialog = MotionsController(self.bench, self.dialog).open()
            dialog.finished.connect(lambda _how: self.refresh())
        elif name == "draw":
            begin(self.bench, self.dialog, SET_SIFT_SAMPLE, {}, lambda _done: self.refresh())
        elif line is not None:
            begin(
                self.bench,
                self.dialog,
                SET_SIFT_REASON,
                {"why": line.reason},
                lambda _done: self.refresh(),
                stands={"cap": str(line.cap)},
            )


def _policy(session: Session) -> ShownPolicy:
    number, policy = policy_shown(session)
    came = {one.reason: one for one in figures(session).reasons}
    waiting = motions.waiting_page(session, deeds=(SET_SIFT_REASON.motion,))
    lines = tuple(
        ReasonLine(
            order,
            rule.reason,
            rule.cap,
            came[rule.reason.value].waiting,
            came[rule.reason.value].opened,
            came[rule.reason.value].aside,
        )
        for order, rule in enumerate(policy.rules, start=1)
    )
    return ShownPolicy(
        number, lines, policy.one_in, tuple(row.motion.title for row in waiting.rows)
    )
