"""Histories give what a plain look at every declaration and line gives."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, text

from landwaiter.domain.intake.declaration import Role
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.cases import case_file
from landwaiter.storage.schema.data_protection.trade_erasure import (
    trade_restriction,
    trade_restriction_end,
)
from landwaiter.storage.trade import history_rows
from landwaiter.storage.trade.stored_lines import StoredLine, item_columns, role_columns
from landwaiter.storage.trade.trade_sums import month_of

ROLES = (Role.EXPORTER, Role.CONSIGNEE, Role.END_USER)
TABLES = (
    t.trade_declaration,
    t.trade_role,
    t.trade_item,
    t.trade_mark,
    trade_restriction,
    trade_restriction_end,
    case_file,
)
_YEARS_OF = """
SELECT CAST(substr(d.day, 1, 4) AS INTEGER), count(*), min(d.day), max(d.day)
FROM trade_declaration AS d WHERE d.id IN ({numbers}) AND NOT EXISTS
  (SELECT 1 FROM trade_declaration AS n WHERE n.replaces = d.id) GROUP BY 1
"""
_SUMS_OF = """
SELECT CAST(substr(d.day, 1, 4) AS INTEGER), i.destination, count(*), coalesce(sum(i.value), 0),
  count(i.value), coalesce(sum(i.mass), 0), count(i.mass)
FROM trade_item AS i JOIN trade_declaration AS d ON d.id = i.declaration_id
WHERE i.declaration_id IN ({numbers}) AND {lines} AND NOT EXISTS
  (SELECT 1 FROM trade_declaration AS n WHERE n.replaces = d.id) GROUP BY 1, 2
"""
_CASES_OF = """
SELECT CAST(substr(d.day, 1, 4) AS INTEGER), count(DISTINCT m.opened_case)
FROM trade_mark AS m JOIN trade_declaration AS d ON d.id = m.declaration_id
WHERE d.id IN ({numbers}) AND m.opened_case IS NOT NULL AND NOT EXISTS
  (SELECT 1 FROM trade_declaration AS n WHERE n.replaces = d.id) GROUP BY 1
"""
_ROWS_OF = """
SELECT d.id FROM trade_declaration AS d WHERE d.id IN ({numbers}) AND NOT EXISTS
  (SELECT 1 FROM trade_declaration AS n WHERE n.replaces = d.id) ORDER BY d.id DESC
