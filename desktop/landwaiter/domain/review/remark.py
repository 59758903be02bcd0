"""A remark of a returned proposal, with its answers."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RemarkAnswer:
    text: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Remark:
    id: str
    decision_id: str
    """The version that was returned with it."""
    place: str
    text: str
    author: str
    at: datetime
    answers: tuple[RemarkAnswer, ...] = ()

    @property
    def answered(self) -> bool:
        return bool(self.answers)
