"""What is asked about a name outside any case, and what comes back."""

from dataclasses import dataclass

from landwaiter.domain.lists.listing import Match
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.screening import ENGINE

KINDS = ("person", "organisation", "vessel")
_SPELLINGS = {"organization": "organisation", "company": "organisation", "ship": "vessel"}


@dataclass(frozen=True, slots=True)
class NameQuery:
    """A name that somebody asks about; `id` is the asker's own."""

    name: str
    id: str | None = None
    kind: str | None = None
    country: str | None = None
    identifier: str | None = None
    born: str | None = None


@dataclass(frozen=True, slots=True)
class NamePair:
    name1: str
    name2: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class ScreenedEdition:
    """The list edition a name was held against, with the operating point."""

    list: str
    edition: str
    sha256: str
    trust: str
    listings: int
    threshold: int
    """Thousandths."""
    engine: str = ENGINE
    confidential: bool = False
    """What leaves the office names neither the list nor what it holds."""


@dataclass(frozen=True, slots=True)
class NameHit:
    list: str
    edition: str
    name: str
    """The listing's own name."""
    claim: str
    """`listed`, `unconfirmed_identity` or `assessment`."""
    match: Match


@dataclass(frozen=True, slots=True)
class ScreeningResult:
    query: NameQuery
    editions: tuple[ScreenedEdition, ...]
    hits: tuple[NameHit, ...]


def known_kind(kind: str | None, *, file: str | None = None, row: int | None = None) -> str | None:
    """`person`, `organisation` or `vessel`; None where none is stated."""
    if not kind:
        return None
    plain = _SPELLINGS.get(kind.lower(), kind.lower())
    if plain not in KINDS:
        raise Invalid(
            _("There is no such kind of name."),
            file=file,
            row=row,
            field="kind",
            value=kind,
            remedy=_("Use one of {kinds}, or leave it empty.").format(kinds=", ".join(KINDS)),
        )
    return plain


def known_country(
    country: str | None,
    *,
    file: str | None = None,
    row: int | None = None,
    field: str = "country",
) -> str | None:
    """Two capital letters; None where none is stated."""
    if not country:
        return None
    if not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise Invalid(
            _("A country is two letters (ISO 3166-1)."),
            file=file,
            row=row,
            field=field,
            value=country,
            remedy=_("Write CN for China."),
        )
    return country.upper()
