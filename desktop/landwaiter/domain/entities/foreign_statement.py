"""What another system says of entities and their links, before it becomes a statement here."""

from dataclasses import dataclass

from landwaiter.domain.base.certainty import Certainty


@dataclass(frozen=True, slots=True)
class GivenFact:
    """One statement about an entity, of one of `entity.FACT_KINDS`."""

    kind: str
    value: tuple[tuple[str, str], ...]
    """Its fields, by their names in order."""
    since: str = ""
    """ISO 8601 at the source's precision; empty where none is stated."""
    until: str = ""
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class GivenEntity:
    """One entity of the file, under the file's own identity."""

    key: str
    kind: str
    """person, organisation, vessel …, as entities here are called."""
    name: str
    country: str = ""
    """ISO 3166-1 alpha-2, upper case."""
    facts: tuple[GivenFact, ...] = ()
    origin: str = ""
    """Which data sets of the publisher say so."""
    row: int = 0
    claims: tuple[tuple[str, str], ...] = ()
    """Kind and words of what lists say of it: told beside what is stated, and never a fact."""

    @property
    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """Kind and number of each identifier stated."""
        stated = (dict(one.value) for one in self.facts if one.kind == "identifier")
        return tuple((one["kind"], one["number"]) for one in stated)


@dataclass(frozen=True, slots=True)
class GivenLink:
    """One link of the file between two of its entities."""

    kind: str
    source: str
    """Key of the one who owns, directs …"""
    target: str
    percent: str = ""
    """As `shares.checked_share` keeps it; empty where the share is not stated."""
    since: str = ""
    until: str = ""
    note: str = ""
    origin: str = ""
    row: int = 0
    certainty: Certainty | None = None
    value: tuple[tuple[str, str], ...] = ()
    """What else the kind carries, by the names of the fields in order."""


@dataclass(frozen=True, slots=True)
class Omission:
    """What was not taken over, and why."""

    row: int
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a file says, and what of it is no statement about entities."""

    entities: tuple[GivenEntity, ...] = ()
    links: tuple[GivenLink, ...] = ()
    left_out: tuple[Omission, ...] = ()
    claims: int = 0
    """Listings of publishers: theirs to say, never facts about the entity here."""
    unread: tuple[tuple[str, int], ...] = ()
    """Properties that are not taken over, and how many entities have them."""
