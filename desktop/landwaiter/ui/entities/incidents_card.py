"""Incidents that somebody says an entity had a part in, beside its timeline; they accuse nobody."""

from collections.abc import Iterator, Sequence

from landwaiter.domain.incidents.incident import attribution_text, shown_span, words_of
from landwaiter.i18n import _
from landwaiter.services.entities.entity_views import IncidentOf
from landwaiter.ui.kit.cards import Card, column, panel
from landwaiter.ui.kit.inline import Gap, Line, Text
from landwaiter.ui.kit.label import MarkLabel


def incidents_card(incidents: Sequence[IncidentOf]) -> Card:
    """Each with what it was in it, how sure that is, and who says who did it, side by side."""
    said: list[Line] = [(Text(_("Background: no rule reads it."), "text2"),)]
    said += [line for one in incidents for line in _lines(one)]
    holder = panel("base")
    holder.setLayout(column(MarkLabel(*said, wrap=True), margins=(12, 8, 12, 8)))
    return Card(_("Incidents"), head=30).add(holder)


def _lines(one: IncidentOf) -> Iterator[Line]:
    yield (Text(one.told, bold=True), Gap(6), Text(one.happened, "text2"))
    yield (Text(one.confirmation, "text2"), Gap(6), Text(one.link.source, "muted"))
    for said in one.attributions:
        day = shown_span(said.since, said.until) or _("no day known")
        sure = Text(words_of(said.certainty), "muted")
        yield (Text(day, "text2"), Gap(6), Text(attribution_text(said)), Gap(6), sure)
