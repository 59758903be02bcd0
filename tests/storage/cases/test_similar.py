"""Similar cases are found by indexes: the time does not grow with the casebook."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.storage import sample
from tests.storage.plans import plans_of

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
        plans = plans_of(conn, lambda: ask(conn))
        assert plans
        for steps in plans.values():
            assert not [step for step in steps if step in WHOLE], steps
            assert "USE TEMP B-TREE FOR ORDER BY" not in steps
