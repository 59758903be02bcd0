"""Examples of deeds on reference data."""

from typing import Any

from tests.deeds.scene import Example

from landwaiter.domain.deeds.law import EndTask

EXAMPLES: dict[type[Any], Example] = {
    EndTask: lambda _: EndTask("none"),
}
