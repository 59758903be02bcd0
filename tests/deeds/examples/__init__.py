"""One example of every deed, by the class of its arguments."""

from collections.abc import Mapping
from typing import Any

from tests.deeds.examples import on_case, retention
from tests.deeds.scene import Example

EXAMPLES: Mapping[type[Any], Example] = {
    kind: example for subject in (on_case, retention) for kind, example in subject.EXAMPLES.items()
}
