"""Interviews on a case: who stated what, what it meets, what is asked next."""

from datetime import date
from typing import Any

import pytest
from tests.services.office import ANALYST, REASON, Office

from landwaiter.domain.case import Evaluation
from landwaiter.domain.candidates import params_of
from landwaiter.errors import Invalid, NotFound

AXES = "simultaneous_axes"
REPEATABILITY = "unidirectional_positioning_repeatability_um"


def answer(office: Office, field: str, value: Any, **more: Any) -> None:
    given = {"source": "data_sheet", "basis": "data sheet, revision 3", "item": 1, **more}
    office.act(ANALYST, "answer_question", field=field, value=value, **given)


def test_an_answer_is_kept_as_stated_and_in_the_unit_of_the_entry(office: Office) -> None:
    answer(office, REPEATABILITY, "0.00004 in", date=date(2026, 3, 2))
    (kept,) = office.case().answers
    assert (kept.value, kept.given, kept.document) == (
        "1.016", "0.00004 in", "data sheet, revision 3",
    )  # fmt: skip
    assert (kept.source, kept.date, kept.author) == ("data_sheet", date(2026, 3, 2), ANALYST)


def test_a_bare_number_is_kept_with_the_unit_it_was_read_in(office: Office) -> None:
    answer(office, "travel_mm", 600)
    assert office.case().answers[0].given == "600 mm"
