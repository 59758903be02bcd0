"""What is said of a case's parties, items and requests, and of what was learned besides."""

from typing import Any

from landwaiter.domain.base.facts import Content, Fact, Kind, Origin
from landwaiter.domain.cases.case import Action, CaseParty, DeclarationVersion, Enrichment

CASE_PARTY: tuple[Fact[CaseParty], ...] = (
    Fact("role", "Role", Content.OPEN, Kind.CHOICE, cell="role"),
    Fact("name", "Name as stated", Content.PERSONAL, cell="name"),
    Fact("country", "Country", Content.OPEN, Kind.COUNTRY, cell="country"),
    Fact("identifier", "Identifier", Content.PERSONAL, Kind.CODE, cell="identifier"),
    Fact("result", "Result", Content.PERSONAL, origin=Origin.COMPUTED, cell="result"),
    Fact("edition", "List, edition", Content.OPEN, origin=Origin.COMPUTED, cell="edition"),
)

CASE_ITEM: tuple[Fact[Any], ...] = (
    Fact("no", "Item", Content.OPEN, cell="item"),
    Fact("cn", "CN code", Content.OPEN, Kind.CODE, cell="cn"),
    Fact("description", "Goods", Content.OPEN, cell="goods"),
    Fact("net_mass_kg", "Net mass", Content.OPEN, Kind.MASS, cell="net"),
    Fact("value", "Value", Content.BUSINESS, Kind.MONEY, Origin.COMPUTED, cell="value"),
    Fact("documents", "Document codes", Content.OPEN, origin=Origin.COMPUTED, cell="documents"),
    Fact(
        "status", "Goods status", Content.OPEN, Kind.CHOICE, origin=Origin.RECORDED, cell="status"
    ),
)
"""An item in one row: as declared, and what became of it."""

ACTION: tuple[Fact[Action], ...] = (
    Fact("kind", "Request", Content.OPEN, Kind.CHOICE, origin=Origin.RECORDED, cell="kind"),
    Fact("addressee", "To", Content.PERSONAL, Kind.TEXT, Origin.RECORDED, cell="to"),
    Fact("sent_at", "Sent", Content.OPEN, Kind.INSTANT, origin=Origin.RECORDED, cell="sent"),
    Fact("due", "Due", Content.OPEN, Kind.DAY, origin=Origin.RECORDED, cell="due"),
    Fact("answer", "Answer", Content.BUSINESS, Kind.TEXT, Origin.RECORDED, cell="answer"),
)

LEARNED: tuple[Fact[Enrichment], ...] = (
    Fact("field", "Field", Content.OPEN, Kind.CHOICE, origin=Origin.LEARNED, cell="field"),
    Fact("item_no", "For", Content.OPEN, origin=Origin.LEARNED, cell="item"),
    Fact("value", "Value", Content.BUSINESS, Kind.TEXT, Origin.LEARNED, cell="value"),
    Fact("source", "Source", Content.OPEN, origin=Origin.LEARNED, cell="source"),
    Fact("date", "Date", Content.OPEN, Kind.DAY, origin=Origin.LEARNED, cell="date"),
)

VERSION: tuple[Fact[DeclarationVersion], ...] = (
    Fact("version", "What", Content.OPEN, origin=Origin.RECORDED, cell="what"),
    Fact("file_name", "File", Content.OPEN, origin=Origin.RECORDED, cell="file"),
    Fact("at", "Taken in", Content.OPEN, Kind.INSTANT, origin=Origin.RECORDED, cell="at"),
    Fact("changes", "What changed", Content.BUSINESS, Kind.TEXT, Origin.COMPUTED, cell="changes"),
    Fact("file_sha256", "SHA-256", Content.OPEN, Kind.CODE, origin=Origin.RECORDED, cell="sha256"),
)
"""A version of the declaration, or a message on it, with its file."""
