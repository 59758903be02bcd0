"""Examples of deeds on figures that an office states of itself."""

from typing import Any

from tests.deeds.scene import Example
from tests.services.sample_office import REASON, write_csv

from landwaiter.domain.statistics.deeds import ImportFigureList, StateFigure

FIGURES = (
    {
        "code": "opened",
        "title": "Cases opened",
        "unit": "cases",
        "source": "the list of the office",
        "edition": "2025-1",
    },
)
EXAMPLES: dict[type[Any], Example] = {
    StateFigure: lambda _: StateFigure("staff", 2025, "7.5", "staff plan", REASON),
    ImportFigureList: lambda scene: ImportFigureList(
        write_csv(scene.folder / "figures.csv", list(FIGURES)), REASON
    ),
}
