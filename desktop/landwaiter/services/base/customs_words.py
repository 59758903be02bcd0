"""What customs state, in words, and where it contradicts what is held here.

A message starts no clock and ends no hold: that somebody else let the goods go is told, and changed
by nothing but a person.
"""

from typing import Final

from landwaiter.domain.cases.case import Case, GoodsStatus
from landwaiter.domain.cases.tracks import GOODS_IN_HAND
from landwaiter.domain.intake.customs_standing import STATUS_WORDS, CustomsStanding
from landwaiter.i18n import Words, _, joined, plural
from landwaiter.services.base.wording import shown_date

HELD_HERE: Final = GOODS_IN_HAND | {GoodsStatus.SEIZED}


def customs_said(found: CustomsStanding) -> Words:
    """Such as “released for export, 27 March 2026 (CC529C)”."""
    status = _(STATUS_WORDS[found.status])
    if found.day is None:
        return _("{status} ({message})").format(status=status, message=found.message)
    return _("{status}, {day} ({message})").format(
        status=status, day=shown_date(found.day), message=found.message
    )


def customs_cautions(case: Case) -> tuple[Words, ...]:
    """That customs let go what is held here; empty where they agree, or say nothing."""
    held = [item.no for item in case.items if item.status in HELD_HERE]
    standing = case.customs
    if not held or standing is None or not standing.lets_go:
        return ()
    said = plural(
        len(held),
        "Customs state: {said}, while item {items} is held here. No message ends a hold: ask the "
        "office that sent it at once.",
        "Customs state: {said}, while items {items} are held here. No message ends a hold: ask the "
        "office that sent it at once.",
        said=customs_said(standing),
        items=joined(", ", map(str, held)),
    )
    return (said,)
