"""Any filter of the list of cases, in any order, is read by an index."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import partial
from itertools import product
from typing import Any

import pytest
from sqlalchemy import event
from tests.benchmarks import million_rows

from landwaiter.storage.cases import case_list, case_plans
from landwaiter.storage.cases.case_list import SORTS
from landwaiter.storage.cases.case_plans import FILTER_WAYS, CaseFilter
from landwaiter.storage.schema.tables import metadata
from landwaiter.storage.sqlite import whole_schema
from landwaiter.storage.sqlite.engine import memory_engine

CASES = 600
WHOLE = re.compile(r"SCAN (case_file|other)\b(?!.*INDEX)")
GATHERED = "NOT INDEXED"
ASKED: dict[str, CaseFilter] = {
    "words": CaseFilter(words=("gyroscope", "harbour")),
    "stages": CaseFilter(stages=("new", "triage")),
    "kind": CaseFilter(kind="transit"),
    "destination": CaseFilter(destination="CN"),
    "flag": CaseFilter(flag="RF-P05"),
    "candidate": CaseFilter(candidate="1C350"),
    "unauthorised": CaseFilter(unauthorised=True),
    "assignee": CaseFilter(assignee="Officer 7"),
    "proposed": CaseFilter(proposed=True),
    "proposed_by": CaseFilter(proposed_by="Officer 7"),
    "pending": CaseFilter(pending="approval"),
    "due_by": CaseFilter(due_by=date(2026, 9, 1)),
    "ids": CaseFilter(ids=(million_rows.case_id(3), million_rows.case_id(4))),
    "tag": CaseFilter(tag="audit"),
    "references": CaseFilter(references=("PL1-2020-0000003",)),
    "unheld": CaseFilter(unheld=True),
    "goods": CaseFilter(goods="seized"),
    "codes": CaseFilter(codes="8400"),
    "least_value": CaseFilter(least_value=1_000),
    "received_from": CaseFilter(received_from=date(2024, 1, 1)),
    "received_to": CaseFilter(received_to=date(2024, 1, 1)),
    "returned_to": CaseFilter(returned_to="Officer 7"),
    "legal": CaseFilter(legal=True),
    "ran_out_at": CaseFilter(ran_out_at=datetime(2026, 9, 1, tzinfo=UTC)),
    "legal_by": CaseFilter(legal_by=date(2026, 9, 9), ran_out_at=datetime(2026, 9, 1, tzinfo=UTC)),
    "clockless": CaseFilter(clockless=True),
}
"""For each field of the filter what is asked by it."""


@pytest.fixture(scope="module")
def conn() -> Iterator[Any]:
    """Tables and indexes of the product, without guards, with some cases."""
    engine = memory_engine()
    with engine.connect() as made:
        driver = made.connection.driver_connection
        assert driver is not None
        for statement in whole_schema.statements(metadata, ()):
            driver.execute(statement)
        million_rows.fill_cases(driver, CASES)
        driver.execute("DELETE FROM sqlite_stat1")  # a casebook has none
        yield made


def plans(conn: Any, *asked: Any) -> list[tuple[str, list[str]]]:
    """Statements of a question about cases, each with what the engine does for it."""
    seen: list[tuple[str, Any]] = []

    def note(_conn: Any, _cursor: Any, statement: str, given: Any, *_more: Any) -> None:
        seen.append((statement, given))

    event.listen(conn, "before_cursor_execute", note)
    for ask in asked:
        ask()
    event.remove(conn, "before_cursor_execute", note)
    driver = conn.connection.driver_connection
    assert driver is not None
    return [
        (said, [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {said}", given)])
        for said, given in seen
    ]


def test_each_field_of_the_filter_has_a_way_in_which_it_is_read() -> None:
    known = [name for one in FILTER_WAYS for name in one.fields]
    assert sorted(known) == sorted(one.name for one in fields(CaseFilter))
    assert ASKED.keys() == set(known), "a new one is asked for here"


@pytest.mark.parametrize("name", ["", *ASKED])
@pytest.mark.parametrize("few", [0, 10_000])
def test_no_filter_in_any_order_looks_at_every_case_or_sorts_many(
    conn: Any, name: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_plans, "FEW", few)
    monkeypatch.setattr(case_list, "FEW", few)
    chosen = ASKED[name] if name else CaseFilter()
    marks = (None, '["2025-01-01", "0"]', '[null, "0"]')
    for sort, descending, after in product(SORTS, (True, False), marks):
        ask = partial(case_list.soon, conn, chosen, sort=sort, descending=descending, limit=9)
        for statement, steps in plans(conn, partial(ask, after=after)):
            assert not [one for one in steps if WHOLE.match(one)], (sort, statement)
            if GATHERED not in statement:
                assert not [one for one in steps if "TEMP B-TREE FOR" in one], (sort, statement)
    for statement, steps in plans(conn, lambda: case_list.count(conn, chosen, most=100)):
        assert not [one for one in steps if WHOLE.match(one)], statement


@pytest.mark.parametrize("name", ["", *ASKED])
@pytest.mark.parametrize("sort", ["received", "title_sort", "due"])
def test_what_is_walked_and_what_is_gathered_is_the_same_page_by_page(
    conn: Any, name: str, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = ASKED[name] if name else CaseFilter()
    for descending in (True, False):
        walks = []
        for few in (0, 10_000):
            monkeypatch.setattr(case_plans, "FEW", few)
            monkeypatch.setattr(case_list, "FEW", few)
            rows: list[Any] = []
            after = None
            while True:
                page, after = case_list.page(
                    conn, chosen, sort=sort, descending=descending, after=after, limit=101
                )
                rows += [row["id"] for row in page]
                if after is None:
                    break
            assert len(rows) == len(set(rows)) == case_list.count(conn, chosen)
            walks.append(rows)
        assert walks[0] == walks[1]


@pytest.mark.parametrize("most", [0, 1, 10_000])
def test_of_many_cases_no_more_are_counted_than_was_asked_for(conn: Any, most: int) -> None:
    for chosen in (CaseFilter(), CaseFilter(words=("gyroscope",)), CaseFilter(stages=("closed",))):
        all_of_them = case_list.count(conn, chosen)
        assert case_list.count(conn, chosen, most=most) == min(all_of_them, most + 1)


def test_frequent_words_give_the_latest_entered_first_and_every_case_once(
    conn: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_list, "FEW", 10)
    chosen, seen, after = CaseFilter(words=("gyroscope",), destination="CN"), [], None
    while True:
        found = case_list.soon(conn, chosen, sort="title", after=after, limit=3)
        assert found.by_entry
        seen += [row["id"] for row in found.rows]
        after = found.after
        if after is None:
            break
    assert seen == sorted(seen, reverse=True)
    wanted, _end = case_list.page(conn, chosen)
    assert sorted(seen) == sorted(row["id"] for row in wanted)
    assert len(seen) > 3
