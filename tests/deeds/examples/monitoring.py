"""Examples of deeds on monitoring programmes."""

from typing import Any

from tests.deeds.scene import PROGRAMME, Example
from tests.services.sample_office import REASON

from landwaiter.domain.monitoring.deeds import BeginMonitor, ChangeMonitor, EndMonitor, RunMonitor

EXAMPLES: dict[type[Any], Example] = {
    BeginMonitor: lambda _: BeginMonitor("steel", destinations="HK"),
    ChangeMonitor: lambda _: ChangeMonitor(PROGRAMME, REASON, destinations="CN"),
    EndMonitor: lambda _: EndMonitor(PROGRAMME, REASON),
    RunMonitor: lambda _: RunMonitor(PROGRAMME),
}
