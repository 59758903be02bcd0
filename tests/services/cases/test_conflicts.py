"""Stale saves: what does not collide is merged, what does is shown field by field."""

from typing import Any

import pytest
from tests.deeds.said import said
from tests.services.sample_office import ANALYST, HEAD, REASON, REVIEWER, Office, hit_of
from tests.settings import change_settings

from landwaiter.domain.cases.case import TrackLetter
from landwaiter.errors import Collision, Conflict
from landwaiter.services.deeds.engine import do
from landwaiter.services.office.office_settings import ELSEWHERE, draft, save_draft, settings
from landwaiter.storage.audit.unit_of_work import Changes

FINDING: dict[str, Any] = {"item": 1, "code": "2B001", "outcome": "confirmed", "reason": REASON}
OTHERWISE = "the spindle has four axes by the data sheet"


def saved(office: Office, seen: int, name: str, *, who: str = REVIEWER, **given: Any) -> Changes:
    """An act of a person who looked at the revision `seen`."""
    return do(office.session(who), said(name, **given), seen=seen).changes


def refused(office: Office, seen: int, name: str, **given: Any) -> Conflict:
    before = office.view()
    with pytest.raises(Conflict) as raised:
        saved(office, seen, name, **given)
    assert office.view() == before
    return raised.value


def test_two_findings_on_one_item_and_code_collide_field_by_field(office: Office) -> None:
    office.act(
        HEAD, "classify", **{**FINDING, "outcome": "insufficient", "reason": "no papers yet"}
    )
    seen = office.case().revision
    office.act(ANALYST, "classify", **FINDING)
    conflict = refused(
        office, seen, "classify", **{**FINDING, "outcome": "rejected", "reason": OTHERWISE}
    )
    thing = "item 1, eu 2B001"
    assert conflict.collisions == (
        Collision(f"{thing}: Finding", "insufficient", "confirmed", "rejected", ANALYST),
        Collision(f"{thing}: Reason", "no papers yet", REASON, OTHERWISE, ANALYST),
    )


def test_findings_on_different_codes_both_stand_and_it_is_said(office: Office) -> None:
    seen = office.case().revision
    office.act(ANALYST, "classify", **FINDING)
    changes = saved(office, seen, "classify", **{**FINDING, "code": "2B201"})
    assert [finding.code for finding in office.case().classifications] == ["2B001", "2B201"]
    assert changes.said == (
        "Meanwhile on this case: Classify an item by Ana. "
        "It does not touch what you did; both stand.",
    )


def test_the_spelling_of_a_code_does_not_hide_a_collision(office: Office) -> None:
    seen = office.case().revision
    office.act(ANALYST, "classify", **FINDING)
    assert refused(office, seen, "classify", **{**FINDING, "code": " 2b001 "}).collisions


def test_a_note_never_collides(office: Office) -> None:
    seen = office.case().revision
    office.act(ANALYST, "assess")
    assert saved(office, seen, "note", reason="the exporter called").said
    assert [note.text for note in office.case().notes] == ["the exporter called"]


def test_what_was_done_by_oneself_needs_no_sentence(office: Office) -> None:
    seen = office.case().revision
    office.act(ANALYST, "note", reason=REASON)
    assert saved(office, seen, "note", who=ANALYST, reason="and again").said == ()


@pytest.mark.parametrize("name", ["assess", "triage", "dismiss"])
def test_an_act_that_moves_the_stage_needs_the_revision_that_was_seen(
    office: Office, name: str
) -> None:
    seen = office.case().revision
    office.act(ANALYST, "note", reason="the exporter called")
    given = {"reason": REASON} if name == "dismiss" else {}
    conflict = refused(office, seen, name, **given)
    (first, *rest) = conflict.collisions
    assert (first.field, first.by) == ("Add a note", ANALYST)
    assert "the exporter called" in first.theirs
    assert [row.mine for row in rest] == list(given.values())


def test_an_approval_of_a_case_that_changed_since_the_look_is_a_conflict(office: Office) -> None:
    office.act(ANALYST, "assess")
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    seen = office.case().revision
    office.act(ANALYST, "note", reason="one more thing")
    refused(office, seen, "approve")
    assert not office.view().approved_valid


def test_an_act_of_substance_meets_a_proposal_made_meanwhile(office: Office) -> None:
    office.act(ANALYST, "assess")
    seen = office.case().revision
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    conflict = refused(office, seen, "classify", **FINDING)
    assert Collision("Stage", "Assessment", "Decision review", "", ANALYST) in conflict.collisions


