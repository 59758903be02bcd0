"""What of FollowTheMoney is read: properties of parties, and schemata that join two of them.

Names of schemata and properties are those of the published model of FollowTheMoney.
"""

from collections.abc import Mapping
from dataclasses import dataclass

PARTIES = frozenset(
    {
        "Person",
        "Organization",
        "Company",
        "LegalEntity",
        "PublicBody",
        "Vessel",
        "Airplane",
        "Vehicle",
        "CryptoWallet",
        "Security",
        "Asset",
    }
)
"""What can be a listing."""
PAPERS: Mapping[str, str] = {
    "passportNumber": "passport",
    "idNumber": "national_id",
    "socialSecurityNumber": "national_id",
    "registrationNumber": "registration",
    "taxNumber": "tax",
    "vatCode": "tax",
    "innCode": "inn",
    "ogrnCode": "ogrn",
    "okpoCode": "okpo",
    "kppCode": "kpp",
    "leiCode": "lei",
    "uscCode": "uscc",
    "swiftBic": "swift",
    "bikCode": "bik",
    "dunsCode": "duns",
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "callSign": "call_sign",
    "serialNumber": "aircraft",
    "uniqueEntityId": "uei",
    "permId": "permid",
    "wikidataId": "wikidata",
    "isin": "isin",
    "ticker": "ticker",
    "publicKey": "wallet",
}
NAMES = ("name", "alias", "abbreviation")
STATES = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry", "flag")
REMARKS = ("notes", "summary", "description", "legalForm", "gender", "status", "website", "email")


@dataclass(frozen=True, slots=True)
class EdgeSchema:
    """A schema that joins two parties."""

    source: str
    target: str
    forward: str
    """Kind of the tie as the source has it: it does this to the target."""
    backward: str
    said: str = "role"
    """The property that says it in words."""


EDGES: Mapping[str, EdgeSchema] = {
    "Ownership": EdgeSchema("owner", "asset", "owns", "owned_by"),
    "Directorship": EdgeSchema("director", "organization", "directs", "directed_by"),
    "Employment": EdgeSchema("employee", "employer", "employed_by", "employs"),
    "Membership": EdgeSchema("member", "organization", "member", "has_member"),
    "Family": EdgeSchema("person", "relative", "family", "family", "relationship"),
    "Associate": EdgeSchema("person", "associate", "associate", "associate", "relationship"),
    "Representation": EdgeSchema("agent", "client", "acts_for", "represented_by"),
    "UnknownLink": EdgeSchema("subject", "object", "linked", "linked"),
    "Succession": EdgeSchema("predecessor", "successor", "succeeded_by", "succeeds"),
}
