"""Cases merged and split: what is open comes along or stops it, and both sides can be read."""

from datetime import date
from pathlib import Path

import pytest
from tests.formats.test_mail import MACROS, with_attachments
from tests.services.act_examples import CONSULTED, SECOND, second_case
from tests.services.prepared import prepared
from tests.services.sample_office import ANALYST, REASON, REF, REVIEWER, Office, two_items

from landwaiter.domain.cases.case import GoodsStatus, Stage, TrackLetter
from landwaiter.domain.cases.clocks import Clock
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.services.audit.audit_history import verify_chain
from landwaiter.services.casebook.casebooks import check
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.deeds.engine import run

A = TrackLetter.A


@prepared
def two(office: Office) -> Office:
    """A second case beside the sample."""
    second_case(office)
    return office


DUE = date(2026, 5, 4)
"""By when something is promised."""


def legal(office: Office, reference: str) -> list[Clock]:
    return [clock for clock in office.view(reference).clocks if clock.kind == "art_21_4"]


def merge(office: Office, source: str = REF, to: str = SECOND, **given: object) -> None:
    office.act(ANALYST, "merge", reference=source, to=to, reason=REASON, **given)


def test_a_merged_case_stays_readable_and_both_sides_are_linked(two: Office) -> None:
    merge(two)
    source, target = two.view(REF), two.view(SECOND)
    assert source.case.stage is Stage.MERGED
    assert source.row.next_step == f"Merged into {SECOND}."
    assert [item.no for item in source.case.items] == [1, 2]
    (into,), (came,) = source.linked, target.linked
    assert (into.link.other, into.link.outgoing) == (SECOND, True)
    assert (came.link.other, came.link.outgoing) == (REF, False)
    assert came.items[0] == (1, "5-axis CNC machining centre", "not_presented")
    assert ("consignee", "Morning Lathe Trading") in came.parties
    assert {"Merge the case into another"} == {source.history[0].deed}
    assert target.history[0].deed == "Another case was merged into it"


def test_nobody_acts_on_a_merged_case(two: Office) -> None:
    merge(two)
    assert not any(verdict.allowed for verdict in two.view(REF).acts)


def test_a_case_is_not_merged_into_itself(two: Office) -> None:
    with pytest.raises(Invalid, match="not merged into itself"):
        merge(two, to=REF)


def test_a_circle_of_merges_is_refused(two: Office) -> None:
    merge(two)
    with pytest.raises(NotAllowed, match="nothing is merged into it"):
        merge(two, source=SECOND, to=REF)


def test_a_chain_of_merges_ends_in_one_case(two: Office) -> None:
    two.take_in(*two_items(lrn="LW-3"))
    merge(two)
    merge(two, source=SECOND, to="PL1-2026-000003")
    assert [two.case(ref).stage for ref in (REF, SECOND)] == [Stage.MERGED, Stage.MERGED]
    assert two.case("PL1-2026-000003").stage is Stage.NEW


def test_a_case_that_is_decided_takes_up_no_other(two: Office) -> None:
    two.act(ANALYST, "assess", reference=SECOND)
    two.act(ANALYST, "propose", reference=SECOND, outcome="release", reason=REASON)
    with pytest.raises(NotAllowed, match="stage Decision review"):
        merge(two)
    two.act(REVIEWER, "approve", reference=SECOND)
    with pytest.raises(NotAllowed, match="stage Decided"):
        merge(two)


def test_another_case_that_is_not_there_is_refused(two: Office) -> None:
    with pytest.raises(NotFound):
        merge(two, to="PL1-2026-000099")


def test_a_running_clock_goods_in_hand_and_requests_stop_a_merge(two: Office) -> None:
    for step in CONSULTED:
        step(two)
    two.act(ANALYST, "request_information", to="the exporter")
    with pytest.raises(NotAllowed) as refused:
        merge(two)
    for part in ("A · Art. 21(4)", "item 1 is suspended", "information request to the exporter"):
        assert part in refused.value.message
    assert SECOND in (refused.value.remedy or "")
    assert two.case(REF).stage is Stage.NEW


