"""A short sitting of the court; `python -m tests.properties.court` holds a long one."""

import os
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from tests.properties.court import Court, hold_court
from tests.properties.length import LONGER
from tests.services.sample_office import ANALYST, REASON

STEPS = int(os.environ.get("LANDWAITER_COURT_STEPS", 150 * LONGER))


def test_no_step_is_against_the_rules() -> None:
    tally = hold_court(STEPS, with_seed=7)
    assert tally.total() >= STEPS
    assert tally["sql refused"] + tally["sql looked at"]


@pytest.fixture
def court() -> Iterator[Court]:
    made = Court()
    made.open()
    made.the_lines_tell_of_nothing_against_the_rules()
    yield made
    made.office.close()
    made.folder.cleanup()


def test_the_court_sees_a_fact_that_changed_without_a_line(court: Court) -> None:
    with court.office.session(ANALYST).writing("quietly") as work:
        work.quiet()
        work.conn.execute(text("UPDATE case_file SET title = 'another'"))
    with pytest.raises(AssertionError, match="without a line"):
        court.the_lines_tell_of_nothing_against_the_rules()


def test_the_court_sees_a_line_that_says_a_case_decided_itself(court: Court) -> None:
    office = court.office
    case = office.case()
    with office.session(ANALYST).writing("quietly") as work:
        work.audit(
            "case.approve",
            f"case/{case.id}",
            {"reference": case.reference, "stage": ["new", "decided"], "decision": "x",
             "text_sha256": "x", "reason": REASON},
        )  # fmt: skip
    with pytest.raises(AssertionError, match="no proposal stands"):
        court.the_lines_tell_of_nothing_against_the_rules()
