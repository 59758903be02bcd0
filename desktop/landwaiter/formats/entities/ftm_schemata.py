"""Which schema and property of FollowTheMoney is which kind of entity, fact, number and link here.

After the model as documented at followthemoney.tech. What has no row here is not taken over:
beliefs, descent and health of a person are nobody's business in an export control.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

KINDS: Final[Mapping[str, str]] = {
    "Person": "person",
    "Company": "organisation",
    "Organization": "organisation",
    "LegalEntity": "organisation",
    "PublicBody": "state_body",
    "Vessel": "vessel",
}
"""Schema of a thing → kind of entity."""
SCHEMATA: Final[Mapping[str, str]] = {
    "person": "Person",
    "organisation": "Organization",
    "university": "Organization",
    "state_body": "PublicBody",
    "vessel": "Vessel",
}
"""The way back; a kind without a row is a LegalEntity, one that is owned must be an asset."""
OWNED: Final = "Company"
FALLBACK: Final = "LegalEntity"


@dataclass(frozen=True, slots=True)
class LinkSchema:
    """A schema that joins two things."""

    kind: str
    source: str
    target: str
    role: str = "role"
    """The property that says what the link is in the publisher's words."""


LINKS: Final[Mapping[str, LinkSchema]] = {
    "Ownership": LinkSchema("owns", "owner", "asset"),
    "Directorship": LinkSchema("directs", "director", "organization"),
    "Employment": LinkSchema("employs", "employer", "employee"),
    "Representation": LinkSchema("acts_for", "agent", "client"),
    "Family": LinkSchema("family", "person", "relative", "relationship"),
    "Associate": LinkSchema("associate", "person", "associate", "relationship"),
    "Membership": LinkSchema("member", "member", "organization"),
    "UnknownLink": LinkSchema("affiliated", "subject", "object"),
}
SCHEMA_OF_LINK: Final[Mapping[str, str]] = {
    "owns": "Ownership",
    "controls": "Ownership",
    "directs": "Directorship",
    "employs": "Employment",
    "acts_for": "Representation",
    "family": "Family",
    "associate": "Associate",
    "member": "Membership",
}
"""The way back; a kind without a row is an UnknownLink whose role is the kind."""
CONTROL: Final = "control"
"""The `ownershipType` of an Ownership that states control and no share."""

NUMBERS: Final[Mapping[str, str]] = {
    "leiCode": "LEI",
    "imoNumber": "IMO",
    "uscCode": "USCC",
    "vatCode": "VAT",
    "innCode": "INN",
    "ogrnCode": "OGRN",
    "mmsi": "MMSI",
    "callSign": "CALL_SIGN",
    "registrationNumber": "REGISTRATION",
    "taxNumber": "TAX",
    "idNumber": "NATIONAL_ID",
    "passportNumber": "PASSPORT",
    "swiftBic": "SWIFT",
}
"""Property → kind of identifier; other kinds are entities of the schema Identification."""
OTHER: Final = "OTHER"

NAMES: Final[Mapping[str, str]] = {
    "name": "official",
    "alias": "alias",
    "weakAlias": "weak",
    "previousName": "former",
}
"""Property → how the name is used."""
TEXTS: Final[Mapping[str, str]] = {
    "birthPlace": "birth_place",
    "position": "position",
    "sector": "activity",
    "phone": "phone",
    "website": "domain",
}
"""Property → kind of fact that is a text."""
OWN: Final = "casebook"
"""Beside the properties: kind and statements as a casebook of ours has them, to be read whole."""
NOTES: Final = "notes"
"""Remarks, and the claims that the writer of a file tells beside its statements."""
BORN: Final = ("birthDate", "incorporationDate", "buildDate")
FLAG: Final = "flag"
_OF_ONE: Final[Mapping[str, str]] = {
    **dict.fromkeys(("mmsi", "callSign", "buildDate", FLAG), "Vessel"),
    **dict.fromkeys(("passportNumber", "birthPlace", "position", "birthDate"), "Person"),
}
"""Property → the only schema that has it."""
_OF_ALL: Final = frozenset({*NAMES, NOTES, "registrationNumber", "address", "country"})
_NO_IMO: Final = frozenset({"Person", "LegalEntity"})


def has_property(schema: str, property_: str) -> bool:
    """Whether the model gives the schema of a thing this property."""
    if property_ in _OF_ONE:
        return _OF_ONE[property_] == schema
    if property_ == "imoNumber":
        return schema not in _NO_IMO
    return property_ in _OF_ALL or schema != "Vessel"


COUNTRIES: Final = ("jurisdiction", "country", "flag", "nationality", "citizenship", "mainCountry")
"""Where an entity belongs, the strongest first."""
PAPERS: Final = frozenset({"Passport", "Identification"})
CLAIMS: Final = frozenset({"Sanction"})
"""What a publisher lists; a watch list says so here, never an entity."""
READ_ELSEWHERE: Final = frozenset({"address", "addressEntity", "topics", "programId", "sourceUrl"})
"""Properties that are read, or are the publisher's claims; they are not counted as unread."""
