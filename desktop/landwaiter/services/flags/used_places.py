"""Which places of a case a rule used, and which rules used a place."""

from collections.abc import Iterable
from dataclasses import dataclass

from landwaiter.domain.cases.case import Evaluation, FlagResult


@dataclass(frozen=True, slots=True)
class UsedPlace:
    """A place of the case as rules name it, such as `items/1/cn8`, and what stood there."""

    place: str
    value: str


def used_by(flag: FlagResult) -> tuple[UsedPlace, ...]:
    """What a flag rests on, in its own order."""
    parts = (line.partition(":") for line in flag.evidence)
    return tuple(UsedPlace(place.strip(), value.strip()) for place, _colon, value in parts)


def rules_at(flags: Iterable[FlagResult], *places: str) -> tuple[str, ...]:
    """The raised rules that used one of the places, or something under it."""
    found = (
        flag.rule
        for flag in flags
        if flag.evaluation is Evaluation.RAISED
        and any(_under(one.place, place) for one in used_by(flag) for place in places)
    )
    return tuple(dict.fromkeys(found))


def is_used(flag: FlagResult | None, *places: str) -> bool:
    """Whether the flag rests on one of the places, or something under it."""
    return flag is not None and bool(rules_at((flag,), *places))


def _under(place: str, wanted: str) -> bool:
    return place == wanted or place.startswith(f"{wanted}/")
