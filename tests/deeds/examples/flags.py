"""Examples of deeds on red flags and embargoes."""

from typing import Any

from tests.deeds.scene import Example
from tests.services.sample_office import POLICY, REASON, REF

from landwaiter.domain.flags.deeds import (
    DrawSample,
    RecordSampleCase,
    SetPractice,
    SetThreshold,
    Switch,
    SwitchRule,
)

EXAMPLES: dict[type[Any], Example] = {
    SetPractice: lambda _: SetPractice(POLICY, "true", REASON),
    SetThreshold: lambda _: SetThreshold("RF-P12", "n", "7", REASON),
    SwitchRule: lambda _: SwitchRule(Switch.OFF, "RF-G07", REASON),
    DrawSample: lambda _: DrawSample(1),
    RecordSampleCase: lambda _: RecordSampleCase(REF, REASON),
}
