"""To whom a letter goes, on whom it is served, and in which language it is written."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from babel import Locale
from babel.languages import get_official_languages

from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.case import Case, CaseParty
from landwaiter.domain.intake.declaration import Address, Role
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import SOURCE, Words, _, joined, language
from landwaiter.services.base.wording import shown_country
from landwaiter.services.letters.linked_entities import WRITTEN_TO, LetterEntity


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
class Addressee:
    """A party of the case, or an entity that is linked to it, as a letter may go to it."""

    id: str
    name: str
    address: Address
    country: str | None
    role: Role | None
    """None: it is no party of the case."""
    names: frozenset[str]
    """All that it goes by."""
    joined: Words = ""
    """How it is linked to the case, where it is no party."""
    represented_by: frozenset[str] = frozenset()
    """Identities of the representatives that act for it, where it is no party."""

    @property
    def is_party(self) -> bool:
        return self.role is not None

    @property
    def described(self) -> Words:
        """What it is on the case, in words."""
        return low(self.role.value) if self.role else self.joined


@dataclass(frozen=True, slots=True)
class LetterRecipient:
    to: Addressee
    representative: Addressee | None

    @property
    def is_exporter(self) -> bool:
        return self.to.role is Role.EXPORTER

    @property
    def served(self) -> Addressee:
        """Who gets it: the representative where there is one."""
        return self.representative or self.to

    @property
    def lacks_address(self) -> bool:
        """Whether an entity is written to of which no address is stated that holds."""
        return not (self.served.is_party or self.served.address.city)

    def address(self, state: str) -> tuple[str, ...]:
        """The lines of the address; the country where it is another than the office's."""
        to = self.served
        place = " ".join(filter(None, (to.address.postcode, to.address.city)))
        country = to.address.country or to.country
        abroad = shown_country(country) if country and country != state else ""
        lines = (to.name, to.address.street or "", place, abroad)
        return tuple(str(line) for line in lines if line)


def recipients_of(case: Case, entities: Iterable[LetterEntity] = ()) -> tuple[Addressee, ...]:
    """Whom this office may write to on the case: parties, then entities that are none."""
    known = tuple(entities)
    behind = {party: one for one in known for party in one.parties}
    parties = [
        _of_party(one, behind.get(one.id))
        for one in case.parties
        if one.role in WRITTEN_TO and one.name
    ]
    return (*parties, *(_of_entity(one) for one in known if not one.parties))


def _of_party(party: CaseParty, entity: LetterEntity | None) -> Addressee:
    """A party; where it states no address, with that of the entity behind it."""
    own = party.address
    is_stated = entity is None or own.street or own.city
    return Addressee(
        party.id,
        party.name,
        own if is_stated or entity is None else entity.address,
        party.country,
        party.role,
        frozenset({party.name, *(entity.names if entity else ())}),
    )


def _of_entity(entity: LetterEntity) -> Addressee:
    return Addressee(
        entity.id,
        entity.name,
        entity.address,
        entity.address.country,
        None,
        frozenset(entity.names),
        entity.joined,
        entity.represented_by,
    )


def recipient_of(case: Case, wanted: str, entities: Iterable[LetterEntity] = ()) -> LetterRecipient:
    """Who is meant by a role, a name or an identity; NotFound else."""
    known = recipients_of(case, entities)
    word = wanted.strip()
    role = word.replace("-", "_").casefold()
    found = [one for one in known if word == one.id or word in one.names or role == one.role]
    if not found:
        raise NotFound(
            _("Nobody whom this office writes to and who is linked to the case is meant by this."),
            field="to",
            value=wanted,
            remedy=_("Give one of: {wanted}.").format(wanted=_named(known) or _("none")),
        )
    found = [one for one in found if one.is_party] or found
    if len({one.name if one.is_party else one.id for one in found}) > 1:
        raise Invalid(
            _("Several parties are meant by this."),
            field="to",
            value=wanted,
            remedy=_("Give one of: {wanted}.").format(wanted=_named(found)),
        )
    to = found[0]
    standing = [one for one in known if one.role is Role.REPRESENTATIVE]
    others = [
        one
        for one in standing
        if one.name != to.name and (to.is_party or one.id in to.represented_by)
    ]
    return LetterRecipient(to, others[0] if others else None)


def _named(known: Collection[Addressee]) -> str:
    said = (f"{one.name} ({one.described})" for one in known)
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
    theirs = recipient.to.address.country or recipient.to.country or ""
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
