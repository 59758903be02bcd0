"""The sift's queue by a word: an index finds what a look at every declaration finds."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert
from tests.storage.empty_tables import empty_tables
from tests.storage.plans import plans_of

from landwaiter.domain.intake.declaration import Role
from landwaiter.storage.base import word_hints
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.schema import trade as t
from landwaiter.storage.trade import queue_rows, queue_words, standings, trade_counts
from landwaiter.storage.trade.queue_rows import QueueSlice
from landwaiter.storage.trade.stored_lines import role_columns

LETTERS = "aAbBzZ 01-%_\"'\\|äÄßẞıİſKΣςσłŁ中文e\u0301\n"
TEXTS = st.text(LETTERS, min_size=1, max_size=8) | st.text("aAäÄı", min_size=3, max_size=6)
"""Of few letters, that some are found in others."""


@pytest.fixture(scope="module")
def conn() -> Iterator[Any]:
    with empty_tables() as (made, driver):
        driver.execute("PRAGMA foreign_keys = OFF")
        yield made


def keep(conn: Any, number: int, said: tuple[str | None, str, str | None, int]) -> None:
    """A declaration with a party; of every third nobody has a reason, and it is drawn."""
    mrn, name, identifier, party = said
    blobs = dict.fromkeys(("content", "verdict", "bases", "salt"), b"")
    hashes = dict.fromkeys(("content_sha256", "verdict_sha256"), "0" * 64)
    row = {"id": number, "mrn": mrn, "day": "2026-01-01", "source_id": 1, **blobs, **hashes}
    row["outcome"] = "{}"
    conn.execute(insert(t.trade_declaration).values(**row, drawn=int(number % 3 == 0)))
    known = {"identity": f"{number:064x}", "name": name, "identifier": identifier}
    conn.execute(insert(t.trade_party).values(id=number, address="{}", **known))
    for one in {number, party}:
        role = {"party_id": one, "declaration_id": number, "role": Role.EXPORTER.value}
        role |= role_columns(date(2026, 1, 1), ())
        conn.execute(insert(t.trade_role).values(role))
    if number % 3:
        conn.execute(insert(t.trade_reason).values(reason="severe_flag", declaration_id=number))


def found(conn: Any, text: str, limit: int) -> list[int]:
    """All pages of both groups, one after the other."""
    rows: list[int] = []
    reads: tuple[Callable[[QueueSlice], Sequence[int]], ...] = (
        partial(queue_rows.waiting_page, conn, "severe_flag"),
        partial(queue_rows.sample_page, conn),
    )
    for read in reads:
        after = 0
        while page := read(QueueSlice(limit, after, text=text)):
            rows += page
            after = page[-1]
    return rows


@settings(max_examples=300, deadline=None)
@given(
    said=st.lists(
        st.tuples(st.none() | TEXTS, TEXTS, st.none() | TEXTS, st.integers(1, 3)), max_size=8
    ),
    text=TEXTS,
    most=st.sampled_from([0, 1, 10_000]),
    limit=st.integers(1, 5),
)
def test_a_word_finds_what_a_look_at_all_of_the_queue_finds(
    conn: Any,
    said: list[tuple[str | None, str, str | None, int]],
    text: str,
    *,
    most: int,
    limit: int,
) -> None:
    with conn.begin_nested() as changed, pytest.MonkeyPatch.context() as patch:
        for number, one in enumerate(said, start=1):
            keep(conn, number, one)
        for keeping in (queue_words.keep, standings.keep):
            keeping(Writer(Reader(conn)), list(range(1, len(said) + 1)))
        patch.setattr(word_hints, "MOST", most)
        by_index = found(conn, text, limit)
        patch.setattr(queue_words, "among", lambda *_asked: None)
        assert by_index == found(conn, text, limit)
        changed.rollback()


def test_what_was_erased_is_found_no_more(conn: Any) -> None:
    writer = Writer(Reader(conn))
    with conn.begin_nested() as changed:
        for number in (1, 2):
            keep(conn, number, (None, "Quiet Harbour", None, number))
        queue_words.keep(writer, [1, 2])
        queue_words.keep(writer, [2])
        assert queue_words.among(conn, ["quiet h"]) == "[1,2]"
        queue_words.erase(writer, [1, 7])
        assert queue_words.among(conn, ["quiet h"]) == "[2]"
        changed.rollback()


@pytest.mark.parametrize("ask", [standings.sample, trade_counts.declarations])
def test_what_was_drawn_or_replaced_is_counted_by_its_index(
    conn: Any, ask: Callable[[Reader], object]
) -> None:
    """Of four million declarations one in four hundred is drawn."""
    for statement, steps in plans_of(conn, lambda: ask(conn)).items():
        assert "SCAN trade_declaration" not in steps, statement
