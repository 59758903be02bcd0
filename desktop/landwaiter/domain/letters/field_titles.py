"""What the fields are called that who writes a letter fills, or the office with its texts."""

from collections.abc import Mapping
from typing import Final

from landwaiter.domain.intake.facts import DECLARATION
from landwaiter.domain.letters.letter_order import WRITTEN
from landwaiter.i18n import N_, _

_TITLES: Final[Mapping[str, str]] = {
    "hold.target": N_("Own target of the office"),
    "track.S.instrument": N_("Restrictive measure"),
    "track.S.article": N_("Its provision"),
    "track.N.instrument": N_("National measure"),
    "track.N.article": N_("Provision of national law"),
    "request.due": N_("Answer by"),
    "reminder.due": N_("Answer by"),
    "earlier.number": N_("Number of the earlier letter"),
    "earlier.served": N_("Earlier letter served on"),
    "answer.open": N_("What is still open"),
    "decision.intended": N_("Intended decision"),
    "decision.grounds": N_("Its grounds"),
    "letter.enclosures": N_("Enclosures"),
    "decision.facts": N_("Facts of the decision"),
    "decision.law": N_("Law that it rests on"),
    "decision.consequences": N_("What follows for the goods"),
    "hearing.answer_and_reply": N_("What was answered, and the reply to it"),
    "hearing.number": N_("Number of the hearing letter"),
    "hearing.received": N_("Hearing letter received on"),
    "release.note": N_("Note on the release"),
    "cooperation.partner": N_("Partner of the cooperation"),
    "cooperation.project": N_("What the cooperation is on"),
    "cooperation.grounds": N_("Grounds of the advice"),
    "advice.valid_until": N_("Advice valid until"),
    "office.answer_address": N_("Address for answers"),
    "office.access_to_file": N_("Access to the file"),
    "office.data_notice": N_("Notice of data protection"),
    "office.caution": N_("Caution"),
    "office.storage_costs": N_("Costs of storage"),
    "office.remedy_hold": N_("Remedy against the hold"),
    "office.information_national": N_("National basis of the request"),
    "office.hearing_national": N_("Hearing in national law"),
    "office.disposal_and_costs": N_("Fate of the goods and its costs"),
    "office.remedy": N_("Appeal against the decision"),
    "office.remedy_national": N_("Appeal in national law"),
    "office.suspension_national": N_("Whether the appeal suspends"),
    "office.storage_costs_end": N_("End of the costs of storage"),
    "office.advice_basis": N_("National basis of advice"),
    "office.advice_contact": N_("Contact for advice"),
}
LONG: Final = frozenset(
    {
        "answer.open",
        "decision.intended",
        "decision.grounds",
        "decision.facts",
        "decision.law",
        "decision.consequences",
        "hearing.answer_and_reply",
        "release.note",
        "cooperation.grounds",
    }
)
"""Fields of several lines."""
EVERY_WRITTEN: Final = frozenset(path for paths in WRITTEN.values() for path in paths)


_DECLARED: Final = {f"declaration.{one.name}": one.title for one in DECLARATION}


def field_title(path: str) -> str:
    """The title of a field; of one that is neither declared nor filled its path in a template."""
    title = _TITLES.get(path) or _DECLARED.get(path)
    return _(title) if title else path
