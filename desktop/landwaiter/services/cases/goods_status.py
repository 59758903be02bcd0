"""Acts on the goods: their status item by item, and the tracks that hold them."""

from datetime import datetime
from typing import Any

from landwaiter.domain.cases import deeds_on_goods as deeds
from landwaiter.domain.cases import deeds_on_tracks as on_tracks
from landwaiter.domain.cases.case import GoodsItem, GoodsStatus, Track, TrackLetter
from landwaiter.domain.cases.clocks import release_from
from landwaiter.domain.cases.deeds_on_goods import WHERE, KeepGoods, LocateGoods, ReleaseGoods
from landwaiter.domain.cases.deeds_on_tracks import (
    ContinueHold,
    EndClock,
    EndTrack,
    OpenTrack,
    StartClock,
)
from landwaiter.domain.cases.stages import ENDED
from landwaiter.domain.cases.tracks import (
    BASIS,
    SUSPENDING,
    ReleaseDue,
    held_by,
    holding,
    open_tracks,
    releases_due,
    reviewed_since,
)
from landwaiter.domain.flags.non_union import is_t1
from landwaiter.domain.law.arms_embargo import embargo_of, needs_no_embargo, policy_name
from landwaiter.domain.law.periods import period_end, period_of
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.cases.before_deeds import clocks_before, rules_of, standing
from landwaiter.services.deeds.case_handler import CaseDoing, CaseHandler, Payload, SecondedFacts
from landwaiter.services.flags.evaluation import policy_of
from landwaiter.storage.base import records
from landwaiter.storage.cases.case_rows import set_goods


def set_status(doing: CaseDoing[Any]) -> Payload:
    """Move one item; a hold or suspension may name the track that holds it."""
    item, status = fitting_item(doing), doing.deed.goods
    if status is None:
        raise AssertionError("this act gives no status")
    _refuse_seized(doing, item)
    expired = _refuse_held(doing, item.no) if status is GoodsStatus.RELEASED else ()
    if status is GoodsStatus.SUSPENDED and doing.said.track not in SUSPENDING:
        raise NotAllowed(
            _("A suspension rests on track A or B (Art. 21(3) Reg. (EU) 2021/821)."),
            remedy=_("Name the track, or hold the goods instead."),
        )
    set_goods(
        doing.work.conn,
        doing.case.id,
        item.no,
        status=status,
        since=doing.at,
        note=doing.said.reason,
    )
    track = _put_on_track(doing, item.no) if doing.said.track else {}
    for one in expired:
        let_go(doing, one, (item.no,), _("released: {why}").format(why=_no_reply(one)))
    where = _record_event(doing, item.no, status)
    return {
        "item": item.no,
        "status": [item.status, status],
        **track,
        **where,
        "reason": doing.said.reason,
        "at": doing.at,
    }


def fitting_item(doing: CaseDoing[Any]) -> GoodsItem:
    """The item that the act names; NotAllowed where its status does not allow the act."""
    item = doing.item(doing.said.item)
    if item.status not in doing.deed.goods_from:
        raise NotAllowed(
            _("Item {no} is {status}: {act} is not possible.").format(
                no=item.no, status=item.status.value.replace("_", " "), act=_(doing.deed.title)
            )
        )
    return item


def _refuse_seized(doing: CaseDoing[Any], item: GoodsItem) -> None:
    """Seized goods are given back once the decision that seized them was annulled."""
    to_return = doing.deed.goods is GoodsStatus.RETURNED and item.status is GoodsStatus.SEIZED
    if to_return and not any(one.annulled for one in doing.case.decisions):
        raise NotAllowed(
            _("Item {no} is seized, and no decision on it was annulled.").format(no=item.no),
            field="item",
            value=str(item.no),
            remedy=_("Record the annulment first (the act “follow_appeal”)."),
        )


def _no_reply(track: Track) -> str:
    return _("the clock of track {letter} has run out").format(letter=track.letter.value)


def _refuse_held(doing: CaseDoing[Any], item_no: int) -> tuple[Track, ...]:
    """The tracks that hold the item no longer because their clock has run out (Art. 21(4))."""
    holders = holding(doing.case, item_no)
    if not holders:
        return ()
    today = doing.session.today()
    over = {
        clock.about
        for clock in clocks_before(doing)
        if (first := release_from(clock)) is not None and first <= today
    }
    letters = [track.letter.value for track in holders if track.id not in over]
    if letters:
        raise NotAllowed(
            _("Track {letters} holds item {no}.").format(letters=", ".join(letters), no=item_no),
            remedy=_("End the track with a reason first."),
        )
    return holders


