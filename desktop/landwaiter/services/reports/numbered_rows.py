"""What two persons released on a case and one takes back: found by its number, and ended once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from landwaiter.errors import NotAllowed, NotFound
from landwaiter.i18n import Words
from landwaiter.services.deeds.handler import Account, Doing
from landwaiter.storage.base import records
from landwaiter.storage.cases.case_rows import case_id_of


class NumberedRow(Protocol):
    """A row that people call by its number on its case."""

    @property
    def id(self) -> str: ...
    @property
    def no(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def ended_at(self) -> str: ...


class WithdrawalDeed(Protocol):
    """What a deed says that takes one back."""

    @property
    def reference(self) -> str: ...
    @property
    def reason(self) -> str: ...


R = TypeVar("R", bound=NumberedRow)


@dataclass(frozen=True, slots=True)
class KindOfRow:
    """How rows of a kind are called in the audit trail, and where their ends are kept."""

    name: str
    """In the object of an entry, and in what it says."""
    end: str
    """The table of ends."""
    key: str
    """Its column that names the row."""


def row_named(known: Iterable[R], number: int, missing: NotFound) -> R:
    """The row of this number; else `missing` is raised."""
    for one in known:
        if one.no == number:
            return one
    raise missing


def end_row(
    doing: Doing,
    said: WithdrawalDeed,
    row: NumberedRow,
    *,
    kind: KindOfRow,
    ended: Words,
    **told: Any,
) -> Account:
    """The end is kept beside the row; NotAllowed, in the words of `ended`, where it has one."""
    if row.ended_at:
        raise NotAllowed(ended)
    given = {kind.key: row.id, "reason": said.reason.strip()}
    records.add(doing.conn, kind.end, **given, author=doing.work.actor, at=doing.work.now)
    case_id = case_id_of(doing.conn, said.reference)
    stated = {"reference": said.reference, kind.name: row.label, **told}
    return Account(f"case/{case_id}/{kind.name}/{row.id}", stated, (case_id,), made=row.label)
