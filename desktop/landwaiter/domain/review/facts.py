"""What is said of a deed that waits for a second person, of returns, and of who reviews."""

from functools import partial
from typing import Any

from landwaiter.domain.base.facts import Content, Fact, FactOrigin, ValueKind
from landwaiter.domain.deeds.motion import Motion

MOTION: tuple[Fact[Motion], ...] = (
    Fact("title", "What", Content.OPEN, origin=FactOrigin.RECORDED, cell="deed"),
    Fact(
        "reason", "Reason", Content.DELIBERATION, ValueKind.TEXT, FactOrigin.RECORDED, cell="reason"
    ),
    Fact("author", "Moved by", Content.PERSONAL, ValueKind.TEXT, FactOrigin.RECORDED, cell="by"),
    Fact(
        "seconder",
        "Seconded by",
        Content.PERSONAL,
        ValueKind.TEXT,
        FactOrigin.RECORDED,
        cell="second",
    ),
    Fact(
        "seconded_at",
        "When",
        Content.OPEN,
        ValueKind.INSTANT,
        origin=FactOrigin.RECORDED,
        cell="at",
    ),
    Fact(
        "text_sha256",
        "Text, SHA-256",
        Content.OPEN,
        ValueKind.CODE,
        origin=FactOrigin.COMPUTED,
        cell="text",
    ),
)

_counted = partial(Fact, content=Content.PERSONAL, kind=ValueKind.COUNT, origin=FactOrigin.COMPUTED)
_recorded = partial(Fact, origin=FactOrigin.RECORDED)

RETURNED: tuple[Fact[Any], ...] = (
    _recorded("reference", "Case", Content.OPEN, ValueKind.CODE, cell="reference"),
    _recorded("version", "Version", Content.OPEN, ValueKind.COUNT, cell="version"),
    _recorded("author", "Author", Content.PERSONAL, cell="author"),
    _recorded("returned_by", "Returned by", Content.PERSONAL, cell="by"),
    _recorded("at", "When", Content.OPEN, ValueKind.INSTANT, cell="at"),
    _recorded("kind", "What was wrong", Content.DELIBERATION, ValueKind.CHOICE, cell="kind"),
    _recorded("reason", "Reason", Content.DELIBERATION, cell="reason"),
    _recorded("became", "What became of it", Content.DELIBERATION, cell="became"),
)
REVIEWER: tuple[Fact[Any], ...] = (
    Fact("reviewer", "Reviewer", Content.PERSONAL, origin=FactOrigin.RECORDED, cell="reviewer"),
    _counted("approved", "Approved", cell="approved"),
    _counted("returned", "Returned", cell="returned"),
    Fact("kinds", "For what", Content.PERSONAL, origin=FactOrigin.COMPUTED, cell="kinds"),
    _counted("approved_later", "Approved later", cell="approved_later"),
    _counted("changed", "Changed before", cell="changed"),
    _counted("reversed", "Fallen since", cell="reversed"),
    Fact("feedback", "Feedback", Content.PERSONAL, origin=FactOrigin.COMPUTED, cell="feedback"),
)
