"""How SQLite answers what is asked of a casebook."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event


def plans_of(conn: Any, ask: Callable[[], object]) -> dict[str, list[str]]:
    """Statement → the steps of its plan, for each that was said while `ask` ran."""
    asked: dict[str, Any] = {}

    def note(_conn: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        asked[statement] = values

    event.listen(Engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return {
        statement: [
            str(row[-1]) for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
        for statement, values in asked.items()
        if statement.startswith("SELECT")
    }
