"""Similar cases are found by indexes: the time does not grow with the casebook."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from tests.storage import sample

from landwaiter.storage.cases import similar

WHOLE = {f"SCAN {name}" for name in ("party", "party_link", "classification", "case_file")}


@pytest.mark.parametrize(
    "ask",
    [
        lambda conn: similar.of_entity(conn, "an entity", but="me"),
        lambda conn: similar.of_identifier(conn, "PL526100001900000", but="me"),
        lambda conn: similar.of_name(conn, "Morning Lathe Trading", but="me"),
        lambda conn: similar.of_code(conn, "eu", "2B001", but="me"),
        lambda conn: list(similar.to_destination(conn, "CN", but="me")),
    ],
)
def test_each_question_is_answered_by_an_index(path: Path, ask: Callable[[Any], Any]) -> None:
    with sample.opened(path) as casebook, casebook.read() as conn:
        asked: list[tuple[str, Any]] = []

        def note(_conn: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
            asked.append((statement, values))

        event.listen(conn, "before_cursor_execute", note)
        ask(conn)
        event.remove(conn, "before_cursor_execute", note)
        assert asked
        for statement, values in asked:
            plan = conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            steps = [str(row[-1]) for row in plan]
            assert not [step for step in steps if step in WHOLE], steps
            assert "USE TEMP B-TREE FOR ORDER BY" not in steps
