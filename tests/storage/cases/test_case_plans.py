"""Any filter of the list of cases, in any order, is read by an index."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, insert
from tests.benchmarks import million_rows
from tests.storage.empty_tables import empty_tables

from landwaiter.storage.cases import case_list, case_plans
from landwaiter.storage.cases.case_list import SORTS
from landwaiter.storage.cases.case_plans import FILTER_WAYS, CaseFilter
from landwaiter.storage.schema import tables as t
from landwaiter.storage.sqlite.dialect import by_index

CASES = 600
WHOLE = re.compile(r"SCAN (case_file|other)\b(?!.*INDEX)")
GATHERED = "NOT INDEXED"
NUMBERS = "SELECT case_file.rowid"
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
    with empty_tables() as (made, driver):
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


WAYS = {
    "walked": {"FEW": 0, "FEW_ELSEWHERE": 0, "SOME": 0, "MOST": 0},
    "sorted": {"FEW": 0, "FEW_ELSEWHERE": 0, "SOME": 10_000, "MOST": 10_000},
    "looked at": {"FEW": 200, "FEW_ELSEWHERE": 0, "SOME": 20, "MOST": 10_000},
    "gathered": dict.fromkeys(("FEW", "FEW_ELSEWHERE", "SOME", "MOST"), 10_000),
}
"""Bounds by which a question is answered in this way."""


@contextmanager
def read_so(way: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in WAYS[way].items():
            patch.setattr(case_plans, name, value)
        patch.setattr(case_list, "FEW", WAYS[way]["FEW"])
        yield


@pytest.mark.parametrize("name", ["", *ASKED])
@pytest.mark.parametrize("way", WAYS)
def test_no_filter_in_any_order_looks_at_every_case_or_sorts_many(
    conn: Any, name: str, way: str
) -> None:
    chosen = ASKED[name] if name else CaseFilter()
    marks = (None, '["2025-01-01", "0"]', '[null, "0"]')
    with read_so(way):
        for sort, descending, after in product(SORTS, (True, False), marks):
            ask = partial(case_list.soon, conn, chosen, sort=sort, descending=descending, limit=9)
            for statement, steps in plans(conn, partial(ask, after=after)):
                assert not [one for one in steps if WHOLE.match(one)], (sort, statement)
                is_sorted = [one for one in steps if "TEMP B-TREE FOR" in one]
                if is_sorted and GATHERED not in statement:
                    assert way in {"sorted", "looked at"}, (sort, statement)
                    assert statement.startswith(NUMBERS), "whole lines are not carried along"
        for statement, steps in plans(conn, lambda: case_list.count(conn, chosen, most=100)):
            assert not [one for one in steps if WHOLE.match(one)], statement


def scanned(conn: Any, chosen: CaseFilter, column: str, *, descending: bool) -> list[str]:
    """The plain way: every line is looked at, and those that fit are put in order."""
    by = case_list._SORTED_BY.get(column, column)
    order = (t.case_file.c[by], t.case_file.c.id)
    query = by_index(case_list._chosen(chosen), t.case_file, "")
    query = query.order_by(*(one.desc() if descending else one for one in order))
    return [str(row.id) for row in conn.execute(query)]


def paged(conn: Any, chosen: CaseFilter, sort: str, *, descending: bool, limit: int) -> list[str]:
    rows: list[str] = []
    after = None
    while True:
        page, after = case_list.page(
            conn, chosen, sort=sort, descending=descending, after=after, limit=limit
        )
        rows += [row["id"] for row in page]
        if after is None:
            return rows


@pytest.mark.parametrize("name", ["", *ASKED])
@pytest.mark.parametrize("way", WAYS)
def test_every_filter_gives_the_rows_of_a_plain_scan_page_by_page(
    conn: Any, name: str, way: str
) -> None:
    chosen = ASKED[name] if name else CaseFilter()
    with read_so(way):
        for sort, descending in product(SORTS, (True, False)):
            found = paged(conn, chosen, sort, descending=descending, limit=101)
            assert found == scanned(conn, chosen, sort, descending=descending), sort
        assert case_list.count(conn, chosen) == len(found)


def together(names: list[str]) -> CaseFilter:
    """What fits each of the filters."""
    chosen = CaseFilter()
    for name in names:
        asked = {
            each.name: getattr(ASKED[name], each.name)
            for each in fields(CaseFilter)
            if getattr(ASKED[name], each.name) != each.default
        }
        chosen = replace(chosen, **asked)
    return chosen


@settings(max_examples=400, deadline=None)
@given(
    names=st.lists(st.sampled_from(sorted(ASKED)), min_size=2, max_size=3, unique=True),
    way=st.sampled_from(sorted(WAYS)),
    sort=st.sampled_from(SORTS),
    descending=st.booleans(),
    limit=st.integers(1, 300),
)
def test_filters_together_give_the_rows_of_a_plain_scan_in_its_order(
    conn: Any, *, names: list[str], way: str, sort: str, descending: bool, limit: int
) -> None:
    chosen = together(names)
    expected = scanned(conn, chosen, sort, descending=descending)
    with read_so(way):
        assert paged(conn, chosen, sort, descending=descending, limit=limit) == expected
        for most in (None, 0, 7, 10_000):
            counted = case_list.count(conn, chosen, most=most)
            assert counted == min(len(expected), len(expected) if most is None else most + 1)


@settings(max_examples=200, deadline=None)
@given(
    names=st.lists(st.sampled_from(sorted(ASKED)), max_size=2, unique=True),
    words=st.sampled_from([("gyro",), ("gyroscope", "harbour"), ("har", "00"), ("7",)]),
    few=st.sampled_from([0, 7]),
    limit=st.integers(1, 300),
)
def test_frequent_words_with_filters_give_the_cases_of_a_plain_scan(
    conn: Any, *, names: list[str], words: tuple[str, ...], few: int, limit: int
) -> None:
    chosen = replace(together(names), words=words)
    expected = scanned(conn, chosen, "received", descending=True)
    with read_so("walked"), pytest.MonkeyPatch.context() as patch:
        patch.setattr(case_list, "FEW", few)
        found, seen, after = case_list.soon(conn, chosen, limit=limit), list[str](), None
        is_by_entry = found.by_entry
        while True:
            seen += [row["id"] for row in found.rows]
            after = found.after
            if after is None:
                break
            found = case_list.soon(conn, chosen, after=after, limit=limit)
        for most in (None, 0, 7, 10_000):
            counted = case_list.count(conn, chosen, most=most)
            assert counted == min(len(expected), len(expected) if most is None else most + 1)
    assert sorted(seen) == sorted(expected)
    assert seen == (sorted(seen, reverse=True) if is_by_entry else expected)


def test_signs_of_a_case_say_each_filter_that_it_fits(conn: Any) -> None:
    """What fits no filter has no sign of it by chance: with so few cases none is met twice."""
    for name, chosen in ASKED.items():
        signs = case_plans.asked_signs(conn, chosen)
        assert bool(signs) or name in UNSIGNED, name
        if signs:
            found = conn.execute(case_plans._signed_so(signs)).scalars().all()
            rows = scanned(conn, chosen, "received", descending=True)
            assert len(found) >= len(rows), name
            assert len(found) < CASES, name


UNSIGNED = frozenset(
    {"words", "codes", "ids", "references", "proposed", "proposed_by", "pending", "due_by"}
    | {"returned_to"}
)


@pytest.mark.parametrize("word", ["GYRO", "é", "gyroscopé", "Ł", "_", "%", "10", 'a"b', "ÉTOILE"])
def test_words_of_a_few_cases_are_found_as_the_index_finds_them(conn: Any, word: str) -> None:
    with conn.begin_nested() as changed:
        texts = ("Gyroscopé 100%", "Étoile Łódź", 'a"b_c', "gyroscope\nétoile", "plain etoile")
        for number, words in enumerate(texts, start=1):
            conn.execute(delete(t.case_search).where(t.case_search.c.serial == number))
            conn.execute(insert(t.case_search).values(serial=number, words=words))
        chosen = CaseFilter(words=(word,), received_from=date(2020, 1, 1))
        expected = scanned(conn, chosen, "received", descending=True)
        own = case_list._chosen(chosen, is_few=True).order_by(
            t.case_file.c.received.desc(), t.case_file.c.id.desc()
        )
        assert [row.id for row in conn.execute(own)] == expected
        changed.rollback()


@pytest.mark.parametrize("most", [0, 1, 10_000])
def test_of_many_cases_no_more_are_counted_than_was_asked_for(conn: Any, most: int) -> None:
    for chosen in (CaseFilter(), CaseFilter(words=("gyroscope",)), CaseFilter(stages=("closed",))):
        all_of_them = case_list.count(conn, chosen)
        assert case_list.count(conn, chosen, most=most) == min(all_of_them, most + 1)


def test_frequent_words_give_the_latest_entered_first_and_every_case_once(
    conn: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (case_list, case_plans):
        monkeypatch.setattr(module, "FEW", 10)
    monkeypatch.setattr(case_plans, "FEW_ELSEWHERE", 10)
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