def test_what_is_taken_over_runs_on_in_the_other_case(two: Office) -> None:
    for step in CONSULTED:
        step(two)
    two.act(ANALYST, "locate", item=1, place="yard C 14", seal="S-1")
    two.act(ANALYST, "classify", item=1, code="2B001", outcome="confirmed", reason=REASON)
    two.act(ANALYST, "start_clock", basis="national act", period="48h")
    before = legal(two, REF)[0]
    merge(two, take_over=True)
    two.act(REVIEWER, "second")  # a confirmed item without authorisation is a flag that stands
    view = two.view(SECOND)
    assert [item.no for item in view.case.items] == [1, 2, 1001, 1002]
    taken = next(row for row in view.goods if row.item.no == 1001)
    assert taken.item.status is GoodsStatus.SUSPENDED
    assert (taken.origin, taken.description) == (REF, "5-axis CNC machining centre")
    assert (taken.where.location, taken.where.seal) == ("yard C 14", "S-1")
    (clock,) = legal(two, SECOND)
    assert (clock.start, clock.due, clock.cap) == (before.start, before.due, before.cap)
    assert clock.items == (1001,)
    assert [own.basis for own in view.case.own_clocks] == ["national act"]
    assert [(c.item_no, c.code) for c in view.classifications] == [(1001, "2B001")]
    with pytest.raises(NotAllowed, match="Track A holds item 1001"):
        two.act(ANALYST, "release", reference=SECOND, item=1001)
    assert all(clock.ended is not None for clock in two.view(REF).clocks)


def test_the_reply_to_a_clock_that_was_taken_over_is_recorded_in_the_other_case(
    two: Office,
) -> None:
    for step in CONSULTED:
        step(two)
    merge(two, take_over=True)
    two.act(ANALYST, "record_reply", reference=SECOND, outcome="maintained")
    two.act(ANALYST, "release", reference=SECOND, item=1001)
    assert two.case(SECOND).items[2].status is GoodsStatus.RELEASED


def test_calls_and_mails_about_a_request_come_along_with_it(two: Office, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"of the other case")
    run(two.session(ANALYST), AddFile(SECOND, tmp_path / "b.txt"))
    two.act(ANALYST, "request_information", to="Acme", reason="who is the end user?")
    two.act(
        ANALYST,
        "call",
        party="Acme",
        said="it comes",
        promised="the contract",
        by=DUE,
        request="information_request",
    )
    (tmp_path / "a.eml").write_bytes(with_attachments(("order.docm", MACROS)).as_bytes())
    (tmp_path / "c.eml").write_bytes(with_attachments(subject="something else").as_bytes())
    for name in ("a.eml", "c.eml"):
        run(two.session(ANALYST), AddFile(REF, tmp_path / name, place="Medyka", grade="B2"))
    two.act(
        ANALYST,
        "judge_mail",
        evidence=1,
        action="information_request",
        outcome="in_part",
        reason="half of it",
    )
    merge(two, take_over=True)
    case = two.case(SECOND)
    (action,) = case.actions
    assert [(one.party, one.due, one.action_id) for one in case.calls] == [("Acme", DUE, action.id)]
    assert [(one.label, one.name) for one in case.evidence] == [
        ("E-01", "b.txt"),
        ("E-02", "a.eml"),
        ("E-02.1", "order.docm"),
    ]
    mail = case.evidence[1]
    assert (mail.custody[0].place, mail.grade, mail.stated_sender) == ("Medyka", "B2", True)
    assert case.evidence[2].attached_to == 2
    assert [(one.evidence_id, one.action_id, one.reason) for one in case.mail_answers] == [
        (mail.id, action.id, "half of it")
    ]
    assert len(two.case(REF).evidence) == 3


def test_a_second_merge_numbers_its_items_anew(two: Office) -> None:
    two.take_in(*two_items(lrn="LW-3"))
    third = "PL1-2026-000003"
    for source in (REF, SECOND):
        two.act(ANALYST, "hold", reference=source, item=1)
        merge(two, source=source, to=third, take_over=True)
    assert [item.no for item in two.case(third).items] == [1, 2, 1001, 1002, 2001, 2002]


def test_an_amendment_of_a_merged_declaration_voids_what_is_proposed_on_the_other(
    two: Office,
) -> None:
    merge(two)
    two.act(ANALYST, "assess", reference=SECOND)
    two.act(ANALYST, "propose", reference=SECOND, outcome="release", reason=REASON)
    two.take_in(*two_items(net_mass_kg=9900))
    assert two.case(REF).stage is Stage.MERGED
    assert len(two.case(REF).versions) == 2
    target = two.view(SECOND)
    assert target.case.stage is Stage.DECISION_DRAFT
    assert target.history[0].deed == "A case that was merged into it changed"


def split(office: Office, *numbers: int, reference: str = REF) -> str:
    """The reference of the new case."""
    office.act(ANALYST, "split", reference=reference, numbers=numbers, reason=REASON)
    return office.view(reference).linked[-1].link.other