"""
_OF_PARTIES = "SELECT declaration_id FROM trade_role"
_OF_LINES = "SELECT declaration_id FROM trade_item"
Declared = Mapping[str, Any]

lines = st.builds(
    lambda destination, code, value, mass: (destination, code, value, mass),
    st.sampled_from(["TR", "TR", "TR", "CH", ""]),
    st.sampled_from(["84821090", "84829900", "8482", "84", "85012000", "9403", ""]),
    st.none() | st.integers(0, 10**12),
    st.none() | st.integers(0, 10**9),
)
declarations = st.lists(
    st.fixed_dictionaries(
        {
            "days": st.integers(0, 500),
            "parties": st.lists(
                st.tuples(st.integers(1, 3), st.sampled_from([*ROLES, Role.CARRIER])),
                max_size=4,
                unique=True,
            ),
            "lines": st.lists(lines, max_size=3),
            "replaces": st.booleans(),
            "case": st.sampled_from([None, None, "a", "b"]),
        }
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def conn() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as found:
        t.trade_declaration.metadata.create_all(found, TABLES)
        found.execute(text("PRAGMA foreign_keys = OFF"))
        yield found
        found.rollback()
    engine.dispose()


def fill(conn: Connection, given_: list[Declared]) -> None:
    for table in TABLES:
        conn.execute(table.delete())
    for number, one in enumerate(given_, 1):
        day = date(2025, 3, 1) + timedelta(days=one["days"])
        stored = [
            StoredLine(no, goes, code[:4], code, value, mass)
            for no, (goes, code, value, mass) in enumerate(one["lines"], 1)
        ]
        own: dict[str, Any] = {
            column.name: b"" if "BLOB" in str(column.type) else "0"
            for column in t.trade_declaration.c
            if not column.nullable
        }
        own |= {"content_sha256": "0" * 64, "verdict_sha256": "0" * 64, "source_id": 1, "drawn": 0}
        replaces = number - 1 if one["replaces"] and number > 1 else None
        own |= {"id": number, "day": day.isoformat(), "replaces": replaces, "mrn": None}
        conn.execute(t.trade_declaration.insert(), own)
        sums = role_columns(day, stored)
        for party, role in one["parties"]:
            key = {"party_id": party, "declaration_id": number, "role": role.value}
            conn.execute(t.trade_role.insert(), {**key, **sums})
        for line in stored:
            conn.execute(t.trade_item.insert(), item_columns(number, month_of(day), day, line))
        if one["case"]:
            mark: dict[str, Any] = {
                "id": f"m{number}",
                "declaration_id": number,
                "mark": "opened",
                "reasons": "",
            }
            mark |= {"opened_case": one["case"], "reason": "", "author": "a", "at": "b"}
            conn.execute(t.trade_mark.insert(), mark)


def plain(conn: Connection, numbers: str, lines_: str = "1") -> dict[int, Any]:
    """What was asked before, of declarations and lines alone."""

    def asked(query: str) -> list[Any]:
        return list(conn.execute(text(query.format(numbers=numbers, lines=lines_))))

    sums, cases = asked(_SUMS_OF), dict(map(tuple, asked(_CASES_OF)))
    found = {}
    for year, count, first, last in asked(_YEARS_OF):
        mine = [tuple(row[1:]) for row in sums if row[0] == year]
        items, value, valued, mass, weighed = (sum(row[at] for row in mine) for at in range(1, 6))
        found[year] = history_rows.YearRow(
            *(count, items, value, valued, mass, weighed),
            {row[0]: row[1] for row in mine},
            date.fromisoformat(first),
            date.fromisoformat(last),
            cases.get(year, 0),
        )
    return found


def listed(conn: Connection, numbers: str) -> list[int]:
    return list(conn.execute(text(_ROWS_OF.format(numbers=numbers))).scalars())


@settings(max_examples=300, deadline=None)
@given(declarations, st.lists(st.integers(1, 3), min_size=1, unique=True), st.data())
def test_a_history_of_parties(
    conn: Connection, given_: list[Declared], parties: list[int], data: st.DataObject
) -> None:
    fill(conn, given_)
    roles = data.draw(st.lists(st.sampled_from(ROLES), min_size=1, unique=True))
    order = list(Role)
    of = ", ".join(str(order.index(one)) for one in roles)
    who = ", ".join(map(str, parties))
    numbers = f"{_OF_PARTIES} WHERE party_id IN ({who}) AND role IN ({of})"
    reader, meant = Reader(conn), history_rows.of_parties(parties, roles)
    assert history_rows.years_of_parties(reader, meant) == plain(conn, numbers)
    whole = history_rows.rows(reader, meant, year=None, before=None, limit=100)
    assert [one.id for one in whole] == listed(conn, numbers)
    _pages(reader, meant, whole)


@settings(max_examples=300, deadline=None)
@given(declarations, st.sampled_from(["8482", "84", "9403"]))
def test_a_history_of_a_heading(conn: Connection, given_: list[Declared], heading: str) -> None:
    fill(conn, given_)
    under = f"cn8 >= '{heading}' AND cn8 < '{heading}:'"
    numbers = f"{_OF_LINES} WHERE {under}"
    reader, meant = Reader(conn), history_rows.of_heading(heading)
    assert history_rows.years_of_heading(reader, meant) == plain(conn, numbers, f"i.{under}")
    whole = history_rows.rows(reader, meant, year=None, before=None, limit=100)
    assert [one.id for one in whole] == listed(conn, numbers)
    _pages(reader, meant, whole)


def _pages(reader: Reader, meant: Any, whole: Any) -> None:
    of_year = history_rows.rows(reader, meant, year=2026, before=None, limit=100)
    assert list(of_year) == [one for one in whole if one.day.year == 2026]
    if len(whole) > 2:
        rest = history_rows.rows(reader, meant, year=None, before=whole[0].id, limit=2)
        assert list(rest) == list(whole[1:3])
