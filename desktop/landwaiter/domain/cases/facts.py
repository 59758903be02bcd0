"""What is said of a case's parties, items and requests, and of what was learned besides."""

from functools import partial
from typing import Any

from landwaiter.domain.base.facts import Content, Fact, FactOrigin, ValueKind
from landwaiter.domain.cases.case import Action, CaseParty, DeclarationVersion, Enrichment
from landwaiter.domain.cases.ground import CaseGround

CASE_PARTY: tuple[Fact[CaseParty], ...] = (
    Fact("role", "Role", Content.OPEN, ValueKind.CHOICE, cell="role"),
    Fact("name", "Name as stated", Content.PERSONAL, cell="name"),
    Fact("country", "Country", Content.OPEN, ValueKind.COUNTRY, cell="country"),
    Fact("identifier", "Identifier", Content.PERSONAL, ValueKind.CODE, cell="identifier"),
    Fact("result", "Result", Content.PERSONAL, origin=FactOrigin.COMPUTED, cell="result"),
    Fact("edition", "List, edition", Content.OPEN, origin=FactOrigin.COMPUTED, cell="edition"),
)

CASE_ITEM: tuple[Fact[Any], ...] = (
    Fact("no", "Item", Content.OPEN, cell="item"),
    Fact("cn", "CN code", Content.OPEN, ValueKind.CODE, cell="cn"),
    Fact("description", "Goods", Content.OPEN, cell="goods"),
    Fact("net_mass_kg", "Net mass", Content.OPEN, ValueKind.MASS, cell="net"),
    Fact("value", "Value", Content.BUSINESS, ValueKind.MONEY, FactOrigin.COMPUTED, cell="value"),
    Fact("documents", "Document codes", Content.OPEN, origin=FactOrigin.COMPUTED, cell="documents"),
    Fact(
        "status",
        "Goods status",
        Content.OPEN,
        ValueKind.CHOICE,
        origin=FactOrigin.RECORDED,
        cell="status",
    ),
)
"""An item in one row: as declared, and what became of it."""

ACTION: tuple[Fact[Action], ...] = (
    Fact(
        "kind", "Request", Content.OPEN, ValueKind.CHOICE, origin=FactOrigin.RECORDED, cell="kind"
    ),
    Fact("addressee", "To whom", Content.PERSONAL, ValueKind.TEXT, FactOrigin.RECORDED, cell="to"),
    Fact(
        "sent_at", "Sent", Content.OPEN, ValueKind.INSTANT, origin=FactOrigin.RECORDED, cell="sent"
    ),
    Fact("due", "Due", Content.OPEN, ValueKind.DAY, origin=FactOrigin.RECORDED, cell="due"),
    Fact("answer", "Answer", Content.BUSINESS, ValueKind.TEXT, FactOrigin.RECORDED, cell="answer"),
)

LEARNED: tuple[Fact[Enrichment], ...] = (
    Fact("field", "Field", Content.OPEN, ValueKind.CHOICE, origin=FactOrigin.LEARNED, cell="field"),
    Fact("item_no", "For", Content.OPEN, origin=FactOrigin.LEARNED, cell="item"),
    Fact("value", "Value", Content.BUSINESS, ValueKind.TEXT, FactOrigin.LEARNED, cell="value"),
    Fact("source", "Source", Content.OPEN, origin=FactOrigin.LEARNED, cell="source"),
    Fact("date", "Date", Content.OPEN, ValueKind.DAY, origin=FactOrigin.LEARNED, cell="date"),
)

_recorded = partial(Fact, origin=FactOrigin.RECORDED)
CONTROL_RESULT: tuple[Fact[Any], ...] = (
    _recorded("item_no", "Of what", Content.OPEN, cell="of"),
    _recorded("code", "Control result", Content.OPEN, cell="code"),
    _recorded("controlled_at", "Controlled at", Content.OPEN, cell="at"),
    _recorded("controlled_by", "Controlled by", Content.PERSONAL, cell="by"),
    _recorded("found", "What was found", Content.INTERNAL, cell="found"),
    _recorded("seals", "Seals", Content.OPEN, cell="seals"),
    _recorded("remarks", "Remarks", Content.INTERNAL, cell="remarks"),
    Fact("state", "Status", Content.OPEN, origin=FactOrigin.COMPUTED, cell="state"),
)
"""What a control found, in one row."""

PROCEEDING: tuple[Fact[Any], ...] = (
    Fact("day", "Day", Content.OPEN, ValueKind.DAY, FactOrigin.RECORDED, cell="day"),
    Fact("what", "What", Content.OPEN, origin=FactOrigin.RECORDED, cell="what"),
    Fact("who", "Who", Content.PERSONAL, ValueKind.TEXT, FactOrigin.RECORDED, cell="who"),
    Fact(
        "number", "Reference", Content.INTERNAL, ValueKind.TEXT, FactOrigin.RECORDED, cell="number"
    ),
    Fact("text", "Said", Content.INTERNAL, ValueKind.TEXT, FactOrigin.RECORDED, cell="text"),
)
"""What was recorded of prosecutor and appeal, in one row."""

GROUND: tuple[Fact[CaseGround], ...] = (
    _recorded("quoted", "Statement", Content.PERSONAL, cell="quoted"),
    Fact(
        "certainty",
        "Certainty",
        Content.OPEN,
        ValueKind.CHOICE,
        cell="certainty",
    ),
    _recorded("source", "Source", Content.OPEN, cell="source"),
    _recorded("grade", "Grade", Content.OPEN, ValueKind.CODE, cell="grade"),
    Fact(
        "reason",
        "Why it matters here",
        Content.DELIBERATION,
        cell="reason",
    ),
)
"""Background that an officer made a ground of the case, as it stood then."""

VERSION: tuple[Fact[DeclarationVersion], ...] = (
    Fact("version", "What", Content.OPEN, origin=FactOrigin.RECORDED, cell="what"),
    Fact("file_name", "File", Content.OPEN, origin=FactOrigin.RECORDED, cell="file"),
    Fact("at", "Taken in", Content.OPEN, ValueKind.INSTANT, origin=FactOrigin.RECORDED, cell="at"),
    Fact(
        "changes",
        "What changed",
        Content.BUSINESS,
        ValueKind.TEXT,
        FactOrigin.COMPUTED,
        cell="changes",
    ),
    Fact(
        "file_sha256",
        "SHA-256",
        Content.OPEN,
        ValueKind.CODE,
        origin=FactOrigin.RECORDED,
        cell="sha256",
    ),
)
"""A version of the declaration, or a message on it, with its file."""
