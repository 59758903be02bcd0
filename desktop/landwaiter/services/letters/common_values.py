"""What every letter may say: the declaration, the parties, the office, and the letter itself."""

from collections.abc import Mapping

from landwaiter.domain.base.facts import Content
from landwaiter.domain.cases.case import Case, ClassificationState
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.intake.facts import DECLARATION
from landwaiter.domain.letters.letter_fields import FIELDS, PARTY
from landwaiter.domain.letters.letter_text import LETTER_TEXTS
from landwaiter.domain.office.reason_templates import PLACES
from landwaiter.i18n import _, joined
from landwaiter.services.base.facts_shown import fact_said
from landwaiter.services.letters.letter_blank import LetterBlank
from landwaiter.services.letters.letter_words import letter_instant

_EU_LIST = "eu"
_OF_PARTIES = PARTY - {Content.OPEN}


def fill_common(blank: LetterBlank, number: str, office: Mapping[str, str]) -> None:
    """The fields that letters of every kind have; `office` are its texts by field."""
    case = blank.view.case
    blank.text("case.reference", case.reference)
    blank.text("case.title", case.title)
    blank.text("letter.number", number or _("of the final letter"))
    blank.day("letter.date", blank.today)
    blank.text("letter.enclosures", None)
    blank.text("recipient.name", blank.recipient.to.name)
    blank.claim("recipient.is_exporter", blank.recipient.is_exporter)
    blank.claim("finding.dual_use", _is_dual_use(case))
    representative = blank.recipient.representative
    blank.claim("representative.appointed", representative)
    _fill_declared(blank, case)
    _fill_parties(blank, case)
    if not blank.recipient.to.is_party:
        _leave_to_parties(blank)
    for path in LETTER_TEXTS:
        blank.text(path, office.get(path))


def _leave_to_parties(blank: LetterBlank) -> None:
    """No names and secrets of the parties for whom is none of them, but what the writer says."""
    own = {"recipient.name", *blank.order.said}
    if blank.recipient.representative is not None:
        own.add(f"{Role.REPRESENTATIVE}.name")
    for path in tuple(blank.values):
        if FIELDS[path].content in _OF_PARTIES and path not in own:
            del blank.values[path]
            blank.days.pop(path, None)


def _fill_declared(blank: LetterBlank, case: Case) -> None:
    if case.declaration is None:
        return
    for fact in DECLARATION:
        if not fact.several:
            said = fact_said(
                fact, case.declaration, lambda at: letter_instant(at, case.member_state)
            )
            blank.text(f"declaration.{fact.name}", said)


def _fill_parties(blank: LetterBlank, case: Case) -> None:
    for place in PLACES.values():
        if place.role is not None:
            names = (one.name for one in case.parties if one.role is place.role and one.name)
            blank.text(f"{place.name}.name", joined(", ", dict.fromkeys(names)))
    representative = blank.recipient.representative
    if representative is not None:
        blank.values[f"{Role.REPRESENTATIVE}.name"] = representative.name


def _is_dual_use(case: Case) -> bool:
    """Whether a person confirmed an entry of the Union's list on the newest finding of an item."""
    newest = {(one.item_no, one.list, one.code): one for one in case.classifications}
    return any(
        one.state is ClassificationState.CONFIRMED and one.list == _EU_LIST
        for one in newest.values()
    )
