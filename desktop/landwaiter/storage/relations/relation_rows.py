"""What is stated of states: relations and shares, written once, read whole with their ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Select, Table, func, select

from landwaiter.domain.relations.relation import CountryRelation, StatedOfStates
from landwaiter.domain.relations.share import CountryShare
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.paging import beyond, key_in, mark_of
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import add, add_many, from_plain, plain_rows
from landwaiter.storage.schema import relations as t

Stated = TypeVar("Stated", bound=StatedOfStates)


@dataclass(frozen=True, slots=True)
class StatementStore(Generic[Stated]):
    """One kind of statement on states, and the tables that hold it."""

    kind: type[Stated]
    rows: Table
    states: Table
    ends: Table
    owner: str
    """Column of the other two that names the statement."""

    def add(self, work: UnitOfWork, states: tuple[str, ...], said: Mapping[str, Any]) -> str:
        """A new statement; its identity."""
        row_id = work.new_id()
        who = {"author": work.actor, "at": work.now}
        add(work.conn, self.rows.name, id=row_id, states=states, **said, **who)
        add_many(
            work.conn, self.states.name, [{self.owner: row_id, "state": one} for one in states]
        )
        return row_id

    def end(self, work: UnitOfWork, row_id: str, reason: str) -> None:
        """It counts no longer, and stays readable."""
        about = {self.owner: row_id, "reason": reason, "author": work.actor, "at": work.now}
        add(work.conn, self.ends.name, **about)

    def named(self, conn: Reader, row_id: str) -> Stated | None:
        """One statement by its identity; None where there is none."""
        found = self._found(conn, select(self.rows).where(self.rows.c.id == row_id.strip()))
        return found[0] if found else None

    def about(self, conn: Reader, states: tuple[str, ...]) -> tuple[Stated, ...]:
        """Every statement that names all of these states, the oldest first, ended ones too."""
        query = select(self.rows).order_by(self.rows.c.id)
        for one in states:
            query = query.where(self.rows.c.id.in_(self._of(one)))
        return self._found(conn, query)

    def among(self, conn: Reader, states: Sequence[str]) -> tuple[Stated, ...]:
        """Every standing statement that names at least two of these states, the oldest first."""
        owner = self.states.c[self.owner]
        named = (
            select(owner)
            .where(self.states.c.state.in_(states), owner.not_in(select(self.ends.c[self.owner])))
            .group_by(owner)
            .having(func.count() > 1)
        )
        query = select(self.rows).where(self.rows.c.id.in_(named)).order_by(self.rows.c.id)
        return self._found(conn, query)

    def page(
        self, conn: Reader, *, state: str, kind: str, after: str | None, limit: int
    ) -> tuple[tuple[Stated, ...], str | None]:
        """A page of all of them, the newest first, and the mark of its last row."""
        query = select(self.rows).order_by(self.rows.c.id.desc()).limit(limit + 1)
        if state:
            query = query.where(self.rows.c.id.in_(self._of(state)))
        if kind:
            query = query.where(self.rows.c.kind == kind)
        if after:
            key = key_in(after, 1)
            query = query.where(beyond((self.rows.c.id,), key, descending=True))
        found = self._found(conn, query)
        rows = found[:limit]
        return rows, mark_of(rows[-1].id) if len(found) > limit else None

    def pairs(self, conn: Reader) -> dict[tuple[str, str], int]:
        """Two states in the order of their codes → how many standing statements name both."""
        one, other = self.states.alias("one"), self.states.alias("other")
        query = (
            select(one.c.state, other.c.state, func.count())
            .join(other, one.c[self.owner] == other.c[self.owner])
            .where(
                one.c.state < other.c.state,
                one.c[self.owner].not_in(select(self.ends.c[self.owner])),
            )
            .group_by(one.c.state, other.c.state)
        )
        return {(str(a), str(b)): int(count) for a, b, count in conn.execute(query)}

    def alone(self, conn: Reader) -> dict[str, int]:
        """A state → how many standing statements name it and no other."""
        owner = self.states.c[self.owner]
        single = select(owner).group_by(owner).having(func.count() == 1)
        query = (
            select(self.states.c.state, func.count())
            .where(owner.in_(single), owner.not_in(select(self.ends.c[self.owner])))
            .group_by(self.states.c.state)
        )
        return {str(state): int(count) for state, count in conn.execute(query)}

    def _of(self, state: str) -> Select[Any]:
        return select(self.states.c[self.owner]).where(self.states.c.state == state)

    def _found(self, conn: Reader, query: Select[Any]) -> tuple[Stated, ...]:
        rows = plain_rows(conn, query, structured=("states",))
        ends: dict[str, dict[str, Any]] = {}
        ids = [row["id"] for row in rows]
        for start in range(0, len(ids), _MANY):
            some = ids[start : start + _MANY]
            ended = select(self.ends).where(self.ends.c[self.owner].in_(some))
            ends |= {row.pop(self.owner): row for row in plain_rows(conn, ended)}
        made = ({**row, "end": ends.get(row["id"])} for row in rows)
        return tuple(from_plain(row, self.kind) for row in made)


_MANY: Final = 500
"""Identities in one question."""
RELATIONS: Final = StatementStore(
    CountryRelation,
    t.country_relation,
    t.country_relation_state,
    t.country_relation_end,
    "relation_id",
)
SHARES: Final = StatementStore(CountryShare, t.share, t.share_state, t.share_end, "share_id")
