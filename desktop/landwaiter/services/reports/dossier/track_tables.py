"""Tables of a case report on tracks and the clocks that run on them."""

from collections.abc import Iterable, Iterator, Mapping

from landwaiter.domain.base.facts import Content
from landwaiter.domain.cases.case import Case, Track, TrackLetter
from landwaiter.domain.cases.clocks import Clock, readings
from landwaiter.domain.cases.facts import PROCEEDING
from landwaiter.domain.cases.tracks import held_by
from landwaiter.domain.law.arms_embargo import embargoes_of
from landwaiter.i18n import N_, _, joined
from landwaiter.reports.dossier.dossier import Cell, CellMark, CellType, DossierColumn, Table
from landwaiter.services.base.wording import REPLIES, shown_country, shown_date
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.clock_words import end_words
from landwaiter.services.cases.clocks import clock_label, is_legal
from landwaiter.services.cases.proceedings import proceedings_of
from landwaiter.services.cases.track_words import absent_words, proposed_words, track_cautions
from landwaiter.services.reports.dossier.columns import columns_of

_TRACK_TITLES = {
    "L": N_("suspected listed item"),
    "A": N_("doubtful authorisation"),
    "B": N_("unlisted item of Art. 4(1)"),
    "S": N_("sanctions"),
    "N": N_("national law"),
    "T": N_("transit"),
}


def _policy_sentences(view: CaseView) -> Iterator[str]:
    """China and Hong Kong first, which are always asked, then the case's other destinations."""
    for country, embargo in embargoes_of(view.policy).items():
        name = _(_ASKED[country]) if country in _ASKED else shown_country(country)
        if embargo.by_law:
            text = _("{country}: arms embargo by law, so Art. 4(1)(b) applies.")
            yield text.format(country=name)
        else:
            yield policy_sentence(name, embargo.counts)


_ASKED: Mapping[str, str] = {"CN": N_("China"), "HK": N_("Hong Kong")}


def policy_sentence(country: str, value: bool | None) -> str:
    """The office's practice on an embargo that each Member State reads in its own way."""
    state = _("not set") if value is None else _("true") if value else _("false")
    return _("{country} as arms embargo, Art. 4(1)(b): office setting {state}.").format(
        country=country, state=state
    )


def tracks_table(view: CaseView) -> Table:
    clocks = {
        key: clock
        for clock in view.clocks
        if is_legal(clock)
        for key in _tracks_of(view.case, clock)
    }
    first, *others = _policy_sentences(view)
    return Table(
        id="tracks",
        title=_("Tracks"),
        subtitle=first,
        columns=(
            DossierColumn("track", _("Track"), Content.OPEN, width=9),
            DossierColumn("basis", _("Why and basis"), Content.OPEN, width=34),
            DossierColumn("items", _("Items"), Content.OPEN, width=12),
            DossierColumn("since", _("Since"), Content.OPEN, CellType.DATE, width=13),
            DossierColumn("clock", _("Clock"), Content.OPEN, width=34),
            DossierColumn("outcome", _("Outcome"), Content.OPEN, width=22),
        ),
        rows=tuple(
            _track_row(view, track, clocks.get(track.id))
            for track in sorted(view.case.tracks, key=_by_letter)
        ),
        notes=(
            *others,
            *([_holiday_note(view)] if view.case.tracks else []),
            *([] if _has_art_21_4(view) else [_("There is no Art. 21(4) clock on this case.")]),
            *_clock_notes(view),
            *(
                _("Proposed, not opened: {track}").format(track=proposed_words(one))
                for one in view.track_proposals
            ),
            *(absent_words(one) for one in view.absent_tracks),
            *track_cautions(view.case, view.countdowns),
            *(
                [_("At expiry: {what}.").format(what=joined("; ", view.at_expiry))]
                if view.at_expiry
                else []
            ),
        ),
        empty=_("No track holds the goods."),
    )


