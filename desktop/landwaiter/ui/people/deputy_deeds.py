"""Deputies: who holds roles while a colleague is away, and that somebody is away or back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from landwaiter.domain.people.deeds import BeginAbsence, EndAbsence, NameDeputy, roles_of
from landwaiter.i18n import _
from landwaiter.services.casebook import casebooks
from landwaiter.services.casebook.casebooks import UserRow
from landwaiter.services.deeds.engine import do
from landwaiter.services.deeds.handler import Result
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.kit.fields import Field


class DeputyDeeds(QObject):
    """Each reads who there is, asks for what it needs and is done beside the window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def name_deputy(self) -> None:
        """The first person asks, the second does the same."""
        self._of_people(_("Name a deputy"), self._ask_deputy)

    def begin_absence(self) -> None:
        """From then on the deputies who were agreed to hold the roles."""
        self._of_people(_("Somebody is away"), partial(self._ask_person, is_back=False))

    def end_absence(self) -> None:
        self._of_people(_("Somebody is back"), partial(self._ask_person, is_back=True))

    def _of_people(self, title: str, asked: Callable[[str, tuple[UserRow, ...]], None]) -> None:
        def read(session: Session, _tell: object) -> tuple[UserRow, ...]:
            return tuple(one for one in casebooks.list_users(session) if one.active)

        self._desk.run(title, read, partial(asked, title))

    def _ask_deputy(self, title: str, people: tuple[UserRow, ...]) -> None:
        roles = sorted({role for one in people for role in one.roles})
        answers = self._desk.prompts.ask(
            title,
            _("Name the deputy"),
            (
                _one_of("absent", _("While away"), people),
                _one_of("deputy", _("Deputy"), people),
                Field(
                    "roles",
                    _("Roles, parted by commas"),
                    hint=", ".join(roles),
                ),
            ),
            note=_(
                "The roles are those of who is away, and count from “Somebody is away” until "
                "“Somebody is back”. One person asks, a second one does the same. Without roles "
                "the person is no deputy any more."
            ),
        )
        if answers is None:
            return
        said = NameDeputy(answers["deputy"], answers["absent"], roles_of(answers["roles"]))
        self._desk.write(lambda session: do(session, said), partial(self._named, said.name))

    def _named(self, deputy: str, result: Result) -> None:
        self._desk.tell(result.changes)
        said = (
            _("What {deputy} holds as a deputy is agreed to.")
            if result.outcome
            else _("{deputy} waits for a second person, who does the same.")
        )
        self._desk.say(said.format(deputy=deputy))

    def _ask_person(self, title: str, people: tuple[UserRow, ...], *, is_back: bool) -> None:
        concerned = tuple(one for one in people if one.away == is_back)
        if not concerned:
            self._desk.prompts.tell(title, _("Nobody is said to be away."))
            return
        answers = self._desk.prompts.ask(
            title,
            _("Say so"),
            (_one_of("person", _("Who"), concerned),),
            note=_("Said by the person, or by a reviewer, head or administrator."),
        )
        if answers is None:
            return
        deed = EndAbsence if is_back else BeginAbsence
        told = (
            _("{person} is back; roles were held by {deputies}.")
            if is_back
            else _("{person} is away; roles are held by {deputies}.")
        )
        self._desk.write(
            lambda session: do(session, deed(answers["person"])), partial(self._said, told)
        )

    def _said(self, told: str, result: Result) -> None:
        self._desk.tell(result.changes)
        acting = ", ".join(result.outcome) or _("nobody")
        self._desk.say(told.format(person=result.made, deputies=acting))


def _one_of(name: str, title: str, people: tuple[UserRow, ...]) -> Field:
    return Field(name, title, (("", "–"), *((one.name, one.name) for one in people)), minimum=1)
