"""Opening the window: its screens, its menus and its palette, bound to the services."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from landwaiter.domain.base.people import Actor
from landwaiter.services.deeds.engine import signed_in
from landwaiter.services.practice.grades import is_practice
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.desk import Desk, WindowDrawing
from landwaiter.ui.frame.last_folder import LastFolder
from landwaiter.ui.frame.locking import Leave
from landwaiter.ui.frame.quitting import QuittingBackup
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.prompts import Prompts
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.window.offer_table import OFFERS
from landwaiter.ui.window.palette import Palette
from landwaiter.ui.window.window_routes import Room


class OfferWatch(QObject):
    """Menus and palette of a room, by who is signed in and by the roles that hold now."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room, self._palette = room, Palette(room)
        self._roles: frozenset[str] | None = None
        self._practice = False
        room.desk.signed_in.connect(self._begin_anew)
        room.desk.signed_out.connect(self._begin_anew)
        room.desk.status_shown.connect(self._look)
        self._offer(None)

    def _begin_anew(self) -> None:
        self._roles = None
        self._practice = self._palette.practice = False
        self._offer(None)

    def _look(self) -> None:
        """Roles come and go while somebody works: with them what is offered."""
        status = self._room.desk.status
        if status is not None and frozenset(status.roles) != self._roles:
            self._roles = frozenset(status.roles)
            self._room.desk.read(signed_in, self._offer, slot="actor")
            self._room.desk.read(is_practice, self._offer_practice, slot="practice")

    def _offer_practice(self, practice: bool) -> None:
        self._practice = self._palette.practice = practice
        self._offer(self._palette.actor)

    def _offer(self, actor: Actor | None) -> None:
        is_open = self._room.desk.session is not None
        self._palette.actor = actor
        self._room.shell.offer(
            [
                one.line(
                    partial(one.begin, self._room),
                    actor,
                    offered=is_open and (self._practice or not one.practice),
                )
                for one in OFFERS
                if one.menu
            ]
        )


def open_room(
    shell: Shell,
    jobs: Jobs,
    *,
    casebook: Path | None = None,
    user: str | None = None,
    settings: Settings | None = None,
    file: Path | None = None,
    prompts: Prompts | None = None,
    leave: Leave | None = None,
    stand_by: Callable[[], None] | None = None,
    at_start: bool = False,
    drawing: WindowDrawing | None = None,
    session: Session | None = None,
) -> Room:
    """Bind the window to the services and show where to begin.

    `casebook` and `user` come from the command line, else from what was opened last; `file` is
    where settings are kept, None for nowhere; `leave` ends the process when the casebook is
    locked, None to ask in this one; `stand_by` prepares for that once somebody signed in;
    `at_start` opens nothing. `drawing` draws another window where who signs in wants to see
    another, for a `session` that is open already. The room lives as long as the shell.
    """
    known = settings or Settings()
    desk = Desk(shell, jobs, prompts or Prompts(shell), settings=known, file=file, drawing=drawing)
    room = Room(desk, leave)
    OfferWatch(room)
    QuittingBackup(desk)
    LastFolder(desk)
    if stand_by is not None:
        desk.signed_in.connect(stand_by)
    if session is not None:
        desk.sit_down(session)
        desk.greet()
        return room
    folder = None if at_start else casebook or known.newest
    if folder is None:
        room.door.show_start()
    else:
        room.door.show_sign_in(folder, user or known.user)
    return room