def locate(doing: CaseDoing[LocateGoods]) -> Payload:
    """Record where an item is, or who was told; its status stays."""
    item = fitting_item(doing)
    if not any(getattr(doing.said, name) for name in WHERE):
        raise Invalid(
            _("Nothing is said of where the goods are."),
            field="place",
            remedy=_("Give at least one of {names}.").format(names=", ".join(WHERE)),
        )
    return {"item": item.no, **_record_event(doing, item.no, item.status), "at": doing.at}


def _record_event(doing: CaseDoing[Any], item_no: int, status: GoodsStatus) -> dict[str, object]:
    """Keep what was said of the item; the facts that were given, for the audit entry."""
    said = doing.said
    told: dict[str, object] = {
        "office": said.office,
        "location": said.place,
        "container": said.container,
        "seal": said.seal,
        "presented_at": _presented(doing),
        "cut_off": doing.instant(said.cut_off),
        "storage_cost": said.storage_cost,
        "told": said.told,
    }
    given = {name: value for name, value in told.items() if value}
    records.add(
        doing.work.conn,
        "goods_event",
        id=doing.work.new_id(),
        case_id=doing.case.id,
        no=item_no,
        act=doing.deed.act,
        status=status,
        track=getattr(said, "track", None),
        reason=said.reason,
        author=doing.actor.name,
        at=doing.at,
        **given,
    )
    return given


def _presented(doing: CaseDoing[Any]) -> datetime | None:
    presented = doing.instant(doing.said.presented_at)
    if presented is not None and presented > doing.work.now:
        raise Invalid(
            _("This time lies ahead: only what has happened is recorded."),
            field="presented_at",
            value=presented.isoformat(),
            remedy=_("Give the time when the goods were presented, or leave it out."),
        )
    return presented


def stay_held(doing: CaseDoing[KeepGoods]) -> Payload:
    """Put an item whose period of Art. 21(4) ran out on another track with a basis of its own.

    Once the authority acted there is nothing to ask: no release is proposed then.
    """
    item, today = doing.item(doing.said.item), doing.session.today()
    due = [one for one in releases_due(doing.case, clocks_before(doing)) if one.item == item.no]
    if not due or due[0].since > today:
        raise NotAllowed(
            _("No release of item {no} is proposed: it needs no other track.").format(no=item.no),
            remedy=_("A release is proposed once the clock of Art. 21(4) ends without an act."),
        )
    _refuse_same_ground(doing, due[0])
    track = _put_on_track(doing, item.no)
    for track_id in due[0].tracks:
        records.add(
            doing.work.conn,
            "stay_held",
            id=doing.work.new_id(),
            case_id=doing.case.id,
            no=item.no,
            track_id=track_id,
            other_id=track["track"],
            reason=doing.said.reason,
            author=doing.actor.name,
            at=doing.work.now,
        )
    return {"item": item.no, "why": due[0].why, **track, "reason": doing.said.reason}


def _refuse_same_ground(doing: CaseDoing[KeepGoods], due: ReleaseDue) -> None:
    """A period that ran out is not begun again, and its basis holds nothing more."""
    over = [track for track in doing.case.tracks if track.id in due.tracks]
    letter, basis = doing.said.track, doing.said.basis.strip()
    if letter in {track.letter for track in over}:
        raise NotAllowed(
            _("The period of track {letter} ran out for item {no}.").format(
                letter=letter.value, no=due.item
            ),
            field="track",
            value=letter.value,
            remedy=_("Release the item, or name another track with a basis of its own."),
        )
    if basis.casefold() in {str(track.basis).casefold() for track in over}:
        raise NotAllowed(
            _("This is the basis of the track whose period ran out."),
            field="basis",
            value=basis,
            remedy=_("Release the item, or name the law that holds it now."),
        )