def test_goods_of_one_item_collide_and_of_another_do_not(office: Office) -> None:
    seen = office.case().revision
    office.act(ANALYST, "hold", item=1, reason="no licence")
    conflict = refused(office, seen, "sample", item=1, reason="for the laboratory")
    status = Collision("goods of item 1: Status", "not_presented", "held", "sampled", ANALYST)
    assert status in conflict.collisions
    assert saved(office, seen, "sample", item=2, reason="for the laboratory").said


def test_goods_put_on_a_track_collide_with_the_same_track(office: Office) -> None:
    seen = office.case().revision
    office.act(ANALYST, "open_track", track=TrackLetter.A, item=1, basis="doubtful licence")
    assert refused(office, seen, "suspend", item=2, track=TrackLetter.A, reason=REASON).collisions


def test_two_judgements_of_one_hit_collide(office: Office) -> None:
    seen, hit = office.case().revision, hit_of(office.case()).id
    office.act(ANALYST, "judge", hit=hit, outcome="unsure", reason=REASON)
    conflict = refused(office, seen, "judge", hit=hit, outcome="same", reason=OTHERWISE)
    assert [(row.theirs, row.mine) for row in conflict.collisions] == [
        ("unsure", "same"),
        (REASON, OTHERWISE),
    ]


def test_the_same_question_to_the_same_addressee_is_asked_once(office: Office) -> None:
    seen = office.case().revision
    office.act(ANALYST, "request_information", to="the exporter", reason="who is the end user?")
    given = {"to": "The exporter", "reason": "who will use it?"}
    assert refused(office, seen, "request_information", **given).collisions
    assert saved(office, seen, "request_information", to="the forwarder", reason="where to?").said


def test_two_people_who_take_one_case_meet(office: Office) -> None:
    seen = office.case().revision
    office.act(ANALYST, "take")
    (row,) = refused(office, seen, "take").collisions
    assert (row.field, row.theirs) == ("holder: Holder", ANALYST)


def test_an_answer_recorded_twice_collides(office: Office) -> None:
    office.act(ANALYST, "request_information", to="the exporter", reason="who is the end user?")
    seen, action = office.case().revision, office.case().actions[0].id
    office.act(ANALYST, "record_answer", action=action, reason="a university")
    assert refused(office, seen, "record_answer", action=action, reason="a company").collisions


def test_a_change_that_does_not_say_what_it_touched_is_met_by_everything_but_notes(
    office: Office,
) -> None:
    seen = office.case().revision
    with office.session(ANALYST).writing("another_deed") as work:
        work.conn.exec_driver_sql("UPDATE case_file SET revision = revision + 1")
        work.audit("case.another_deed", f"case/{office.case().id}", {"reason": "by another way"})
    conflict = refused(office, seen, "classify", **FINDING)
    assert any("by another way" in row.theirs for row in conflict.collisions)
    assert saved(office, seen, "note", reason=REASON)


def test_a_revision_that_was_never_reached_is_a_conflict(office: Office) -> None:
    refused(office, 99, "note", reason=REASON)


def test_a_conflict_as_json_carries_its_rows(office: Office) -> None:
    seen = office.case().revision
    office.act(ANALYST, "take")
    (row,) = refused(office, seen, "take").as_json()["collisions"]
    assert row == {"field": "holder: Holder", "base": "", "theirs": ANALYST, "mine": "",
                   "by": ANALYST}  # fmt: skip


def test_a_setting_changed_by_two_people_collides_and_others_are_saved(office: Office) -> None:
    head, admin = office.session(HEAD), office.session("Adam")
    change_settings(admin, {"report.office": "Gdynia"})
    seen = dict(settings(head))
    change_settings(admin, {"report.office": "Gdańsk"})
    with pytest.raises(Conflict) as raised:
        change_settings(head, {"report.office": "Sopot", "threshold.watched": "700"}, seen=seen)
    assert raised.value.collisions == (
        Collision("report.office", "Gdynia", "Gdańsk", "Sopot", "Adam"),
    )
    assert "threshold.watched" not in settings(head)
    change_settings(head, {"threshold.watched": "700"}, seen=seen)
    assert settings(head)["report.office"] == "Gdańsk"


def test_what_one_person_types_in_two_windows_is_kept_beside(office: Office) -> None:
    one, two = office.session(ANALYST), office.another_session(ANALYST)
    save_draft(one, "act/note", "first", seen="")
    save_draft(two, "act/note", "second", seen="")
    assert draft(one, "act/note") == "second"
    assert draft(one, f"act/note{ELSEWHERE}") == "first"


def test_a_draft_that_goes_on_is_not_kept_twice(office: Office) -> None:
    session = office.session(ANALYST)
    save_draft(session, "act/note", "a tho", seen="")
    save_draft(session, "act/note", "a thought", seen="a tho")
    save_draft(session, "act/note", "", seen="a thought")
    assert draft(session, "act/note") == draft(session, f"act/note{ELSEWHERE}") == ""
