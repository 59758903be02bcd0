"""How declarations stand, and how many, is what a look at all of them says, whatever happened."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Select, and_, case, delete, func, insert, or_, select
from tests.storage.empty_tables import empty_tables

from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.trade.erasure import Effect
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.data_protection.trade_erasure import trade_erased
from landwaiter.storage.trade import (
    again_rows,
    batches,
    erasing,
    keeping,
    queue_rows,
    sift_parts,
    sifted_rows,
    standings,
    trade_counts,
)
from landwaiter.storage.trade.batches import BatchHead, TradeParty, TradeRow
from landwaiter.storage.trade.queue_rows import QueueSlice
from landwaiter.storage.trade.sifted_rows import StoreMark

REASONS = ("freeze_hit", "severe_flag", "substance")
DECLARATIONS = 4
numbers = st.integers(1, DECLARATIONS)
names = st.sampled_from(REASONS)
deeds = st.lists(
    st.tuples(st.just("sift"), st.sets(names, max_size=2), st.booleans(), st.none() | numbers)
    | st.tuples(st.just("mark"), numbers, st.sampled_from(["opened", "aside", "returned"]), names)
    | st.tuples(st.just("change"), numbers, st.sets(names, max_size=2))
    | st.tuples(st.just("restrict"), st.sampled_from(["party", "declaration"]), numbers)
    | st.tuples(st.just("lift"), st.integers(0, 5))
    | st.tuples(st.just("erase"), numbers),
    max_size=14,
)


@pytest.fixture(scope="module")
def conn() -> Iterator[Any]:
    with empty_tables() as (made, driver):
        driver.execute("PRAGMA foreign_keys = OFF")
        yield made


class Store:
    """A store to which things happen."""

    def __init__(self, conn: Any) -> None:
        self.conn, self.count, self.again, self.ids = conn, 0, 0, 0
        self.writer = Writer(Reader(conn))
        self.placed: list[str] = []
        self.work: Any = SimpleNamespace(
            conn=self.writer, actor="a", now="2026-01-01T00:00:00Z", new_id=self.new_id
        )

    def new_id(self) -> str:
        self.ids += 1
        return f"{self.ids:032d}"

    def sift(self, reasons: set[str], drawn: bool, replaces: int | None) -> None:
        if self.count == DECLARATIONS:
            return
        self.count += 1
        is_older = replaces is not None and replaces < self.count
        party = TradeParty("0" * 64, Role.EXPORTER.value, "Quiet Harbour", None, None, "{}", None)
        row = TradeRow(
            *(None, f"S-{self.count}", None, "2026-01-01", 24312, None, None, None, None),
            *(b"c", "0" * 64, "declaration/1", b"v", "0" * 64, b"b", "{}", b"s", b"l"),
            replaces if is_older else None,
            *((party,), (), (), tuple(sorted(reasons))),
            drawn=drawn and not reasons,
        )
        head = BatchHead("r", (), {"read": 1}, {}, 0, "0" * 64)
        batches.add_batch(self.work, self.count, head, [row])

    def is_there(self, number: int) -> bool:
        own = t.trade_declaration.c.id
        return self.conn.execute(select(own).where(own == number)).first() is not None

    def mark(self, number: int, mark: str, why: str) -> None:
        if self.is_there(number):
            reasons = [why] if number % 2 else []
            sifted_rows.add_marks(self.work, [StoreMark(number, mark, reasons, opened_case="c")])

    def change(self, number: int, reasons: set[str]) -> None:
        if not self.is_there(number):
            return
        held = set(sifted_rows.reasons_of(Reader(self.conn), number))
        self.again += 1
        new, gone = sorted(reasons - held), sorted(held - reasons)
        again_rows.change_reasons(self.writer, self.again, number, new=new, gone=gone)

    def restrict(self, what: str, number: int) -> None:
        if self.is_there(number):
            on = {"declaration": None, "party": None, what: number if what == "declaration" else 1}
            made = keeping.add_restriction(
                self.work, Effect.RESTRICTION, **on, basis="b", reason="r"
            )
            self.placed.append(made["id"])

    def lift(self, place: int) -> None:
        if place < len(self.placed):
            keeping.end_restriction(self.work, self.placed.pop(place), "r")

    def erase(self, number: int) -> None:
        """As `erasing.erase` does, without what has nothing to do with it."""
        own = t.trade_declaration.c
        before = select(own.replaces).where(own.id == number, own.replaces.is_not(None))
        older = self.conn.execute(before).scalars().all()
        gone = {"declaration_id": number, "erasure": 1}
        if not self.is_there(number):
            return
        self.conn.execute(insert(trade_erased).values(gone))
        for column in erasing.hanging():
            self.conn.execute(delete(column.table).where(column == number))
        self.conn.execute(delete(t.trade_declaration).where(own.id == number))
        standings.keep(self.writer, [number, *older])
        standings.add(self.writer, {"year 2026": -1})


def number_of(conn: Any, query: Select[Any]) -> int:
    return int(conn.execute(query).scalar() or 0)


def figures_before(conn: Any) -> dict[str, Any]:
    """By the statements that looked at all of the store."""
    why, row, mark = t.trade_reason.c, t.trade_reason.c.declaration_id, t.trade_mark.c
    own, later = t.trade_declaration.c, t.trade_mark.alias("later")
    newest = (
        ~select(later.c.id)
        .where(later.c.declaration_id == mark.declaration_id, later.c.id > mark.id)
        .exists()
    )
    opened = trade_counts.is_marked(row, "opened")
    aside = and_(trade_counts.is_marked(row, "aside"), ~opened)
    holds, waits = trade_counts.holds(why), trade_counts.waits(row)
    current = ~trade_counts.is_replaced(row)
    found: dict[str, Any] = {}
    for said in ("opened", "aside"):
        found[said] = number_of(
            conn,
            select(func.count(mark.id)).where(
                mark.mark == said, newest, ~trade_counts.is_replaced(mark.declaration_id)
            ),
        )
    found["has_case"] = number_of(
        conn,
        select(func.count(mark.declaration_id.distinct())).where(
            mark.mark == "opened", ~trade_counts.is_replaced(mark.declaration_id)
        ),
    )
    each = select(func.count(row.distinct()))
    found["waits"] = number_of(conn, each.where(holds, waits))
    found["reasoned"] = number_of(conn, each.where(holds, current))
    looked = or_(opened, trade_counts.is_marked(row, "aside"))
    found["looked"] = number_of(conn, each.where(holds, current, looked))
    sums = [func.sum(case((one, 1), else_=0)) for one in (waits, opened, aside)]
    for reason, *counts in conn.execute(
        select(why.reason, *sums).where(holds, current).group_by(why.reason)
    ):
        for name, count in zip(("waits", "opened", "aside"), counts, strict=True):
            found[f"{name} {reason}"] = count
    drawn = select(func.count(own.id)).where(
        trade_counts.IS_DRAWN, ~trade_counts.is_replaced(own.id)
    )
    found["drawn"] = number_of(conn, drawn)
    found["drawn looked"] = number_of(conn, drawn.where(trade_counts.is_looked_at(own.id)))
    found["drawn opened"] = number_of(conn, drawn.where(trade_counts.is_opened_as_sample(own.id)))
    found["waits sample"] = number_of(conn, drawn.where(trade_counts.waits(own.id)))
    found["read"] = number_of(conn, select(func.count(t.trade_batch.c.no)))
    found["year 2026"] = number_of(conn, select(func.count(own.id)))
    return {name: count for name, count in found.items() if count}


def pages_before(conn: Any, reason: str, unlike: list[str]) -> list[int]:
    why, other = t.trade_reason.c, t.trade_reason.alias("other").c
    also = (
        select(other.reason)
        .where(
            other.declaration_id == why.declaration_id,
            other.reason.in_(unlike),
            trade_counts.holds(other),
        )
        .exists()
    )
    query = select(why.declaration_id).where(
        why.reason == reason, trade_counts.holds(why), ~also, trade_counts.waits(why.declaration_id)
    )
    return list(conn.execute(query.order_by(why.declaration_id)).scalars())


@settings(max_examples=150, deadline=None)
@given(deeds)
def test_what_is_kept_is_what_a_look_at_all_says(conn: Any, given_: list[tuple[Any, ...]]) -> None:
    with conn.begin_nested() as changed:
        store, reader = Store(conn), Reader(conn)
        for name, *rest in given_:
            getattr(store, name)(*rest)
        assert {k: v for k, v in standings.tally(reader).items() if v} == figures_before(conn)
        assert list(standings.standing_faults(reader)) == []
        every = [(1, store.count)]
        assert sift_parts.parts(reader, every, None) == sift_parts.parts(reader, None, None)
        for place, reason in enumerate(REASONS):
            unlike = list(REASONS[:place])
            page = queue_rows.waiting_page(reader, reason, QueueSlice(9), unlike=unlike)
            assert page == pages_before(conn, reason, unlike)
            assert sift_parts.waiting(reader, reason, every) == sift_parts.waiting(
                reader, reason, None
            )
        changed.rollback()


def test_what_is_forged_is_named(conn: Any) -> None:
    for forged in (
        delete(t.trade_standing).where(t.trade_standing.c.standing == "waits"),
        insert(t.trade_standing).values(standing="aside", declaration_id=1),
        insert(t.trade_standing).values(standing="aside", declaration_id=99),
        t.trade_tally.update().values(declarations=7),
    ):
        with conn.begin_nested() as changed:
            store = Store(conn)
            store.sift({"severe_flag"}, drawn=False, replaces=None)
            assert not list(standings.standing_faults(Reader(conn)))
            conn.execute(forged)
            assert list(standings.standing_faults(Reader(conn))), forged
            changed.rollback()
