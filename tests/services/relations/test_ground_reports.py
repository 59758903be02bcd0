"""What a report prints of grounds: quoted as they stood, with what stands between the states."""

from pathlib import Path

import pytest
from tests.reports.test_pdf import text_of
from tests.services.act_examples import rests_on_relation, states_related
from tests.services.relations.test_relations import related, shared
from tests.services.reports.test_report_types import made, on_track, table, words
from tests.services.sample_office import ANALYST, REASON, Office

from landwaiter.domain.base.certainty import Certainty


def test_without_a_ground_a_report_says_nothing_of_relations(office: Office) -> None:
    states_related(office)
    shared(office, "CN", "RU")
    tables = {one.id for one in (*made(office, "case").tables, *made(office, "case").closing)}
    assert not tables & {"grounds", "relations"}


@pytest.mark.parametrize("name", ["case", "ministry", "referral"])
def test_a_ground_is_printed_with_its_certainty_and_why_it_matters(
    office: Office, name: str
) -> None:
    states_related(office)
    rests_on_relation(office)
    on_track(office)
    said = words(table(made(office, name), "grounds"))
    for part in ("Northern Interaction", "reported", "a press release", REASON):
        assert part in said


def test_beside_it_stands_what_there_is_between_the_states_and_no_more(office: Office) -> None:
    states_related(office)
    rests_on_relation(office)
    related(office, "CN", "RU", certainty=Certainty.ALLEGED, name="Mosi II")
    related(office, "CN", "KP", name="Something else")
    said = words(table(made(office, "case"), "relations"))
    assert "Mosi II" in said
    assert "alleged" in said
    assert "Something else" not in said
    assert "input of no flag" in said


def test_a_share_without_its_parts_says_so_on_paper(office: Office, tmp_path: Path) -> None:
    share = shared(office, "CN")
    office.act(ANALYST, "ground", what="share", statement=share, reason=REASON)
    said = " ".join(text_of(made(office, "case"), tmp_path).split())
    assert "numerator and denominator not given" in said
