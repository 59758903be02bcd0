"""Tracks in the words of the window, the command line and the reports."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from landwaiter.domain.cases.case import Case, ClassificationState, Track, TrackLetter
from landwaiter.domain.cases.clocks import Clock
from landwaiter.domain.cases.countdown import Countdown
from landwaiter.domain.cases.tracks import held_by, holding, open_tracks
from landwaiter.domain.flags.track_proposals import AbsentTracks, TrackProposal
from landwaiter.i18n import _, joined


def proposed_words(one: TrackProposal) -> str:
    """“Track S, UCC 188, 194(1); Reg. 833/2014 Art. 2(1), for item 1: Prohibited by …”."""
    return _("{track}: {why}").format(track=track_words(one), why=one.why)


def track_words(one: TrackProposal) -> str:
    """Letter, basis and items."""
    items = ", ".join(str(no) for no in one.items)
    text = (
        _("Track {letter}, {basis}, for item {items}")
        if len(one.items) == 1
        else _("Track {letter}, {basis}, for items {items}")
    )
    return text.format(letter=one.letter.value, basis=one.basis, items=items)


def absent_words(one: AbsentTracks) -> str:
    """“Track L is not applicable: Non-Union goods in transit (T1): …”."""
    letters = joined(", ", (letter.value for letter in one.letters))
    text = (
        _("Track {letters} is not applicable: {why}")
        if len(one.letters) == 1
        else _("Tracks {letters} are not applicable: {why}")
    )
    return text.format(letters=letters, why=one.why)


def track_cautions(case: Case, countdowns: Mapping[Clock, Countdown]) -> tuple[str, ...]:
    """What has to be known of open tracks, each as a sentence.

    That a period of Art. 21(4) ended without a reply, and what holds the goods since; and, as
    Art. 7 speaks of goods of Annex I, that track T holds an item without an entry.
    """
    due = {
        clock.about: clock.due
        for clock, left in countdowns.items()
        if clock.kind == "art_21_4" and left.ran_out
    }
    found = (
        said
        for track in open_tracks(case)
        for said in (
            *(_let_go(case, track, due[track.id]) if track.id in due else ()),
            *(_unlisted_in_transit(case, track) if track.letter is TrackLetter.T else ()),
        )
    )
    return tuple(found)


def _let_go(case: Case, track: Track, due: date) -> Iterator[str]:
    """Items that the track holds no more: each is released, or stays on another track."""
    for no in held_by(track):
        others = sorted({one.letter.value for one in holding(case, no) if one.id != track.id})
        said = (
            _(
                "Track {letter} ran out on {due} without a reply: Art. 21(4) wants item {no} "
                "released."
            )
            if not others
            else _(
                "Track {letter} ran out on {due} without a reply: Art. 21(4) wants item {no} "
                "released, and only track {others} still holds it."
            )
        )
        yield said.format(letter=track.letter.value, due=due, no=no, others=", ".join(others))


def _unlisted_in_transit(case: Case, track: Track) -> Iterator[str]:
    rejected = {
        (one.item_no, one.code)
        for one in case.classifications
        if one.state is ClassificationState.REJECTED
    }
    entries: Iterable[tuple[int, str, str]] = (
        *((one.item_no, one.list, one.code) for one in case.candidates),
        *((one.item_no, one.list, one.code) for one in case.classifications),
    )
    listed = {no for no, name, code in entries if name == "eu" and (no, code) not in rejected}
    for no in held_by(track):
        if no not in listed:
            yield _(
                "Track T holds item {no}, of which no entry of Annex I is found or a candidate: "
                "Art. 7 speaks of goods of Annex I."
            ).format(no=no)
