"""Art. 21(4) at work: expiry and replies propose release, a reason keeps goods held."""

from datetime import date

import pytest
from tests.services.act_examples import CONSULTED, ON_ANOTHER_TRACK
from tests.services.prepared import prepared
from tests.services.sample_office import ANALYST, REASON, Office

from landwaiter.domain.cases.case import GoodsStatus, TrackLetter
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.services.people.today import today_view
from landwaiter.storage.cases import life_cycle

A, L, S = TrackLetter.A, TrackLetter.L, TrackLetter.S
DUE = date(2026, 4, 14)
"""Ten working days after Monday 30 March 2026, without Easter Monday."""


@prepared
def consulted(office: Office) -> Office:
    for step in CONSULTED:
        step(office)
    return office


def to_day(office: Office, day: date) -> None:
    office.clock.move(days=(day - office.session(ANALYST).today()).days)


def proposed(office: Office) -> list[tuple[int, date, str]]:
    return [(one.item, one.since, one.why) for one in office.view().releases]


def tasks(office: Office) -> list[str]:
    session = office.session(ANALYST)
    with session.reading() as conn:
        rows = life_cycle.releases_due(conn, session.today(), ANALYST)
    return [row["reference"] for row in rows]


def test_on_the_last_day_nothing_is_proposed_yet(consulted: Office) -> None:
    to_day(consulted, DUE)
    assert (proposed(consulted), tasks(consulted)) == ([], [])
    with pytest.raises(NotAllowed, match="Track A holds item 1"):
        consulted.act(ANALYST, "release", item=1)


def test_silence_proposes_release_on_the_day_after(consulted: Office) -> None:
    to_day(consulted, date(2026, 4, 15))
    assert proposed(consulted) == [
        (1, date(2026, 4, 15), "no reply on track A by 14 Apr 2026"),
    ]
    assert tasks(consulted) == [consulted.case().reference]


def test_a_release_at_expiry_ends_the_track_with_its_reason(consulted: Office) -> None:
    to_day(consulted, date(2026, 4, 15))
    consulted.act(ANALYST, "release", item=1, reason=REASON)
    (track,) = consulted.case().tracks
    assert "has run out" in track.end_reason
    assert (proposed(consulted), tasks(consulted)) == ([], [])


@pytest.mark.parametrize("reply", ["maintained", "not_acting"])
@pytest.mark.parametrize("day", [date(2026, 4, 2), DUE])
def test_a_reply_that_leaves_it_to_customs_proposes_release_at_once(
    consulted: Office, reply: str, day: date
) -> None:
    to_day(consulted, day)
    consulted.act(ANALYST, "record_reply", outcome=reply)
    assert [(item, since) for item, since, _why in proposed(consulted)] == [(1, day)]


def test_a_reply_on_the_last_day_that_the_authority_acts_ends_the_clock_without_release(
    consulted: Office,
) -> None:
    to_day(consulted, DUE)
    consulted.act(ANALYST, "record_reply", outcome="acts")
    to_day(consulted, date(2026, 5, 20))
    (clock,) = [one for one in consulted.view().clocks if one.kind == "art_21_4"]
    assert (clock.ended, clock.reason, clock.warnings) == (DUE, "acts", ())
    assert (proposed(consulted), tasks(consulted)) == ([], [])
    with pytest.raises(NotAllowed, match="Track A holds item 1"):
        consulted.act(ANALYST, "release", item=1)


def test_a_reply_after_the_last_day_warns(consulted: Office) -> None:
    to_day(consulted, date(2026, 4, 16))
    consulted.act(ANALYST, "record_reply", outcome="acts")
    (clock,) = [one for one in consulted.view().clocks if one.kind == "art_21_4"]
    assert clock.warnings == ("The reply of 16 Apr 2026 came after the last day, 14 Apr 2026.",)


def test_an_extension_is_not_asked_for_after_the_last_day(consulted: Office) -> None:
    to_day(consulted, date(2026, 4, 15))
    with pytest.raises(NotAllowed, match="ended on 14 Apr 2026"):
        consulted.act(ANALYST, "record_reply", outcome="asks_extension", reason=REASON)
    consulted.act(ANALYST, "record_reply", outcome="asks_extension", date=DUE, reason=REASON)
    assert proposed(consulted) == []
    to_day(consulted, date(2026, 5, 14))
    assert [(item, since) for item, since, _why in proposed(consulted)] == [(1, date(2026, 5, 14))]


