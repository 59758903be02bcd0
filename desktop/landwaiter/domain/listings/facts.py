"""What is said of a proposal for a listing: its head, and each row by who may read it."""

from functools import partial
from typing import Any

from landwaiter.domain.base.facts import Content, Fact, FactOrigin, ValueKind

_recorded = partial(Fact, origin=FactOrigin.RECORDED)
_computed = partial(Fact, origin=FactOrigin.COMPUTED)

PROPOSAL: tuple[Fact[Any], ...] = (
    _recorded("name", "Entity", Content.PERSONAL, cell="name"),
    _recorded("act", "Act", Content.OPEN, cell="act"),
    _recorded("annex", "Annex", Content.OPEN, cell="annex"),
    _recorded("criterion", "Criterion", Content.OPEN, cell="criterion"),
    _computed("state", "Status", Content.DELIBERATION, ValueKind.CHOICE, cell="state"),
    _computed("reasons", "Reasons", Content.DELIBERATION, ValueKind.COUNT, cell="reasons"),
    _recorded("author", "Proposed by", Content.PERSONAL, cell="author"),
    _recorded("at", "Day", Content.OPEN, ValueKind.DAY, cell="day"),
    _recorded("approver", "Approved by", Content.PERSONAL, cell="approver"),
    _computed("digest", "SHA-256", Content.OPEN, ValueKind.CODE, cell="digest"),
    _computed("changed", "Changed since", Content.DELIBERATION, cell="changed"),
)
"""The head; that it is proposed at all is a deliberation of the office."""

PROPOSAL_ROW: tuple[Fact[Any], ...] = (
    _computed("label", "Row", Content.OPEN, ValueKind.CODE, cell="label"),
    _recorded("sentence", "Sentence", Content.PERSONAL, cell="sentence"),
    _recorded("certainty", "Certainty", Content.OPEN, ValueKind.CHOICE, cell="certainty"),
    _recorded("source", "Open source", Content.OPEN, cell="source"),
    _recorded("read_on", "Read on", Content.OPEN, cell="read_on"),
    _recorded("published", "Published", Content.OPEN, cell="published"),
    _recorded("evidence", "Evidence", Content.INTERNAL, ValueKind.CODE, cell="evidence"),
    _recorded("sha256", "SHA-256", Content.OPEN, ValueKind.CODE, cell="sha256"),
    _recorded("grade", "Grade", Content.OPEN, ValueKind.CODE, cell="grade"),
    _recorded("releasable", "Releasable", Content.INTERNAL, ValueKind.YES_NO, cell="releasable"),
    _recorded("author", "By", Content.PERSONAL, cell="author"),
)
"""A row that may be released; of another one no report tells more than its number."""
