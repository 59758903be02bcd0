"""What is said of a relation of states, of a share, and of a supplier's share."""

from functools import partial
from typing import Any

from landwaiter.domain.base.facts import Content, Fact, FactOrigin, ValueKind

_recorded = partial(Fact, origin=FactOrigin.RECORDED)
_computed = partial(Fact, origin=FactOrigin.COMPUTED)

CARRIED: tuple[Fact[Any], ...] = (
    _recorded("certainty", "Certainty", Content.OPEN, ValueKind.CHOICE, cell="certainty"),
    _recorded("source", "Source", Content.OPEN, cell="source"),
    _recorded("grade", "Grade", Content.OPEN, ValueKind.CODE, cell="grade"),
    _recorded("read_on", "Read on", Content.OPEN),
    _recorded("wording", "In their words", Content.PERSONAL, cell="wording"),
    _recorded("note", "Note", Content.INTERNAL, cell="note"),
    _recorded("evidence", "Evidence", Content.OPEN, ValueKind.CODE, cell="evidence"),
)
"""What each statement on states carries with it."""

RELATION: tuple[Fact[Any], ...] = (
    _recorded("states", "States", Content.OPEN, ValueKind.COUNTRY, several=True, cell="states"),
    _recorded("others", "Others", Content.OPEN),
    _recorded("from_others", "From others", Content.OPEN),
    _recorded("kind", "Kind", Content.OPEN, ValueKind.CHOICE, cell="kind"),
    _recorded("name", "Name", Content.OPEN, cell="name"),
    _recorded("since", "Since", Content.OPEN, cell="since"),
    _recorded("until", "Until", Content.OPEN, cell="until"),
    _recorded("recurring", "Recurring", Content.OPEN, cell="recurring"),
    _recorded("place", "Place", Content.OPEN, cell="place"),
    _recorded("service", "Service", Content.OPEN, cell="service"),
    _recorded("equipment", "Equipment", Content.OPEN, cell="equipment"),
    _recorded("figure", "Figure", Content.OPEN, cell="figure"),
    _recorded("unit", "Unit", Content.OPEN, cell="figure"),
    *CARRIED,
)

SHARE: tuple[Fact[Any], ...] = (
    _recorded("states", "States", Content.OPEN, ValueKind.COUNTRY, several=True, cell="states"),
    _recorded("counted", "What is counted", Content.OPEN, cell="counted"),
    _computed("said", "Share", Content.OPEN, cell="said"),
    _recorded("population", "Of what", Content.OPEN, cell="population"),
    _recorded("period_from", "Since", Content.OPEN, cell="since"),
    _recorded("period_to", "Until", Content.OPEN, cell="until"),
    _recorded("edition", "Edition", Content.OPEN, cell="edition"),
    _recorded("method", "Method", Content.OPEN, cell="method"),
    _recorded("computed_by", "Computed by", Content.OPEN, ValueKind.CHOICE, cell="computed_by"),
    *CARRIED,
)

SUPPLIER_SHARE: tuple[Fact[Any], ...] = (
    _computed("supplier", "Supplier", Content.OPEN, cell="supplier"),
    _computed("value", "TIV, millions", Content.OPEN, ValueKind.NUMBER, cell="value"),
    _computed("share", "Share, %", Content.OPEN, ValueKind.NUMBER, cell="share"),
    _computed("lower", "At least, %", Content.OPEN, ValueKind.NUMBER, cell="lower"),
    _computed("upper", "At most, %", Content.OPEN, ValueKind.NUMBER, cell="upper"),
    _computed("deals", "Deals", Content.OPEN, ValueKind.COUNT, cell="deals"),
    _computed("straddling", "Straddling", Content.OPEN, ValueKind.COUNT, cell="straddling"),
)
"""Computed of a trade register, even over delivery years."""
