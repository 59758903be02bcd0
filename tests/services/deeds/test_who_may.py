"""Services and commands refuse each deed to whom the table of who_may.csv refuses it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.deeds.scene import AUDITOR, PEOPLE, SERVICE, STOPPED
from tests.published import published
from tests.services.sample_office import (
    ADMIN,
    HEAD,
    NOW,
    PASSWORD,
    REVIEWER,
    Office,
    an_office,
    write_csv,
)
from tests.who_may import told

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.casebook.deeds import NameAuthority
from landwaiter.domain.people.deeds import AddUser, BeginAbsence, EndAbsence, NameDeputy
from landwaiter.errors import Fault, NotAllowed, Unavailable
from landwaiter.services.deeds.engine import do
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork

NEWCOMER, AWAY = "Zoe", "Otis Weg"


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
    office.add(SERVICE, UserRole.SERVICE)
    do(office.session(ADMIN), AddUser(NEWCOMER, frozenset(["analyst"]), PASSWORD))
    do(office.session(ADMIN), AddUser(AWAY, frozenset(["analyst"]), PASSWORD))
    do(office.session(ADMIN), BeginAbsence(AWAY))
    yield Scene(office, folder, published(folder / "out", NOW).root())
    office.close()


@pytest.fixture
def nothing_is_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_work: UnitOfWork, _commit: Callable[[], None]) -> None:
        raise Unavailable(STOPPED)

    monkeypatch.setattr(UnitOfWork, "complete", stop)


KEY_DEEDS: dict[str, Callable[[Session, Scene], object]] = {
    "name_authority": lambda at, _: do(at, NameAuthority("ab" * 32, "the ministry")),
    "name_deputy": lambda at, _: do(at, NameDeputy(REVIEWER, HEAD, frozenset({"head"}))),
    "begin_absence_of_another": lambda at, _: do(at, BeginAbsence(NEWCOMER)),
    "end_absence_of_another": lambda at, _: do(at, EndAbsence(AWAY)),
}
"""Where the statements refuse more than the row does: it knows neither who asks nor of whom."""


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
