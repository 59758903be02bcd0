"""What letters on a hold and on a release say."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from landwaiter.domain.cases.case import Action, ActionKind, GoodsItem, Reply, Track, TrackLetter
from landwaiter.domain.cases.tracks import (
    GOODS_IN_HAND,
    SUSPENDING,
    held_by,
    in_hand_since,
    licences_stated,
    open_tracks,
)
from landwaiter.domain.intake.declaration import Item
from landwaiter.i18n import _, figure, joined
from landwaiter.services.base.wording import or_not_stated, shown_code, shown_mass
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.clocks import HOLD_REVIEW
from landwaiter.services.letters.letter_blank import LetterBlank
from landwaiter.services.letters.letter_conditions import items_held, items_released
from landwaiter.services.letters.letter_words import letter_instant


def fill_hold(blank: LetterBlank) -> None:
    """Which goods are held since when, and on which tracks whose period still runs."""
    view, held = blank.view, items_held(blank.view)
    case, numbers = view.case, {one.no for one in held}
    blank.instant("hold.at", min((in_hand_since(case, one) for one in held), default=None))
    blank.rows("goods_held", (_held_row(blank, one) for one in held))
    tracks = [
        one
        for one in open_tracks(case)
        if not numbers.isdisjoint(held_by(one)) and not _ran_out(view, one)
    ]
    letters = {one.letter for one in tracks}
    for letter in TrackLetter:
        blank.claim(f"track.{letter}", letter in letters)
    for said in ("instrument", "article"):
        blank.text(f"track.S.{said}", None)
        blank.text(f"track.N.{said}", None)
    _fill_consultation(blank, [one for one in tracks if one.letter in _CONSULTED])
    _fill_target(blank)
    licences = {
        ref
        for one in tracks
        if one.letter is TrackLetter.A
        for ref in licences_stated(case, held_by(one))
    }
    blank.text("licence.number", joined(", ", sorted(licences)))


_CONSULTED: Final = SUSPENDING | {TrackLetter.T}


def _ran_out(view: CaseView, track: Track) -> bool:
    return any(
        clock.about == track.id and stand.ran_out for clock, stand in view.countdowns.items()
    )


def _fill_consultation(blank: LetterBlank, tracks: Iterable[Track]) -> None:
    """Of the one consultation on these tracks: of several a letter could not tell them apart."""
    blank.claim("consultation.made", False)
    blank.claim("consultation.awaited", False)
    ids = {one.id for one in tracks}
    found = [
        one
        for one in blank.view.case.actions
        if one.kind is ActionKind.CONSULTATION and one.track_id in ids
    ]
    if len({one.track_id for one in found}) != 1:
        return
    newest = found[-1]
    blank.claim("consultation.made", True)
    blank.text("consultation.authority", newest.addressee)
    blank.day("consultation.sent", blank.local(newest.sent_at))
    suspended = {one.id for one in tracks if one.letter in SUSPENDING}
    is_awaited = newest.track_id in suspended and newest.reply is not Reply.ACTS
    blank.claim("consultation.awaited", is_awaited)
    for clock in blank.view.clocks:
        if clock.about == newest.track_id and clock.ended is None:
            sent = blank.local(newest.sent_at)
            blank.deadline("clock.due", clock.due, since=sent)
            blank.deadline("clock.cap", clock.cap, since=sent)


def _fill_target(blank: LetterBlank) -> None:
    """The office's own target, while it lies ahead; else who writes says a new day."""
    ahead = [
        clock.due
        for clock in blank.view.clocks
        if clock.kind == HOLD_REVIEW and clock.ended is None and clock.due >= blank.today
    ]
    blank.day("hold.target", min(ahead, default=None))


def fill_release(blank: LetterBlank) -> None:
    """What is released since when, what its consultation came to, and what stays held."""
    view, released = blank.view, items_released(blank.view.case)
    case, numbers = view.case, {one.no for one in released}
    still = [one for one in case.items if one.status in GOODS_IN_HAND]
    began = [_held_before(view, one) for one in released]
    blank.day("hold.date", min((blank.local(at) for at in began if at), default=None))
    blank.instant("release.at", max((one.since for one in released), default=None))
    blank.claim("release.partial", still)
    blank.text(
        "release.still_held",
        _("items {items}").format(items=joined(", ", (str(one.no) for one in still)))
        if still
        else None,
    )
    blank.text("release.note", None)
    replies = [
        one
        for track in case.tracks
        if track.letter in SUSPENDING and not numbers.isdisjoint(track.items)
        for one in case.actions
        if one.track_id == track.id and one.kind is ActionKind.CONSULTATION
    ]
    blank.claim("release.maintained", _any(replies, Reply.MAINTAINED))
    blank.claim("release.not_acting", _any(replies, Reply.NOT_ACTING))
    blank.claim(
        "release.no_answer",
        any(one.answered_at is None and one.due and one.due < blank.today for one in replies),
    )
    blank.rows("goods_released", (_released_row(blank, one) for one in released))


def _any(actions: Iterable[Action], reply: Reply) -> bool:
    return any(one.reply is reply for one in actions)


def _held_before(view: CaseView, item: GoodsItem) -> datetime | None:
    """When the newest hold before the release began."""
    events = [one for one in view.case.goods_events if one.no == item.no]
    held = [one.at for one in events if one.status in GOODS_IN_HAND]
    return min(held, default=None)


def _held_row(blank: LetterBlank, item: GoodsItem) -> tuple[str, ...]:
    since = in_hand_since(blank.view.case, item)
    return (
        *_described(blank, item),
        shown_code(_cn(blank, item)),
        _quantity(blank, item),
        _place(blank, item),
        letter_instant(since, blank.state),
    )


def _released_row(blank: LetterBlank, item: GoodsItem) -> tuple[str, ...]:
    row = next(one for one in blank.view.goods if one.item.no == item.no)
    sealed = [one.seal for one in row.events if one.seal]
    left = row.where.seal or ""
    removed = [one for one in dict.fromkeys(sealed) if one != left]
    return (
        *_described(blank, item),
        _quantity(blank, item),
        _place(blank, item),
        joined(", ", removed) or _("none"),
        left or _("none"),
    )


def _described(blank: LetterBlank, item: GoodsItem) -> tuple[str, str]:
    row = next(one for one in blank.view.goods if one.item.no == item.no)
    return str(item.no), or_not_stated(row.description)


def _declared(blank: LetterBlank, item: GoodsItem) -> Item | None:
    declaration = blank.view.case.declaration
    items = declaration.items if declaration else ()
    return next((one for one in items if one.no == item.no and not item.came_from), None)


def _cn(blank: LetterBlank, item: GoodsItem) -> str | None:
    declared = _declared(blank, item)
    return declared.cn if declared else None


def _quantity(blank: LetterBlank, item: GoodsItem) -> str:
    declared = _declared(blank, item)
    if declared is None:
        return or_not_stated(None)
    units = declared.supplementary_units
    said = [
        _("{value} supplementary units").format(value=figure(units)) if units else "",
        shown_mass(declared.net_mass_kg) if declared.net_mass_kg is not None else "",
    ]
    return joined(", ", (one for one in said if one)) or or_not_stated(None)


def _place(blank: LetterBlank, item: GoodsItem) -> str:
    row = next(one for one in blank.view.goods if one.item.no == item.no)
    return or_not_stated(joined(", ", filter(None, (row.where.location, row.where.container))))
