"""Since you were away: what others did on a person's cases, read once after signing in."""

from PySide6.QtCore import Signal

from landwaiter.i18n import _, joined, plural
from landwaiter.services.people.notices import TimeAway
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column, ruled
from landwaiter.ui.kit.inline import Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.words import clock_time, day, local_day

MOST = 8
"""Changes that are shown; the audit trail has all."""


class AwayCard(Card):
    """Hidden while there is nothing to tell. `case_asked(reference)`."""

    case_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Since you were away"), icon="return")
        self.hide()

    def show_away(self, away: TimeAway) -> None:
        """What was read; nothing is shown to who missed nothing."""
        self.empty()
        self.setVisible(bool(away.news))
        if away.since is not None:
            since = _("since {when}").format(when=day(local_day(away.since)))
            self.name(_("Since you were away"), since)
        for one in away.news[:MOST]:
            at = Text(f"{day(local_day(one.at))} {clock_time(one.at)}", "text2", whole=True)
            said = MarkLabel((Text(one.title, bold=True),), (Text(one.text, "text2"),), wrap=True)
            opening = ActButton(_("Open"), kind=ButtonKind.FLAT, small=True)
            opening.setAccessibleName(joined(": ", (one.title, _("Open"))))
            opening.clicked.connect(
                lambda _checked=False, reference=one.reference: self.case_asked.emit(reference)
            )
            beside = column(MarkLabel((at,)), opening)
            layout = across(said, beside, gap=10, margins=(12, 6, 12, 6))
            layout.setStretch(0, 1)
            self.add(ruled(layout))
        left = max(0, len(away.news) - MOST) + away.more
        if left > 0:
            more = plural(left, "{n} more change", "{n} more changes")
            self.add(column(MarkLabel((Text(more, "muted"),)), margins=(12, 6, 12, 8)))