@pytest.mark.parametrize("letter", [L, S, TrackLetter.N])
def test_no_release_is_proposed_while_another_track_holds_the_item(
    consulted: Office, letter: TrackLetter
) -> None:
    consulted.act(ANALYST, "open_track", item=1, track=letter, basis="a ground")
    to_day(consulted, date(2026, 4, 20))
    assert (proposed(consulted), tasks(consulted)) == ([], [])
    consulted.act(ANALYST, "end_track", track=letter, reason=REASON)
    assert [(item, since) for item, since, _why in proposed(consulted)] == [(1, date(2026, 4, 15))]


def test_each_item_is_proposed_for_itself(consulted: Office) -> None:
    consulted.act(ANALYST, "suspend", item=2, track=A)
    consulted.act(ANALYST, "open_track", item=2, track=L, basis="UCC 188")
    to_day(consulted, date(2026, 4, 20))
    assert [item for item, _since, _why in proposed(consulted)] == [1]


def test_goods_stay_held_on_another_track_and_the_task_is_done(consulted: Office) -> None:
    to_day(consulted, date(2026, 4, 20))
    consulted.act(ANALYST, "stay_held", **ON_ANOTHER_TRACK)
    assert (proposed(consulted), tasks(consulted)) == ([], [])
    assert consulted.case().items[0].status is GoodsStatus.SUSPENDED
    assert [(t.letter, t.basis) for t in consulted.case().tracks][1:] == [
        (TrackLetter.N, "national act, s. 12")
    ]
    assert consulted.view().history[0].deed == "Keep the goods held on another track"
    with pytest.raises(NotAllowed, match="No release of item 1 is proposed"):
        consulted.act(ANALYST, "stay_held", **ON_ANOTHER_TRACK)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"track": A, "basis": "another ground"}, "The period of track A ran out for item 1"),
        ({"basis": "art. 21(3)(a)"}, "basis of the track whose period ran out"),
        ({"basis": " "}, "“Basis of that track” is missing"),
    ],
)
def test_the_ground_whose_period_ran_out_holds_nothing_more(
    consulted: Office, given: dict[str, object], why: str
) -> None:
    to_day(consulted, date(2026, 4, 20))
    with pytest.raises((NotAllowed, Invalid), match=why):
        consulted.act(ANALYST, "stay_held", **{**ON_ANOTHER_TRACK, **given})
    assert [item for item, _since, _why in proposed(consulted)] == [1]


def test_release_is_proposed_again_once_the_other_track_has_ended(consulted: Office) -> None:
    """No reason keeps goods past Art. 21(4): only a track that still holds them does."""
    to_day(consulted, date(2026, 4, 20))
    consulted.act(ANALYST, "stay_held", **ON_ANOTHER_TRACK)
    with pytest.raises(NotAllowed, match="Track N holds item 1"):
        consulted.act(ANALYST, "release", item=1)
    consulted.act(ANALYST, "end_track", track=TrackLetter.N, reason=REASON)
    assert proposed(consulted)[0][:2] == (1, date(2026, 4, 15))
    consulted.act(ANALYST, "release", item=1)
    assert consulted.case().items[0].status is GoodsStatus.RELEASED


def test_today_names_what_is_to_be_released(consulted: Office) -> None:
    to_day(consulted, date(2026, 4, 20))
    first = today_view(consulted.session(ANALYST)).deadlines[0]
    assert (
        "legal",
        consulted.case().reference,
        "release, or hold on another track",
    ) in first.entries


def test_today_reminds_of_what_was_asked(office: Office) -> None:
    office.act(ANALYST, "take")
    office.act(ANALYST, "request_information", to="the exporter", remind=date(2026, 4, 1))
    days = {load.day: load.entries for load in today_view(office.session(ANALYST)).deadlines}
    reminder = ("own", office.case().reference, "remind: the exporter")
    assert reminder in days[date(2026, 4, 1)]


def test_one_item_leaves_a_track_while_it_holds_the_other(consulted: Office) -> None:
    consulted.act(ANALYST, "suspend", item=2, track=A)
    consulted.act(ANALYST, "end_track", track=A, item=1, reason=REASON)
    consulted.act(ANALYST, "release", item=1)
    (track,) = consulted.case().tracks
    assert (track.ended_items, track.ended_at) == ((1,), None)
    with pytest.raises(NotAllowed, match="Track A holds item 2"):
        consulted.act(ANALYST, "release", item=2)
    consulted.act(ANALYST, "end_track", track=A, item=2, reason=REASON)
    assert consulted.case().tracks[0].end_reason == REASON


def test_a_track_that_a_person_ends_takes_its_clock_along(consulted: Office) -> None:
    consulted.act(ANALYST, "end_track", track=A, reason=REASON)
    (clock,) = [one for one in consulted.view().clocks if one.kind == "art_21_4"]
    assert clock.reason == f"track ended: {REASON}"
    to_day(consulted, date(2026, 4, 20))
    assert proposed(consulted) == []
