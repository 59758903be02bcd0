"""Deciding parameters of a control entry: which are known, and whether they meet its text.

Rows of the pack `deciding_parameters`; figures of one entry and way must all hold, ways are
alternatives. How a test reads is told in `resources/packs/README.md`. What flags and candidates
ask is here; the interview with its comparisons is `interview.py`.
"""

from landwaiter.domain.pack import Pack
from landwaiter.domain.parameters.comparing import Params, holds
from landwaiter.domain.parameters.parameter import (
    Figure,
    Kind,
    Parameter,
    Unanswered,
    Way,
    parameters_in,
    ways_of,
)

PACK_ID = "deciding_parameters"
KIND_OF_GOODS = "includes"
"""The test that says what the thing is."""


def missing(pack: Pack, head: str, params: Params) -> tuple[str, ...]:
    """Labels (with unit) of the values that would still decide the head and nobody has stated."""
    if meets(pack, head, params):
        return ()
    known = parameters_in(pack)
    wanted = {
        name: _label(known[name])
        for way in ways_of(pack, head)
        if _all(way, params) is None
        for name in open_in(way, params)
        if name in known
    }
    return tuple(wanted.values())


def _label(parameter: Parameter) -> str:
    return f"{parameter.label} ({parameter.unit})" if parameter.unit else parameter.label


def open_in(way: Way, params: Params) -> tuple[str, ...]:
    """Parameters of a way that are open and may be asked for now.

    What the thing is comes first: while its kind is open, the figures of that kind are not asked.
    """
    names: dict[str, None] = {}
    presumed: dict[str, None] = {}
    for figure in way:
        unstated = [name for name in figure.reads if params.get(name) is None]
        if figure.unanswered is not Unanswered.HOLDS:
            if figure.test == KIND_OF_GOODS and unstated:
                return (figure.parameter,)
            names |= dict.fromkeys(unstated)
        elif figure.test == KIND_OF_GOODS:
            presumed |= dict.fromkeys(unstated)
    return (*names, *presumed)


def meets(pack: Pack, head: str, params: Params) -> bool | None:
    """Whether the values meet one way of the head; None while they cannot decide it.

    What nobody has stated counts as each row of the pack says: an exception as not claimed, a
    special kind of the goods as not given.
    """
    verdicts = [_all(way, params) for way in ways_of(pack, head)]
    if any(verdicts):
        return True
    return None if not verdicts or None in verdicts else False


def met_entry(pack: Pack, head: str, params: Params) -> str | None:
    """The entry whose figures the values meet, e.g. 2B001.b.2.a."""
    for way in ways_of(pack, head):
        if _all(way, params):
            return way[0].entry
    return None


def _all(way: Way, params: Params) -> bool | None:
    verdicts = [_presumed(figure, params) for figure in way]
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _presumed(figure: Figure, params: Params) -> bool | None:
    if params.get(figure.parameter) is None and figure.unanswered is not Unanswered.OPEN:
        return figure.unanswered is Unanswered.HOLDS
    return holds(figure, params)


__all__ = [
    "PACK_ID",
    "Figure",
    "Kind",
    "Parameter",
    "Params",
    "meets",
    "met_entry",
    "missing",
    "open_in",
]
