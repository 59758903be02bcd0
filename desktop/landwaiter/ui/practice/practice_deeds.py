"""The training casebook is thrown away from the window."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.services.practice.removal import throw_away
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.locking import Leave


class PracticeDeeds(QObject):
    """`leave` lets a fresh process show the start screen."""

    def __init__(self, desk: Desk, leave: Leave) -> None:
        super().__init__(desk)
        self._desk, self._leave = desk, leave

    def throw_away(self) -> None:
        """Ask, close the training casebook, remove it; the service refuses any other."""
        session = self._desk.session
        if session is None:
            return
        text = _(
            "{folder} is removed with all that was done in it. To begin anew, choose Practise on "
            "the start screen afterwards."
        ).format(folder=session.casebook.path)
        title = _("Throw the training casebook away")
        if not self._desk.prompts.confirm(title, text, _("Throw away")):
            return
        self._desk.give_up()
        # On the writer, where all that had to be kept is written before.
        self._desk.jobs.after_reads(lambda: None)
        self._desk.jobs.write(
            lambda: throw_away(session), self._removed, on_fault=partial(self._refused, title)
        )

    def _removed(self, _folder: Path) -> None:
        self._leave(None, "")

    def _refused(self, title: str, fault: Fault) -> None:
        self._desk.prompts.tell(title, fault.sentence())
        self._leave(None, "")