def test_items_are_split_off_with_the_same_declaration(office: Office) -> None:
    child = split(office, 2)
    parent, own = office.case(), office.case(child)
    assert [item.no for item in parent.items] == [1]
    assert [item.no for item in own.items] == [2]
    assert parent.declaration == own.declaration
    assert [v.file_sha256 for v in parent.versions] == [v.file_sha256 for v in own.versions]
    assert {party.name for party in own.parties} == {party.name for party in parent.parties}
    assert (office.view(child).linked[0].link.outgoing, own.links[0].other) == (False, REF)


def test_each_case_judges_its_own_items_alone(office: Office) -> None:
    assert {c.item_no for c in office.case().candidates} == {1}
    child = split(office, 2)
    assert office.case(child).candidates == ()
    office.act(ANALYST, "evaluate")
    assert {c.item_no for c in office.case().candidates} == {1}


def test_status_place_and_track_go_with_the_item(office: Office) -> None:
    for step in CONSULTED:
        step(office)
    office.act(ANALYST, "suspend", item=2, track=A, seal="S-2", container="MSKU 000001 2")
    before = legal(office, REF)[0]
    child = split(office, 2)
    view = office.view(child)
    assert view.case.items[0].status is GoodsStatus.SUSPENDED
    assert (view.goods[0].where.seal, view.goods[0].where.container) == ("S-2", "MSKU 000001 2")
    (clock,) = legal(office, child)
    assert (clock.due, clock.items) == (before.due, (2,))
    (kept,) = legal(office, REF)
    assert (kept.due, kept.items) == (before.due, (1,))


def test_a_track_whose_only_item_leaves_ends_here(office: Office) -> None:
    office.act(ANALYST, "hold", item=2, track=TrackLetter.L)
    child = split(office, 2)
    (track,) = office.case().tracks
    assert track.end_reason == f"taken over by {child}"
    assert [(t.letter, t.items) for t in office.case(child).tracks] == [("L", (2,))]


def test_what_was_learned_comes_along(office: Office) -> None:
    office.act(ANALYST, "enrich", field="end_use", value="teaching", source="contract")
    office.act(
        ANALYST, "enrich", field="params", value={"positioning_accuracy_um": 2}, source="sheet",
        item=1,
    )  # fmt: skip
    office.act(ANALYST, "classify", item=2, code="1C350", outcome="rejected", reason=REASON)
    child = office.case(split(office, 2))
    assert [(fact.field, fact.value) for fact in child.enrichment] == [("end_use", "teaching")]
    assert [(c.item_no, c.code, c.author) for c in child.classifications] == [(2, "1C350", ANALYST)]


def test_the_last_item_stays(office: Office) -> None:
    with pytest.raises(NotAllowed, match="At least one item stays"):
        office.act(ANALYST, "split", numbers=(1, 2), reason=REASON)
    split(office, 2)
    with pytest.raises(NotAllowed, match="fewer than two items"):
        office.act(ANALYST, "split", numbers=(1,), reason=REASON)


def test_an_item_that_is_not_there_is_not_split_off(office: Office) -> None:
    with pytest.raises(NotFound, match="no item"):
        office.act(ANALYST, "split", numbers=(9,), reason=REASON)


def test_a_later_version_of_the_declaration_reaches_both_cases(office: Office) -> None:
    child = split(office, 2)
    third = {"item_no": 3, "cn8": "84571010", "description": "another machining centre"}
    rows = two_items(net_mass_kg=9900)
    result = office.take_in(*rows, {**rows[0], **third})
    assert result.cases == (REF,)
    assert [len(office.case(ref).versions) for ref in (REF, child)] == [2, 2]
    assert [item.no for item in office.case().items] == [1, 3]
    assert [item.no for item in office.case(child).items] == [2]


def test_a_case_that_was_split_is_merged_back(office: Office) -> None:
    office.act(ANALYST, "hold", item=2, reason=REASON)
    child = split(office, 2)
    merge(office, source=child, to=REF, take_over=True)
    assert [item.no for item in office.case().items] == [1, 1001]
    assert office.view().goods[1].origin == child


def test_after_merge_and_split_list_chain_and_casebook_agree(two: Office) -> None:
    for step in CONSULTED:
        step(two)
    split(two, 2)
    merge(two, take_over=True)
    session = two.session(ANALYST)
    for row in list_cases(session).rows:
        assert row == two.view(row.reference).row
    assert verify_chain(session).findings == ()
    assert check(session).findings == ()


def test_the_days_of_the_clock_are_those_of_the_case_it_began_in(two: Office) -> None:
    for step in CONSULTED:
        step(two)
    two.clock.move(days=3)
    merge(two, take_over=True)
    assert legal(two, SECOND)[0].start == date(2026, 3, 30)
