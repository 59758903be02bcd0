"""How a deed of two persons is moved and carried out, as its handler says it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader

Plain = Mapping[str, Any]


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