def continue_hold(doing: CaseDoing[ContinueHold]) -> Payload:
    """Say why holds without a period of law go on."""
    found = [
        track
        for track in open_tracks(doing.case)
        if doing.said.track in {None, track.letter}
        and reviewed_since(doing.case, track) is not None
    ]
    if not found:
        raise NotFound(
            _("No hold on this track comes back to be continued."),
            field="track",
            value=doing.said.track.value if doing.said.track else "",
        )
    for track in found:
        records.add(
            doing.work.conn,
            "hold_continued",
            id=doing.work.new_id(),
            case_id=doing.case.id,
            track_id=track.id,
            reason=doing.said.reason,
            author=doing.actor.name,
            at=doing.work.now,
        )
    return {
        "letters": [track.letter for track in found],
        "reason": doing.said.reason,
    }


def open_track(doing: CaseDoing[OpenTrack]) -> Payload:
    item = doing.item(doing.said.item)
    return {"item": item.no, **_put_on_track(doing, item.no)}


def _put_on_track(doing: CaseDoing[Any], item_no: int) -> dict[str, object]:
    """Open the track, or add the item to the one that is open with the same basis."""
    letter = doing.said.track
    if doing.case.stage in ENDED:
        raise NotAllowed(
            _("No track is opened on a case that ended."), remedy=_("Reopen the case first.")
        )
    if letter in SUSPENDING and is_t1(doing.case):
        raise NotAllowed(
            _("Art. 21(3) suspends exports, and non-Union goods in transit (T1) are none."),
            field="track",
            value=letter.value,
            remedy=_("Hold the goods on track T (Art. 7), or on another track with its own basis."),
        )
    if letter is TrackLetter.L and is_t1(doing.case):
        raise NotAllowed(
            _("Annex I asks for no authorisation of non-Union goods in transit (T1)."),
            field="track",
            value=letter.value,
            remedy=_("Hold the goods on track T (Art. 7), or on another track with its own basis."),
        )
    if letter is TrackLetter.B:
        _refuse_without_policy(doing)
    basis = doing.said.basis or BASIS[letter]
    for track in open_tracks(doing.case):
        same = track.basis == basis or not doing.said.basis
        if track.letter is letter and same and item_no not in track.ended_items:
            items = tuple(sorted({*track.items, item_no}))
            records.end(doing.work.conn, "track", track.id, items=items)
            return {"track": track.id, "letter": letter, "basis": track.basis, "items": items}
    track_id = doing.work.new_id()
    records.add(
        doing.work.conn,
        "track",
        id=track_id,
        case_id=doing.case.id,
        letter=letter,
        basis=basis,
        items=(item_no,),
        opened_at=doing.at,
        opened_by=doing.actor.name,
    )
    return {"track": track_id, "letter": letter, "basis": basis, "items": (item_no,)}


def _refuse_without_policy(doing: CaseDoing[Any]) -> None:
    """Art. 4(1)(b) needs an arms embargo; where it is for the state to say, the office does."""
    declaration = doing.case.declaration
    destination = declaration.country_destination if declaration else None
    policy = policy_of(doing.work.conn, doing.session.references, doing.case)
    embargo = embargo_of(destination, policy)
    if embargo is None or embargo.counts is True or needs_no_embargo(doing.said.basis):
        return
    raise NotAllowed(
        _("Track B needs the office's policy on the embargo of this destination."),
        field=f"policy.{policy_name(destination or '')}",
        value=_("not set") if embargo.counts is None else _("false"),
        remedy=_(
            "A head or administrator sets it; until then hold the goods on another track, or name "
            "Art. 4(1)(a) or (c) as the basis, which need no embargo."
        ),
    )


def end_track(doing: CaseDoing[EndTrack]) -> Payload:
    """End a track, or let one item go while it goes on for the others."""
    track = named_track(doing)
    doing.refuse_before(track.opened_at, _("the track was opened"))
    held = held_by(track)
    if doing.said.item is not None and doing.said.item not in held:
        raise NotFound(
            _("Track {letter} does not hold item {no}.").format(
                letter=track.letter.value, no=doing.said.item
            ),
            field="item",
            value=str(doing.said.item),
            remedy=_("It holds: {items}.").format(items=", ".join(map(str, held)) or _("none")),
        )
    items = held if doing.said.item is None else (doing.said.item,)
    let_go(doing, track, items, doing.said.reason)
    return {
        "track": track.id,
        "letter": track.letter,
        "items": items,
        "reason": doing.said.reason,
    }


