"""Embargoes of a case: what the matrix says of each item, claims of old contracts, the policy."""

from landwaiter.domain.flags.embargo.embargo_words import (
    notes,
    says_of_item,
    source_words,
    standing_words,
)
from landwaiter.domain.flags.embargo.item_standings import ItemStanding
from landwaiter.domain.flags.embargo.matrix import GroupCertainty, MatrixCell, Standing
from landwaiter.domain.flags.embargo.old_contracts import ClaimedExemption
from landwaiter.domain.law.arms_embargo import embargo_of
from landwaiter.i18n import _
from landwaiter.services.base.wording import shown_country
from landwaiter.services.cases.case_view import CaseView
from landwaiter.ui.kit.cards import Card, facts
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text
from landwaiter.ui.kit.words import day


def embargo_card(view: CaseView) -> Card:
    """The strictest answer per item with every instrument that speaks, as of the case's day."""
    card = Card(
        _("Embargoes and controls"),
        _("by destination and group of goods, as of {day}").format(day=day(view.case.judged_as_of)),
        head=30,
    )
    spoken = [one for one in view.embargo if one.cells]
    if not spoken:
        text = _("No instrument in the packs speaks of these goods to this destination: unstated.")
        return card.add(facts([(_("Says"), (Text(text, "muted"),))], width=220))
    return card.add(facts([pair for one in spoken for pair in _pairs(one)], width=220))


def _pairs(one: ItemStanding) -> list[tuple[str, Line]]:
    why = "; ".join(f"{group.title} ({', '.join(group.why)})" for group in one.groups)
    head = _("Item {no} to {country}").format(no=one.item_no, country=one.destination or "–")
    pairs: list[tuple[str, Line]] = [
        (head, (*_standing(one), Gap(8), Text(why, "muted"))),
    ]
    for cell in one.cells:
        asked = () if cell.is_set else (Gap(6), Text(_("practice not set"), "med", bold=True))
        pairs.append((cell.group_title, (Text(_said(cell)), *asked)))
        pairs += [("", (Text(note, "text2"),)) for note in notes(cell)]
    return pairs


def _said(cell: MatrixCell) -> str:
    begun = day(cell.valid_from) if cell.valid_from else _("a day that was not read")
    return _("{says}: {title}, {source}, from {day}").format(
        says=says_of_item(cell), title=cell.title, source=source_words(cell), day=begun
    )


def _standing(one: ItemStanding) -> Line:
    word = standing_words(one.standing, one.certainty)
    if one.standing is Standing.PROHIBITED and one.certainty is GroupCertainty.CONFIRMED:
        return (Glyph("warning", 12, "high"), Gap(4), Text(word, "high", bold=True))
    if one.standing in (Standing.PROHIBITED, Standing.PROHIBITED_IF, Standing.CASE_BY_CASE):
        return (Text(word, "med", bold=True),)
    return (Text(word, "text2", bold=True),)


def exemption_card(one: ClaimedExemption) -> Card:
    """One claim with each check."""
    stated = one.stated
    card = Card(
        _("Exemption claimed for an old contract"),
        _("{instrument}: {verdict}").format(
            instrument=stated.get("instrument", ""), verdict=_(one.verdict.value)
        ),
        head=30,
    )
    pairs: list[tuple[str, Line]] = [
        (check.name, (Text(_(check.answer.value), bold=True), Gap(8), Text(check.text, "text2")))
        for check in one.checks
    ]
    return card.add(facts(pairs, width=220))


def policy_lines(view: CaseView) -> list[tuple[Text, ...]]:
    """How the office reads the embargo of the case's destination; nothing where there is none."""
    state = view.row.destination or ""
    embargo = embargo_of(state, view.policy)
    if embargo is None:
        return []
    head = (Text(_("Embargo policy {country}").format(country=state), "muted", Size.SMALL),)
    if embargo.by_law:
        by_law = _("{country} is under an arms embargo: Art. 4(1)(b) applies by law")
        return [head, (Text(by_law.format(country=shown_country(state)), "text2", Size.SMALL),)]
    words = {True: _("yes"), False: _("no"), None: _("not set")}
    counts = _("{country} counts as arms embargo for Art. 4(1)(b): office setting ")
    return [
        head,
        (
            Text(counts.format(country=shown_country(state)), "text2", Size.SMALL),
            Text(words[embargo.counts], "text", Size.SMALL, bold=True),
        ),
    ]
