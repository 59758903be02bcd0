"""Examples of deeds by which cases come."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.deeds.scene import Example, Scene
from tests.services.sample_office import ANALYST, REASON, write_csv

from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.deeds import (
    DealWithFile,
    ForgetTableMapping,
    KeepTableMapping,
    OpenCase,
    TakeIn,
    WatchFolder,
)
from landwaiter.domain.intake.table_mapping import TableMapping
from landwaiter.services.intake.watched_files import refused_files


def _taken_in(scene: Scene) -> TakeIn:
    row = {"lrn": "LW-9", "item_no": 1, "cn8": "84571010", "description": "tools"}
    return TakeIn((write_csv(scene.folder / "row.csv", [row]),))


def _watched(scene: Scene) -> WatchFolder:
    """A folder in which a file lies that is whole."""
    folder = scene.folder / "watched"
    folder.mkdir(exist_ok=True)
    row = {"lrn": "LW-8", "item_no": 1, "cn8": "84571010", "description": "tools"}
    write_csv(folder / "row.csv", [row])
    return WatchFolder(folder, once=True)


def _refused(scene: Scene) -> DealWithFile:
    return DealWithFile(refused_files(scene.office.session(ANALYST)).rows[0].id, REASON)


EXAMPLES: dict[type[Any], Example] = {
    TakeIn: _taken_in,
    WatchFolder: _watched,
    DealWithFile: _refused,
    KeepTableMapping: lambda _: KeepTableMapping("own", TableMapping({"mrn": "Nummer"})),
    ForgetTableMapping: lambda _: ForgetTableMapping("own"),
    OpenCase: lambda _: OpenCase(CaseKind.BROKERING, "letter", date(2026, 3, 1), "An offer"),
}


def _mapping_file(scene: Scene) -> str:
    path = scene.folder / "mapping.json"
    path.write_text('{"mrn": "Nummer"}', encoding="utf-8")
    return str(path)


TYPED: dict[type[Any], Callable[[Scene], tuple[str, ...]]] = {
    KeepTableMapping: lambda scene: ("intake", "mapping", "save", "own", _mapping_file(scene)),
}
"""What is typed where a mapping is a file."""
