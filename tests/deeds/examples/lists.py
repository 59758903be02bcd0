"""Examples of deeds on watch lists."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.deeds.scene import Example, Scene
from tests.services.sample_office import write_csv

from landwaiter.domain.lists.column_mapping import ColumnMapping
from landwaiter.domain.lists.deeds import (
    ForgetMapping,
    ImportList,
    KeepMapping,
    RemoveList,
    Rescreen,
)


def _file(scene: Scene) -> Path:
    row = {"id": "t-1", "schema": "Company", "name": "Gamma", "countries": "cn"}
    return write_csv(scene.folder / "list.csv", [row])


EXAMPLES: dict[type[Any], Example] = {
    ImportList: lambda scene: ImportList((_file(scene),), "other", edition="1"),
    RemoveList: lambda _: RemoveList("watched"),
    Rescreen: lambda _: Rescreen(),
    KeepMapping: lambda _: KeepMapping("own", ColumnMapping({"name": ("Name",)})),
    ForgetMapping: lambda _: ForgetMapping("own"),
}
TYPED: dict[type[Any], Callable[[Scene], tuple[str, ...]]] = {
    KeepMapping: lambda scene: ("list", "columns", str(_file(scene)), "--save", "own"),
}
"""What is typed where a command does more than the deed."""
