"""The dialog of users bound to the services."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.errors import Fault
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds.engine import do, signed_in
from landwaiter.services.deeds.handler import Result
from landwaiter.services.people.first_password import new_first_password
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.people.user_deeds import DEEDS, User, UserAnswers
from landwaiter.ui.people.users_dialog import UsersDialog

_DEEDS = {one.name: one for one in DEEDS}
_GIVE_OUT = frozenset({"add", "reset"})
"""Deeds for which a first password is made, and shown once."""


class UsersController(DialogController[UsersDialog]):
    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, UsersDialog(parent))
        self.dialog.asked.connect(self.ask)
        self.refresh()

    def refresh(self) -> None:
        self.read(self._users, lambda found: self.dialog.show_users(*found), slot="users")

    def ask(self, name: str, said: UserAnswers) -> None:
        """Do the deed of a button."""
        given = replace(said, first=new_first_password()) if name in _GIVE_OUT else said
        self.bench.write(
            self.dialog,
            lambda: do(self.session, _DEEDS[name].says(given)),
            partial(self._done, name, given),
            partial(self._refused, name),
            topics=("users",),
        )

    def _users(self) -> tuple[tuple[User, ...], Actor]:
        return casebooks.list_users(self.session), signed_in(self.session)

    def _done(self, name: str, given: UserAnswers, result: Result) -> None:
        self.dialog.show_deed_done(name, given)
        if besides := result.changes.said:
            self.dialog.show_done(" ".join(besides))
        self.refresh()
        if name in _GIVE_OUT:
            self.bench.prompts.first_password(given.name, given.first)

    def _refused(self, name: str, fault: Fault) -> None:
        self.dialog.show_deed_fault(name, fault)
