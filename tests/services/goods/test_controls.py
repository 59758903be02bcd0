"""Control lists through the services: levels, search, an entry with headings, values and cases."""

import pytest
from tests.services.sample_office import ANALYST, REASON, REF, Office

from landwaiter.domain.law.control_codes import Likeness
from landwaiter.errors import Invalid, NotFound
from landwaiter.services.goods import controls


def test_the_tree_is_walked_from_categories_to_entries(office: Office) -> None:
    session = office.session(ANALYST)
    top = controls.level(session)
    assert [node.code for node in top.nodes] == [str(n) for n in range(10)]
    groups = controls.level(session, "eu", "2")
    assert [node.code for node in groups.nodes][:2] == ["2A", "2B"]
    assert "2B001" in {node.code for node in controls.level(session, "eu", "2B").nodes}


def test_an_entry_shows_headings_deciding_values_and_cases(office: Office) -> None:
    office.act(ANALYST, "classify", item=1, code="2B001", list="eu", outcome="confirmed",
               reason=REASON, basis="2B001.b.2")  # fmt: skip
    view = controls.entry(office.session(ANALYST), "2b001")
    assert [node.code for node in view.path] == ["2", "2B"]
    assert "845710" in {one.heading for one in view.headings}
    assert any("repeatability" in question for question in view.questions)
    assert view.cases == ((REF, "confirmed"),)


def test_search_is_of_one_list_or_of_all(office: Office) -> None:
    session = office.session(ANALYST)
    assert {one.code for one in controls.find(session, "2B0")} >= {"2B001", "2B004"}
    with pytest.raises(NotFound, match="control list") as refused:
        controls.find(session, "2B001", name="mars")
    assert "eu" in str(refused.value.remedy)


def test_an_unknown_entry_is_refused_with_its_code(office: Office) -> None:
    with pytest.raises(NotFound, match="no entry") as refused:
        controls.entry(office.session(ANALYST), "2B999")
    assert (refused.value.field, refused.value.value) == ("code", "2B999")


@pytest.mark.parametrize(
    ("one", "other", "rung"),
    [
        ("2B001.b.2", "2b001 b 2", Likeness.EQUAL),
        ("2B001.b", "2B001.b.2", Likeness.PREFIX),
        ("2B001", "2B001.b.2", Likeness.HEAD),
        ("2B001.a", "2B001.b", Likeness.HEAD),
        ("2B001", "2B201", Likeness.NONE),
    ],
)
def test_two_codes_meet_on_one_rung(one: str, other: str, rung: Likeness) -> None:
    assert controls.compared(one, other) is rung
    assert controls.compared(one, other, other_list="us") is Likeness.NONE


def test_what_is_no_code_is_refused(office: Office) -> None:
    with pytest.raises(Invalid):
        controls.compared("2B001", "soup")
