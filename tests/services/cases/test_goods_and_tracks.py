"""Goods status per item, and the tracks that hold them."""

from typing import Any

import pytest
from tests.services.act_examples import ON_TRACK_A
from tests.services.sample_office import ADMIN, ANALYST, HEAD, POLICY, REASON, Office, two_items
from tests.settings import change_settings

from landwaiter.domain.cases.case import GoodsStatus, TrackLetter
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.resources import root
from landwaiter.services.law import packs

A, B, L, S = TrackLetter.A, TrackLetter.B, TrackLetter.L, TrackLetter.S


def statuses(office: Office) -> list[str]:
    return [item.status.value for item in office.case().items]


def test_items_begin_as_not_presented(office: Office) -> None:
    assert statuses(office) == ["not_presented", "not_presented"]


def test_goods_are_moved_item_by_item(office: Office) -> None:
    office.act(ANALYST, "hold", item=1, reason=REASON)
    office.act(ANALYST, "release", item=2)
    assert statuses(office) == ["held", "released"]
    assert office.case().items[0].note == REASON
    assert dict(office.view().row.goods) == {"held": 1, "released": 1}


def test_the_status_is_dated_where_a_past_day_is_given(office: Office) -> None:
    office.act(ANALYST, "hold", item=1, date=office.session(ANALYST).today().replace(day=27))
    assert office.case().items[0].since.date().isoformat() == "2026-03-27"


@pytest.mark.parametrize("letter", list(TrackLetter))
def test_no_item_is_released_while_a_track_holds_it(office: Office, letter: TrackLetter) -> None:
    change_settings(office.session(HEAD), {POLICY: "true"})
    office.act(ANALYST, "hold", item=1)
    office.act(ANALYST, "open_track", item=1, track=letter, basis="a ground")
    with pytest.raises(NotAllowed, match=f"Track {letter} holds item 1") as refused:
        office.act(ANALYST, "release", item=1)
    assert "End the track" in (refused.value.remedy or "")
    assert statuses(office)[0] == "held"
    office.act(ANALYST, "release", item=2)
    office.act(ANALYST, "end_track", track=letter, reason=REASON)
    office.act(ANALYST, "release", item=1)
    assert statuses(office) == ["released", "released"]


def test_every_track_that_holds_an_item_is_named(office: Office) -> None:
    for letter in (L, S):
        office.act(ANALYST, "hold", item=1, track=letter)
    with pytest.raises(NotAllowed, match="Track L, S holds item 1"):
        office.act(ANALYST, "release", item=1)


@pytest.mark.parametrize("letter", [None, L, S, TrackLetter.N])
def test_a_suspension_needs_track_a_or_b(office: Office, letter: TrackLetter | None) -> None:
    with pytest.raises(NotAllowed, match="rests on track A or B"):
        office.act(ANALYST, "suspend", item=1, track=letter)
    assert office.case().tracks == ()


def test_a_suspension_opens_its_track_and_further_items_join_it(office: Office) -> None:
    ON_TRACK_A(office)
    office.act(ANALYST, "suspend", item=2, track=A)
    (track,) = office.case().tracks
    assert (track.letter, track.items, track.basis) == (A, (1, 2), "Art. 21(3)(a)")
    assert office.view().row.tracks == ("A",)


def test_another_basis_opens_another_track_of_the_same_letter(office: Office) -> None:
    office.act(ANALYST, "open_track", item=1, track=S, basis="UCC 188")
    office.act(ANALYST, "open_track", item=1, track=S, basis="Reg. 833/2014 Art. 2b")
    assert [track.basis for track in office.case().tracks] == ["UCC 188", "Reg. 833/2014 Art. 2b"]


@pytest.mark.parametrize("value", ["", "false"])
def test_track_b_is_refused_for_china_without_the_offices_policy(
    office: Office, value: str
) -> None:
    change_settings(office.session(HEAD), {POLICY: value})
    with pytest.raises(NotAllowed, match="needs the office's policy") as refused:
        office.act(ANALYST, "suspend", item=1, track=B)
    assert refused.value.field == POLICY
    assert statuses(office)[0] == "not_presented"


def test_track_b_is_refused_for_hong_kong_although_china_is_set(office: Office) -> None:
    change_settings(office.session(HEAD), {POLICY: "true"})
    (other,) = office.take_in(*two_items(lrn="LW-2", country_destination="HK")).cases
    with pytest.raises(NotAllowed, match="needs the office's policy") as refused:
        office.act(ANALYST, "open_track", reference=other, item=1, track=B, basis="Art. 4(1)(b)")
    assert refused.value.field == "policy.hong_kong_arms_embargo_triggers_art4"


