"""Editions of a watch list: which one counts on a day, how two differ, how old one may be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from landwaiter.domain.law.pack import Pack
from landwaiter.domain.lists.listing import ListEdition, Listing
from landwaiter.i18n import joined

LIMITS: Final = "list_limits"
"""The pack that says how old a list of a kind may grow where the office sets no limit."""


def place_on(dated: Sequence[date], day: date) -> int:
    """Which of some editions, from the oldest to the newest, counts on a day.

    The newest that was there on the day; before the first of them, the first: it is nearest.
    """
    return max(sum(one <= day for one in dated) - 1, 0)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a listing that two editions word differently; values as text."""

    field: str
    was: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListingChange:
    """A listing that is on both editions and not the same."""

    listing_id: str
    name: str
    """In the newer edition."""
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """What a newer edition says otherwise of the listing that a hit is about."""

    edition: str
    dated: date
    """The day from which the newer edition counts."""
    is_removed: bool
    """The newer edition has the listing no more; `fields` is empty then."""
    fields: tuple[FieldChange, ...] = ()
    look_again: bool = False
    """It came after the judgement that stands: that counts as made, and was made without it."""


@dataclass(frozen=True, slots=True)
class ListDiff:
    """What differs between two editions of a list, by identifier."""

    added: tuple[Listing, ...]
    removed: tuple[Listing, ...]
    changed: tuple[ListingChange, ...]
    unchanged: int


def compared_editions(
    gone: Mapping[str, Listing], come: Mapping[str, Listing], old_total: int
) -> ListDiff:
    """The difference, from what each edition alone says; `old_total` listings were on the old."""
    changed = tuple(
        ListingChange(name, come[name].name, differing)
        for name in sorted(gone.keys() & come.keys())
        if (differing := listing_changes(gone[name], come[name]))
    )
    return ListDiff(
        added=tuple(come[name] for name in sorted(come.keys() - gone.keys())),
        removed=tuple(gone[name] for name in sorted(gone.keys() - come.keys())),
        changed=changed,
        unchanged=old_total - len(gone.keys() - come.keys()) - len(changed),
    )


def listing_changes(was: Listing, now: Listing) -> tuple[FieldChange, ...]:
    """The fields that two wordings of a listing have otherwise, in their order."""
    return tuple(_changes(was, now))


def _changes(was: Listing, now: Listing) -> Iterator[FieldChange]:
    for field in fields(Listing):
        before, after = (_texts(getattr(one, field.name)) for one in (was, now))
        if before != after:
            yield FieldChange(field.name, before, after)


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(one if isinstance(one, str) else _parts(one) for one in value)


def _parts(value: Any) -> str:
    """A paper, a former state or a tie: what it says, in the order of its fields."""
    said = (getattr(value, field.name) for field in fields(value))
    return joined(" ", (part for part in said if part))


@dataclass(frozen=True, slots=True)
class AgeLimit:
    """From how many days a list is called too old, and who says so."""

    days: int
    basis: str
    trust: str
    """`office`: its own setting; else the trust of the pack."""


OFFICE: Final = "office"


def age_limit(edition: ListEdition, office: str, pack: Pack | None) -> AgeLimit | None:
    """The limit of the office, else that of the pack for this kind of list; None: there is none."""
    if office.isdecimal():
        return AgeLimit(int(office), "", OFFICE)
    for row in pack.rows if pack else ():
        if row.get("kind") == edition.kind:
            return AgeLimit(int(row["days"]), str(row.get("basis", "")), str(pack and pack.trust))
    return None


def is_stale(edition: ListEdition, limit: AgeLimit | None, today: date) -> bool:
    """True when the list is older than its limit."""
    return limit is not None and (today - edition.dated).days > limit.days
