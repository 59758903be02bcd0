"""A change of a register sets a task on the open cases it may change, and changes no verdict."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.services.registers.test_registers import (
    DENIAL,
    DENIALS,
    FINDINGS,
    INFORMED,
    LICENCE,
    LICENCES,
    LINE,
    keep,
    load,
    second,
    under_licence,
)
from tests.services.sample_office import (
    ANALYST,
    CONSIGNEE,
    REASON,
    REF,
    REVIEWER,
    Office,
    an_office,
)

from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.registers.deeds import RevokeEntry, StateLoad
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.services.deeds.engine import do
from landwaiter.services.law.edition_tasks import EditionTask, list_tasks, task_title

EXPORTER = "Obrabiarki Wisla"
LETTER = {
    "ref": "L-1",
    "basis": "Art. 4",
    "exporter": "Someone Else",
    "items": "2b001",
    "valid_from": "2026-01-01",
}
FINDING = {"ref": "F-1", "exporter": "Someone Else", "date": "2025-12-01", "final": "yes"}


@pytest.fixture
def office(tmp_path: Path) -> Any:
    made = an_office(tmp_path)
    yield made
    made.close()


def tasks(office: Office) -> tuple[EditionTask, ...]:
    return list_tasks(office.session(ANALYST))


def touched(office: Office) -> dict[str, tuple[str, ...]]:
    return {task.reference: task.touched for task in tasks(office)}


def exporter(office: Office) -> dict[str, str]:
    (party,) = [one for one in office.case().parties if one.role.value == "exporter"]
    return {"exporter": party.name, "eori": party.identifier or ""}


def test_a_denial_of_the_counterparty_sets_a_task_and_no_verdict(office: Office) -> None:
    before = office.case()
    keep(office, DENIALS, DENIAL)
    (task,) = tasks(office)
    assert (task.reference, task.pack_id) == (REF, "register:denials/PL")
    assert "RF-P16" in task.touched
    assert task_title(task) == "Register: Denials, PL, changed 30 Mar 2026"
    assert office.case() == before


def test_a_revoked_denial_sets_a_task_again(office: Office) -> None:
    keep(office, DENIALS, DENIAL)
    session = office.session(ANALYST)
    day = session.today().replace(day=1)
    asked = do(
        session,
        RevokeEntry(register=DENIALS, issuer="PL", ref=DENIAL["ref"], day=day, reason=REASON),
    )
    second(office, asked)
    assert len(tasks(office)) == 2


@pytest.mark.parametrize(
    ("register", "values", "lines"),
    [
        (DENIALS, {**DENIAL, "item": "9A012", "end_user": "Quite Another Works"}, ()),
        (INFORMED, {**LETTER, "items": "9A012"}, ()),
        (FINDINGS, FINDING, ()),
        (LICENCES, {**LICENCE, "holder": "Nobody"}, ({**LINE, "code": "1C351"},)),
    ],
)
def test_an_entry_about_others_sets_no_task(
    office: Office, register: RegisterKind, values: dict[str, str], lines: Any
) -> None:
    changed = {**values, "consignee": "Elsewhere"} if "consignee" in values else values
    load(office, register)
    keep(office, register, changed, *lines)
    assert touched(office) == {}


@pytest.mark.parametrize(
    ("register", "values", "rule"),
    [(INFORMED, LETTER, "RF-P17"), (FINDINGS, FINDING, "RF-C04")],
)
def test_an_entry_about_the_exporter_sets_a_task(
    office: Office, register: RegisterKind, values: dict[str, str], rule: str
) -> None:
    keep(office, register, {**values, **exporter(office)})
    assert rule in touched(office)[REF]


def test_a_licence_that_a_declaration_names_sets_a_task_when_it_ends(office: Office) -> None:
    keep(office, LICENCES, LICENCE, LINE)
    load(office, LICENCES)
    reference = under_licence(office)
    assert reference not in touched(office)
    session = office.session(ANALYST)
    day = session.today().replace(day=1)
    asked = do(
        session,
        RevokeEntry(register=LICENCES, issuer="PL", ref=LICENCE["ref"], day=day, reason=REASON),
    )
    second(office, asked)
    assert touched(office)[reference]


def test_an_empty_register_that_is_loaded_is_said_once_for_all_cases(office: Office) -> None:
    asked = do(
        office.session(ANALYST),
        StateLoad(
            register=DENIALS, issuer="PL", as_of=date(2026, 3, 1), source="letter", reason=REASON
        ),
    )
    said = do(office.session(REVIEWER), SecondOpenMotions((str(asked.motion_id),))).changes.said
    assert touched(office) == {}
    assert any("raise nothing: 1." in one for one in said)


def test_the_consignee_learned_of_later_is_met_too(office: Office) -> None:
    assert CONSIGNEE in {party.name for party in office.case().parties}
    office.act(
        ANALYST, "enrich", field="end_user", value={"name": "Hidden Works"}, source="contract"
    )
    keep(office, DENIALS, {**DENIAL, "item": "9A012", "end_user": "Hidden Works"})
    assert "RF-P16" in touched(office)[REF]
