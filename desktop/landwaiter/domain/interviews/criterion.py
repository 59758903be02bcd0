"""Deciding parameters of a control entry: which are known, and whether they meet its text.

Rows of the pack `deciding_parameters`; figures of one entry and way must all hold, ways are
alternatives. How a test reads is told in `resources/packs/README.md`. What flags and candidates
ask is here; the interview with its comparisons is `interview.py`.
"""

from collections.abc import Mapping

from landwaiter.domain.interviews.comparing import Params, holds
from landwaiter.domain.interviews.course import NOTHING_KNOWN, About, course_of
from landwaiter.domain.interviews.parameter import (
    KIND_OF_GOODS,
    EntryWay,
    Figure,
    NoAnswer,
    Parameter,
    ParameterKind,
    parameters_in,
    ways_of,
)
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import derived

PACK_ID = "deciding_parameters"
ASKED_ON = ("eu", "cml")
"""Control lists whose entries the pack may have figures of."""
_STANDS_FOR_AN_ANSWER = (NoAnswer.HOLDS, NoAnswer.FAILS)


def missing(pack: Pack, head: str, params: Params, about: About = NOTHING_KNOWN) -> tuple[str, ...]:
    """Labels (with unit) of the values that would still decide the head and nobody has stated."""
    course = course_of(pack, head, params, about)
    ways = course.ways(pack) if course else ways_of(pack, head)
    if _any(ways, params):
        return ()
    known = parameters_in(pack)
    names = dict.fromkeys(
        name
        for way in ways
        if _all(way, params) is None
        for name in open_in(way, params)
        if name in known
    )
    ordered = sorted(names, key=course.place) if course else names
    return tuple(_label(known[name]) for name in ordered)


def _label(parameter: Parameter) -> str:
    return f"{parameter.label} ({parameter.unit})" if parameter.unit else parameter.label


def open_in(way: EntryWay, params: Params) -> tuple[str, ...]:
    """Parameters of a way that are open and may be asked for now.

    What the thing is comes first: while its kind is open, the figures of that kind are not asked.
    """
    names: dict[str, None] = {}
    presumed: dict[str, None] = {}
    for figure in way:
        unstated = [name for name in figure.reads if params.get(name) is None]
        if figure.unanswered is not NoAnswer.HOLDS:
            if unstated and (figure.test == KIND_OF_GOODS or figure.unanswered is NoAnswer.FIRST):
                return (figure.parameter,)
            names |= dict.fromkeys(unstated)
        elif figure.test == KIND_OF_GOODS:
            presumed |= dict.fromkeys(unstated)
    return (*names, *presumed)


def _ways_under(pack: Pack, head: str, params: Params, about: About) -> tuple[EntryWay, ...]:
    """The ways of a head, by the course where one says what the goods are."""
    course = course_of(pack, head, params, about)
    if course is None:
        return ways_of(pack, head)
    return tuple(way for way in course.ways(pack) if way[0].head == head)


def meets(pack: Pack, head: str, params: Params, about: About = NOTHING_KNOWN) -> bool | None:
    """Whether the values meet one way of the head; None while they cannot decide it.

    What nobody has stated counts as each row of the pack says: an exception as not claimed, a
    special kind of the goods as not given.
    """
    if _reads_of(pack, head).isdisjoint(params):
        return derived(_meets_unstated, pack).get(head)
    return _any(_ways_under(pack, head, params, about), params)


def _any(ways: tuple[EntryWay, ...], params: Params) -> bool | None:
    """True for the first way that is met; None where one is open and none is met."""
    found: bool | None = False if ways else None
    for way in ways:
        verdict = _all(way, params)
        if verdict:
            return True
        found = None if verdict is None else found
    return found


def has_entry_met_unstated(pack: Pack) -> bool:
    """Whether some head is met by goods of which none of its values is stated."""
    return True in derived(_meets_unstated, pack).values()


def _meets_unstated(pack: Pack) -> Mapping[str, bool | None]:
    """Head → what it comes to where none of its values is stated: so it is for most goods."""
    return {head: _any(ways_of(pack, head), {}) for head in derived(_reads, pack)}


def _reads_of(pack: Pack, head: str) -> frozenset[str]:
    return derived(_reads, pack).get(head, frozenset())


def _reads(pack: Pack) -> Mapping[str, frozenset[str]]:
    """Head → every parameter that its figures read."""
    heads = dict.fromkeys(row["head"] for row in pack.rows if row["head"])
    return {
        head: frozenset(
            name
            for way in ways_of(pack, head)
            for figure in way
            for name in (figure.parameter, *figure.reads)
        )
        for head in heads
    }


def met_entry(pack: Pack, head: str, params: Params, about: About = NOTHING_KNOWN) -> str | None:
    """The entry of the head whose figures the values meet, e.g. 2B001.b.2.a."""
    for way in _ways_under(pack, head, params, about):
        if _all(way, params):
            return way[0].entry
    return None


def _all(way: EntryWay, params: Params) -> bool | None:
    found: bool | None = True
    for figure in way:
        verdict = _presumed(figure, params)
        if verdict is False:
            return False
        found = None if verdict is None else found
    return found


def _presumed(figure: Figure, params: Params) -> bool | None:
    if params.get(figure.parameter) is None and figure.unanswered in _STANDS_FOR_AN_ANSWER:
        return figure.unanswered is NoAnswer.HOLDS
    return holds(figure, params)


__all__ = [
    "ASKED_ON",
    "KIND_OF_GOODS",
    "NOTHING_KNOWN",
    "PACK_ID",
    "About",
    "Figure",
    "Parameter",
    "ParameterKind",
    "Params",
    "course_of",
    "has_entry_met_unstated",
    "meets",
    "met_entry",
    "missing",
    "open_in",
]
