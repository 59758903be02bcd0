"""The dialog of what waits for a second person, bound to the services."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from landwaiter.domain.deeds.motion import Motion
from landwaiter.domain.deeds.motion_deeds import (
    DeclineOpenMotion,
    SecondOpenMotions,
    WithdrawOpenMotion,
)
from landwaiter.i18n import _
from landwaiter.services.base.page import Page
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do
from landwaiter.services.deeds.motions import MotionRow
from landwaiter.services.table.motion_details import details_of, text_changes_of
from landwaiter.ui.deeds.motions_dialog import MotionsDialog
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench


class MotionsController(DialogController[MotionsDialog]):
    def __init__(self, bench: Bench, parent: QWidget, *, wanted: str = "") -> None:
        super().__init__(bench, MotionsDialog(parent, wanted=wanted))
        self.dialog.details_asked.connect(self.tell)
        self.dialog.second_asked.connect(self.second)
        self.dialog.decline_asked.connect(self.decline)
        self.dialog.withdraw_asked.connect(self.withdraw)
        self.read_on(self.dialog.model, self._page, slot="motions")
        self.refresh()

    def refresh(self) -> None:
        session = self.session
        self.read(
            lambda: (motions.waiting_page(session), motions.waiting_roles(session)),
            lambda found: self.dialog.show_motions(*found),
            slot="motions",
            model=self.dialog.model,
        )

    def _page(self, after: str) -> Callable[[], Page[MotionRow]]:
        return partial(motions.waiting_page, self.session, after=after)

    def tell(self, motion: Motion) -> None:
        """What a motion rests on, below the list."""
        self.read(
            lambda: (details_of(self.session, motion), text_changes_of(self.session, motion)),
            lambda found: self.dialog.show_details(motion.id, *found),
            slot="details",
            bar=False,
        )

    def second(self, ids: tuple[str, ...], password: str) -> None:
        """Sign and carry out, with the person's password."""
        self._write(partial(self._second, ids, password), _("Signed, and carried out."))

    def decline(self, one: str, why: str) -> None:
        self._write(lambda: do(self.session, DeclineOpenMotion(one, why)), _("Declined."))

    def withdraw(self, one: str, why: str) -> None:
        self._write(lambda: do(self.session, WithdrawOpenMotion(one, why)), _("Withdrawn."))

    def _second(self, ids: tuple[str, ...], password: str) -> object:
        casebooks.confirm_password(self.session, password)
        return do(self.session, SecondOpenMotions(ids))

    def _write(self, work: Callable[[], object], sentence: str) -> None:
        self.write(work, lambda _came: self._ended(sentence), topics=("motions",))

    def _ended(self, sentence: str) -> None:
        self.dialog.show_ended(sentence)
        self.refresh()
