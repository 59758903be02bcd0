"""The training casebook is thrown away from the window, or begun anew."""

from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject

from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.services.demo.practice_making import make_beside, throw_away_whole
from landwaiter.services.practice.removal import throw_away
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.locking import Leave
from landwaiter.ui.kit.jobs import Tell


def _made_beside(session: Session, tell: Tell) -> Session:
    lines = count(1)
    made = make_beside(session, say=lambda line: tell(next(lines), 0, line))
    return sessions.open_casebook(made.casebook, user=made.user, password=made.password)


class PracticeDeeds(QObject):
    """`leave` lets a fresh process show the start screen."""

    def __init__(self, desk: Desk, leave: Leave) -> None:
        super().__init__(desk)
        self._desk, self._leave = desk, leave

    def throw_away(self) -> None:
        """Ask, close the training casebook, remove it; the service refuses any other."""
        title = _("Throw the training casebook away")
        session = self._confirmed(
            title,
            _(
                "{folder} is removed with all that was done in it. To begin anew, choose Practise "
                "on the start screen afterwards."
            ),
            _("Throw away"),
        )
        if session is None:
            return
        self._desk.give_up()
        # On the writer, where all that had to be kept is written before.
        self._desk.jobs.after_reads(lambda: None)
        self._desk.jobs.write(
            lambda: throw_away(session), self._removed, on_fault=partial(self._refused, title)
        )

    def begin_anew(self) -> None:
        """Ask, make a new training casebook, then remove this one and sit down at the new one."""
        session = self._confirmed(
            _("Begin practice anew"),
            _(
                "A new training casebook is made, then {folder} is removed with all that was done "
                "in it."
            ),
            _("Begin anew"),
        )
        if session is None:
            return
        # Through the jobs of the window: who is signed in ends with it.
        self._desk.jobs.run(
            _("Making the training casebook"),
            partial(_made_beside, session),
            partial(self._change_over, session),
        )

    def _confirmed(self, title: str, text: str, deed: str) -> Session | None:
        """The session whose `{folder}` may go; None where nobody is signed in or they said no."""
        session = self._desk.session
        if session is None:
            return None
        asked = text.format(folder=session.casebook.path)
        return session if self._desk.prompts.confirm(title, asked, deed) else None

    def _change_over(self, old: Session, new: Session) -> None:
        """From one to the other; where the old one cannot be removed, that is told.

        Who signed out meanwhile finds the new one where it was made.
        """
        if self._desk.session is not old:
            new.casebook.close()
            return

        def refused(fault: Fault) -> None:
            self._desk.sit_down(new)
            self._desk.prompts.tell(_("Throw the training casebook away"), fault.sentence())

        self._desk.give_up()
        self._desk.jobs.after_reads(lambda: None)
        self._desk.jobs.write(
            lambda: throw_away_whole(old),
            lambda _folder: self._desk.sit_down(new),
            on_fault=refused,
        )

    def _removed(self, _folder: Path) -> None:
        self._leave(None, "")

    def _refused(self, title: str, fault: Fault) -> None:
        self._desk.prompts.tell(title, fault.sentence())
        self._leave(None, "")
