"""Whether an item falls under a line of a licence: by heading, or up the ladder of an entry."""

import pytest
from tests.domain.builders import a_case, an_item

from landwaiter.domain.cases.case import Candidate
from landwaiter.domain.flags.inputs_of_rules import Licence, LicenceItem
from landwaiter.domain.flags.licence_cover import fits_item
from landwaiter.domain.registers.document_checks import export_of


def a_candidate(code: str, list_id: str = "eu") -> Candidate:
    return Candidate(
        item_no=1,
        list=list_id,
        code=code,
        title="",
        edition="annex1@2025",
        score=900,
        reasons=(),
        missing=(),
        trust="official",
    )


def fits(licensed: str, *known: Candidate) -> bool | None:
    item = an_item()
    case = a_case(candidates=known)
    licence = Licence(ref="L1", issuer="PL", type="individual", items=(LicenceItem(licensed),))
    return fits_item(licence, export_of(case, item))


@pytest.mark.parametrize(
    ("licensed", "known", "answer"),
    [
        ("2B001.b", "2B001.b", True),
        ("2B001.b", "2B001.b.2", True),
        ("2B001.b", "2B001", None),
        ("2B001.b", "2B001.c", False),
        ("1C350.1", "1C350.14", False),
        ("2B001.b", "2B201", False),
    ],
)
def test_an_item_fits_by_the_ladder_of_control_codes(
    licensed: str, known: str, answer: bool | None
) -> None:
    assert fits(licensed, a_candidate(known)) is answer


def test_an_item_of_which_no_entry_is_known_neither_fits_nor_does_not() -> None:
    assert fits("2B001.b") is None


def test_the_same_string_of_the_list_of_another_state_does_not_fit() -> None:
    assert fits("3A001.a", a_candidate("3A001.a")) is True
    assert fits("3A001.a", a_candidate("3A001.a", "us")) is None
