"""Tells other windows which cases are open here, and this one which are open elsewhere."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from landwaiter.services.people import presence
from landwaiter.services.people.presence import BEAT_S, PresenceReport, Present
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.desk import Desk

LOOK_MS = 5_000
"""How often a window looks what others do: one small read."""


class Presence(QObject):
    """`seen(PresenceReport)` at each look round. `open_cases` gives the references open in this
    window.
    """

    seen = Signal(object)

    def __init__(self, desk: Desk, open_cases: Callable[[], tuple[str, ...]]) -> None:
        super().__init__(desk)
        self._desk, self._open_cases = desk, open_cases
        self._window = ""
        self._told: tuple[str, ...] = ()
        self.last = PresenceReport((), 0)
        self._beat, self._look = QTimer(self), QTimer(self)
        self._beat.setInterval(int(BEAT_S * 1000))
        self._look.setInterval(LOOK_MS)
        self._beat.timeout.connect(self._tell)
        self._look.timeout.connect(self.look_round)
        desk.signed_in.connect(self._begin)
        desk.leaving.connect(self._end)
        desk.shell.tab_shown.connect(self._opened)
        desk.shell.tab_closed.connect(self._opened)

    def on(self, reference: str) -> tuple[Present, ...]:
        """Who has the case open elsewhere, as last seen."""
        return self.last.on(reference)

    def by_reference(self) -> Mapping[str, tuple[Present, ...]]:
        return {one.reference: self.last.on(one.reference) for one in self.last.others}

    def look_every(self, milliseconds: int) -> None:
        """Look as often as this from now on."""
        self._look.setInterval(milliseconds)

    def look_round(self) -> None:
        """Read who is there; views hear of it by `seen`."""
        window = self._window
        if window:
            self._desk.read(
                lambda session: presence.look_round(session, window),
                self._show,
                slot="presence",
                owner=self,
            )

    def _begin(self) -> None:
        self._window, self._told = presence.new_window(self._desk.known_session), ()
        self._beat.start()
        self._look.start()
        self.look_round()

    def _end(self) -> None:
        """The window is given up: the others need not wait until its rows are stale."""
        self._beat.stop()
        self._look.stop()
        if self._told:
            self._write(())
        self._window, self._told, self.last = "", (), PresenceReport((), 0)

    def _opened(self, _key: str) -> None:
        if self._window and self._open_cases() != self._told:
            self._tell()
            self.look_round()

    def _tell(self) -> None:
        self._told = self._open_cases()
        self._write(self._told)

    def _write(self, references: tuple[str, ...]) -> None:
        window = self._window

        def show(session: Session) -> None:
            presence.show_open(session, window, references)

        self._desk.note(show, lambda _none: None)

    def _show(self, seen: PresenceReport) -> None:
        self.last = seen
        self.seen.emit(seen)
