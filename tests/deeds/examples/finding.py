"""Examples of deeds on tags."""

from typing import Any

from tests.deeds.scene import Example
from tests.services.sample_office import REF

from landwaiter.domain.finding.deeds import AddTag, RetireTag, TagCase, UntagCase

TOOLS = "machine tools"
EXAMPLES: dict[type[Any], Example] = {
    AddTag: lambda _: AddTag(TOOLS),
    RetireTag: lambda _: RetireTag(TOOLS),
    TagCase: lambda _: TagCase(REF, TOOLS),
    UntagCase: lambda _: UntagCase(REF, TOOLS),
}
