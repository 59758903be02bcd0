"""To whom a letter goes, on whom it is served, and in which language it is written."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from babel import Locale
from babel.languages import get_official_languages

from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.case import Case, CaseParty
from landwaiter.domain.intake.declaration import Role
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import SOURCE, Words, _, joined, language
from landwaiter.services.base.wording import shown_country

_WRITTEN_TO: Final = frozenset(
    {
        Role.EXPORTER,
        Role.DECLARANT,
        Role.REPRESENTATIVE,
        Role.CONSIGNOR,
        Role.CARRIER,
        Role.AUTHORISATION_HOLDER,
        Role.OWNER,
        Role.PERSON,
    }
)
"""Whom an office writes to on a case; the other side of the transaction is warned by no letter."""


@dataclass(frozen=True, slots=True)
class LetterLanguage:
    code: str
    why: Words
    """Why it is this one, as a person reads it beside the letter."""
    office: str
    """That of the office."""

    @property
    def is_translation(self) -> bool:
        return self.code != self.office


@dataclass(frozen=True, slots=True)
class LetterRecipient:
    party: CaseParty
    representative: CaseParty | None

    @property
    def is_exporter(self) -> bool:
        return self.party.role is Role.EXPORTER

    @property
    def served(self) -> CaseParty:
        """Who gets it: the representative where there is one."""
        return self.representative or self.party

    def address(self, state: str) -> tuple[str, ...]:
        """The lines of the address; the country where it is another than the office's."""
        to = self.served
        place = " ".join(filter(None, (to.address.postcode, to.address.city)))
        country = to.address.country or to.country
        abroad = shown_country(country) if country and country != state else ""
        lines = (to.name, to.address.street or "", place, abroad)
        return tuple(str(line) for line in lines if line)


def recipients_of(case: Case) -> tuple[CaseParty, ...]:
    """Whom this office may write to on the case."""
    return tuple(one for one in case.parties if one.role in _WRITTEN_TO and one.name)


def recipient_of(case: Case, wanted: str) -> LetterRecipient:
    """The party that is meant by a role, a name or an identity; NotFound else."""
    known = recipients_of(case)
    word = wanted.strip()
    role = word.replace("-", "_").casefold()
    found = [one for one in known if word in {one.id, one.name} or role == one.role.value]
    if not found:
        raise NotFound(
            _("Nobody whom this office writes to is meant by this on the case."),
            field="to",
            value=wanted,
            remedy=_("Give one of: {wanted}.").format(wanted=_named(known) or _("none")),
        )
    if len({one.name for one in found}) > 1:
        raise Invalid(
            _("Several parties are meant by this."),
            field="to",
            value=wanted,
            remedy=_("Give one of: {wanted}.").format(wanted=_named(found)),
        )
    party = found[0]
    standing = [one for one in known if one.role is Role.REPRESENTATIVE]
    others = [one for one in standing if one.name != party.name]
    return LetterRecipient(party, others[0] if others else None)


def _named(parties: Collection[CaseParty]) -> str:
    said = (f"{one.name} ({low(one.role.value)})" for one in parties)
    return joined(", ", dict.fromkeys(said))


def language_for(
    recipient: LetterRecipient, state: str, known: Collection[str], asked: str = ""
) -> LetterLanguage:
    """The language stated, else of the recipient's state if there are templates, else the office's.

    Invalid for one that there are no templates in.
    """
    office = _official(state, known) or SOURCE
    if asked:
        if asked not in known:
            raise Invalid(
                _("There is no template in this language."),
                field="language",
                value=asked,
                remedy=_("Use one of {kinds}.").format(kinds=", ".join(known)),
            )
        return LetterLanguage(asked, _("as asked for"), office)
    theirs = recipient.party.address.country or recipient.party.country or ""
    spoken = next(iter(get_official_languages(theirs, de_facto=True)), "")
    if spoken in known:
        return LetterLanguage(spoken, _("of the recipient's state"), office)
    if not spoken:
        return LetterLanguage(office, _("of this office"), office)
    # Of several languages the one most spoken there: another would be a guess of a region.
    why = _("of this office: there is no template in {language}").format(
        language=Locale(spoken).get_language_name(language()) or spoken
    )
    return LetterLanguage(office, why, office)


def _official(state: str, known: Collection[str]) -> str:
    """The first official language of a state that there are templates in."""
    return next((one for one in get_official_languages(state, de_facto=True) if one in known), "")
