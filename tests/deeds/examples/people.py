"""Examples of deeds on people."""

from datetime import date
from typing import Any

from tests.deeds.scene import Example

from landwaiter.domain.deeds.people import EnterAbsence, TakeBackAbsence

EXAMPLES: dict[type[Any], Example] = {
    EnterAbsence: lambda _: EnterAbsence(date(2026, 4, 7), date(2026, 4, 8)),
    TakeBackAbsence: lambda _: TakeBackAbsence("none"),
}
