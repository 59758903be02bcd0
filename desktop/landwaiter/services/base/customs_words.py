"""What customs state, in words, and where it contradicts what is held here.

A message starts no clock and ends no hold: that somebody else let the goods go is told, and changed
by nothing but a person.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from landwaiter.domain.cases.case import Case, Stage
from landwaiter.domain.cases.tracks import IN_HAND_OR_SEIZED
from landwaiter.domain.intake.customs_standing import STATUS_WORDS, CustomsStanding
from landwaiter.i18n import N_, Words, _, joined
from landwaiter.services.base.wording import shown_date

STATED_WORDS: Final[Mapping[str, str]] = {
    "accepted": N_("accepted"),
    "also_reported": N_("also reported"),
    "amount": N_("amount claimed"),
    "by_customs": N_("begun by customs"),
    "conform": N_("as declared"),
    "controls": N_("controls"),
    "decision": N_("decision"),
    "destination": N_("destination"),
    "documents_asked_for": N_("documents asked for"),
    "errors": N_("errors"),
    "exit_information": N_("exit information"),
    "guarantees": N_("guarantees"),
    "incidents": N_("incidents"),
    "location": N_("location of the goods"),
    "means": N_("means of transport"),
    "notification": N_("kind of notification"),
    "office": N_("customs office"),
    "reason": N_("reason"),
    "reason_code": N_("code of the reason"),
    "rejected": N_("message rejected"),
    "remarks": N_("remarks"),
    "requested": N_("asked for on"),
    "result": N_("result"),
    "seals": N_("seals in order"),
    "statement": N_("statement"),
    "submitted": N_("submitted"),
    "transhipped_to": N_("transhipped to"),
    "unloaded_in_full": N_("unloaded in full"),
    "unloading_goes_on": N_("unloading goes on"),
}
"""What a message states beside its day, by the name under which it is learned."""


def stated_said(says: Mapping[str, str]) -> tuple[Words, ...]:
    """“result: A1”, each that is stated."""
    return tuple(
        _("{what}: {text}").format(what=_(STATED_WORDS[name]), text=text)
        if name in STATED_WORDS
        else f"{name}: {text}"
        for name, text in says.items()
    )


def customs_said(found: CustomsStanding) -> Words:
    """Such as “released for export, 27 March 2026 (CC529C)”."""
    status = _(STATUS_WORDS[found.status])
    if found.day is None:
        return _("{status} ({message})").format(status=status, message=found.message)
    return _("{status}, {day} ({message})").format(
        status=status, day=shown_date(found.day), message=found.message
    )


def customs_cautions(case: Case) -> tuple[Words, ...]:
    """That customs let go what is held here; empty where they agree, or say nothing.

    One for each thing that they state: goods of a case that was merged into this one stand as their
    own declaration does.
    """
    if case.stage is Stage.MERGED:  # Its goods are looked after in the case that took them over.
        return ()
    let_go: dict[CustomsStanding, list[int]] = {}
    for item in case.items:
        standing = case.customs_of(item)
        if item.status in IN_HAND_OR_SEIZED and standing is not None and standing.lets_go:
            let_go.setdefault(standing, []).append(item.no)
    return tuple(_caution(standing, held) for standing, held in let_go.items())


def _caution(standing: CustomsStanding, held: Sequence[int]) -> Words:
    said = (
        _(
            "Customs state: {said}, while item {items} is held here. No message ends a hold: ask "
            "the office that sent it at once."
        )
        if len(held) == 1
        else _(
            "Customs state: {said}, while items {items} are held here. No message ends a hold: ask "
            "the office that sent it at once."
        )
    )
    return said.format(said=customs_said(standing), items=joined(", ", map(str, held)))
