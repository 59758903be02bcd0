"""Messages that go with erased declarations: those kept with them, and those that wait for them.

One that waits goes where it can be nobody else's: by its MRN it is of one declaration alone; by the
declarant's reference only while no other declaration bears the same, in the store or on a case.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import delete, or_, select, union_all

from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.intake.waiting_messages import end_waiting
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.intake import declaration, trade_message, waiting_message
from landwaiter.storage.trade import sifted_rows

WAITED: Final = "waiting_message/"
"""Begins the object of the entry that a message waits."""


@dataclass(frozen=True, slots=True)
class GoingMessages:
    """The messages of declarations that are erased, each with its declaration."""

    kept: Mapping[str, int]
    waiting: Mapping[str, int]
    files: frozenset[str]
    waited: Mapping[str, int]
    """Objects of entries that say that one of them waits, or waited."""

    @property
    def count(self) -> int:
        return len(self.kept) + len(self.waiting)


def messages_of(conn: Reader, numbers: Sequence[int]) -> GoingMessages:
    """Those that go with declarations."""
    kept = trade_message.c
    query = select(kept.id, kept.declaration_id, kept.raw_file_id, kept.waited_as)
    rows = conn.execute(query.where(kept.declaration_id.in_(numbers))).all()
    waiting = _waiting(conn, numbers)
    came_as = {row.waited_as: row.declaration_id for row in rows if row.waited_as}
    came_as |= {row.id: sake for row, sake in waiting}
    return GoingMessages(
        kept={row.id: row.declaration_id for row in rows},
        waiting={row.id: sake for row, sake in waiting},
        files=frozenset(row.raw_file_id for row in (*rows, *(row for row, _sake in waiting))),
        waited={f"{WAITED}{one}": int(sake) for one, sake in came_as.items()},
    )


def erase_messages(work: UnitOfWork, going: GoingMessages) -> None:
    """Their rows; what was said of them goes before."""
    for waits in going.waiting:
        end_waiting(work, waits)
    if going.kept:
        work.conn.execute(delete(trade_message).where(trade_message.c.id.in_(list(going.kept))))


def _waiting(conn: Reader, numbers: Sequence[int]) -> list[tuple[Any, int]]:
    """Messages that wait for one of them and can be of no other, each with its declaration."""
    declared, given, message = t.trade_declaration.c, trade_message.c, waiting_message.c
    mrns = union_all(
        select(declared.mrn, declared.id).where(
            declared.id.in_(numbers), declared.mrn.is_not(None)
        ),
        select(given.given_mrn, given.declaration_id).where(
            given.declaration_id.in_(numbers), given.given_mrn.is_not(None)
        ),
    )
    of_mrn = {str(mrn): int(number) for mrn, number in conn.execute(mrns)}
    query = select(declared.local_reference, declared.declarant_eori, declared.id).where(
        declared.id.in_(numbers), declared.local_reference.is_not(None)
    )
    of_reference: dict[str, list[tuple[str | None, int]]] = {}
    for reference, eori, number in conn.execute(query):
        of_reference.setdefault(str(reference), []).append((eori, int(number)))
    named = select(
        message.id, message.mrn, message.local_reference, message.content, message.raw_file_id
    ).where(or_(message.mrn.in_(list(of_mrn)), message.local_reference.in_(list(of_reference))))
    found = []
    for row in conn.execute(named).all():
        sake = of_mrn.get(row.mrn)
        if sake is None:
            sake = _sake_by_reference(conn, row, of_reference.get(row.local_reference, ()), numbers)
        if sake is not None:
            found.append((row, sake))
    return found


def _sake_by_reference(
    conn: Reader,
    row: Any,
    candidates: Collection[tuple[str | None, int]],
    numbers: Sequence[int],
) -> int | None:
    """The declaration that a message may be of, where it may be of no other."""
    eori = records.structure(row.content)["request"].get("declarant_eori")
    mine = [
        number
        for of, number in candidates
        if (eori is None or eori == of)
        and (not row.mrn or sifted_rows.may_have(conn, number, row.mrn))
    ]
    if not mine or _others_bear(conn, row.local_reference, numbers):
        return None
    return mine[0]


def _others_bear(conn: Reader, reference: str, numbers: Sequence[int]) -> bool:
    """Whether another declaration bears the reference, in the store or on a case."""
    declared = t.trade_declaration.c
    others = (
        select(declared.id).where(
            declared.local_reference == reference, declared.id.not_in(numbers)
        ),
        select(declaration.c.id).where(declaration.c.local_reference == reference),
    )
    return any(conn.execute(query.limit(1)).first() is not None for query in others)
