"""Which entity stands for which: merges that nobody took back, and what they come to.

A merge moves no row. What was stated of the entity that is gone stays stated of it and is read
together with what is stated of the one that was kept; taking a merge back needs nothing undone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from landwaiter.errors import NotAllowed
from landwaiter.i18n import _


@dataclass(frozen=True, slots=True)
class Merge:
    """One entity is the same as another: the kept one stands for both."""

    id: str
    kept_id: str
    gone_id: str
    reason: str
    author: str
    at: datetime


@dataclass(frozen=True)
class Merges:
    """The merges that stand."""

    rows: tuple[Merge, ...] = ()

    @cached_property
    def by_gone(self) -> Mapping[str, Merge]:
        return {one.gone_id: one for one in self.rows}

    @cached_property
    def _gone_into(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for one in self.rows:
            found[one.kept_id] = (*found.get(one.kept_id, ()), one.gone_id)
        return found

    def kept(self, entity_id: str) -> str:
        """The entity that stands for this one; itself where it was not merged."""
        while entity_id in self.by_gone:
            entity_id = self.by_gone[entity_id].kept_id
        return entity_id

    def group(self, entity_id: str) -> tuple[str, ...]:
        """The entity that stands for this one, and all that it stands for."""
        found = [self.kept(entity_id)]
        for one in found:
            found += self._gone_into.get(one, ())
        return tuple(found)

    def are_one(self, one: str, other: str) -> bool:
        return self.kept(one) == self.kept(other)


@dataclass(frozen=True, slots=True)
class Trace:
    """An identity under which deeds on an entity stand in the audit chain, within bounds."""

    entity_id: str
    since: datetime | None = None
    until: datetime | None = None
    """The bounds count too; None: always."""


def traces_of(
    entity_id: str, merges: Merges, taken_back: Iterable[tuple[Merge, datetime]]
) -> tuple[Trace, ...]:
    """Where deeds on an entity stand: under all that are one with it, before and after the merge.

    Of those it was one with for a while, with the instant that ended, what was done meanwhile.
    """
    group = merges.group(entity_id)
    found = [Trace(one) for one in group]
    for merge, ended in taken_back:
        for one, other in ((merge.kept_id, merge.gone_id), (merge.gone_id, merge.kept_id)):
            if one in group and other not in group:
                found.append(Trace(other, merge.at, ended))
    return tuple(found)


def refuse_merge(merges: Merges, kept: str, gone: str, distinct: Iterable[str] = ()) -> None:
    """NotAllowed for a merge of an entity with itself, or with one that is gone already."""
    if merges.are_one(kept, gone):
        raise NotAllowed(
            _("These are one entity already."),
            remedy=_("Show the entity to see what was merged into it."),
        )
    for one in (kept, gone):
        if one in merges.by_gone:
            raise NotAllowed(
                _("An entity that was merged is not merged again."),
                remedy=_("Name the entity that it was merged into."),
            )
    if gone in set(distinct):
        raise NotAllowed(
            _("It is stated that these are two."),
            remedy=_("End that statement first, with a reason."),
        )
