"""Acts on the goods: their status item by item, and the tracks that hold them."""

from landwaiter.domain.case import GoodsStatus, Track, TrackLetter
from landwaiter.domain.clocks import EMBARGO_POLICIES
from landwaiter.domain.tracks import BASIS, holding, open_tracks
from landwaiter.domain.workflow import ENDED
from landwaiter.errors import NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.acts.deed import Deed, Payload
from landwaiter.services.evaluation import policy_of
from landwaiter.storage import records
from landwaiter.storage.cases import set_goods

_SUSPENDING = frozenset({TrackLetter.A, TrackLetter.B})


def set_status(deed: Deed) -> Payload:
    """Move one item; a hold or suspension may name the track that holds it."""
    item, status = deed.item(), deed.act.goods
    if status is None or item.status not in deed.act.goods_from:
        raise NotAllowed(
            _("Item {no} is {status}: {act} is not possible.").format(
                no=item.no, status=item.status.value.replace("_", " "), act=_(deed.act.title)
            )
        )
    if status is GoodsStatus.RELEASED:
        _refuse_held(deed, item.no)
    if status is GoodsStatus.SUSPENDED and deed.args.track not in _SUSPENDING:
        raise NotAllowed(
            _("A suspension rests on track A or B (Art. 21(3) Reg. (EU) 2021/821)."),
            remedy=_("Name the track, or hold the goods instead."),
        )
    set_goods(
        deed.work.conn, deed.case.id, item.no, status=status, since=deed.at, note=deed.args.reason
    )
    track = _put_on_track(deed, item.no) if deed.args.track else {}
    return {
        "item": item.no,
        "status": [item.status, status],
        **track,
        "reason": deed.args.reason,
        "at": deed.at,
    }


def _refuse_held(deed: Deed, item_no: int) -> None:
    letters = [track.letter.value for track in holding(deed.case, item_no)]
    if letters:
        raise NotAllowed(
            _("Track {letters} holds item {no}.").format(letters=", ".join(letters), no=item_no),
            remedy=_("End the track with a reason first."),
        )


def open_track(deed: Deed) -> Payload:
    item = deed.item()
    return {"item": item.no, **_put_on_track(deed, item.no)}


def _put_on_track(deed: Deed, item_no: int) -> dict[str, object]:
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
        if track.letter is letter and (track.basis == basis or not deed.args.basis):
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


def _refuse_without_policy(deed: Deed) -> None:
    """Art. 4(1)(b) needs an arms embargo; for China and Hong Kong the office says if it is one."""
    declaration = deed.case.declaration
    name = EMBARGO_POLICIES.get((declaration.country_destination if declaration else "") or "")
    if name is None or policy_of(deed.work.conn).get(name) is True:
        return
    raise NotAllowed(
        _("Track B needs the office's policy on the embargo of this destination."),
        field=f"policy.{name}",
        value=_("not set") if policy_of(deed.work.conn).get(name) is None else _("false"),
        remedy=_("A head or administrator sets it; until then hold the goods on another track."),
    )


def end_track(deed: Deed) -> Payload:
    track = named_track(deed)
    deed.refuse_before(track.opened_at, _("the track was opened"))
    records.end(deed.work.conn, "track", track.id, ended_at=deed.at, end_reason=deed.args.reason)
    return {"track": track.id, "letter": track.letter, "reason": deed.args.reason}


def named_track(deed: Deed) -> Track:
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