def proceedings_table(view: CaseView) -> Table | None:
    """Prosecutor, service, appeal and its end; None where nothing was recorded."""
    rows = proceedings_of(view.case)
    if not rows:
        return None
    return Table(
        id="proceedings",
        title=_("Prosecutor and appeal"),
        subtitle=_("as recorded, by day"),
        columns=columns_of(
            PROCEEDING, {"day": 14, "what": 24, "who": 26, "number": 20, "text": 50}
        ),
        rows=tuple(
            (one.day.isoformat(), one.what, one.who or None, one.number or None, one.text or None)
            for one in rows
        ),
    )


def _by_letter(track: Track) -> int:
    return tuple(TrackLetter).index(track.letter)


def _tracks_of(case: Case, clock: Clock) -> tuple[str, ...]:
    """Identities of the tracks that a clock runs on: its own, or that of another law's clock."""
    own = (one.track_id for one in case.own_clocks if one.id == clock.about and one.track_id)
    return (clock.about, *own)


def _has_art_21_4(view: CaseView) -> bool:
    return any(clock.kind == "art_21_4" for clock in view.clocks)


def _clock_notes(view: CaseView) -> list[str]:
    """Clocks of no track, and the other dates of clocks that can be read in two ways."""
    tracks = {track.id for track in view.case.tracks}
    loose = [
        _clock_text(view, clock)
        for clock in view.clocks
        if is_legal(clock) and tracks.isdisjoint(_tracks_of(view.case, clock))
    ]
    uncertain = [
        _("{label}: {reading}.").format(label=clock_label(clock), reading=reading)
        for clock in view.clocks
        for reading in readings(clock)
    ]
    return [*loose, *uncertain, *(text for clock in view.clocks for text in clock.warnings)]


def _holiday_note(view: CaseView) -> str:
    days = joined(", ", (shown_date(day) for day in view.holidays)) or _("none")
    return _("Calendar of {state}; public holidays in these weeks: {days}.").format(
        state=view.case.member_state, days=days
    )


def _track_row(view: CaseView, track: Track, clock: Clock | None) -> tuple[Cell, ...]:
    numbers = held_by(track) or track.items
    items = _("item {no}").format(no=numbers[0]) if len(numbers) == 1 else _listed(numbers)
    return (
        CellMark(_("Track {letter}").format(letter=track.letter.value), strong=True),
        joined(": ", (_(_TRACK_TITLES[track.letter.value]), track.basis)),
        items,
        track.opened_at.date().isoformat(),
        _clock_text(view, clock),
        _track_outcome(view.case, track, clock),
    )


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _clock_text(view: CaseView, clock: Clock | None) -> str:
    if clock is None:
        return _("no Art. 21(4) clock; own target")
    until = end_words(view.countdowns[clock])
    if clock.cap is None:
        return _("{label}, {calendar}: {until}").format(
            label=clock_label(clock), calendar=clock.calendar, until=until
        )
    cap = _("cap {cap}, only if the authority asks").format(cap=shown_date(clock.cap))
    return _("{law}, {calendar}: {until}; {cap}").format(
        law=clock.basis or "Art. 21(4)",
        calendar=clock.calendar,
        until=until,
        cap=cap,
    )


def _track_outcome(case: Case, track: Track, clock: Clock | None) -> str:
    if clock is not None and clock.ended is not None:
        reply = _(REPLIES.get(clock.reason, clock.reason))
        who = [one.addressee for one in case.actions if one.track_id == track.id and one.reply]
        if not who:
            return _("{day}: {reply}").format(day=shown_date(clock.ended), reply=reply)
        return _("{day}, {authority}: {reply}").format(
            day=shown_date(clock.ended), authority=who[-1], reply=reply
        )
    if track.ended_at is not None:
        return _("ended {day}: {reason}").format(
            day=shown_date(track.ended_at.date()), reason=track.end_reason
        )
    return _("open")