def test_track_b_needs_no_policy_for_other_destinations(office: Office) -> None:
    (other,) = office.take_in(*two_items(lrn="LW-2", country_destination="AE")).cases
    office.act(ANALYST, "suspend", reference=other, item=1, track=B)
    assert office.case(other).items[0].status is GoodsStatus.SUSPENDED


def embargoed(office: Office, to: str) -> str:
    """The reference of goods to a destination that the shipped matrix speaks of."""
    every = {pack.id: pack for pack in packs.shipped_packs(root())}
    packs.import_packs(office.session(ADMIN), [every["embargo_matrix"], every["item_groups"]])
    (other,) = office.take_in(*two_items(lrn="LW-3", country_destination=to)).cases
    return str(other)


def test_an_embargo_in_part_waits_for_its_policy_but_not_on_grounds_without_one(
    office: Office,
) -> None:
    other = embargoed(office, "IQ")
    with pytest.raises(NotAllowed, match="needs the office's policy") as refused:
        office.act(ANALYST, "open_track", reference=other, item=1, track=B, basis="Art. 4(1)(b)")
    assert refused.value.field == "policy.iq_arms_embargo_triggers_art4"
    office.act(ANALYST, "open_track", reference=other, item=1, track=B, basis="Art. 4(1)(a)")
    office.act(ANALYST, "consult", reference=other, track=B, to="the licensing authority")
    assert [clock.kind for clock in office.view(other).clocks if clock.track == "B"] == ["art_21_4"]


def test_a_policy_on_an_embargo_in_part_can_be_set_and_one_by_law_cannot(office: Office) -> None:
    other = embargoed(office, "IQ")
    change_settings(office.session(HEAD), {"policy.iq_arms_embargo_triggers_art4": "true"})
    office.act(ANALYST, "open_track", reference=other, item=1, track=B, basis="Art. 4(1)(b)")
    assert office.view(other).policy["iq_arms_embargo_triggers_art4"] is True
    with pytest.raises(Invalid, match="no such setting"):
        change_settings(office.session(HEAD), {"policy.mm_arms_embargo_triggers_art4": "false"})


def test_track_b_needs_no_policy_where_the_law_bars_arms(office: Office) -> None:
    other = embargoed(office, "MM")
    office.act(ANALYST, "open_track", reference=other, item=1, track=B, basis="Art. 4(1)(b)")
    assert office.view(other).policy["mm_arms_embargo_by_law"] is True


def test_track_b_is_open_for_china_once_the_policy_is_set(office: Office) -> None:
    change_settings(office.session(ADMIN), {POLICY: "true"})
    office.act(ANALYST, "suspend", item=1, track=B)
    assert office.case().tracks[0].letter is B


def test_a_track_that_is_not_open_cannot_be_ended(office: Office) -> None:
    ON_TRACK_A(office)
    with pytest.raises(NotFound, match="No track L is open"):
        office.act(ANALYST, "end_track", track=L, reason=REASON)


def test_a_track_needs_its_basis(office: Office) -> None:
    with pytest.raises(Invalid, match="Basis"):
        office.act(ANALYST, "open_track", item=1, track=L, basis="")


def test_an_ended_track_keeps_its_history_and_a_new_one_may_open(office: Office) -> None:
    ON_TRACK_A(office)
    office.act(ANALYST, "end_track", track=A, reason=REASON)
    office.act(ANALYST, "open_track", item=1, track=A, basis="Art. 21(3)(a)")
    first, second = office.case().tracks
    assert first.ended_at is not None
    assert first.end_reason == REASON
    assert second.ended_at is None


def test_a_suspected_listed_item_in_hand_gives_grounds_for_track_l(office: Office) -> None:
    assert office.view().track_proposals == ()
    office.act(ANALYST, "hold", item=1)
    (proposal,) = office.view().track_proposals
    assert (proposal.letter, proposal.items) == (L, (1,))
    office.act(ANALYST, "open_track", track=L, item=1, basis=proposal.basis)
    assert office.view().track_proposals == ()


@pytest.mark.parametrize("letter", [TrackLetter.A, TrackLetter.B])
def test_what_is_in_transit_is_no_export_to_suspend(office: Office, letter: TrackLetter) -> None:
    reference = office.take_in(*two_items(lrn="LW-2", type="T1")).cases[0]
    asked: dict[str, Any] = {"reference": reference, "item": 1, "track": letter}
    for act in ("suspend", "open_track"):
        with pytest.raises(NotAllowed, match="suspends exports") as refused:
            office.act(ANALYST, act, basis="Art. 4(1)(a)", **asked)
        assert "track T" in (refused.value.remedy or "")
    office.act(ANALYST, "hold", **{**asked, "track": TrackLetter.T})
    (track,) = office.case(reference).tracks
    assert (track.letter, track.basis) == (TrackLetter.T, "Art. 7(1) to (3)")
