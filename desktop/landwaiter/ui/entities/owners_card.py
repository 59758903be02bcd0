"""Card of a case: who is behind a party, and what each rule of ownership makes of it."""

from landwaiter.domain.entities.facts import HOLDER
from landwaiter.domain.entities.ownership.judging import Claim, FirmVerdict
from landwaiter.domain.flags.party_owners import PartyHolder, PartyOwners, RuleAnswer
from landwaiter.i18n import _
from landwaiter.services.base.facts_shown import titles
from landwaiter.ui.kit.cards import Card, facts
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text
from landwaiter.ui.kit.theme import Ink
from landwaiter.ui.kit.words import word

WIDTH = 300
_INKS: dict[str, Ink] = {
    FirmVerdict.OWNED: "high",
    FirmVerdict.SETTING_OPEN: "med",
    FirmVerdict.SHARE_OPEN: "med",
}


def owners_card(one: PartyOwners) -> Card:
    """Holders with at least and at most, then each rule with its chains in sentences."""
    card = Card(
        _("Who is behind {name}").format(name=one.name),
        _("{role}, as of the day of the case").format(role=word(one.role)),
        head=30,
    )
    (holder,) = titles(HOLDER, "holder")
    rows = [(holder, _held(held)) for held in one.held_by]
    rows.append((_("Not known to whom"), (Text(_("{percent} %").format(percent=one.unknown)),)))
    for answer in one.answers:
        rows += _answered(answer)
    rows += [(_("Mind"), (Text(said, "med"),)) for said in one.cautions]
    return card.add(facts(rows, width=WIDTH))


def _held(held: PartyHolder) -> Line:
    said = _("at least {least} %, at most {most} %").format(least=held.least, most=held.most)
    lists = (Gap(8), Text(held.lists, "high")) if held.lists else ()
    return (Text(held.name, bold=True), Gap(8), Text(said), *lists)


def _answered(answer: RuleAnswer) -> list[tuple[str, Line]]:
    ink = _INKS.get(answer.verdict, "text")
    mark = (Glyph("warning", 12, ink), Gap(4)) if answer.verdict == FirmVerdict.OWNED else ()
    claim = _("No listed holder.")
    if answer.owners:
        is_sure = answer.claim == Claim.BY_PATH
        claim = _("By path.") if is_sure else _("Unconfirmed identity.")
    source = _("{state}; {basis}; {trust}").format(
        state=answer.state, basis=answer.basis, trust=_(answer.trust)
    )
    rows: list[tuple[str, Line]] = [
        (answer.rule, (*mark, Text(claim, ink, bold=True), Gap(6), Text(answer.sentence)))
    ]
    if answer.control:
        rows.append(("", (Text(answer.control, "med"),)))
    rows += [("", (Text(chain, "text2"),)) for chain in answer.chains]
    rows.append(("", (Text(source, "muted"),)))
    return rows
