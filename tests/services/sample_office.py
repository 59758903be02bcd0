"""An office with five people and one case, made once and copied for each test."""

import atexit
import csv
import shutil
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests import by_two
from tests.deeds.proposals import do_with_care
from tests.machines import unseen
from tests.taking_in import taken_in

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.cases.case import Case, CaseParty
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.lists.deeds import ImportList, RemoveList
from landwaiter.domain.lists.listing import Hit
from landwaiter.domain.people.deeds import AddUser, ConfirmKey, SecondChange
from landwaiter.resources import root
from landwaiter.services.casebook import casebooks
from landwaiter.services.cases import case_reads
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.intake import taking_in
from landwaiter.services.law import official_files, packs
from landwaiter.services.lists import list_imports
from landwaiter.services.table import sessions
from landwaiter.services.warm.references import References
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import Changes

NOW = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)
READ_ON = date(2026, 3, 2)
READ: dict[str, Any] = {"grade": "C3", "read_on": READ_ON}
"""Grade and day of reading that a statement needs, where a test is about something else."""
"""A Monday; Easter Monday of the Polish calendar follows on 6 April."""
PASSWORD = "a sentence that is long enough"
FIRST = "a first password for somebody"
ADMIN, ANALYST, REVIEWER, HEAD, EVERYTHING = "Adam", "Ana", "Rev", "Hanna", "Otto"
ROLES = {
    ANALYST: ("analyst",),
    REVIEWER: ("reviewer",),
    HEAD: ("head",),
    EVERYTHING: tuple(role.value for role in UserRole if role is not UserRole.SERVICE),
}
PACKS = (
    "annex1",
    "calendar_DE",
    "calendar_PL",
    "catch_all",
    "cml",
    "code_sets",
    "countries",
    "deciding_parameters",
    "flag_rules",
    "hs_control",
    "trade_words",
    "vocabulary",
)
REF = "PL1-2026-000001"
CONSIGNEE = "Morning Lathe Trading"
LISTED = "Lathe Trading Morning Company Limited"
"""The listing that the consignee resembles."""
REASON = "the catalogue states it on page 4"
POLICY = "policy.china_arms_embargo_triggers_art4"


