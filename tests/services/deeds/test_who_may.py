"""Services and commands refuse each deed to whom the table of who_may.csv refuses it."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unittest import mock

import pytest
from tests.cli.terminal import commands
from tests.published import published
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    NOW,
    PASSWORD,
    POLICY,
    REASON,
    REF,
    REVIEWER,
    Office,
    an_office,
    write_csv,
)
from tests.who_may import told

from landwaiter.cli.base.call import Call
from landwaiter.cli.program import program
from landwaiter.cli.program.program import run as run_command
from landwaiter.domain.base.people import UserRole
from landwaiter.domain.base.periods import DayChange
from landwaiter.domain.cases.case import CaseKind
from landwaiter.domain.entities.entity import TypedStatement
from landwaiter.domain.lists.column_mapping import ColumnMapping
from landwaiter.domain.office import mandates
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.errors import Fault, NotAllowed, Unavailable
from landwaiter.services.audit import viewing
from landwaiter.services.casebook import casebook_keys, casebooks
from landwaiter.services.cases import calendars
from landwaiter.services.entities import deeds, exchange_in
from landwaiter.services.flags import calibration, embargo, rules_in_use
from landwaiter.services.hits import rescreening
from landwaiter.services.intake import openings, taking_in
from landwaiter.services.law import bundles, edition_tasks, packs
from landwaiter.services.lists import column_mappings, list_imports
from landwaiter.services.monitoring import programmes, runs
from landwaiter.services.office import office_settings as settings
from landwaiter.services.people import deputies
from landwaiter.services.registers import register_deeds as registers
from landwaiter.services.registers import write_offs
from landwaiter.services.reports import entity_report
from landwaiter.services.retention import access_requests
from landwaiter.services.table import motions
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork

AUDITOR, NEWCOMER, AWAY = "Audra", "Zoe", "Otis Weg"
PEOPLE = {
    UserRole.ANALYST: ANALYST,
    UserRole.REVIEWER: REVIEWER,
    UserRole.HEAD: HEAD,
    UserRole.ADMINISTRATOR: ADMIN,
    UserRole.AUDITOR: AUDITOR,
}
STOPPED = "Stopped before the commit: the role was no hindrance."
"""What every deed ends with here that gets as far as its commit; nothing is ever saved."""
WATCH = programmes.watch_typed({"destinations": "HK"})
PACK = {
    "pack": "own",
    "edition": "1",
    "kind": "own",
    "trust": "",
    "rows": 0,
    "edition_sha256": "",
    "staged": "0" * 64,
}
"""An edition that another person could be asked about; it is nowhere staged."""
CARRIED = TypedStatement("commercial register")


@dataclass(frozen=True)
class Scene:
    office: Office
    folder: Path
    root: Path
    """Of a publisher of reference bundles."""

    def session(self, role: UserRole) -> Session:
        return self.office.session(PEOPLE[role])

    def table(self, file: str, **row: object) -> Path:
        return write_csv(self.folder / file, [row])


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("who-may")
    office = an_office(folder)
    office.add(AUDITOR, UserRole.AUDITOR)
    for name in ("Alpha Works", "Beta Works"):
        deeds.make_entity(office.session(ANALYST), name, kind="organisation", source="register")
    programmes.begin(office.session(ANALYST), "diesel", WATCH)
    casebooks.add_user(office.session(ADMIN), NEWCOMER, ["analyst"], PASSWORD)
    casebooks.add_user(office.session(ADMIN), AWAY, ["analyst"], PASSWORD)
    deputies.begin_absence(office.session(ADMIN), AWAY)
    yield Scene(office, folder, published(folder / "out", NOW).root())
    office.close()


@pytest.fixture
def nothing_is_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_work: UnitOfWork, _commit: Callable[[], None]) -> None:
        raise Unavailable(STOPPED)

    monkeypatch.setattr(UnitOfWork, "complete", stop)


def _taken_in(at: Session, scene: Scene) -> object:
    """A file that a role keeps out is told in its result, like every rejected one."""
    file = scene.table("row.csv", lrn="LW-9", item_no=1, cn8="84571010", description="tools")
    (result,) = taking_in.take_in(at, [file], taking_in.IntakeOptions())
    for one in result.rejected:
        if "needs the role" in one.message:
            raise NotAllowed(one.message)
    return result


def _entities(scene: Scene) -> Path:
    path = scene.folder / "entities.json"
    path.write_text(
        json.dumps({"id": "a", "schema": "Company", "properties": {"name": ["Epsilon"]}}) + "\n",
        encoding="utf-8",
    )
    return path


Work = Callable[[Session, Scene], object]
DEEDS: dict[str, Work] = {
    "change_settings": lambda at, _: settings.change_settings(at, {POLICY: "true"}),
    "change_calendar": lambda at, _: calendars.change_calendar(
        at, "PL", date(2026, 6, 5), DayChange.ADD, name="Bridge day", reason=REASON
    ),
    "set_policy": lambda at, _: motions.ask(
        at, "set_policy", {"key": "four_eyes.embargo_practice", "value": "true"}, REASON
    ),
    "set_practice": lambda at, _: embargo.set_practice(at, POLICY, "true", REASON),
    "set_rule": lambda at, _: rules_in_use.set_threshold(at, "RF-P12", "n", "7", REASON),
    "find_person": lambda at, _: access_requests.find_person(at, "Jan Nowak"),
    "mark_access_entry": lambda at, _: access_requests.redact(at, 1, 1, "Nowak"),
    "erase_payload": lambda at, _: motions.ask(at, "erase_payload", {"seq": "3"}, REASON),
    "wipe_evidence": lambda at, scene: motions.ask(
        at, "wipe_evidence", {"case": scene.office.case().id, "evidence": "none"}, REASON
    ),
    "take_in_declarations": _taken_in,
    "open_case": lambda at, _: openings.open_without_declaration(
        at,
        openings.CaseOrigin(CaseKind.BROKERING, "letter", date(2026, 3, 1)),
        title="An offer",
        project=None,
    ),
    "import_list": lambda at, scene: list_imports.import_list_file(
        at,
        scene.table("list.csv", id="t-1", schema="Company", name="Gamma", countries="cn"),
        list_imports.ListHead("other", kind="other", edition="1"),
    ),
    "remove_list": lambda at, _: list_imports.remove_list(at, "watched"),
    "rescreen": lambda at, _: rescreening.rescreen(at),
    "keep_list_mapping": lambda at, _: column_mappings.keep_mapping(
        at, "own", ColumnMapping({"name": ("Name",)})
    ),
    "import_pack": lambda at, _: motions.ask(at, "import_pack", PACK, REASON),
    "import_packs": lambda at, _: packs.import_packs(at, ()),
    "take_bundle": lambda at, scene: bundles.take_bundle(at, scene.folder / "none.zip"),
    "accept_root": lambda at, scene: bundles.accept_root(
        at, scene.root, bundles.root_in_file(scene.root).fingerprint
    ),
    "change_register": lambda at, _: registers.state_loaded(
        at, RegisterKind.DENIALS, "PL", date(2026, 3, 1), source="letter", reason=REASON
    ),
    "write_off": lambda at, _: write_offs.write_off(
        at, write_offs.WriteOffAmount("PL", "L-1", date(2026, 3, 1)), reason=REASON
    ),
    "undo_write_off": lambda at, _: write_offs.undo_write_off(at, "none", reason=REASON),
    "make_entity": lambda at, _: deeds.make_entity(
        at, "Delta", kind="organisation", source="register"
    ),
    "state_fact": lambda at, _: deeds.state_fact(
        at, "Alpha Works", "country", {"country": "PL"}, CARRIED
    ),
    "link_entities": lambda at, _: deeds.link_entities(
        at, "Alpha Works", "owns", "Beta Works", CARRIED, percent="50"
    ),
    "end_statement": lambda at, _: deeds.end_statement(at, "none", reason=REASON),
    "merge_entities": lambda at, _: deeds.merge_entities(
        at, "Alpha Works", "Beta Works", reason=REASON
    ),
    "unmerge_entity": lambda at, _: deeds.unmerge_entity(at, "Beta Works", reason=REASON),
    "tell_apart": lambda at, _: deeds.tell_apart(at, "Alpha Works", "Beta Works", reason=REASON),
    "mark_entity": lambda at, _: viewing.mark_entity(
        at, "Alpha Works", sensitive=True, reason=REASON
    ),
    "import_entities": lambda at, scene: exchange_in.import_entities(
        at, _entities(scene), exchange_in.ExchangeOrigin("partner", "B2")
    ),
    "report_entity": lambda at, _: entity_report.freeze_entity(at, "Alpha Works"),
    "begin_monitor": lambda at, _: programmes.begin(at, "steel", WATCH),
    "change_monitor": lambda at, _: programmes.change(
        at, "diesel", programmes.watch_typed({"destinations": "CN"}), reason=REASON
    ),
    "end_monitor": lambda at, _: programmes.end(at, "diesel", reason=REASON),
    "run_monitor": lambda at, _: runs.run(at, "diesel"),
    "draw_sample": lambda at, _: calibration.draw(at, 1),
    "record_sampled": lambda at, _: calibration.record(at, REF, (), REASON),
    "end_task": lambda at, _: edition_tasks.end_task(at, "none", "done"),
    "add_user": lambda at, _: casebooks.add_user(at, "Eve", ["analyst"], PASSWORD),
    "set_roles": lambda at, _: casebooks.set_roles(at, ANALYST, ["analyst", "reviewer"]),
    "reset_password": lambda at, _: casebooks.reset_password(at, "Otto", PASSWORD),
    "disable_user": lambda at, _: casebooks.disable_user(at, "Otto"),
}
KEY_DEEDS: dict[str, Callable[[Session, Scene], object]] = {
    "change_password": lambda at, _: casebooks.change_password(at, old="wrong", new=PASSWORD),
    "confirm_key": lambda at, _: casebooks.confirm_key(at, NEWCOMER, "0" * 64),
    "second_change": lambda at, _: casebooks.second_change(at, NEWCOMER),
    "decline_change": lambda at, _: casebooks.decline_change(at, NEWCOMER, REASON),
    "recover_password": lambda at, _: casebooks.recover_password(
        at, recovery_key="0", name=NEWCOMER, new=PASSWORD
    ),
    "set_recovery": lambda at, _: casebook_keys.set_recovery(at, {ADMIN: "wrong"}),
    "name_authority": lambda at, _: casebook_keys.name_authority(at, "ab" * 32, "the ministry"),
    "take_answer": lambda at, scene: casebook_keys.take_answer(at, scene.folder / "none.json"),
    "name_deputy": lambda at, _: deputies.name_deputy(at, REVIEWER, HEAD, ["head"]),
    "begin_absence": lambda at, _: deputies.begin_absence(at),
    "end_absence": lambda at, _: deputies.end_absence(at),
    "begin_absence_of_another": lambda at, _: deputies.begin_absence(at, NEWCOMER),
    "end_absence_of_another": lambda at, _: deputies.end_absence(at, AWAY),
}
"""Deeds on keys: who may is a rule of the statements, and no mandate."""
COMMANDS: dict[str, tuple[str, ...]] = {
    "change_settings": ("office", "set", POLICY, "true"),
    "change_calendar": (
        *("office", "calendar", "add", "PL", "2026-06-05", "--name", "Bridge", "--reason", REASON),
    ),
    "set_policy": ("four-eyes", "set", "four_eyes.embargo_practice", "true", "--reason", REASON),
    "set_practice": ("embargo", "practice", POLICY, "true", "--reason", REASON),
    "set_rule": ("rules", "set", "RF-P12", "n", "7", "--reason", REASON),
    "erase_payload": ("audit", "erase", "3", "--reason", REASON),
    "remove_list": ("list", "remove", "watched"),
    "take_bundle": ("bundle", "take", "none.zip"),
    "rescreen": ("list", "rescreen"),
    "make_entity": ("entity", "add", "Delta", "--kind", "organisation", "--source", "register"),
    "merge_entities": ("entity", "merge", "Alpha Works", "Beta Works", "--reason", REASON),
    "tell_apart": ("entity", "distinct", "Alpha Works", "Beta Works", "--reason", REASON),
    "mark_entity": ("entity", "sensitive", "Alpha Works", "--reason", REASON),
    "end_monitor": ("monitor", "end", "diesel", "--reason", REASON),
    "run_monitor": ("monitor", "run", "diesel"),
    "disable_user": ("casebook", "users", "disable", "Otto"),
    "set_roles": ("casebook", "users", "roles", ANALYST, "analyst,reviewer"),
}


def is_refused(work: Callable[[], object]) -> bool:
    """Whether the role kept it from being done; it may still be refused for another reason."""
    try:
        work()
    except NotAllowed as fault:
        return is_of_role(fault.sentence())
    except Fault:
        return False
    return False


def is_of_role(sentence: str) -> bool:
    of_statements = ("neither reviewer, head nor administrator", "has no say in it")
    of_deeds = ("needs the role", "Only an administrator")
    return any(part in sentence for part in (*of_deeds, *of_statements))


def test_every_deed_with_a_mandate_stands_in_the_table_and_is_tried() -> None:
    assert told("office") == mandates.MANDATES
    assert set(DEEDS) == set(told("office"))
    assert set(COMMANDS) <= set(DEEDS)


@pytest.mark.usefixtures("nothing_is_saved")
@pytest.mark.parametrize("role", UserRole)
@pytest.mark.parametrize("deed", DEEDS)
def test_a_service_refuses_whom_the_table_refuses(scene: Scene, deed: str, role: UserRole) -> None:
    session = scene.session(role)
    assert is_refused(lambda: DEEDS[deed](session, scene)) is (role not in told("office")[deed])


def test_every_deed_on_keys_stands_in_the_table() -> None:
    assert set(KEY_DEEDS) == set(told("key"))


@pytest.mark.usefixtures("nothing_is_saved")
@pytest.mark.parametrize("role", UserRole)
@pytest.mark.parametrize("deed", KEY_DEEDS)
def test_the_statements_refuse_whom_the_table_refuses(
    scene: Scene, deed: str, role: UserRole
) -> None:
    session = scene.session(role)
    assert is_refused(lambda: KEY_DEEDS[deed](session, scene)) is (role not in told("key")[deed])


@pytest.mark.usefixtures("nothing_is_saved")
@pytest.mark.parametrize("role", UserRole)
@pytest.mark.parametrize("deed", COMMANDS)
def test_a_command_refuses_whom_the_table_refuses(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, deed: str, role: UserRole
) -> None:
    monkeypatch.setattr(Call, "session", lambda _call: scene.session(role))
    monkeypatch.setattr(Call, "screening_session", lambda _call: scene.session(role))
    error = failing(*COMMANDS[deed], "--casebook", str(scene.office.path), "--user", PEOPLE[role])
    refused = error["kind"] == "not_allowed" and is_of_role(str(error))
    assert refused is (role not in told("office")[deed]), error


def failing(*arguments: str) -> dict[str, str]:
    """What a command ended with: the fault it names, or none where there was nothing to save."""
    out = io.StringIO()
    with (
        mock.patch.object(sys, "stdin", io.StringIO()),
        mock.patch.object(program, "build", commands),
        redirect_stdout(out),
        redirect_stderr(io.StringIO()) as err,
    ):
        code = run_command([*arguments, "--json"], now=lambda: NOW)
    assert code in (0, 1), err.getvalue()
    found: dict[str, str] = json.loads(out.getvalue()).get("error", {"kind": ""}) if code else {}
    return found or {"kind": ""}
