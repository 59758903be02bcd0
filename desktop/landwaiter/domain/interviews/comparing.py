"""How one figure of the text is held against what is stated: a table of tests.

Every test answers true, false or None: not known. `resources/packs/README.md` says how each reads.
"""

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

from landwaiter.domain.interviews.parameter import Figure, Where
from landwaiter.domain.interviews.value import flag, number, numbers, words
from landwaiter.domain.law.word_lists import folded

Params = Mapping[str, Any]
Test = Callable[[Figure, Params], bool | None]

COMPARISONS: Final[Mapping[str, Callable[[Fraction, Fraction], bool]]] = {
    "at_least": operator.ge,
    "above": operator.gt,
    "at_most": operator.le,
    "below": operator.lt,
}
SIGNS: Final[Mapping[str, str]] = {
    "at_least": "≥",
    "above": ">",
    "at_most": "≤",
    "below": "<",
    "refuted_above": "≤",
    "between": "within",
    "by_travel": "≤",
}


def holds(figure: Figure, params: Params) -> bool | None:
    """Whether the figure is met by what is stated; nothing is presumed."""
    return _TESTS[figure.test](figure, params)


def _compares(figure: Figure, params: Params) -> bool | None:
    """Any axis that lies in the class `where` and compares so."""
    values = numbers(params.get(figure.parameter))
    if values is None or figure.bound is None:
        return None
    compare, bound = COMPARISONS[figure.test], figure.bound
    if not figure.where:
        return any(compare(value, bound) for value in values)
    chosen = _on_axes(figure.where, params, len(values))
    if chosen is None:
        return None
    return any(there and compare(value, bound) for value, there in zip(values, chosen, strict=True))


def _on_axes(where: tuple[Where, ...], params: Params, count: int) -> list[bool] | None:
    """For each axis whether it is of the class; None while that is not known."""
    chosen = [True] * count
    for condition in where:
        others = numbers(params.get(condition.parameter))
        if others is None or len(others) != count:
            return None
        compare = COMPARISONS[condition.test]
        chosen = [
            there and compare(other, condition.bound)
            for there, other in zip(chosen, others, strict=True)
        ]
    return chosen


def _refuted_above(figure: Figure, params: Params) -> bool | None:
    """The threshold itself could not be read, but it lies no higher than the value."""
    values = numbers(params.get(figure.parameter))
    if values is None or figure.bound is None:
        return None
    return False if all(value > figure.bound for value in values) else None


def _yes(figure: Figure, params: Params) -> bool | None:
    value = params.get(figure.parameter)
    return None if value is None else flag(value)


def _no(figure: Figure, params: Params) -> bool | None:
    said = _yes(figure, params)
    return None if said is None else not said


def _includes(figure: Figure, params: Params) -> bool | None:
    """What is stated names one of the words."""
    value = params.get(figure.parameter)
    return None if value is None else bool(set(words(value)) & set(words(figure.value)))


def _one_of(figure: Figure, params: Params) -> bool | None:
    """True for a word of the first list, False for one of the second alone, else not known."""
    value = params.get(figure.parameter)
    if value is None:
        return None
    stated = folded(str(value).replace("_", " "))
    meeting, failing = figure.value.split("|")
    if any(word in stated for word in meeting.split(";")):
        return True
    return False if any(word in stated for word in failing.split(";")) else None


def _between(figure: Figure, params: Params) -> bool | None:
    """Both ends excluded."""
    values = numbers(params.get(figure.parameter))
    low, high = (number(end) for end in figure.value.split(";"))
    if values is None or low is None or high is None:
        return None
    return any(low < value < high for value in values)


def _by_travel(figure: Figure, params: Params) -> bool | None:
    """Any linear axis within the limit of its own travel class."""
    values, travels = numbers(params.get(figure.parameter)), numbers(params.get("travel_mm"))
    if not values or not travels or len(values) != len(travels):
        return None
    return any(
        value <= _limit(figure.value, travel) for value, travel in zip(values, travels, strict=True)
    )


def _limit(classes: str, travel: Fraction) -> Fraction:
    for part in classes.split(";"):
        below, limit = part.split(":")
        if not below or travel < Fraction(below):
            return Fraction(limit)
    raise ValueError(f"travel classes without an open end: {classes}")


def _needed(figure: Figure, params: Params) -> bool | None:
    """A value that another test of the same way reads."""
    return True if params.get(figure.parameter) is not None else None


def _asked(figure: Figure, params: Params) -> bool | None:
    """A value the entry turns on, without a threshold of ours: it decides nothing."""
    return None


_TESTS: Final[Mapping[str, Test]] = {
    **dict.fromkeys(COMPARISONS, _compares),
    "refuted_above": _refuted_above,
    "yes": _yes,
    "no": _no,
    "includes": _includes,
    "one_of": _one_of,
    "between": _between,
    "by_travel": _by_travel,
    "needed": _needed,
    "asked": _asked,
}
