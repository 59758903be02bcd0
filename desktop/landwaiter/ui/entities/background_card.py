"""What is recorded between states, beside a case or an entity; it accuses nobody."""

from collections.abc import Sequence

from landwaiter.i18n import _
from landwaiter.services.entities.entity_background import disclaimer
from landwaiter.services.entities.entity_views import Background
from landwaiter.ui.kit.cards import Card, column, panel
from landwaiter.ui.kit.inline import Gap, Line, Text
from landwaiter.ui.kit.label import MarkLabel


def background_card(lines: Sequence[Background]) -> Card:
    """The sentence that says what it is worth, then one line for each pair of states."""
    said: list[Line] = [(Text(disclaimer(), "text2"),)]
    said += [(Text(one.text), Gap(6), Text(one.years, "muted")) for one in lines]
    sources = dict.fromkeys(
        _("Source: {source} Edition {edition}.").format(source=one.source, edition=one.edition)
        for one in lines
    )
    said += [(Text(source, "muted"),) for source in sources]
    holder = panel("base")
    holder.setLayout(column(MarkLabel(*said, wrap=True), margins=(12, 8, 12, 8)))
    return Card(_("Background of countries"), head=30).add(holder)
