"""What stands out in the statements on a ship: its flag and those behind it, side by side.

A pattern is shown and accuses nobody: many ships sail lawfully under the flag of another state.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.entities.entity import EntityFact, Link, overlap
from landwaiter.i18n import N_, _

BEHIND: Final[Mapping[str, str]] = {
    "owns": N_("Under the flag of {flag}, owned by {name} of {country}."),
    "controls": N_("Under the flag of {flag}, controlled by {name} of {country}."),
    "manages": N_("Under the flag of {flag}, managed by {name} of {country}."),
}
"""Kind of link to a ship → the sentence where the country is not the one of the flag."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One thing that stands out, with the statements it rests on."""

    kind: str
    text: str
    since: str | None
    until: str | None
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """Somebody behind a ship: the link, a name, and a country as far as known."""

    link: Link
    name: str
    country: str | None


def flag_patterns(facts: Iterable[EntityFact], behind: Iterable[Behind]) -> tuple[Pattern, ...]:
    """A flag of one state while the ship is owned, controlled or managed from another."""
    flags = [fact for fact in facts if fact.kind == "flag" and fact.stands]
    known = [one for one in behind if one.country and one.link.stands and one.link.kind in BEHIND]
    return tuple(_met(flags, known))


def _met(flags: list[EntityFact], known: list[Behind]) -> Iterator[Pattern]:
    for flag in flags:
        for one in known:
            state = flag.value["country"]
            if one.country == state or not overlap(flag, one.link):
                continue
            yield Pattern(
                kind=f"flag_{one.link.kind}",
                text=_(BEHIND[one.link.kind]).format(
                    flag=state, name=one.name, country=one.country
                ),
                since=_later(flag.since, one.link.since),
                until=_earlier(flag.until, one.link.until),
                rests_on=(flag.id, one.link.id),
            )


def _later(one: str | None, other: str | None) -> str | None:
    return max(filter(None, (one, other)), default=None)


def _earlier(one: str | None, other: str | None) -> str | None:
    return min(filter(None, (one, other)), default=None)