def let_go(doing: CaseDoing[Any], track: Track, items: tuple[int, ...], reason: str) -> None:
    """The track holds these items no longer; with the last one it ends."""
    if not set(held_by(track)) - set(items):
        records.end(doing.work.conn, "track", track.id, ended_at=doing.at, end_reason=reason)
        return
    for no in items:
        records.add(
            doing.work.conn,
            "track_item_end",
            id=doing.work.new_id(),
            track_id=track.id,
            no=no,
            reason=reason,
            author=doing.actor.name,
            at=doing.at,
        )


def start_clock(doing: CaseDoing[StartClock]) -> Payload:
    """Start a period of another law, such as 48 hours of a national act, with its basis."""
    period = period_of(doing.said.period)
    state = doing.said.calendar or doing.case.member_state
    start = doing.instant(doing.said.start) or doing.work.now
    if start > doing.work.now:
        raise Invalid(
            _("A clock starts with an event that has happened."),
            field="start",
            value=start.isoformat(),
            remedy=_("Give the time of the event."),
        )
    track = named_track(doing) if doing.said.track else None
    due, due_at = period_end(start, period, doing.calendar(state))
    clock_id = doing.work.new_id()
    records.add(
        doing.work.conn,
        "case_clock",
        id=clock_id,
        case_id=doing.case.id,
        track_id=track.id if track else None,
        basis=doing.said.basis,
        length=period.length,
        unit=period.unit,
        start_at=start,
        calendar=state,
        calendar_edits=doing.calendar_edits(state),
        reason=doing.said.reason,
        author=doing.actor.name,
        at=doing.work.now,
    )
    return {
        "clock": clock_id,
        "basis": doing.said.basis,
        "period": doing.said.period,
        "start": start,
        "due": due_at or due,
        "calendar": state,
        "letter": track.letter if track else None,
        "reason": doing.said.reason,
    }


def end_clock(doing: CaseDoing[EndClock]) -> Payload:
    """Say why a clock of another law runs no longer."""
    running = {one.id: one for one in doing.case.own_clocks if one.ended_at is None}
    wanted = doing.said.clock
    if wanted not in running:
        raise NotFound(
            _("No clock of another law with this identity runs."),
            field="clock",
            value=wanted,
            remedy=_("There run: {clocks}.").format(clocks=", ".join(running) or _("none")),
        )
    records.add(
        doing.work.conn,
        "case_clock_end",
        clock_id=wanted,
        reason=doing.said.reason,
        author=doing.actor.name,
        at=doing.work.now,
    )
    return {"clock": wanted, "basis": running[wanted].basis, "reason": doing.said.reason}


def named_track(doing: CaseDoing[Any]) -> Track:
    """The open track with the letter that the act names."""
    letter = doing.said.track
    for track in open_tracks(doing.case):
        if track.letter is letter:
            return track
    raise NotFound(
        _("No track {letter} is open on this case.").format(letter=letter.value),
        field="track",
        value=letter.value,
    )


def _release_facts(doing: CaseDoing[ReleaseGoods]) -> SecondedFacts:
    item = fitting_item(doing)
    flags = standing(doing)
    facts = {"item": item.no, "status": item.status, "flags": flags}
    return facts, _("Release item {no} against {flags}").format(no=item.no, flags=rules_of(flags))


HANDLERS = (
    CaseHandler(deeds.HOLD, set_status),
    CaseHandler(deeds.SUSPEND, set_status),
    CaseHandler(deeds.SAMPLE, set_status),
    CaseHandler(deeds.RELEASE, set_status, _release_facts),
    CaseHandler(deeds.RECORD_EXIT, set_status),
    CaseHandler(deeds.SEIZE, set_status),
    CaseHandler(deeds.DESTROY, set_status),
    CaseHandler(deeds.RETURN_GOODS, set_status),
    CaseHandler(deeds.LOCATE, locate),
    CaseHandler(deeds.STAY_HELD, stay_held),
    CaseHandler(on_tracks.OPEN_TRACK, open_track),
    CaseHandler(on_tracks.END_TRACK, end_track),
    CaseHandler(on_tracks.START_CLOCK, start_clock),
    CaseHandler(on_tracks.END_CLOCK, end_clock),
    CaseHandler(on_tracks.CONTINUE_HOLD, continue_hold),
)
