"""The guided form on a case: stated, superseded, printed, and the track that it proposes."""

from pathlib import Path
from typing import Any

import pytest
from tests.services.sample_office import ANALYST, HEAD, POLICY, REF, Office, an_office, two_items
from tests.settings import change_settings

from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.flags.catch_all import Assessment, KnowledgeLevel
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.resources import root
from landwaiter.services.law import packs

YES = {"answer": "yes", "source": "contract"}
GIVEN = {"unlisted": YES, "use_military": YES, "informed": YES}


@pytest.fixture
def office(tmp_path: Path) -> Any:
    made = an_office(tmp_path)
    shipped = [pack for pack in packs.shipped_packs(root()) if pack.id == "catch_all"]
    packs.import_packs(made.session(ANALYST), shipped)
    yield made
    made.close()


def assess(office: Office, value: Any, **more: Any) -> None:
    office.act(ANALYST, "assess_catch_all", value=value, **more)


def found(office: Office) -> Assessment:
    (one,) = office.view().assessments
    return one


def set_policy(office: Office, value: str) -> None:
    change_settings(office.session(HEAD), {POLICY: value})


def test_an_assessment_is_kept_with_its_author_and_sources(office: Office) -> None:
    assess(office, GIVEN, item=1)
    one = found(office)
    assert (one.item, one.author, one.statement) == (1, ANALYST, 1)
    assert one.answers["informed"].source == "contract"
    assert one.level is KnowledgeLevel.CANNOT_TELL
    assert one.policy == "not set"


def test_the_policy_decides_for_china_and_proposes_track_b(office: Office) -> None:
    assess(office, GIVEN, item=1)
    office.act(ANALYST, "hold", item=1)
    letters = {one.letter for one in office.view().track_proposals}
    assert TrackLetter.B not in letters
    set_policy(office, "true")
    assert found(office).level is KnowledgeLevel.INFORMED
    (proposal,) = [o for o in office.view().track_proposals if o.letter is TrackLetter.B]
    assert proposal.items == (1,)


def test_in_transit_the_same_answers_give_track_t_for_what_is_listed_and_never_b(
    office: Office,
) -> None:
    reference = office.take_in(*two_items(lrn="LW-2", type="T1")).cases[0]
    set_policy(office, "true")
    office.act(ANALYST, "assess_catch_all", reference=reference, value=GIVEN, item=1)
    assert {one.letter for one in office.view(reference).track_proposals} == set()
    listed = {**GIVEN, "unlisted": {"answer": "no", "source": "data_sheet"}}
    office.act(ANALYST, "assess_catch_all", reference=reference, value=listed, item=1)
    view = office.view(reference)
    (proposal,) = view.track_proposals
    assert (proposal.letter, proposal.items) == (TrackLetter.T, (1,))
    assert "the transit may be prohibited (Art. 7)" in proposal.why
    assert [one.letters for one in view.absent_tracks] == [
        (TrackLetter.L,),
        (TrackLetter.A, TrackLetter.B),
    ]


def test_a_later_statement_supersedes_and_the_earlier_one_stays(office: Office) -> None:
    assess(office, GIVEN, item=1)
    assess(office, {**GIVEN, "unlisted": {"answer": "no", "source": "data_sheet"}}, item=1)
    one = found(office)
    assert (one.statement, one.answers["unlisted"].reply) == (2, "no")
    stated = [e for e in office.case().enrichment if e.field == "catch_all"]
    assert len(stated) == 2


def test_the_case_and_an_item_are_assessed_apart(office: Office) -> None:
    assess(office, GIVEN)
    assess(office, {"unlisted": YES}, item=2)
    assert [one.item for one in office.view().assessments] == [None, 2]


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ({}, "value"),
        ({"weather": "yes"}, "value"),
        ({"informed": "perhaps"}, "informed"),
        ({"informed": "yes"}, "informed"),
        ({"informed": {"answer": "no", "source": " "}}, "informed"),
        ({"informed": {**YES, "evidence": 4}}, "informed"),
        ({"informed": {**YES, "note": "x" * 2001}}, "informed"),
    ],
)
def test_an_answer_that_cannot_stand_is_refused_with_its_question(
    office: Office, value: Any, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        assess(office, value)
    assert refused.value.field == field
    assert office.view().assessments == ()


def test_the_same_answers_again_are_refused(office: Office) -> None:
    assess(office, GIVEN)
    with pytest.raises(Invalid, match="stand already"):
        assess(office, GIVEN)


def test_unknown_needs_no_source(office: Office) -> None:
    assess(office, {"informed": "unknown"})
    assert found(office).answers["informed"].reply == "unknown"


def test_an_assessment_after_a_proposal_voids_it(office: Office) -> None:
    for name, given in (
        ("assess", {}),
        ("propose", {"outcome": "release", "reason": "the goods are harmless"}),
    ):
        office.act(ANALYST, name, **given)
    assess(office, GIVEN)
    assert office.case().stage == "decision_draft"


def test_who_decides_no_case_assesses_none(office: Office) -> None:
    with pytest.raises(NotAllowed):
        office.act("Adam", "assess_catch_all", value=GIVEN)
    assert office.view(REF).assessments == ()
