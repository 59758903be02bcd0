"""Acts on the goods: their status item by item, and the tracks that hold them."""

from datetime import datetime

from landwaiter.domain.base.periods import period_end, period_of
from landwaiter.domain.cases.acts import ENDED, WHERE
from landwaiter.domain.cases.case import GoodsItem, GoodsStatus, Track, TrackLetter
from landwaiter.domain.cases.clocks import release_from
from landwaiter.domain.cases.tracks import BASIS, held_by, holding, open_tracks, releases_due
from landwaiter.domain.flags.embargo.arms_embargo import embargo_of, needs_no_embargo, policy_name
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.cases.act_in_progress import ActDoing, Payload
from landwaiter.services.flags.evaluation import policy_of
from landwaiter.storage.base import records
from landwaiter.storage.cases.case_rows import set_goods

_SUSPENDING = frozenset({TrackLetter.A, TrackLetter.B})


def set_status(deed: ActDoing) -> Payload:
    """Move one item; a hold or suspension may name the track that holds it."""
    item, status = fitting_item(deed), deed.act.goods
    if status is None:
        raise AssertionError("this act gives no status")
    expired = _refuse_held(deed, item.no) if status is GoodsStatus.RELEASED else ()
    if status is GoodsStatus.SUSPENDED and deed.args.track not in _SUSPENDING:
        raise NotAllowed(
            _("A suspension rests on track A or B (Art. 21(3) Reg. (EU) 2021/821)."),
            remedy=_("Name the track, or hold the goods instead."),
        )
    set_goods(
        deed.work.conn, deed.case.id, item.no, status=status, since=deed.at, note=deed.args.reason
    )
    track = _put_on_track(deed, item.no) if deed.args.track else {}
    for one in expired:
        let_go(deed, one, (item.no,), _("released: {why}").format(why=_no_reply(one)))
    where = _record_event(deed, item.no, status)
    return {
        "item": item.no,
        "status": [item.status, status],
        **track,
        **where,
        "reason": deed.args.reason,
        "at": deed.at,
    }


def fitting_item(deed: ActDoing) -> GoodsItem:
    """The item that the act names; NotAllowed where its status does not allow the act."""
    item = deed.item()
    if item.status not in deed.act.goods_from:
        raise NotAllowed(
            _("Item {no} is {status}: {act} is not possible.").format(
                no=item.no, status=item.status.value.replace("_", " "), act=_(deed.act.title)
            )
        )
    return item


def _no_reply(track: Track) -> str:
    return _("the clock of track {letter} has run out").format(letter=track.letter.value)


def _refuse_held(deed: ActDoing, item_no: int) -> tuple[Track, ...]:
    """The tracks that hold the item no longer because their clock has run out (Art. 21(4))."""
    holders = holding(deed.case, item_no)
    if not holders:
        return ()
    today = deed.session.today()
    over = {
        clock.about
        for clock in deed.clocks()
        if (first := release_from(clock)) is not None and first <= today
    }
    letters = [track.letter.value for track in holders if track.id not in over]
    if letters:
        raise NotAllowed(
            _("Track {letters} holds item {no}.").format(letters=", ".join(letters), no=item_no),
            remedy=_("End the track with a reason first."),
        )
    return holders


def locate(deed: ActDoing) -> Payload:
    """Record where an item is, or who was told; its status stays."""
    item = fitting_item(deed)
    if not any(deed.args.has(name) for name in WHERE):
        raise Invalid(
            _("Nothing is said of where the goods are."),
            field="place",
            remedy=_("Give at least one of {names}.").format(names=", ".join(WHERE)),
        )
    return {"item": item.no, **_record_event(deed, item.no, item.status), "at": deed.at}


def _record_event(deed: ActDoing, item_no: int, status: GoodsStatus) -> dict[str, object]:
    """Keep what was said of the item; the facts that were given, for the audit entry."""
    args = deed.args
    said: dict[str, object] = {
        "office": args.office,
        "location": args.place,
        "container": args.container,
        "seal": args.seal,
        "presented_at": _presented(deed),
        "cut_off": deed.instant("cut_off"),
        "storage_cost": args.storage_cost,
        "told": args.told,
    }
    given = {name: value for name, value in said.items() if value}
    records.add(
        deed.work.conn,
        "goods_event",
        id=deed.work.new_id(),
        case_id=deed.case.id,
        no=item_no,
        act=deed.act.name,
        status=status,
        track=args.track,
        reason=args.reason,
        author=deed.actor.name,
        at=deed.at,
        **given,
    )
    return given


def _presented(deed: ActDoing) -> datetime | None:
    presented = deed.instant("presented_at")
    if presented is not None and presented > deed.work.now:
        raise Invalid(
            _("This time lies ahead: only what has happened is recorded."),
            field="presented_at",
            value=presented.isoformat(),
            remedy=_("Give the time when the goods were presented, or leave it out."),
        )
    return presented


def stay_held(deed: ActDoing) -> Payload:
    """Say why an item stays held although Art. 21(4) asks for its release."""
    item, today = deed.item(), deed.session.today()
    due = [one for one in releases_due(deed.case, deed.clocks()) if one.item == item.no]
    if not due or due[0].since > today:
        raise NotAllowed(
            _("No release of item {no} is proposed, so no reason is needed.").format(no=item.no),
            remedy=_("A release is proposed once the clock of Art. 21(4) ends without an act."),
        )
    for track_id in due[0].tracks:
        records.add(
            deed.work.conn,
            "stay_held",
            id=deed.work.new_id(),
            case_id=deed.case.id,
            no=item.no,
            track_id=track_id,
            reason=deed.args.reason,
            author=deed.actor.name,
            at=deed.work.now,
        )
    return {"item": item.no, "why": due[0].why, "reason": deed.args.reason}


