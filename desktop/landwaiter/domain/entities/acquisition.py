"""An acquisition and the owners of its target before its day and after it, as links state them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Protocol

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.entity import EntityFact, Link
from landwaiter.domain.entities.ownership.stated import (
    OWNS,
    HoldingStatement,
    first_day,
    held_on,
    last_day,
)
from landwaiter.domain.entities.stated_values import OF_SHARES
from landwaiter.i18n import _

ACQUIRED: Final = "acquired"
_ONE_DAY: Final = timedelta(days=1)


class OwnerLink(Protocol):
    """A link of an entity to another, and the name of the other."""

    @property
    def link(self) -> Link: ...
    @property
    def forth(self) -> bool: ...
    @property
    def other_name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class OwnerOnDay:
    """Who is stated to hold a share on one side of the day."""

    link: Link
    name: str
    doubt: str
    """Why it is not sure that it was held then; empty: the stated days say so."""


@dataclass(frozen=True, slots=True)
class Acquisition:
    """One acquisition of the entity, and its owners around the day as far as it is known."""

    stated: EntityFact | Link | None
    """None: a case says so, of a target that may be linked to no entity."""
    told: str
    before: tuple[OwnerOnDay, ...]
    after: tuple[OwnerOnDay, ...]
    planned: str = ""
    """The day that a case gives for it."""
    is_known: bool = True
    """False: the target of the case is linked to no entity, of which owners could be stated."""

    @property
    def day(self) -> str:
        """ISO 8601; empty: no day is stated, and then nobody can say who held it before."""
        return (self.stated.since if self.stated else self.planned) or ""

    @property
    def certainty(self) -> Certainty | None:
        """Of the acquisition as it is stated; None: nobody said, or a case alone says so."""
        return self.stated.certainty if self.stated else None


def owners_then(one: Acquisition) -> Iterator[tuple[str, OwnerOnDay]]:
    """Each owner with the side of the day, those before it first."""
    for words, owners in ((_("before"), one.before), (_("after"), one.after)):
        yield from ((words, owner) for owner in owners)


def why_no_owners(one: Acquisition) -> str:
    """Why no owner stands there; empty where one does."""
    if one.before or one.after:
        return ""
    if not one.is_known:
        return _("the target is linked to no entity: its owners before and after are not known")
    if not one.day:
        return _("its day is not stated: owners before and after cannot be told")
    return _("no owner is stated before or after")


def is_of_shares(stated: EntityFact | Link) -> bool:
    """Whether owners change by it."""
    if isinstance(stated, Link):
        return stated.kind == ACQUIRED
    return stated.kind == "channel" and stated.value["channel"] in OF_SHARES


def acquisition(stated: EntityFact | Link, told: str, owners: Iterable[OwnerLink]) -> Acquisition:
    """The owners on the day before its first possible day, and on its last possible day.

    `owners` are links of the target; those that own it are taken, nearest owners alone.
    """
    return Acquisition(stated, told, *_around(stated.since or "", owners))


def planned_acquisition(day: str, told: str, owners: Iterable[OwnerLink] | None) -> Acquisition:
    """The same of a day that a case gives; `owners` are None where its target is no entity yet."""
    before, after = _around(day, owners or ())
    return Acquisition(None, told, before, after, day, is_known=owners is not None)


_Owners = tuple[OwnerOnDay, ...]


def _around(day: str, owners: Iterable[OwnerLink]) -> tuple[_Owners, _Owners]:
    held = tuple(row for row in owners if row.link.kind == OWNS and not row.forth)
    first, last = first_day(day), last_day(day)
    if first is None or last is None:
        return (), ()
    day_before = first - _ONE_DAY
    before = (_then(row, held_on(_holding(row.link), day_before)) for row in held)
    after = (_then(row, held_on(_holding(row.link), last)) for row in held)
    return tuple(_known(before)), tuple(_known(after))


def _holding(link: Link) -> HoldingStatement:
    return HoldingStatement(
        link.id, link.from_id, link.to_id, since=link.since or "", until=link.until or ""
    )


def _then(row: OwnerLink, is_held: bool | None) -> OwnerOnDay | None:
    if is_held is False:
        return None
    doubt = ""
    if row.link.since is None:
        doubt = _("since when is not stated")
    elif is_held is None:
        doubt = _("its days are stated too coarsely")
    return OwnerOnDay(row.link, row.other_name, doubt)


def _known(found: Iterable[OwnerOnDay | None]) -> Iterator[OwnerOnDay]:
    return (one for one in found if one is not None)
