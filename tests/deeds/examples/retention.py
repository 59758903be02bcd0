"""Examples of deeds on retention."""

from datetime import date
from typing import Any

from tests.deeds.scene import Example
from tests.services.sample_office import REASON, REF

from landwaiter.domain.retention.deeds import (
    EndProceedings,
    LiftHold,
    PlaceHold,
    RemoveCase,
    SetPeriod,
    StateRegime,
)
from landwaiter.domain.retention.retention_periods import Purpose, Regime, StartEvent

EXAMPLES: dict[type[Any], Example] = {
    SetPeriod: lambda _: SetPeriod(
        Purpose.CRIMINAL,
        10,
        "archive plan 4",
        StartEvent.CASE_ENDED,
        from_year_end=True,
        keeps_decision=True,
    ),
    StateRegime: lambda _: StateRegime(REF, Purpose.CRIMINAL, Regime.GDPR, REASON),
    EndProceedings: lambda _: EndProceedings(REF, date(2026, 3, 1), REASON),
    PlaceHold: lambda _: PlaceHold(REF, "order 7", REASON),
    LiftHold: lambda _: LiftHold(REF, REASON),
    RemoveCase: lambda _: RemoveCase(REF, REASON),
}
