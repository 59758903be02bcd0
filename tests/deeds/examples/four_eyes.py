"""An example of the deed on the table of four eyes."""

from typing import Any

from tests.deeds.scene import Example
from tests.services.sample_office import REASON

from landwaiter.domain.deeds.four_eyes import SetPolicy

EXAMPLES: dict[type[Any], Example] = {
    SetPolicy: lambda _: SetPolicy("four_eyes.embargo_practice", "true", REASON),
}
