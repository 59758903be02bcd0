"""Answers of an interview: who stated which deciding value of an item, where and when.

An answer is never changed; a newer one of the same parameter counts before it, and a revoked one
does not count at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

SOURCES: Final[Mapping[str, str]] = {
    "data_sheet": "data sheet",
    "manufacturer": "manufacturer",
    "exporter_answer": "exporter's answer",
    "compelled_answer": "answer compelled under UCC 15",
    "contract": "contract",
    "end_use_statement": "end-use statement",
    "technical_opinion": "technical opinion",
    "examination": "examination of the goods",
    "catalogue": "catalogue or public source",
    "other": "another source",
}
"""Who or what said so."""


@dataclass(frozen=True, slots=True)
class Answer:
    id: str
    item_no: int
    parameter: str
    value: Any
    """In the parameter's unit: exact text, one per axis, a bool, words; None: asked, not known."""
    given: str
    """As it was stated, with its unit."""
    source: str
    document: str
    date: date
    author: str
    at: datetime
    evidence: int | None = None
    """Number of the piece of evidence that holds the document."""
    revoked_at: datetime | None = None
    revoked_by: str = ""
    revoke_reason: str = ""

    @property
    def stands(self) -> bool:
        return self.revoked_at is None


def standing(answers: Iterable[Answer], item_no: int) -> tuple[Answer, ...]:
    """Those of an item that count, in the order in which they were given."""
    return tuple(one for one in answers if one.stands and one.item_no == item_no)
