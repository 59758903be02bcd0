"""One example of every deed, by the class of its arguments."""

from collections.abc import Mapping
from typing import Any

from tests.deeds.examples import entities, flags, four_eyes, law, monitoring, registers, retention
from tests.deeds.scene import Example

EXAMPLES: Mapping[type[Any], Example] = {
    kind: example
    for subject in (retention, registers, entities, law, flags, monitoring, four_eyes)
    for kind, example in subject.EXAMPLES.items()
}
