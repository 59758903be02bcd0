"""What is said of an entity: names, numbers, statements, links, and where it was met."""

from functools import partial
from typing import Any

from landwaiter.domain.base.facts import Content, Fact, FactOrigin, ValueKind

_recorded = partial(Fact, origin=FactOrigin.RECORDED)
_computed = partial(Fact, origin=FactOrigin.COMPUTED)

CARRIED: tuple[Fact[Any], ...] = (
    _recorded("since", "Since", Content.OPEN, cell="since"),
    _recorded("until", "Until", Content.OPEN, cell="until"),
    _recorded("source", "Source", Content.OPEN, cell="source"),
    _recorded("grade", "Grade", Content.OPEN, ValueKind.CODE, cell="grade"),
    _recorded("certainty", "Certainty", Content.OPEN, ValueKind.CHOICE, cell="certainty"),
)
"""What each statement carries with it."""

ENTITY_NAME: tuple[Fact[Any], ...] = (
    _recorded("name", "Name", Content.PERSONAL, cell="name"),
    _recorded("kind", "Kind", Content.OPEN, cell="kind"),
    _computed("script", "Script", Content.OPEN, cell="script"),
    *CARRIED,
)

ENTITY_NUMBER: tuple[Fact[Any], ...] = (
    _recorded("kind", "Kind", Content.OPEN, ValueKind.CODE, cell="kind"),
    _recorded("number", "Number", Content.PERSONAL, ValueKind.CODE, cell="number"),
    _computed("problem", "Check", Content.OPEN, cell="problem"),
    *CARRIED,
)

STATEMENT: tuple[Fact[Any], ...] = (
    _recorded("kind", "What", Content.OPEN, cell="kind"),
    _recorded("value", "Value", Content.PERSONAL, cell="value"),
    _recorded("note", "Note", Content.INTERNAL, cell="note"),
    *CARRIED,
)

ENTITY_LINK: tuple[Fact[Any], ...] = (
    _recorded("words", "It", Content.PERSONAL, cell="words"),
    _recorded("other", "Other", Content.PERSONAL, cell="other"),
    _recorded("country", "Country", Content.OPEN, cell="country"),
    _recorded("share", "Share, or control by", Content.BUSINESS, cell="share"),
    *CARRIED,
)

ENTITY_HIT: tuple[Fact[Any], ...] = (
    _computed("claim", "Claim", Content.OPEN, cell="claim"),
    _computed("listing", "Name there", Content.PERSONAL, cell="name"),
    _computed("list", "List or pack", Content.OPEN, cell="list"),
    _computed("edition", "Edition", Content.OPEN, cell="edition"),
    _computed("score", "Score", Content.OPEN, ValueKind.NUMBER, cell="score"),
    _recorded("judgement", "Judged", Content.PERSONAL, cell="judged"),
    _computed("case", "Case", Content.OPEN, ValueKind.CODE, cell="case"),
)

CASE_OF_ENTITY: tuple[Fact[Any], ...] = (
    _recorded("reference", "Reference", Content.OPEN, ValueKind.CODE, cell="reference"),
    _recorded("title", "Title", Content.PERSONAL, cell="title"),
    _recorded("role", "Role", Content.OPEN, cell="role"),
    Fact("declared_as", "Declared as", Content.OPEN, cell="declared"),
    _recorded("received", "Received", Content.OPEN, ValueKind.DAY, cell="received"),
    _recorded("basis", "Linked because", Content.PERSONAL, cell="basis"),
)

PIECE_OF_ENTITY: tuple[Fact[Any], ...] = (
    _recorded("case", "Case", Content.OPEN, ValueKind.CODE, cell="case"),
    _recorded("piece", "Piece", Content.OPEN, ValueKind.CODE, cell="piece"),
    _recorded("name", "File", Content.OPEN, cell="name"),
    _recorded("grade", "Grade", Content.OPEN, ValueKind.CODE, cell="grade"),
)

MOMENT: tuple[Fact[Any], ...] = (
    _recorded("day", "Day", Content.OPEN, cell="day"),
    _recorded("until", "Until", Content.OPEN, cell="until"),
    _recorded("text", "What", Content.PERSONAL, cell="text"),
    _recorded("source", "Source", Content.OPEN, cell="source"),
    _recorded("grade", "Grade", Content.OPEN, ValueKind.CODE, cell="grade"),
    _recorded("certainty", "Certainty", Content.OPEN, ValueKind.CHOICE, cell="certainty"),
    _recorded("case", "Case", Content.OPEN, ValueKind.CODE, cell="case"),
)

OWNER_ON_DAY: tuple[Fact[Any], ...] = (
    _recorded("what", "Acquisition", Content.PERSONAL, cell="what"),
    _recorded("day", "Day", Content.OPEN, cell="day"),
    _computed("then", "Then", Content.OPEN, cell="then"),
    _recorded("owner", "Owner", Content.PERSONAL, cell="owner"),
    _recorded("share", "Share", Content.BUSINESS, cell="share"),
    _computed("doubt", "Doubt", Content.OPEN, cell="doubt"),
    *CARRIED,
)
"""Who held the target of an acquisition before its day, and who after it."""

HOLDER: tuple[Fact[Any], ...] = (
    _recorded("party", "Party", Content.PERSONAL, cell="party"),
    _computed("holder", "Held in the end by", Content.PERSONAL, cell="holder"),
    _computed("least", "At least", Content.OPEN, cell="least"),
    _computed("most", "At most", Content.OPEN, cell="most"),
    _computed("lists", "On lists", Content.PERSONAL, cell="lists"),
)
"""Who holds a party in the end, through all chains that are stated."""