class Clock:
    """The time of the office; a test moves it."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **span: int) -> None:
        self.at += timedelta(**span)


@dataclass(slots=True)
class Office:
    """One copy of the sample casebook with a session for each person who is asked for."""

    path: Path
    clock: Clock = field(default_factory=Clock)
    _sessions: dict[str, Session] = field(default_factory=dict)
    _open: ExitStack = field(default_factory=ExitStack)

    def session(self, name: str) -> Session:
        if name not in self._sessions:
            self._sessions[name] = self.another_session(name)
        return self._sessions[name]

    def another_session(self, name: str) -> Session:
        """The same person signed in once more; a service user as where it takes in."""
        opened = sessions.open_casebook(
            self.path, user=name, password=PASSWORD, now=self.clock, takes_in=True
        )
        self._open.enter_context(opened.casebook)
        return replace(opened, references=warm_references())

    def act(self, who: str, name: str, *, reference: str = REF, **given: Any) -> None:
        """One act in the name of a person, with what it asks for before it."""
        do_with_care(self.session(who), name, reference, **given)

    def view(self, reference: str = REF, *, who: str = ANALYST) -> CaseView:
        return case_reads.case_view(self.session(who), reference)

    def case(self, reference: str = REF) -> Case:
        return self.view(reference).case

    def take_in(self, *rows: Mapping[str, Any], **options: Any) -> taking_in.IntakeResult:
        """Rows of our CSV taken in by the analyst."""
        (result,) = taken_in(
            self.session(ANALYST),
            TakeIn((write_csv(self.path.parent / "declarations.csv", rows),), **options),
        )
        return result

    def pack_by_two(self, path: Path, *, mover: str = ADMIN) -> packs.PackImport:
        """A pack that one person took in and the reviewer agreed to."""
        return by_two.pack_by_two(self.session(mover), self.session(REVIEWER), path)

    def official_by_two(
        self, path: Path, head: official_files.OfficialHead, *, mover: str = ANALYST
    ) -> packs.PackImport:
        """An official file in the same way."""
        return by_two.official_by_two(self.session(mover), self.session(REVIEWER), path, head)

    def list_out(self, list_id: str, edition: str = "", *, mover: str = ADMIN) -> Changes:
        """A list, or an edition of it, that is removed by two."""
        moved = do(self.session(mover), RemoveList(list_id=list_id, edition=edition))
        second = HEAD if mover == REVIEWER else REVIEWER
        return do(self.session(second), SecondOpenMotions(moved.changes.waits)).changes

    def add(self, name: str, *roles: str, second: str = HEAD) -> None:
        """A new colleague, whom `second` agreed to, with a key that two have confirmed."""
        do(self.session(ADMIN), AddUser(name, frozenset(roles), FIRST))
        self.sign_in_first(name)
        do(self.session(second), SecondChange(name))
        for by in (second, ADMIN):
            self.confirm(by, name)

    def sign_in_first(self, name: str) -> None:
        """With the first password that somebody gave out, which ends the sessions before."""
        self._sessions.pop(name, None)
        made = sessions.sign_in_first(
            self.path, user=name, password=FIRST, new_password=PASSWORD, now=self.clock
        )
        made.casebook.close()

    def confirm(self, by: str, name: str) -> None:
        """The key of a colleague, having compared it."""
        session = self.session(by)
        do(session, ConfirmKey(name, casebooks.user_row(session, name).key))

    def close(self) -> None:
        self._open.close()


def hit_of(case: Case) -> Hit:
    """The one hit of the sample case."""
    (hit,) = case.hits
    return hit


def party_of(case: Case, role: Role) -> CaseParty:
    return next(party for party in case.parties if party.role is role)


def declared(**changes: Any) -> dict[str, Any]:
    """One row of our CSV: a machining centre from Poland to China."""
    return {
        "lrn": "LW-1",
        "accepted": "2026-03-27T10:00:00Z",
        "country_destination": "CN",
        "country_routing": "PL|DE|CN",
        "exporter_name": "Obrabiarki Wisla",
        "exporter_eori": "PL526100001900000",
        "declarant_eori": "PL526100001900000",
        "consignee_name": CONSIGNEE,
        "consignee_country": "CN",
        "item_no": 1,
        "cn8": "84571010",
        "description": "5-axis CNC machining centre",
        "net_mass_kg": 9800,
        "gross_mass_kg": 10400,
        "value_eur": 412000,
        "docs": "Y901",
        **changes,
    }


def two_items(**changes: Any) -> tuple[dict[str, Any], ...]:
    """The declaration of the sample case."""
    second = {"item_no": 2, "cn8": "34029090", "description": "various goods"}
    return declared(**changes), declared(**{**changes, **second})


def write_csv(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    found = list(rows)
    names = list(dict.fromkeys(name for row in found for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows(found)
    return path


def write_list(path: Path, *names: str) -> Path:
    """A watch list in the form of the public one-row-per-target files."""
    rows = [
        {"id": f"t-{number}", "schema": "Company", "name": name, "countries": "cn"}
        for number, name in enumerate(names, start=1)
    ]
    return write_csv(path, rows)


@cache
def warm_references() -> References:
    """Decoded packs and indexes, shared by all copies: their rows have the same identities."""
    return References()


@cache
def template() -> Path:
    """The folder of the sample casebook; made once, never written again."""
    folder = Path(mkdtemp(prefix="landwaiter-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    clock = Clock()
    shipped = {pack.id: pack for pack in packs.shipped_packs(root())}
    admin = sessions.create_casebook(
        folder / "casebook",
        office=sessions.CasebookOffice("PL1", "PL"),
        user=ADMIN,
        password=PASSWORD,
        founders=[casebooks.Founder(name, roles, PASSWORD) for name, roles in ROLES.items()],
        now=clock,
        packs=[shipped[name] for name in PACKS],
    ).session
    with admin.casebook:
        watched = write_list(folder / "watched.csv", LISTED, "Baltic Dredging Partners")
        head = list_imports.ListHead("watched", kind="export_list", edition="2026-03")
        assert not run(admin, ImportList(files=(watched,), **asdict(head)))[0].rejected
    office = Office(folder / "casebook", clock)
    by_two.agree(office.session(REVIEWER))
    result = office.take_in(*two_items())
    office.close()
    assert result.cases == (REF,), result.rejected
    return folder


def an_office(folder: Path) -> Office:
    """A fresh copy of the sample in `folder`, as on a machine that has seen no other copy."""
    return Office(unseen(Path(shutil.copytree(template() / "casebook", folder / "casebook"))))
