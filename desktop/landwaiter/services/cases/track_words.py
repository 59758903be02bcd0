"""A proposed track in the words of the window, the command line and the reports."""

from landwaiter.domain.flags.track_proposals import TrackProposal
from landwaiter.i18n import _


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
