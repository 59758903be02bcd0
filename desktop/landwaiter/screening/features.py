"""What a party and a listing say beside their names: identifiers, country, birth, kind."""

import re
from collections.abc import Iterable

from stdnum import imo, lei
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError
from stdnum.ru import inn

from landwaiter.domain.base.birth_dates import covered
from landwaiter.domain.lists.listing import Listing, ScoreReason
from landwaiter.i18n import _
from landwaiter.screening.query import Query

_KINDS = {
    "Person": frozenset({"person"}),
    "Company": frozenset({"organisation"}),
    "Organization": frozenset({"organisation"}),
    "PublicBody": frozenset({"organisation"}),
    "LegalEntity": frozenset({"organisation", "person"}),
    "Vessel": frozenset({"vessel"}),
    "Airplane": frozenset({"aircraft"}),
}

_SHORTEST = 6
_SCHEMES = (("IMO", imo), ("LEI", lei), ("USCC", uscc), ("INN", inn))
_NOT_ALPHANUMERIC = re.compile("[^A-Z0-9]")
_IMO = re.compile(r"IMO(\d{7})")

IDENTIFIER_CONTRADICTION = -300


def kind_asked(query: Query, listing: Listing) -> str | None:
    """The kind under which both names are read: the party's, else what the listing is."""
    return query.kind or kind_of_schema(listing.schema)


def kind_of_schema(schema: str) -> str | None:
    """`person`, `organisation`, `vessel`, `aircraft`; None where the schema leaves it open."""
    kinds = _KINDS.get(schema, frozenset())
    return min(kinds) if len(kinds) == 1 else None


def identifier_key(identifier: str) -> str | None:
    """`identifier` as capitals and figures; None when too short or plainly a placeholder."""
    key = _NOT_ALPHANUMERIC.sub("", identifier.upper())
    prefixed = _IMO.fullmatch(key)
    key = prefixed.group(1) if prefixed else key
    if len(key) < _SHORTEST or len(set(key)) == 1 or not any(map(str.isdigit, key)):
        return None
    return key


def identifier_keys(identifiers: Iterable[str]) -> frozenset[str]:
    """The keys of all identifiers that are strong enough to tell."""
    return frozenset(key for one in identifiers if (key := identifier_key(one)))


def country(query: Query, listing: Listing) -> bool | None:
    """Do the countries agree? None: one side states none."""
    if not query.country or not listing.countries:
        return None
    return query.country.upper() in listing.countries


def reasons(query: Query, listing: Listing) -> list[ScoreReason]:
    """The parts of all features but name and equal identifiers, none of them zero."""
    found = (
        _identifiers_differ(query, listing),
        _country(query, listing),
        _birth(query, listing),
        _kind(query, listing),
    )
    return [reason for reason in found if reason is not None]


def _identifiers_differ(query: Query, listing: Listing) -> ScoreReason | None:
    asked, listed = (identifier_keys(side.identifiers) for side in (query, listing))
    if asked & listed:
        return None
    for title, scheme in _SCHEMES:
        one = sorted(key for key in asked if _valid(scheme, key))
        other = sorted(key for key in listed if _valid(scheme, key))
        if one and other:
            text = _("{scheme} {one} is not {other}.")
            detail = text.format(scheme=title, one=one[0], other=other[0])
            return ScoreReason("identifier", detail, IDENTIFIER_CONTRADICTION)
    return None


def _valid(scheme: object, key: str) -> bool:
    try:
        scheme.validate(key)  # type: ignore[attr-defined]  # stdnum modules share no protocol
    except ValidationError:
        return False
    return True


def _country(query: Query, listing: Listing) -> ScoreReason | None:
    agrees = country(query, listing)
    if agrees is None:
        return None
    if agrees:
        said = _("Country {country} is listed.").format(country=query.country)
        return ScoreReason("country", said, 30)
    listed = ", ".join(listing.countries)
    text = _("Country {country} is not among {listed}.")
    return ScoreReason("country", text.format(country=query.country, listed=listed), -50)


def _birth(query: Query, listing: Listing) -> ScoreReason | None:
    if not query.born or not listing.birth_dates:
        return None
    score, nearest = max(
        (_birth_score(query.born, date), stated)
        for stated in listing.birth_dates
        for date in covered(stated)
    )
    text = (
        _("Born {asked} agrees with {listed}.") if score > 0 else _("Born {asked} is not {listed}.")
    )
    return ScoreReason("date", text.format(asked=query.born, listed=nearest), score)


def _birth_score(one: str, other: str) -> int:
    precision = min(len(one), len(other))
    if one[:precision] == other[:precision]:
        return 20 if precision <= 4 else 60
    return -60 if one[:4] == other[:4] else -180


def _kind(query: Query, listing: Listing) -> ScoreReason | None:
    kinds = _KINDS.get(listing.schema)
    if query.kind is None or kinds is None or query.kind in kinds:
        return None
    text = _("A {asked} is asked for, the listing is a {listed}.")
    return ScoreReason("kind", text.format(asked=query.kind, listed=listing.schema), -150)
