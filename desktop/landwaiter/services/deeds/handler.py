"""What carries a deed out: a row of the table with the functions that read and write for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import Deed
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import Changes, UnitOfWork
from landwaiter.storage.base.reader import Reader, Writer

A = TypeVar("A")
S = TypeVar("S")
Plain = Mapping[str, Any]


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
    form: "MotionForm | None" = None
    """Of its motion, where only such a deed moves it."""


@dataclass(frozen=True, slots=True)
class MotionForm:
    """How a deed of two persons is moved, and carried out once another has seconded it.

    The arguments are plain, as they are signed.
    """

    title: Callable[[Plain, Plain], str]
    """From arguments and facts: what the second person is asked, in one sentence."""
    about: Callable[[Plain], str]
    """The object, as the audit chain names it."""
    facts: Callable[[Session, Reader, Plain], Plain]
    """What it rests on, in plain values; raises a Fault where it cannot be done."""
    carry_out: Callable[[Session, UnitOfWork, Plain, str], Plain]
    """Writes the rows, given the arguments and the motion; the payload of the audit entry."""
    at_once: bool = False
    """An office of one does it in the unit of work that moves it, by one person."""
    declined: Callable[[UnitOfWork, Plain], None] | None = None
    """Takes back what was done before it was seconded; such a motion is not withdrawn."""


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
