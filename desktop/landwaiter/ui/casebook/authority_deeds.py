"""Words from outside and of two: an authority that confirms keys, an older casebook accepted."""

from functools import partial

from PySide6.QtCore import QObject

from landwaiter.domain.casebook.deeds import (
    AcceptOlder,
    AnswerForAuthority,
    NameAuthority,
    TakeAnswer,
)
from landwaiter.i18n import _
from landwaiter.services.casebook import casebook_keys
from landwaiter.services.deeds.engine import do
from landwaiter.services.deeds.handler import Result
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.kit.fields import Field

_FIGURES = 64
"""Hexadecimal figures of a public key."""


class OutsideDeeds(QObject):
    """Each asks for what it needs and is done beside the window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def accept_older(self) -> None:
        """Go on with a casebook that is older than what this machine has seen: two say so."""
        title = _("Go on with the older casebook")
        behind = self._desk.known_session.casebook.seen.behind
        if not behind:
            self._desk.prompts.tell(
                title, _("The casebook is not older than what this machine has seen of it.")
            )
            return
        note = _("{behind} Two persons accept it, each signed in here.").format(behind=behind)
        if self._desk.prompts.confirm(title, note, _("Accept the older casebook")):
            self._desk.write(lambda session: do(session, AcceptOlder()), self._accepted)

    def _accepted(self, result: Result) -> None:
        self._desk.tell(result.changes)
        self._desk.say(
            _("The older casebook is accepted; deeds can be approved again.")
            if result.outcome
            else _("It waits for a second person, who signs in here and does the same.")
        )

    def name_authority(self) -> None:
        """The first person asks, the second does the same with the same key."""
        title = _("Name an authority")
        answers = self._desk.prompts.ask(
            title,
            _("Let its word count"),
            (
                Field("name", _("Name, such as the ministry"), minimum=1),
                Field("key", _("Its public key, 64 figures"), minimum=_FIGURES),
            ),
            note=_(
                "Its word about a key counts as two confirmations. One person asks, a second one "
                "does the same with the same key."
            ),
        )
        if answers:
            said = NameAuthority(answers["key"], answers["name"])
            self._desk.write(
                lambda session: do(session, said), partial(self._named, answers["name"])
            )

    def _named(self, name: str, result: Result) -> None:
        self._desk.tell(result.changes)
        said = (
            _("The word of {name} counts from now on.")
            if result.outcome
            else _("{name} waits for a second person, who does the same.")
        )
        self._desk.say(said.format(name=name))

    def ask_authority(self) -> None:
        """A file for the authority: which key of whom is to be confirmed."""
        title = _("Ask an authority to confirm a key")
        answers = self._desk.prompts.ask(
            title, _("Choose the file…"), (Field("user", _("User"), minimum=1),)
        )
        file = answers and self._desk.prompts.save_file(title, "key to confirm.json", _kinds())
        if answers and file:
            self._desk.run(
                title,
                lambda session, tell: casebook_keys.ask_authority(session, answers["user"], file),
                lambda asked: self._desk.say(
                    _("{file} asks for the confirmation of {user}, key {key}.").format(
                        file=file.name, user=asked.user, key=asked.key
                    )
                ),
            )

    def answer_for_authority(self) -> None:
        """For whom this casebook is the authority's own: a key of another one is confirmed."""
        title = _("Confirm a key of another casebook")
        requests = self._desk.prompts.open_files(title, _kinds())
        file = requests and self._desk.prompts.save_file(title, "key confirmed.json", _kinds())
        if file:
            said = AnswerForAuthority(requests[0], file)
            self._desk.write(
                lambda session: do(session, said),
                lambda result: self._desk.say(
                    _("{file} confirms the key {key} of {user}. Send it back.").format(
                        file=file.name, key=result.outcome.key, user=result.outcome.user
                    )
                ),
            )

    def take_answer(self) -> None:
        """The answer of an authority that was named."""
        title = _("Take in what an authority confirmed")
        answers = self._desk.prompts.open_files(title, _kinds())
        if answers:
            self._desk.write(lambda session: do(session, TakeAnswer(answers[0])), self._taken)

    def _taken(self, result: Result) -> None:
        self._desk.tell(result.changes)
        said = _("The key of {user} is confirmed by an authority.")
        self._desk.say(said.format(user=result.outcome.user))


def _kinds() -> str:
    return _("Confirmation of a key (*.json)")
