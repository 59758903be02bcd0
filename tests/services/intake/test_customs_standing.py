"""What customs state stands beside the status of goods; an MRN that they give is the case's."""

from collections.abc import Iterable
from typing import Any

import pytest
from tests.services.intake.message_files import MRN, TRANSIT_MRN, on_declaration
from tests.services.intake.test_messages_decide_nothing import GIVEN, takes
from tests.services.sample_office import ANALYST, Office

from landwaiter.domain.cases.case import GoodsStatus
from landwaiter.domain.cases.case_query import read_query
from landwaiter.domain.intake.customs_standing import CustomsStatus, customs_standing, stated_by
from landwaiter.formats.intake.message_fields import AES_FIELDS, DATE, NCTS_FIELDS, RESULT
from landwaiter.services.base.customs_words import STATED_WORDS, stated_said
from landwaiter.services.cases.listed_cases import list_cases


def standing(*said: tuple[str, str, dict[str, Any]]) -> CustomsStatus | None:
    found = customs_standing({"message": code, "date": day, **more} for code, day, more in said)
    return found.status if found else None


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ([("CC511C", "2026-03-27", {})], CustomsStatus.PRESENTED),
        ([("CC529C", "2026-03-28", {}), ("CC511C", "2026-03-27", {})], CustomsStatus.RELEASED),
        ([("CC599C", "2026-03-28", {}), ("CC529C", "2026-03-28", {})], CustomsStatus.EXITED),
        ([("CC518C", "2026-03-28", {"result": "A1"})], CustomsStatus.EXITED),
        ([("CC518C", "2026-03-28", {"result": "B1"})], CustomsStatus.EXIT_DIFFERS),
        ([("CC518C", "2026-03-28", {})], None),
        ([("CC509C", "2026-03-28", {"decision": "1"})], CustomsStatus.INVALIDATED),
        ([("CC509C", "2026-03-28", {"decision": "0"})], None),
        ([("CC584C", "2026-03-28", {}), ("CC528C", "2026-03-28", {})], None),
        ([("CC525C", "", {})], CustomsStatus.LEAVING),
        ([], None),
    ],
)
def test_the_last_word_of_customs_counts(
    said: Iterable[tuple[str, str, dict[str, Any]]], wanted: CustomsStatus | None
) -> None:
    assert standing(*said) is wanted


def test_what_an_officer_states_as_a_list_counts_too() -> None:
    found = customs_standing([[{"message": "CC529C", "date": "2026-03-28"}], "text", None])
    assert found is not None
    assert found.message == "CC529C"


@pytest.mark.parametrize("code", ["CC511C", "CC529C", "CC525C", "CC599C", "CC029C", "CC045C"])
def test_it_stands_beside_the_status_and_changes_none(office: Office, code: str) -> None:
    takes(office, GIVEN, on_declaration(code, TRANSIT_MRN, lrn="LW-1" if code == "CC029C" else ""))
    case = office.case()
    assert case.customs is not None
    assert (case.customs.status, case.customs.message) == (stated_by(code), code)
    assert {item.status for item in case.items} == {GoodsStatus.NOT_PRESENTED}


def test_an_mrn_that_customs_give_is_that_of_the_case(office: Office) -> None:
    assert office.case().mrn is None
    takes(office, on_declaration("CC528C", MRN, lrn="LW-1"))
    case = office.case()
    assert case.declaration is not None
    assert (case.declaration.mrn, case.mrn) == (None, MRN)
    found = list_cases(office.session(ANALYST), read_query(MRN))
    assert [row.reference for row in found.rows] == [case.reference]


def test_each_thing_that_a_message_states_has_words() -> None:
    fields = {one.name for some in NCTS_FIELDS.values() for one in some}
    names = {*fields, *(one.name for one in AES_FIELDS), RESULT, "statement"} - {DATE}
    assert names == set(STATED_WORDS)
    assert stated_said({"result": "A1", "odd": "x"}) == ("result: A1", "odd: x")
