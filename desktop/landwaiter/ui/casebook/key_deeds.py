"""A new data key for the casebook, made in the window."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.services.casebook import casebook_keys
from landwaiter.services.casebook.casebook_keys import RekeyReport
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.locking import Leave
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.label import label
from landwaiter.ui.opening.opening_casebooks import Door


class KeyDeeds(QObject):
    """`leave` lets a fresh process ask for the password, once the old key is of no use."""

    def __init__(self, desk: Desk, door: Door, leave: Leave) -> None:
        super().__init__(desk)
        self._desk, self._door, self._leave = desk, door, leave

    def rekey(self) -> None:
        """Ask for the password, give the casebook back, make it anew, and sign in afresh."""
        note = _(
            "Everything is encrypted anew, so that old copies of keys.json open nothing any more. "
            "The casebook is closed meanwhile, and must be open nowhere else."
        )
        password = self._desk.prompts.password(_("New data key"), note, _("Make the new data key"))
        if password is not None:
            self._rekey(password)

    def _rekey(self, password: str) -> None:
        session = self._desk.known_session
        folder, user = session.casebook.path, session.casebook.user.name
        self._desk.get_up()
        self._desk.shell.open_tab(
            Tab("rekey", _("New data key"), "key", closable=False), _busy, screen="start"
        )
        self._desk.jobs.run(
            _("Making a new data key"),
            lambda tell: casebook_keys.rekey(folder, user=user, password=password, progress=tell),
            partial(self._rekeyed, folder, user),
            on_fault=partial(self._refused, folder, user),
        )

    def _rekeyed(self, folder: Path, user: str, done: RekeyReport) -> None:
        said = _("The casebook has a new data key. It opens for: {users}.")
        lines = [said.format(users=", ".join(done.users))]
        if done.left_out:
            said = _("These users need a new password from an administrator: {users}.")
            lines.append(said.format(users=", ".join(done.left_out)))
        self._desk.prompts.tell(_("New data key"), "\n".join(lines))
        self._leave(folder, user)

    def _refused(self, folder: Path, user: str, fault: Fault) -> None:
        self._door.show_sign_in(folder, user)
        self._desk.prompts.tell(_("New data key"), fault.sentence())


def _busy() -> QWidget:
    """What stands in the window while nobody is signed in and the key is made."""
    page = panel("page")
    said = label(
        _("A new data key is being made. The bar below shows how far it is."), size=Size.BODY
    )
    page.setLayout(column(0, across(0, said, 0), 0))
    return page
