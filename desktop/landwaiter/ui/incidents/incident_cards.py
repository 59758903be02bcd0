"""An incident in a card: as it stands with the vessel on that day, and who says who did it."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.certainty import read_said
from landwaiter.domain.incidents.incident import (
    IncidentStatement,
    StatementKind,
    quote_of,
    said_of,
    words_of,
)
from landwaiter.domain.incidents.moments import shown_span
from landwaiter.i18n import _
from landwaiter.services.incidents.incident_views import IncidentView, LinkedEntity
from landwaiter.ui.kit.cards import Card, column, facts, panel
from landwaiter.ui.kit.inline import Gap, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.words import word

FACT_WIDTH = 104


def ground_card(view: IncidentView) -> Card:
    """An incident that is a ground of the case at hand."""
    lines = MarkLabel(*attribution_lines(view), wrap=True)
    card = Card(_("Ground: {title}").format(title=view.title), view.confirmation)
    return card.add(facts(incident_facts(view), width=FACT_WIDTH), padded(lines))


def padded(lines: MarkLabel) -> QWidget:
    """Lines as they stand in a card."""
    holder = panel("base")
    holder.setLayout(column(lines, margins=(12, 8, 12, 8)))
    return holder


def incident_facts(view: IncidentView) -> list[tuple[str, Line]]:
    rows: list[tuple[str, Line]] = [
        (_("Kind"), (Text(words_of(view.kind)),)),
        (_("Use"), (Text(view.use),)),
    ]
    for ground in view.grounds:
        why = _("{reference}: {reason} ({author})")
        said = why.format(reference=ground.reference, reason=ground.reason, author=ground.author)
        rows.append((_("Ground because"), (Text(said),)))
    for one in view.statements:
        sure = Text(words_of(one.certainty), "muted")
        day = "" if one.kind is StatementKind.HAPPENED else shown_span(one.since, one.until)
        when = (Text(day, "text2"), Gap(8)) if day else ()
        rows.append((word(one.kind), (Text(said_of(one)), Gap(8), *when, sure)))
    for linked in view.linked:
        rows += _linked(linked)
    if view.cases:
        rows.append((_("Cases"), (Text(", ".join(str(one.case) for one in view.cases)),)))
    if view.about:
        rows.append((_("Cases about it"), (Text(", ".join(view.about)),)))
    return rows


def _linked(one: LinkedEntity) -> Iterator[tuple[str, Line]]:
    statement = one.statement
    sure = Text(words_of(statement.certainty), "muted")
    name = Text(one.name, bold=True)
    role = Text(said_of(statement), "text2")
    yield word(statement.kind), (name, Gap(8), role, Gap(8), sure)
    if one.vessel is not None:
        yield "", (Text(one.vessel.flag_text),)
        yield "", (Text(one.vessel.owner_text),)
        if today := one.vessel.flag_now_text:
            yield "", (Text(today, "text2"),)


def attribution_lines(view: IncidentView) -> Iterator[Line]:
    """One below the other by day, each in its own words; no sentence is made of them."""
    if not view.attributions:
        yield (Text(_("Nobody is stated to have said who did it."), "text2"),)
    for one in view.attributions:
        day = shown_span(one.since, one.until) or _("no day known")
        badge = Text(f" {words_of(one.grade_of_attribution)} ", ground="nebg", whole=True)
        yield (Text(day, "text2", whole=True), Gap(8), badge, Gap(8), Text(quote_of(one)))
        yield (Text(sourced(one), "muted"),)


def sourced(one: IncidentStatement) -> str:
    """How sure it is, by whom, how good the source is, and when it was read."""
    sure = words_of(one.certainty)
    return ", ".join(filter(None, (sure, one.source, one.grade, read_said(one.read_on))))
