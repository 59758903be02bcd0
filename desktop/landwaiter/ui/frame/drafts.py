"""What is being typed saves itself inside the casebook, and comes back when its form opens."""

import json
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer

from landwaiter.services.office import office_settings
from landwaiter.services.warm.session import Session

PAUSE_MS = 700
"""A draft is saved when nobody has typed for so long."""


class _Write(Protocol):
    def __call__(self, fn: Callable[[Session], Any], on_done: Callable[[Any], None]) -> None: ...


class _Read(Protocol):
    def __call__(
        self, fn: Callable[[Session], str], on_done: Callable[[str], None], *, owner: QObject
    ) -> None: ...


class Drafts(QObject):
    """By key; secrets are never given to it."""

    def __init__(self, write: _Write, read: _Read, parent: QObject) -> None:
        super().__init__(parent)
        self._write, self._read = write, read
        self._waiting: dict[str, str] = {}
        self._seen: dict[str, str] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep_now)

    def keep(self, key: str, answers: dict[str, str]) -> None:
        """Save these answers once the person pauses."""
        self._waiting[key] = json.dumps(answers) if any(answers.values()) else ""
        self._pause.start()

    def keep_now(self) -> None:
        """Save what waits."""
        self._pause.stop()
        for key, content in self._waiting.items():
            self._save(key, content)
        self._waiting = {}

    def forget(self, key: str) -> None:
        """The deed is done: nothing is left to be restored."""
        self._waiting.pop(key, None)
        self._save(key, "")

    def restore(
        self, key: str, on_found: Callable[[dict[str, str]], None], *, owner: QObject
    ) -> None:
        """Hand over what was typed before, if there is any, in whichever window it was."""
        waiting = self._waiting.get(key)
        if waiting is not None:
            _hand_over(waiting, on_found)
            return
        other = f"{key}{office_settings.ELSEWHERE}"

        def read(session: Session) -> str:
            return _joined(
                office_settings.draft(session, key), office_settings.draft(session, other)
            )

        def found(content: str) -> None:
            self._seen[key] = content
            _hand_over(content, on_found)

        self._read(read, found, owner=owner)

    def _save(self, key: str, content: str) -> None:
        seen, self._seen[key] = self._seen.get(key, ""), content

        def save(session: Session) -> None:
            office_settings.save_draft(session, key, content, seen=seen)
            if not content:
                office_settings.save_draft(session, f"{key}{office_settings.ELSEWHERE}", "")

        self._write(save, lambda _none: None)


def _hand_over(content: str, on_found: Callable[[dict[str, str]], None]) -> None:
    if content:
        on_found({str(name): str(text) for name, text in json.loads(content).items()})


def _joined(mine: str, other: str) -> str:
    """Both texts where two windows of one person were typed in; sentences one under the other."""
    if not mine or not other:
        return mine or other
    first, second = json.loads(mine), json.loads(other)
    both = {name: _both(str(text), str(second.get(name, ""))) for name, text in first.items()}
    return json.dumps({**second, **both})


def _both(mine: str, other: str) -> str:
    if not mine or not other or other in mine:
        return mine or other
    return f"{mine}\n{other}" if " " in other else mine
