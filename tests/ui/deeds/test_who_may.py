"""What the window greys out for a role is what the table of who_may.csv refuses it."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot
from tests.services.sample_office import NOW, REF
from tests.who_may import told

from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.domain.law.deeds import IMPORT_PACK
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.domain.retention.retention_periods import Purpose, Regime, RetentionStanding
from landwaiter.services.base.page import Page
from landwaiter.services.retention.retention_periods import ReviewRow
from landwaiter.storage.people.users import UserRow
from landwaiter.ui.entities.entity_screen import EntityScreen
from landwaiter.ui.flags.rules_dialog import RulesDialog
from landwaiter.ui.law.embargo_dialog import EmbargoDialog
from landwaiter.ui.law.pack_import_dialog import ImportPackDialog
from landwaiter.ui.monitoring.monitoring_screen import MonitoringScreen
from landwaiter.ui.people.user_deeds import DEEDS
from landwaiter.ui.registers.registers_dialog import DEEDS as REGISTER_DEEDS
from landwaiter.ui.registers.registers_dialog import RegistersDialog
from landwaiter.ui.retention.retention_dialog import DEEDS as RETENTION_DEEDS
from landwaiter.ui.retention.retention_dialog import RetentionDialog

OF_REGISTERS = ("loaded", "bring_in", "add")
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
    dialog.show_review(Page((DUE,), None), ())
    dialog.show_actor(Actor("1", "Somebody", frozenset({role})))
    for name, deed in RETENTION_DEEDS.items():
        refused = role not in told("deed")[deed.name]
        assert bool(dialog.refusals()[name]) is refused, name


@pytest.mark.parametrize("role", UserRole)
def test_registers_are_offered_as_the_table_says(qtbot: QtBot, role: UserRole) -> None:
    dialog = RegistersDialog()
    qtbot.addWidget(dialog)
    dialog.choose_register(RegisterKind.DENIALS)
    dialog.show_actor(Actor("1", "Somebody", frozenset({role})))
    for name in OF_REGISTERS:
        refused = role not in told("deed")[REGISTER_DEEDS[name].name]
        assert bool(dialog.refusals()[name]) is refused, name


@pytest.mark.parametrize("role", UserRole)
def test_rules_practices_and_packs_are_offered_as_the_table_says(
    qtbot: QtBot, role: UserRole
) -> None:
    rules, embargo, packs = RulesDialog(), EmbargoDialog(), ImportPackDialog()
    for dialog in (rules, embargo, packs):
        qtbot.addWidget(dialog)
    actor = Actor("1", "Somebody", frozenset({role}))
    rules.show_actor(actor)
    embargo.show_actor(actor)
    packs.show_refused(IMPORT_PACK.why_no_role(actor))
    said = {"rule.set": rules.act, "set_practice": embargo.act, "import_pack": packs.act}
    for deed, button in said.items():
        assert ("needs the role" in button.text()) is (role not in told("deed")[deed]), deed


@pytest.mark.parametrize("role", UserRole)
def test_entities_and_monitoring_are_offered_as_the_table_says(
    qtbot: QtBot, role: UserRole
) -> None:
    entity, monitoring = EntityScreen(), MonitoringScreen()
    for screen in (entity, monitoring):
        qtbot.addWidget(screen)
    for shown in (entity, monitoring):
        shown.show_actor(Actor("1", "Somebody", frozenset({role})))
    said = {
        entity.state: "entity.stated",
        entity.holding: "entity.linked",
        entity.link: "entity.linked",
        entity.merge: "entity.merged",
        entity.apart: "entity.told_apart",
        entity.report: "entity.report_made",
        monitoring.new: "monitor.begun",
    }
    for button, deed in said.items():
        assert button.isEnabled() is (role in told("deed")[deed]), deed


@pytest.mark.parametrize("role", UserRole)
def test_users_are_offered_as_the_table_says(role: UserRole) -> None:
    other = UserRow("1", "Otto", ("analyst",), True, NOW, None, "", False)
    actor = Actor("2", "Ana", frozenset({role}))
    for one in DEEDS:
        refused = one.deed.why_no_role(actor)
        assert bool(refused) is (role not in told("deed")[one.deed.name]), one.name
        assert not refused or one.why_not(other, actor) == refused
