"""Examples of deeds on people."""

from datetime import date
from typing import Any

from tests.deeds.scene import Example
from tests.services.sample_office import ANALYST, EVERYTHING, PASSWORD, REASON, REVIEWER

from landwaiter.domain.people.deeds import (
    AddUser,
    BeginAbsence,
    ChangePassword,
    ConfirmKey,
    DeclineChange,
    DisableUser,
    EndAbsence,
    EnterAbsence,
    ExportCalendar,
    NameDeputy,
    RecoverPassword,
    ResetPassword,
    SecondChange,
    SetRoles,
    TakeBackAbsence,
)

EXAMPLES: dict[type[Any], Example] = {
    EnterAbsence: lambda _: EnterAbsence(date(2026, 4, 7), date(2026, 4, 8)),
    TakeBackAbsence: lambda _: TakeBackAbsence("none"),
    AddUser: lambda _: AddUser("Eve", frozenset({"analyst"}), PASSWORD),
    SetRoles: lambda _: SetRoles(ANALYST, frozenset({"analyst", "reviewer"})),
    ResetPassword: lambda _: ResetPassword(EVERYTHING, PASSWORD),
    RecoverPassword: lambda _: RecoverPassword(ANALYST, "0", PASSWORD),
    ChangePassword: lambda _: ChangePassword("wrong", PASSWORD),
    SecondChange: lambda _: SecondChange(ANALYST),
    DeclineChange: lambda _: DeclineChange(ANALYST, REASON),
    DisableUser: lambda _: DisableUser(EVERYTHING),
    ConfirmKey: lambda _: ConfirmKey(ANALYST, "0" * 64),
    NameDeputy: lambda _: NameDeputy(ANALYST, REVIEWER, frozenset({"reviewer"})),
    BeginAbsence: lambda _: BeginAbsence(),
    EndAbsence: lambda _: EndAbsence(),
    ExportCalendar: lambda scene: ExportCalendar(scene.folder / "clocks.ics"),
}
