"""What a committed deed touched, as the views are told."""

from dataclasses import dataclass
from typing import Protocol


class DeedChanges(Protocol):
    """What services return of a deed."""

    @property
    def topics(self) -> frozenset[str]: ...

    @property
    def ids(self) -> frozenset[str]: ...

    @property
    def said(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class ChangedTopics:
    """Topics such as cases, reference, settings, reports; no ids: all of them."""

    topics: frozenset[str]
    ids: frozenset[str] = frozenset()
    said: tuple[str, ...] = ()

    def concerns(self, topic: str, *ids: str) -> bool:
        """True when something of the topic, or one of these ids, may have changed."""
        if topic not in self.topics:
            return False
        return not self.ids or not ids or bool(self.ids.intersection(ids))


TEXTS = "texts"
"""Texts of evidence that are found by their words now."""
EVERYTHING = ChangedTopics(frozenset({"cases", "reference", "settings", "reports", "users"}))
"""Another process wrote, and did not say what."""
