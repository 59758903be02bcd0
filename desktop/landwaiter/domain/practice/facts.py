"""What is said of an exercise and of the points that it is graded by."""

from functools import partial
from typing import Any

from landwaiter.domain.base.facts import Content, Fact, FactOrigin, ValueKind

_computed = partial(Fact, origin=FactOrigin.COMPUTED)

POINT: tuple[Fact[Any], ...] = (
    _computed("title", "Point", Content.INTERNAL, cell="title"),
    _computed("done", "What was done", Content.INTERNAL, cell="done"),
    _computed("state", "Status", Content.INTERNAL, ValueKind.CHOICE, cell="state"),
    _computed("expected", "Expected", Content.INTERNAL, cell="expected"),
)
