"""Files are looked for where this person chose one last, also after the next sign-in.

A folder may be named after a firm or a case: it is kept in the casebook, encrypted as every draft.
"""

from PySide6.QtCore import QObject

from landwaiter.ui.frame.desk import Desk

FOLDER = "window.folder"
"""Draft that holds it."""


class LastFolder(QObject):
    """Follows the questions of one window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        desk.prompts.on_folder = self._keep
        desk.signed_in.connect(self._restore)

    def _keep(self, folder: str) -> None:
        if self._desk.session is not None:
            self._desk.drafts.keep(FOLDER, {"folder": folder})

    def _restore(self) -> None:
        """That of somebody else is none of theirs."""
        self._desk.prompts.begins_in = ""
        self._desk.drafts.restore(FOLDER, self._begin, owner=self)

    def _begin(self, kept: dict[str, str]) -> None:
        """Two windows may have kept one each: the first counts."""
        folders = kept.get("folder", "").splitlines()
        self._desk.prompts.begins_in = folders[0] if folders else ""
