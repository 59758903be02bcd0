"""Keys of the casebook in the window: a new data key, a new recovery key, its confirmation."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.services import casebook_keys
from landwaiter.services.casebook_keys import NewRecoveryKey, RecoveryState, Rekeyed
from landwaiter.ui.cards import across, column, panel
from landwaiter.ui.desk.desk import Desk
from landwaiter.ui.desk.door import Door
from landwaiter.ui.desk.locking import Leave
from landwaiter.ui.dialogs.share import ShownShare
from landwaiter.ui.fields import Field
from landwaiter.ui.fonts import Size
from landwaiter.ui.label import label
from landwaiter.ui.tabs import Tab


class KeyDeeds(QObject):
    """`leave` lets a fresh process ask for the password, once the old key is of no use."""

    def __init__(self, desk: Desk, door: Door, leave: Leave) -> None:
        super().__init__(desk)
        self._desk, self._door, self._leave = desk, door, leave

    def rekey(self) -> None:
        """Ask for the password, give the casebook back, make it anew, and sign in afresh."""
        self._desk.read(casebook_keys.stale_users, self._ask_rekey, slot="rekey")

    def recovery(self) -> None:
        """Renew the recovery key, or confirm the one that waits."""
        self._desk.read(casebook_keys.recovery_state, self._ask_recovery, slot="recovery")

    def _ask_rekey(self, stale: tuple[str, ...]) -> None:
        note = _(
            "Everything is encrypted anew, so that old copies of keys.json open nothing any more. "
            "The casebook is closed meanwhile, and must be open nowhere else."
        )
        if stale:
            left_out = _(
                "They have not signed in lately and need a new password afterwards: {users}."
            )
            note = f"{note}\n{left_out.format(users=', '.join(stale))}"
        answers = self._desk.prompts.ask(
            _("New data key"),
            _("Make the new data key"),
            (Field("password", _("Your password"), minimum=1, secret=True),),
            note=note,
        )
        if answers is not None:
            self._rekey(answers["password"], stale)

    def _rekey(self, password: str, without: tuple[str, ...]) -> None:
        session = self._desk.known_session
        folder, user = session.casebook.path, session.casebook.user.name
        self._desk.get_up()
        self._desk.shell.open_tab(
            Tab("rekey", _("New data key"), "key", closable=False), _busy, screen="start"
        )
        self._desk.jobs.run(
            _("Making a new data key"),
            lambda tell: casebook_keys.rekey(
                folder, user=user, password=password, without=without, progress=tell
            ),
            partial(self._rekeyed, folder, user),
            on_fault=partial(self._refused, folder, user),
        )

    def _rekeyed(self, folder: Path, user: str, done: Rekeyed) -> None:
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

    def _ask_recovery(self, state: RecoveryState) -> None:
        if state.waiting and state.waiting_by != self._desk.user:
            self._ask_confirmation(state)
        else:
            self._ask_renewal(state)

    def _ask_confirmation(self, state: RecoveryState) -> None:
        note = _(
            "{user} made a new recovery key. Compare the figures with the sheets of those who "
            "keep it. From then on the former key opens nothing any more."
        ).format(user=state.waiting_by)
        answers = self._desk.prompts.ask(
            _("Confirm the recovery key"),
            _("Confirm it"),
            (Field("key", _("The 16 figures on the sheet"), minimum=16),),
            note=note,
        )
        if answers is not None:
            self._desk.write(
                lambda session: casebook_keys.confirm_recovery(session, answers["key"].strip()),
                lambda _none: self._desk.say(_("The new recovery key is in force.")),
            )

    def _ask_renewal(self, state: RecoveryState) -> None:
        note = _(
            "Recovery key {key} is in force. A new one counts once a second person confirmed it."
        )
        answers = self._desk.prompts.ask(
            _("New recovery key"),
            _("Make a new recovery key"),
            (
                Field("first", _("Who keeps the first half"), hint=_("both empty: one whole key")),
                Field("second", _("Who keeps the second half")),
            ),
            note=note.format(key=state.public_key[:16]),
        )
        if answers is not None:
            holders = tuple(filter(None, (answers[name].strip() for name in ("first", "second"))))
            self._desk.write(
                lambda session: casebook_keys.renew_recovery(session, holders),
                partial(self._hand_over, holders),
            )

    def _hand_over(self, holders: tuple[str, ...], made: NewRecoveryKey) -> None:
        for number, text in enumerate(made.shares):
            holder = holders[number] if holders else ""
            if not self._desk.prompts.hand_over(ShownShare(text, holder, made.public_key)):
                said = _("The new recovery key was not handed over. Make another one.")
                self._desk.prompts.tell(_("New recovery key"), said)
                return
        said = _("The former recovery key counts until a second person confirms {key}.")
        if not made.waits:
            said = _("Recovery key {key} is in force.")
        self._desk.prompts.tell(_("New recovery key"), said.format(key=made.public_key[:16]))


def _busy() -> QWidget:
    """What stands in the window while nobody is signed in and the key is made."""
    page = panel("page")
    said = label(
        _("A new data key is being made. The bar below shows how far it is."), size=Size.BODY
    )
    page.setLayout(column(0, across(0, said, 0), 0))
    return page
