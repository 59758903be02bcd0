"""Watch lists, their editions and listings, and hits of a party on a listing."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from landwaiter.i18n import Words, _


@dataclass(frozen=True, slots=True)
class Paper:
    """An identifier with what it is: a passport, a tax or company number, an IMO number."""

    kind: str
    """`passport`, `national_id`, `tax`, `registration`, `imo`, `mmsi`, `call_sign`, `lei`,
    `uscc`, `inn`, `swift` … or the publisher's own words."""
    number: str
    country: str = ""
    """ISO 3166-1 alpha-2, upper case; empty where none is stated."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What a vessel, company or person was called, or under which flag or owner it was."""

    what: str
    """`name`, `flag`, `owner`, `manager`, `address`."""
    value: str
    since: str = ""
    """ISO 8601 at the publisher's precision; empty where none is stated."""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """What joins a listing to another one, or to somebody who is only named."""

    kind: str
    """`owns`, `controls`, `directs`, `acts_for`, `family`, `associate`, `member` … the listing
    does to the other; `owned_by`, `controlled_by`, `directed_by` the other way round."""
    name: str
    listing_id: str = ""
    """Of the other one in the same list, where the publisher says so."""
    percent: str = ""
    """A share as a decimal; empty where none is stated."""
    since: str = ""
    until: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One entry of a watch list edition (or of an institutions pack)."""

    listing_id: str
    """The publisher's identifier, or one made of the name where there is none."""
    schema: str
    """Person, Organization, Company, LegalEntity, Vessel, Airplane … (FollowTheMoney names)."""
    name: str
    aliases: tuple[str, ...] = ()
    birth_dates: tuple[str, ...] = ()
    """ISO 8601 at the publisher's precision: 1970, 1970-01, 1970-01-18; `1970~` is about that
    year and `1968/1971` between both (`domain.base.birth_dates`)."""
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2, upper case."""
    addresses: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    sanctions: tuple[str, ...] = ()
    dataset: str = ""
    note: str = ""
    listed_on: str = ""
    """Day of the listing, ISO 8601, where the list states it."""
    weak_aliases: tuple[str, ...] = ()
    """Those of `aliases` that the publisher calls weak or of low quality."""
    former_names: tuple[str, ...] = ()
    """Those of `aliases` that are no longer used."""
    papers: tuple[Paper, ...] = ()
    """The same identifiers as in `identifiers`, with what they are."""
    past: tuple[Past, ...] = ()
    ties: tuple[Tie, ...] = ()
    birth_places: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    """Offices, ranks and titles held."""


@dataclass(frozen=True, slots=True)
class ListEdition:
    """One dated, hashed edition of a watch list."""

    list_id: str
    title: str
    kind: str
    """`asset_freeze`, `export_list`, `vessel_list`, `institutions` (assessments) or `other`."""
    edition: str
    sha256: str
    source: str
    licence: str
    trust: str
    listings: int
    imported_at: datetime
    published: date | None = None
    confidential: bool = False
    """Nobody outside the office may learn what is on it; it is never indexed on the disk."""

    @property
    def dated(self) -> date:
        """The day from which it counts: of its publication, else of its import."""
        return self.published or self.imported_at.date()


class JudgementValue(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class ScoreReason:
    """One feature's part in a score, in thousandths (may be negative)."""

    feature: str
    """name, unmatched, country, identifier, date, kind …"""
    detail: Words
    score: int


@dataclass(frozen=True, slots=True)
class WordPair:
    """Which word met which; an empty side stayed unmatched."""

    query: str
    listed: str
    method: str
    """equal, spelling, sound, transliteration, abbreviation, legal form, unmatched …"""
    weight: int
    """Rarity weight in thousandths."""
    similarity: int
    """Thousandths."""


@dataclass(frozen=True, slots=True)
class Match:
    """What the matcher says about one name and one listing."""

    listing_id: str
    score: int
    """Thousandths, 0 to 1000."""
    name: str
    """The query's name."""
    matched_name: str
    """The listed name or alias that met it."""
    reasons: tuple[ScoreReason, ...]
    words: tuple[WordPair, ...]
    name_equal: bool
    """The normalised names are equal (name or listed alias)."""
    identifier_equal: bool
    """A strong identifier (LEI, IMO, USCC, INN, registration) is equal."""
    country_equal: bool | None
    """None: one side states no country."""


@dataclass(frozen=True, slots=True)
class JudgementOrigin:
    """The judgement of the same pair that was taken over."""

    judgement_id: str
    reference: str
    """Of the case it was made on."""
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Judgement:
    id: str
    value: JudgementValue
    reason: str
    author: str
    at: datetime
    revoked_at: datetime | None = None
    revoked_by: str | None = None
    unsound: Words = ""
    """Why it does not count: it needed a second person's signature; else empty."""
    seconder: str = ""
    origin: JudgementOrigin | None = None
    """Where it was taken over from; `author` is who judged there. None: judged on this hit."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A listing that resembles a party of a case, with what it was screened against."""

    id: str
    party_id: str
    list_id: str
    list_kind: str
    edition: str
    edition_sha256: str
    listing: Listing
    match: Match
    threshold: int
    engine: str
    found_at: datetime
    judgement: Judgement | None = None
    confidential: bool = False
    """The list was confidential when it was found: texts that leave the office name neither."""

    @property
    def told_list(self) -> str:
        """The list as texts may name it that others read."""
        return _("a confidential list") if self.confidential else self.list_id

    @property
    def told_listing(self) -> str:
        """The listing as texts may name it that others read."""
        return _("an entry in confidence") if self.confidential else self.listing.name

    @property
    def place(self) -> str:
        """The edition as evidence names it; of a confidential list only which hit it is."""
        if self.confidential:
            return f"lists/confidential@{self.mask}"
        return f"lists/{self.list_id}@{self.edition}"

    @property
    def mask(self) -> str:
        """What stands for a hit on a confidential list: its identity is told to nobody."""
        return sha256(self.id.encode()).hexdigest()[:16]

    @property
    def claim(self) -> str:
        """`listed`, `unconfirmed_identity` or, for institutions, `assessment`; never blended.

        Listed is who was judged to be: an equal identifier that nobody judged is a strong hit.
        """
        if self.list_kind == "institutions":
            return "assessment"
        judged_same = self.judgement is not None and self.judgement.value is JudgementValue.SAME
        return "listed" if judged_same else "unconfirmed_identity"
