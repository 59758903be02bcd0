"""One example of every deed, by the class of its arguments."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.deeds.examples import (
    access,
    audit,
    casebook,
    entities,
    evidence,
    finding,
    flags,
    four_eyes,
    incidents,
    intake,
    law,
    letters,
    listings,
    lists,
    monitoring,
    office,
    on_case,
    people,
    registers,
    relations,
    reports,
    retention,
    statistics,
    trade,
)
from tests.deeds.scene import Example, Scene

_SUBJECTS = (
    access,
    audit,
    casebook,
    entities,
    evidence,
    finding,
    flags,
    four_eyes,
    incidents,
    intake,
    law,
    letters,
    listings,
    lists,
    monitoring,
    on_case,
    office,
    people,
    registers,
    relations,
    reports,
    retention,
    statistics,
    trade,
)
EXAMPLES: Mapping[type[Any], Example] = {
    kind: example for subject in _SUBJECTS for kind, example in subject.EXAMPLES.items()
}
TYPED: Mapping[type[Any], Callable[[Scene], tuple[str, ...]]] = {
    **lists.TYPED,
    **law.TYPED,
    **intake.TYPED,
}
"""What is typed where a command does more than the deed."""
