"""What is said of the load of the office: columns of the head's view."""

from functools import partial
from typing import Any

from landwaiter.domain.base.facts import Content, Fact, FactOrigin, ValueKind

_computed = partial(Fact, origin=FactOrigin.COMPUTED)

OFFICER_LOAD: tuple[Fact[Any], ...] = (
    _computed("officer", "Officer", Content.INTERNAL, cell="officer"),
    _computed("total", "Open cases", Content.INTERNAL, ValueKind.COUNT, cell="total"),
    _computed("stages", "By stage", Content.INTERNAL, cell="stages"),
    _computed("legal", "Clocks of law", Content.INTERNAL, ValueKind.COUNT, cell="legal"),
    _computed("overdue", "Past due", Content.INTERNAL, ValueKind.COUNT, cell="overdue"),
)
STAGE_TIME: tuple[Fact[Any], ...] = (
    _computed("stage", "Stage", Content.INTERNAL, ValueKind.CHOICE, cell="stage"),
    _computed("now", "Cases now", Content.INTERNAL, ValueKind.COUNT, cell="now"),
    _computed("left", "Left it", Content.INTERNAL, ValueKind.COUNT, cell="left"),
    _computed("calendar", "Calendar days", Content.INTERNAL, cell="calendar"),
    _computed("working", "Working days", Content.INTERNAL, cell="working"),
)
CLOCK_COUNT: tuple[Fact[Any], ...] = (
    _computed("name", "Clock", Content.INTERNAL, cell="name"),
    _computed("kept", "Kept", Content.INTERNAL, ValueKind.COUNT, cell="kept"),
    _computed("missed", "Missed", Content.INTERNAL, ValueKind.COUNT, cell="missed"),
    _computed("running", "Running now", Content.INTERNAL, ValueKind.COUNT, cell="running"),
)
