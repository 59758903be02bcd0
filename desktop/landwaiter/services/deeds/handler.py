"""What carries a deed out: a row of the table with the functions that read and write for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import Deed
from landwaiter.errors import NotAllowed
from landwaiter.services.deeds.motion_form import MotionForm, Plain
from landwaiter.services.deeds.motions import moved
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import Changes, UnitOfWork
from landwaiter.storage.base.reader import Writer

A = TypeVar("A")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Doing:
    """A deed in progress: inside its unit of work, by who is signed in."""

    session: Session
    work: UnitOfWork
    actor: Actor

    @property
    def conn(self) -> Writer:
        return self.work.conn


@dataclass(frozen=True, slots=True)
class Account:
    """What a deed wrote, as its audit entry says it."""

    about: str
    """The object, as a path such as `case/ID`."""
    payload: Plain
    ids: tuple[str, ...] = ()
    """What views have to look at again, under each topic of the row."""
    made: str = ""
    """Identity, number or name of what came to be; empty where nothing did."""
    outcome: Any = None
    """What else is handed to who asked: lines of an export, cases that were screened anew."""


@dataclass(frozen=True, slots=True)
class Entries:
    """What a deed touched whose entries stand in the audit chain already.

    They are several, or the storage writes them with what it signs; the first bears its name.
    """

    ids: tuple[str, ...] = ()
    made: str = ""
    outcome: Any = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a deed: done, or a motion that waits for a second person."""

    changes: Changes
    motion_id: str | None = None
    made: str = ""
    outcome: Any = None

    @property
    def done(self) -> bool:
        return self.motion_id is None


class AnyHandler(Protocol):
    """What the engine asks of whatever carries a deed out."""

    @property
    def deed(self) -> Deed[Any, Any]: ...
    @property
    def form(self) -> MotionForm | None:
        """Of its motion, where it moves one of the office."""

    def do(self, doing: Doing, said: Any, seen: int | None) -> Result:
        """Do it in an open unit of work, or refuse it with the reason."""


def refuse(deed: Deed[Any, Any], actor: Actor, subject: Any) -> None:
    """NotAllowed with the reason where the person may not do it to this now."""
    if why := deed.refusal_by_role(actor) or deed.why_not(actor, subject):
        raise NotAllowed(why)


def no_subject(doing: Doing, said: Any) -> None:
    """Of a deed that is done to nothing that stands already."""
    return


@dataclass(frozen=True, slots=True)
class Handler(Generic[A, S]):
    """`find` reads what the deed is done to, `carry_out` writes; the engine audits."""

    deed: Deed[A, S]
    carry_out: Callable[[Doing, A, S], Account | Entries | None]
    """None: nothing was to be done."""
    find: Callable[[Doing, A], S] = no_subject  # type: ignore[assignment]  # S is None then

    @property
    def form(self) -> None:
        return None

    def do(self, doing: Doing, said: A, _seen: int | None) -> Result:
        subject = self.find(doing, said)
        refuse(self.deed, doing.actor, subject)
        work = doing.work
        before = work.rows_written
        account = self.carry_out(doing, said, subject)
        if account is None:
            work.nothing_done(since=before)
            return Result(work.changes)
        if isinstance(account, Account):
            work.audit(self.deed.entry, account.about, account.payload)
        for topic in self.deed.topics:
            work.changed(topic, *account.ids)
        return Result(work.changes, made=account.made, outcome=account.outcome)


Tell = Callable[[int, int, str], None]
"""Told how far long work is: done, of how many, and a word on it."""


def untold(done: int, total: int, text: str) -> None:
    """For whoever shows no progress."""


@dataclass(frozen=True, slots=True)
class Job(Generic[A]):
    """A deed that takes long, reads or writes files, or begins its unit of work by itself.

    `run` begins it under the name of the row, so that who may not is refused there too.
    """

    deed: Deed[A, Any]
    run: Callable[[Session, A, Tell], Any]
    form: MotionForm | None = None
    """Of its motion, where only such a deed moves it."""

    def do(self, doing: Doing, said: A, _seen: int | None) -> Result:
        raise AssertionError(f"{self.deed.name} has a unit of work of its own")


def said_reason(said: Any) -> str:
    """The reason that the person gave."""
    return str(said.reason)


@dataclass(frozen=True, slots=True)
class Mover(Generic[A, S]):
    """A deed under four eyes: `args` gives what is signed, the form the rest."""

    deed: Deed[A, S]
    args: Callable[[Doing, A, S], Plain]
    form: MotionForm
    find: Callable[[Doing, A], S] = no_subject  # type: ignore[assignment]  # S is None then
    why: Callable[[A], str] = said_reason
    """The reason that the motion gives."""

    def do(self, doing: Doing, said: A, _seen: int | None) -> Result:
        subject = self.find(doing, said)
        refuse(self.deed, doing.actor, subject)
        args = self.args(doing, said, subject)
        motion_id = moved(doing.session, doing.work, self.deed.motion, args, self.why(said))
        return Result(doing.work.changes, motion_id)
