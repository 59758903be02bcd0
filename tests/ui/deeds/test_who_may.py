"""What the window greys out for a role is what the table of who_may.csv refuses it."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot
from tests.services.sample_office import NOW, REF
from tests.who_may import told

from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.domain.office import mandates
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.domain.retention.retention_periods import Purpose, Regime, RetentionStanding
from landwaiter.services.retention.retention_periods import ReviewRow
from landwaiter.storage.people.users import UserRow
from landwaiter.ui.entities.entity_screen import EntityScreen
from landwaiter.ui.flags.rules_dialog import RulesDialog
from landwaiter.ui.law.embargo_dialog import EmbargoDialog
from landwaiter.ui.law.pack_import_dialog import ImportPackDialog
from landwaiter.ui.monitoring.monitoring_screen import MonitoringScreen
from landwaiter.ui.people.user_deeds import DEEDS, Me
from landwaiter.ui.registers.registers_dialog import RegistersDialog
from landwaiter.ui.retention.retention_dialog import DEEDS as RETENTION_DEEDS
from landwaiter.ui.retention.retention_dialog import RetentionDialog

OF_REGISTERS = ("loaded", "bring_in", "add")
OF_USERS = {
    "add": "add_user",
    "roles": "set_roles",
    "reset": "reset_password",
    "disable": "disable_user",
}
DUE = ReviewRow(
    id="1",
    reference=REF,
    title="A case",
    purpose=Purpose.ADMINISTRATIVE,
    regime=Regime.GDPR,
    standing=RetentionStanding.DUE,
    due=date(2026, 3, 1),
    why="",
    holds=1,
)


def refuses(deed: str, role: UserRole) -> bool:
    return role not in told("office")[deed]


@pytest.mark.parametrize("role", UserRole)
def test_retention_is_offered_as_the_table_says(qtbot: QtBot, role: UserRole) -> None:
    dialog = RetentionDialog()
    qtbot.addWidget(dialog)
    dialog.show_review((DUE,), ())
    dialog.show_actor(Actor("1", "Somebody", frozenset({role})))
    for name, deed in RETENTION_DEEDS.items():
        refused = role not in told("deed")[deed.name]
        assert bool(dialog.refusals()[name]) is refused, name


@pytest.mark.parametrize("role", UserRole)
def test_registers_are_offered_as_the_table_says(qtbot: QtBot, role: UserRole) -> None:
    dialog = RegistersDialog()
    qtbot.addWidget(dialog)
    dialog.choose_register(RegisterKind.DENIALS)
    dialog.show_roles((role.value,))
    for name in OF_REGISTERS:
        assert bool(dialog.refusals()[name]) is refuses("change_register", role), name


@pytest.mark.parametrize("role", UserRole)
def test_rules_practices_and_packs_are_offered_as_the_table_says(
    qtbot: QtBot, role: UserRole
) -> None:
    rules, embargo, packs = RulesDialog(), EmbargoDialog(), ImportPackDialog()
    for dialog in (rules, embargo, packs):
        qtbot.addWidget(dialog)
    rules.show_roles((role.value,))
    embargo.show_roles((role.value,))
    packs.show_refused(mandates.why_not("import_pack", (role.value,)))
    said = {"set_rule": rules.act, "set_practice": embargo.act, "import_pack": packs.act}
    for deed, button in said.items():
        assert ("needs the role" in button.text()) is refuses(deed, role), deed


@pytest.mark.parametrize("role", UserRole)
def test_entities_and_monitoring_are_offered_as_the_table_says(
    qtbot: QtBot, role: UserRole
) -> None:
    entity, monitoring = EntityScreen(), MonitoringScreen()
    for screen in (entity, monitoring):
        qtbot.addWidget(screen)
        screen.show_roles((role.value,))
    said = {
        entity.state: "state_fact",
        entity.holding: "link_entities",
        entity.link: "link_entities",
        entity.merge: "merge_entities",
        entity.apart: "tell_apart",
        entity.report: "report_entity",
        monitoring.new: "begin_monitor",
    }
    for button, deed in said.items():
        assert button.isEnabled() is not refuses(deed, role), deed


@pytest.mark.parametrize("role", UserRole)
def test_users_are_offered_as_the_table_says(role: UserRole) -> None:
    other = UserRow("1", "Otto", ("analyst",), True, NOW, None, "", False)
    me = Me("Ana", is_administrator=role is UserRole.ADMINISTRATOR)
    for one in DEEDS:
        if one.name in OF_USERS:
            assert bool(one.why_not(other, me)) is refuses(OF_USERS[one.name], role), one.name


@pytest.mark.parametrize("role", UserRole)
@pytest.mark.parametrize("deed", mandates.MANDATES)
def test_what_every_widget_asks_is_the_table(deed: str, role: UserRole) -> None:
    assert mandates.may(deed, (role.value,)) is not refuses(deed, role)
    assert bool(mandates.why_not(deed, (role.value,))) is refuses(deed, role)
