"""Proposals that an entity be listed, beside its timeline: under which act, and how they stand."""

from collections.abc import Callable, Sequence

from landwaiter.domain.listings.listing_proposal import state_words
from landwaiter.i18n import _
from landwaiter.services.entities.entity_views import ProposalOf
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Card, across, ruled
from landwaiter.ui.kit.inline import Line, Text
from landwaiter.ui.kit.label import MarkLabel


def proposals_card(proposals: Sequence[ProposalOf], on_asked: Callable[[str], None]) -> Card:
    """One row for each; `on_asked` is told the identity of the one to look at."""
    card = Card(_("Proposals for a listing"), head=30)
    for one in proposals:
        state: Line = (Text(state_words(one.state), "text2"),)
        said = MarkLabel((Text(one.under, bold=True),), state, wrap=True)
        opening = ActButton(_("Open"), small=True)
        opening.clicked.connect(lambda _checked=False, wanted=one.id: on_asked(wanted))
        card.add(ruled(across(said, opening, margins=(12, 6, 12, 6))))
    return card
