"""Each attack succeeds where nothing protects, and each protection stops it alone."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError
from tests.attacks import attacks
from tests.attacks.attacks import Attack
from tests.attacks.report_attacks import REPORT_ATTACKS
from tests.attacks.scene import Scene, prepared

from landwaiter.errors import Fault

ATTACKS = {**attacks.ATTACKS, **REPORT_ATTACKS}
ALONE = [
    pytest.param(attack, name, id=f"{what} against {name}")
    for what, attack in ATTACKS.items()
    for name in attack.protections
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("attacked"))


@pytest.fixture
def scene(office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    found = Scene(Path(shutil.copytree(office, tmp_path / "copy")), monkeypatch)
    yield found
    found.office.close()


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attack_succeeds_where_nothing_protects(scene: Scene, attack: Attack) -> None:
    for remove in attack.protections.values():
        remove(scene)
    attack.attempt(scene)
    assert attack.succeeded(scene)


@pytest.mark.parametrize(("attack", "protection"), ALONE)
def test_each_protection_alone_stops_it(scene: Scene, attack: Attack, protection: str) -> None:
    for name, remove in attack.protections.items():
        if name != protection:
            remove(scene)
    with contextlib.suppress(Fault, DBAPIError):
        attack.attempt(scene)
    assert not attack.succeeded(scene)


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attack_on_the_whole_office_fails(scene: Scene, attack: Attack) -> None:
    with contextlib.suppress(Fault, DBAPIError):
        attack.attempt(scene)
    assert not attack.succeeded(scene)


def test_nobody_attacked_and_nothing_is_found(scene: Scene) -> None:
    assert scene.silent()
