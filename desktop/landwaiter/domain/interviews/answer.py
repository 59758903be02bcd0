"""Answers of an interview: who stated which deciding value of an item, where and when.

An answer is never changed; a newer one of the same parameter counts before it, and a revoked one
does not count at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from landwaiter.i18n import N_

SOURCES: Final[Mapping[str, str]] = {
    "data_sheet": N_("data sheet"),
    "manufacturer": N_("manufacturer"),
    "exporter_answer": N_("exporter's answer"),
    "compelled_answer": N_("answer compelled under UCC 15"),
    "contract": N_("contract"),
    "end_use_statement": N_("end-use statement"),
    "technical_opinion": N_("technical opinion"),
    "examination": N_("examination of the goods"),
    "catalogue": N_("catalogue or public source"),
    "other": N_("another source"),
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
