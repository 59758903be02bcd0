"""Entries of some days are found by their numbers, also where a clock went back."""

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.storage.empty_tables import empty_tables

from landwaiter.canonical import instant
from landwaiter.storage.audit import chain

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
COUNT = 6_000
HOURS = st.none() | st.integers(-50, COUNT + 50)


def hour(number: int) -> int:
    """In which hour an entry was written: now and then a clock was wrong for a while."""
    return number - 700 if number % 2_500 < 60 else number + 900 if number == 3_000 else number


@pytest.fixture(scope="module")
def conn() -> Iterator[Any]:
    drawn = random.Random(3)  # noqa: S311  # the same each time
    with empty_tables() as (made, driver):
        for number in range(1, COUNT + 1):
            entry = {
                "actor": drawn.choice(("Ana", "Ben", "Cid")),
                "at": instant(BEGUN + timedelta(hours=hour(number))),
                "deed": drawn.choice(("case.note", "case.open")),
                "object": f"case/{number % 7}",
                "unit": str(number),
            }
            driver.execute(
                "INSERT INTO audit_entry (seq, entry, sha256) VALUES (?, ?, ?)",
                (number, json.dumps(entry), "0" * 64),
            )
        yield made


def all_of(conn: Any, *, newest_first: bool) -> tuple[chain.AuditRow, ...]:
    if newest_first not in _READ:
        _READ[newest_first] = chain.entries(conn, limit=None, newest_first=newest_first)
    return _READ[newest_first]


_READ: dict[bool, tuple[chain.AuditRow, ...]] = {}


@settings(max_examples=150, deadline=None)
@given(
    since=HOURS,
    before=HOURS,
    actor=st.none() | st.sampled_from(("Ana", "Nobody")),
    after=st.integers(0, COUNT + 10),
    newest_first=st.booleans(),
)
def test_a_page_of_some_days_is_what_a_look_at_every_entry_finds(
    conn: Any,
    *,
    since: int | None,
    before: int | None,
    actor: str | None,
    after: int,
    newest_first: bool,
) -> None:
    first, last = (
        None if hours is None else BEGUN + timedelta(hours=hours) for hours in (since, before)
    )
    every = all_of(conn, newest_first=newest_first)
    wanted = [
        one.seq
        for one in every
        if (first is None or one.at >= first)
        and (last is None or one.at < last)
        and (actor is None or one.actor == actor)
        and (not after or (one.seq < after if newest_first else one.seq > after))
    ]
    found = chain.entries(
        conn,
        after_seq=after,
        limit=20,
        actor=actor,
        since=first,
        before=last,
        newest_first=newest_first,
    )
    assert [one.seq for one in found] == wanted[:20]


def test_the_first_and_the_last_day_of_a_stretch_are_a_look_into_its_index(conn: Any) -> None:
    steps = conn.exec_driver_sql(
        f"EXPLAIN QUERY PLAN {chain._STRETCHES}",
        (0, 9, "2026", "2026", "2027", "2027"),
    ).all()
    looks = [row[3] for row in steps if "audit_entry" in row[3]]
    assert looks
    assert all("audit_entry_stretch" in one and "SEARCH" in one for one in looks), looks
