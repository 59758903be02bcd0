"""What is said of a case's parties, items and requests, and of what was learned besides."""

from typing import Any

from landwaiter.domain.case import Action, CaseParty, DeclarationVersion, Enrichment
from landwaiter.domain.catalogue.shape import Content, Fact, Kind, Origin

CASE_PARTY: tuple[Fact[CaseParty], ...] = (
    Fact("role", "Role", Kind.CHOICE, cell="role"),
    Fact("name", "Name as stated", content=Content.PERSONAL, cell="name"),
    Fact("country", "Country", Kind.COUNTRY, cell="country"),
    Fact("identifier", "Identifier", Kind.CODE, Content.PERSONAL, cell="identifier"),
    Fact("result", "Result", content=Content.PERSONAL, origin=Origin.COMPUTED, cell="result"),
    Fact("edition", "List, edition", origin=Origin.COMPUTED, cell="edition"),
)

CASE_ITEM: tuple[Fact[Any], ...] = (
    Fact("no", "Item", cell="item"),
    Fact("cn", "CN code", Kind.CODE, cell="cn"),
    Fact("description", "Goods", cell="goods"),
    Fact("net_mass_kg", "Net mass", Kind.MASS, cell="net"),
    Fact("value", "Value", Kind.MONEY, Content.BUSINESS, Origin.COMPUTED, cell="value"),
    Fact("documents", "Document codes", origin=Origin.COMPUTED, cell="documents"),
    Fact("status", "Goods status", Kind.CHOICE, origin=Origin.RECORDED, cell="status"),
)
"""An item in one row: as declared, and what became of it."""

ACTION: tuple[Fact[Action], ...] = (
    Fact("kind", "Request", Kind.CHOICE, origin=Origin.RECORDED, cell="kind"),
    Fact("addressee", "To", Kind.TEXT, Content.PERSONAL, Origin.RECORDED, cell="to"),
    Fact("sent_at", "Sent", Kind.INSTANT, origin=Origin.RECORDED, cell="sent"),
    Fact("due", "Due", Kind.DAY, origin=Origin.RECORDED, cell="due"),
    Fact("answer", "Answer", Kind.TEXT, Content.BUSINESS, Origin.RECORDED, cell="answer"),
)

LEARNED: tuple[Fact[Enrichment], ...] = (
    Fact("field", "Field", Kind.CHOICE, origin=Origin.LEARNED, cell="field"),
    Fact("item_no", "For", origin=Origin.LEARNED, cell="item"),
    Fact("value", "Value", Kind.TEXT, Content.BUSINESS, Origin.LEARNED, cell="value"),
    Fact("source", "Source", origin=Origin.LEARNED, cell="source"),
    Fact("date", "Date", Kind.DAY, origin=Origin.LEARNED, cell="date"),
)

VERSION: tuple[Fact[DeclarationVersion], ...] = (
    Fact("version", "What", origin=Origin.RECORDED, cell="what"),
    Fact("file_name", "File", origin=Origin.RECORDED, cell="file"),
    Fact("at", "Taken in", Kind.INSTANT, origin=Origin.RECORDED, cell="at"),
    Fact("changes", "What changed", Kind.TEXT, Content.BUSINESS, Origin.COMPUTED, cell="changes"),
    Fact("file_sha256", "SHA-256", Kind.CODE, origin=Origin.RECORDED, cell="sha256"),
)
"""A version of the declaration, or a message on it, with its file."""
