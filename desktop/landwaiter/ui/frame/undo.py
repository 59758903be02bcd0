"""Small deeds wait some seconds before they are sealed; until then they can be undone.

What waits is a draft in the casebook. It is sealed before the next thing that is written, on
leaving its tab, on locking and on quitting. After a window that ended without a word it is offered.
"""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from landwaiter.domain.cases.case import Case
from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.services.office import deed_drafts
from landwaiter.services.office.deed_drafts import DeedDraft
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.changed_topics import DeedChanges
from landwaiter.ui.frame.undo_strip import UndoStrip

SECOND = 1.0
"""So long is a second of the wait."""
_LOOKS_MS = 200
_MOST_LETTERS = 240
"""Of what was left over: all of it is shown where it is opened again, or sealed."""


class _Write(Protocol):
    def __call__(
        self,
        fn: Callable[[Session], Any],
        on_done: Callable[[Any], None],
        *,
        on_fault: Callable[[Fault], None] | None = None,
    ) -> None: ...


class _Read(Protocol):
    def __call__(
        self,
        fn: Callable[[Session], tuple[DeedDraft, ...]],
        on_done: Callable[[tuple[DeedDraft, ...]], None],
        *,
        owner: QObject,
    ) -> None: ...


def _nothing() -> None:
    return


@dataclass(frozen=True, slots=True)
class Sequel:
    """Who is told what becomes of a deed that waits."""

    on_sealed: Callable[[DeedChanges], None]
    on_undone: Callable[[], None] | None = None
    """Shows again what was typed: None for one of a window that is gone."""
    on_refused: Callable[[], None] = _nothing
    """It was refused when it was sealed: what is shown is older than what stands."""


@dataclass(frozen=True, slots=True)
class _Wait:
    draft: DeedDraft
    told: Sequel
    tab: str
    until: float


@dataclass(frozen=True, slots=True)
class _Remainder:
    draft: DeedDraft
    told: Sequel
    why: str = ""


