"""One example of every deed, by the class of its arguments."""

from collections.abc import Mapping
from typing import Any

from tests.deeds.examples import (
    access,
    audit,
    casebook,
    evidence,
    intake,
    office,
    people,
    reports,
    retention,
)
from tests.deeds.scene import Example

_SUBJECTS = (access, audit, casebook, evidence, intake, office, people, reports, retention)
EXAMPLES: Mapping[type[Any], Example] = {
    kind: example for subject in _SUBJECTS for kind, example in subject.EXAMPLES.items()
}
