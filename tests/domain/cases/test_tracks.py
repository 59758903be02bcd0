"""Tracks that hold an item."""

from dataclasses import replace

from tests.domain.builders import NOON, a_case, a_declaration, an_item

from landwaiter.domain.cases.case import GoodsItem, GoodsStatus, Track, TrackLetter
from landwaiter.domain.cases.tracks import BASIS, holding


def test_what_is_held_for_customs_rests_on_supervision_and_control() -> None:
    assert {BASIS[TrackLetter.L], BASIS[TrackLetter.S]} == {"UCC 188, 194(1)"}


def test_open_tracks_alone_hold_an_item() -> None:
    track = Track("t", TrackLetter.L, "UCC 188", (1,), NOON, "ana")
    ended = replace(track, id="e", letter=TrackLetter.S, ended_at=NOON)
    case = a_case(
        declaration=a_declaration(items=(an_item(1), an_item(2))),
        items=tuple(GoodsItem(no, GoodsStatus.HELD, NOON) for no in (1, 2)),
        tracks=(track, ended),
    )
    assert [t.id for t in holding(case, 1)] == ["t"]
    assert holding(case, 2) == ()
