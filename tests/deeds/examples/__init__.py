"""One example of every deed, by the class of its arguments."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.deeds.examples import (
    entities,
    flags,
    four_eyes,
    law,
    lists,
    monitoring,
    registers,
    retention,
)
from tests.deeds.scene import Example, Scene

_SUBJECTS = (retention, registers, entities, lists, law, flags, monitoring, four_eyes)
EXAMPLES: Mapping[type[Any], Example] = {
    kind: example for subject in _SUBJECTS for kind, example in subject.EXAMPLES.items()
}
TYPED: Mapping[type[Any], Callable[[Scene], tuple[str, ...]]] = {**lists.TYPED, **law.TYPED}
"""What is typed where a command does more than the deed."""
