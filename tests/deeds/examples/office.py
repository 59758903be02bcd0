"""Examples of deeds on what the office has set."""

from datetime import date
from typing import Any

from tests.deeds.scene import TEMPLATE, VIEW, Example
from tests.services.office_texts import texts_file
from tests.services.sample_office import POLICY, REASON

from landwaiter.domain.law.periods import DayChange
from landwaiter.domain.office.deeds import (
    ChangeCalendar,
    ChangeSetting,
    DropOfficeView,
    KeepOfficeView,
    KeepReasonTemplate,
    RemoveReasonTemplate,
    SupplyTexts,
    WithdrawTexts,
)

EXAMPLES: dict[type[Any], Example] = {
    ChangeSetting: lambda _: ChangeSetting(POLICY, "true"),
    ChangeCalendar: lambda _: ChangeCalendar(
        DayChange.ADD, "PL", date(2026, 6, 5), REASON, "Bridge day"
    ),
    KeepOfficeView: lambda _: KeepOfficeView("China", "stage:open to:CN"),
    KeepReasonTemplate: lambda _: KeepReasonTemplate(
        "No licence", "No licence for {item.description} to {consignee}.", "propose"
    ),
    RemoveReasonTemplate: lambda _: RemoveReasonTemplate(TEMPLATE),
    DropOfficeView: lambda _: DropOfficeView(VIEW),
    SupplyTexts: lambda scene: SupplyTexts("pl", texts_file(scene.folder), "2026-1", REASON),
    WithdrawTexts: lambda _: WithdrawTexts("de", REASON),
}
