"""What is said of an incident: the record, what is stated of it, attributions, where it counts."""

from functools import partial
from typing import Any

from landwaiter.domain.base.facts import Content, Fact, FactOrigin, ValueKind

_recorded = partial(Fact, origin=FactOrigin.RECORDED)
_computed = partial(Fact, origin=FactOrigin.COMPUTED)

INCIDENT: tuple[Fact[Any], ...] = (
    _recorded("title", "Title", Content.OPEN),
    _recorded("kind", "Kind", Content.OPEN, ValueKind.CHOICE),
    _recorded("happened", "Happened", Content.OPEN),
    _computed("attributions", "Attributions", Content.OPEN, ValueKind.COUNT),
    _computed("confirmed", "Public confirmation", Content.OPEN),
    _computed("use", "Use", Content.OPEN),
)

ON_INCIDENT: tuple[Fact[Any], ...] = (
    _recorded("what", "What", Content.OPEN, cell="what"),
    _recorded("said", "Stated", Content.PERSONAL, cell="said"),
    _recorded("day", "Day", Content.OPEN, cell="day"),
    _recorded("certainty", "Certainty", Content.OPEN, cell="certainty"),
    _recorded("source", "Source", Content.OPEN, cell="source"),
    _recorded("grade", "Grade", Content.OPEN, ValueKind.CODE, cell="grade"),
    _recorded("read_on", "Read on", Content.OPEN),
    _recorded("note", "Note", Content.INTERNAL, cell="note"),
)
"""A statement on an incident; an attribution is one in the words that were used."""

INCIDENT_OF_ENTITY: tuple[Fact[Any], ...] = (
    _recorded("title", "Incident", Content.OPEN, cell="incident"),
    *ON_INCIDENT,
)
