"""A proposed track in the words of the window, the command line and the reports."""

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