def open_track(deed: ActDoing) -> Payload:
    item = deed.item()
    return {"item": item.no, **_put_on_track(deed, item.no)}


def _put_on_track(deed: ActDoing, item_no: int) -> dict[str, object]:
    """Open the track, or add the item to the one that is open with the same basis."""
    letter = TrackLetter(deed.stated("track"))
    if deed.case.stage in ENDED:
        raise NotAllowed(
            _("No track is opened on a case that ended."), remedy=_("Reopen the case first.")
        )
    if letter is TrackLetter.B:
        _refuse_without_policy(deed)
    basis = deed.args.basis or BASIS[letter]
    for track in open_tracks(deed.case):
        same = track.basis == basis or not deed.args.basis
        if track.letter is letter and same and item_no not in track.ended_items:
            items = tuple(sorted({*track.items, item_no}))
            records.end(deed.work.conn, "track", track.id, items=items)
            return {"track": track.id, "letter": letter, "basis": track.basis, "items": items}
    track_id = deed.work.new_id()
    records.add(
        deed.work.conn,
        "track",
        id=track_id,
        case_id=deed.case.id,
        letter=letter,
        basis=basis,
        items=(item_no,),
        opened_at=deed.at,
        opened_by=deed.actor.name,
    )
    return {"track": track_id, "letter": letter, "basis": basis, "items": (item_no,)}


def _refuse_without_policy(deed: ActDoing) -> None:
    """Art. 4(1)(b) needs an arms embargo; where it is for the state to say, the office does."""
    declaration = deed.case.declaration
    destination = declaration.country_destination if declaration else None
    policy = policy_of(deed.work.conn, deed.session.references, deed.case)
    embargo = embargo_of(destination, policy)
    if embargo is None or embargo.counts is True or needs_no_embargo(deed.args.basis):
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


def end_track(deed: ActDoing) -> Payload:
    """End a track, or let one item go while it goes on for the others."""
    track = named_track(deed)
    deed.refuse_before(track.opened_at, _("the track was opened"))
    held = held_by(track)
    if deed.args.item is not None and deed.args.item not in held:
        raise NotFound(
            _("Track {letter} does not hold item {no}.").format(
                letter=track.letter.value, no=deed.args.item
            ),
            field="item",
            value=str(deed.args.item),
            remedy=_("It holds: {items}.").format(items=", ".join(map(str, held)) or _("none")),
        )
    items = held if deed.args.item is None else (deed.args.item,)
    let_go(deed, track, items, deed.args.reason)
    return {
        "track": track.id,
        "letter": track.letter,
        "items": items,
        "reason": deed.args.reason,
    }


def let_go(deed: ActDoing, track: Track, items: tuple[int, ...], reason: str) -> None:
    """The track holds these items no longer; with the last one it ends."""
    if not set(held_by(track)) - set(items):
        records.end(deed.work.conn, "track", track.id, ended_at=deed.at, end_reason=reason)
        return
    for no in items:
        records.add(
            deed.work.conn,
            "track_item_end",
            id=deed.work.new_id(),
            track_id=track.id,
            no=no,
            reason=reason,
            author=deed.actor.name,
            at=deed.at,
        )


def start_clock(deed: ActDoing) -> Payload:
    """Start a period of another law, such as 48 hours of a national act, with its basis."""
    period = period_of(deed.args.period)
    state = deed.args.calendar or deed.case.member_state
    start = deed.instant("start") or deed.work.now
    if start > deed.work.now:
        raise Invalid(
            _("A clock starts with an event that has happened."),
            field="start",
            value=start.isoformat(),
            remedy=_("Give the time of the event."),
        )
    track = named_track(deed) if deed.args.track else None
    due, due_at = period_end(start, period, deed.calendar(state))
    clock_id = deed.work.new_id()
    records.add(
        deed.work.conn,
        "case_clock",
        id=clock_id,
        case_id=deed.case.id,
        track_id=track.id if track else None,
        basis=deed.args.basis,
        length=period.length,
        unit=period.unit,
        start_at=start,
        calendar=state,
        calendar_edits=deed.calendar_edits(state),
        reason=deed.args.reason,
        author=deed.actor.name,
        at=deed.work.now,
    )
    return {
        "clock": clock_id,
        "basis": deed.args.basis,
        "period": deed.args.period,
        "start": start,
        "due": due_at or due,
        "calendar": state,
        "letter": track.letter if track else None,
        "reason": deed.args.reason,
    }


def end_clock(deed: ActDoing) -> Payload:
    """Say why a clock of another law runs no longer."""
    running = {one.id: one for one in deed.case.own_clocks if one.ended_at is None}
    wanted = str(deed.stated("clock"))
    if wanted not in running:
        raise NotFound(
            _("No clock of another law with this identity runs."),
            field="clock",
            value=wanted,
            remedy=_("There run: {clocks}.").format(clocks=", ".join(running) or _("none")),
        )
    records.add(
        deed.work.conn,
        "case_clock_end",
        clock_id=wanted,
        reason=deed.args.reason,
        author=deed.actor.name,
        at=deed.work.now,
    )
    return {"clock": wanted, "basis": running[wanted].basis, "reason": deed.args.reason}


def named_track(deed: ActDoing) -> Track:
    """The open track with the letter that the act names."""
    letter = TrackLetter(deed.stated("track"))
    for track in open_tracks(deed.case):
        if track.letter is letter:
            return track
    raise NotFound(
        _("No track {letter} is open on this case.").format(letter=letter.value),
        field="track",
        value=letter.value,
    )
