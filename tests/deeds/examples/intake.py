"""Examples of deeds by which cases come."""

from datetime import date
from typing import Any

from tests.deeds.scene import Example, Scene
from tests.services.sample_office import write_csv

from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.deeds import OpenCase, TakeIn


def _taken_in(scene: Scene) -> TakeIn:
    row = {"lrn": "LW-9", "item_no": 1, "cn8": "84571010", "description": "tools"}
    return TakeIn((write_csv(scene.folder / "row.csv", [row]),))


EXAMPLES: dict[type[Any], Example] = {
    TakeIn: _taken_in,
    OpenCase: lambda _: OpenCase(CaseKind.BROKERING, "letter", date(2026, 3, 1), "An offer"),
}