class Undo(QObject):
    """One deed waits at a time: the one of the tab in front.

    Signal: `drafted`, once other cases wait to become what they are in `after`.
    """

    drafted = Signal()

    def __init__(
        self,
        strip: UndoStrip,
        write: _Write,
        read: _Read,
        *,
        seconds: Callable[[], int],
        tab: Callable[[], str],
        on_sealed: Callable[[DeedChanges], None],
        warn: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._strip, self._write, self._read = strip, write, read
        self._others: list[UndoStrip] = []
        self._seconds, self._tab, self._warn = seconds, tab, warn
        self._of_nobody = Sequel(on_sealed)
        self._waiting: _Wait | None = None
        self.after: tuple[Case, ...] = ()
        """The cases as they are once what waits is sealed."""
        self._unsealed: list[_Remainder] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOKS_MS)
        self._timer.timeout.connect(self._look)
        self._connect(strip)

    def show_in(self, strip: UndoStrip) -> None:
        """There as well, as long as it lives: in a dialog that stands over the window."""
        self._others.append(strip)
        self._connect(strip)
        self._show()

    def drafted_case(self, reference: str) -> Case | None:
        """This case as it is once what waits is sealed; None where nothing waits on it."""
        return next((one for one in self.after if str(one.reference) == reference), None)

    def _connect(self, strip: UndoStrip) -> None:
        strip.undone.connect(self.undo)
        strip.sealed.connect(self._seal_shown)
        strip.taken_up.connect(self._take_up)
        strip.discarded.connect(self._discard)

    def begin(
        self,
        said: Callable[[Session], Sequence[Any]],
        told: Sequel,
        *,
        seen: int | None,
        on_begun: Callable[[], None],
        on_fault: Callable[[Fault], None],
        write: _Write | None = None,
    ) -> None:
        """Let what is `said` wait; what would be refused is refused at once.

        `write` is another way to the writer, for a deed that screens.
        """
        tab = self._tab()

        def begun(draft: DeedDraft) -> None:
            until = time.monotonic() + self._seconds() * SECOND
            self._waiting = _Wait(draft, told, tab, until)
            self._draft(draft.after)
            on_begun()
            if tab == self._tab():
                self._timer.start()
                self._look()
            else:
                self.settle()

        (write or self._write)(
            lambda session: deed_drafts.begin(session, said(session), seen=seen),
            begun,
            on_fault=on_fault,
        )

    @property
    def waits(self) -> bool:
        """Whether something can still be undone."""
        return self._waiting is not None

    def settle(self) -> None:
        """Seal what waits."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._seal(waiting.draft, waiting.told)

    def left(self, tab: str) -> None:
        """Another tab is in front now, or this one is gone."""
        if self._waiting is not None and self._waiting.tab != tab:
            self.settle()

    def undo(self) -> None:
        """Nothing was done, and what was typed is shown again."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._draft(())
            self._forget(waiting.draft, waiting.told.on_undone)

    def offer(self) -> None:
        """Ask what becomes of that which a window before did not come to seal."""
        self._read(deed_drafts.left_over, self._found, owner=self)

    def rest(self) -> None:
        """Nobody is signed in any more."""
        self._waiting = None
        self.after = ()
        self._unsealed = []
        self._show()

    def _found(self, drafts: tuple[DeedDraft, ...]) -> None:
        known = {one.draft.key for one in self._unsealed}
        if self._waiting is not None:
            known.add(self._waiting.draft.key)
        self._unsealed += [
            _Remainder(draft, self._of_nobody) for draft in drafts if draft.key not in known
        ]
        self._show()

    def _look(self) -> None:
        waiting = self._waiting
        if waiting is not None and time.monotonic() >= waiting.until:
            self.settle()
        else:
            self._show()

    def _show(self) -> None:
        self._others = [one for one in self._others if isValid(one)]
        for strip in (self._strip, *self._others):
            self._show_in(strip)

    def _show_in(self, strip: UndoStrip) -> None:
        """What waits comes before what was left over."""
        waiting = self._waiting
        if waiting is not None:
            left = math.ceil((waiting.until - time.monotonic()) / SECOND)
            strip.show_wait(waiting.draft.told, left)
            return
        self._timer.stop()
        if not self._unsealed:
            strip.rest()
            return
        first, *more = self._unsealed
        words = shorten(
            first.draft.told if first.why else first.draft.words, _MOST_LETTERS, placeholder="…"
        )
        if not first.why:
            words = _("You were about to, on {reference}: {words}").format(
                reference=first.draft.reference, words=words
            )
        again = first.told.on_undone is not None
        strip.show_left_over(words, first.why, again=again, more=len(more))

    def _seal_shown(self) -> None:
        if self._waiting is not None:
            self.settle()
        elif self._unsealed:
            first = self._unsealed.pop(0)
            self._seal(first.draft, first.told)

    def _take_up(self) -> None:
        if self._unsealed:
            first = self._unsealed.pop(0)
            self._forget(first.draft, first.told.on_undone)

    def _discard(self) -> None:
        if self._unsealed:
            self._forget(self._unsealed.pop(0).draft, None)

    def _seal(self, draft: DeedDraft, told: Sequel) -> None:
        self._show()

        def done(changes: DeedChanges | None) -> None:
            self._seal_drafted(draft, is_shown_anew=changes is not None)
            if changes is None:
                self._warn(_("This does not wait any more: it was sealed or undone elsewhere."))
            else:
                told.on_sealed(changes)

        def refused(fault: Fault) -> None:
            self._unsealed.insert(0, _Remainder(draft, told, fault.sentence()))
            self._seal_drafted(draft, is_shown_anew=False)
            self._show()
            told.on_refused()

        self._write(lambda session: deed_drafts.seal(session, draft), done, on_fault=refused)

    def _draft(self, after: tuple[Case, ...]) -> None:
        self.after = after
        self.drafted.emit()

    def _seal_drafted(self, draft: DeedDraft, *, is_shown_anew: bool) -> None:
        """It waits no more. Where the cases are read anew, the old values are not shown between."""
        if self.after is not draft.after:
            return  # the next one waits already
        self.after = ()
        if not is_shown_anew:
            self.drafted.emit()

    def _forget(self, draft: DeedDraft, then: Callable[[], None] | None) -> None:
        self._show()

        def forgotten(_none: object) -> None:
            if then is not None:
                then()

        self._write(lambda session: deed_drafts.forget(session, draft), forgotten)
