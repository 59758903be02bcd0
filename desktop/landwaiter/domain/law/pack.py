"""Reference packs: dated editions of reference data, each with source, licence and trust."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol


class Trust(StrEnum):
    OFFICIAL = "official"
    TRANSCRIBED = "transcribed"
    OWN_KNOWLEDGE = "own knowledge"


@dataclass(frozen=True, slots=True)
class Pack:
    """One edition of one pack; `rows` are the data file's rows by column name."""

    id: str
    kind: str
    """control_list, correlation, high_priority_list, goods_annex, document_codes, institutions,
    calendar, flag_rules, embargo_policy, general_authorisations, vocabulary …"""
    edition: str
    title: str
    source: str
    licence: str
    trust: Trust
    sha256: str
    rows: tuple[Mapping[str, str], ...]
    valid_from: date | None = None
    valid_to: date | None = None

    def in_force(self, on: date) -> bool:
        """True when `on` lies in the pack's validity; open ends count as in force."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


class WarrantOrigin(StrEnum):
    """What lets an edition of a pack into the casebook."""

    SHIPPED = "shipped"
    """It came with the program."""
    MOTION = "motion"
    """Two persons agreed to it, or one in an office of one."""
    BUNDLE = "bundle"
    """A publisher signed it, in a bundle whose root two persons have accepted."""


@dataclass(frozen=True, slots=True)
class Warrant:
    """What vouches for an edition when it comes."""

    origin: WarrantOrigin
    origin_id: str = ""
    """Of the motion or bundle; empty for what is shipped."""
    official: bool = False
    """Its publisher signed it and may call packs of this name official."""

    def trust(self, said: Trust) -> Trust:
        """The lower of what the pack says of itself and what this allows."""
        if said is Trust.OFFICIAL and not self.official:
            return Trust.TRANSCRIBED
        return said


SHIPPED = Warrant(WarrantOrigin.SHIPPED)
UNSIGNED = Warrant(WarrantOrigin.MOTION)
"""What the office takes in by itself, whoever it says it is from."""


@dataclass(frozen=True, slots=True)
class UsedEdition:
    """What a verdict rests on: named and printed with it."""

    id: str
    edition: str
    sha256: str
    trust: str
    source: str


def editions_in_force(editions: Iterable[Pack], on: date) -> dict[str, Pack]:
    """Pack id → its edition in force on the day, from editions in the order of their import.

    Where several editions of a pack are in force, the one imported last counts; where none is,
    the pack is not there, and rules that need it are not evaluated.
    """
    return {pack.id: pack for pack in editions if pack.in_force(on)}


class DatedEdition(Protocol):
    """An edition with its validity; open ends are None."""

    @property
    def edition(self) -> str: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which the same edition of a pack counts."""

    first: date | None
    """None: from the beginning of time."""
    last: date | None
    """None: without end."""
    edition: str | None
    """None: a gap, in which no edition is in force."""
    also: tuple[str, ...] = ()
    """Editions that are valid too, but were imported earlier and do not count."""


def timeline(editions: Iterable[DatedEdition]) -> tuple[Stretch, ...]:
    """Which edition of one pack counts when, from editions in the order of their import."""
    known = tuple(editions)
    firsts = {one.valid_from for one in known if one.valid_from}
    after = {one.valid_to + _DAY for one in known if one.valid_to and one.valid_to < date.max}
    starts = sorted(firsts | after)
    found: list[Stretch] = []
    for first, following in zip([None, *starts], [*starts, None], strict=True):
        last = following - _DAY if following else None
        stretch = _stretch(known, first, last)
        if found and (found[-1].edition, found[-1].also) == (stretch.edition, stretch.also):
            stretch = replace(stretch, first=found.pop().first)
        found.append(stretch)
    return tuple(found)


_DAY = timedelta(days=1)


def _stretch(editions: tuple[DatedEdition, ...], first: date | None, last: date | None) -> Stretch:
    """No edition begins or ends within these days, so that any of them tells."""
    day = first or last or date.min
    valid = [
        one.edition
        for one in editions
        if (one.valid_from is None or (first is not None and one.valid_from <= day))
        and (one.valid_to is None or day <= one.valid_to)
    ]
    return Stretch(first, last, valid[-1] if valid else None, tuple(valid[:-1]))
