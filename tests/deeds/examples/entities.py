"""Examples of deeds on entities."""

import json
from pathlib import Path
from typing import Any

from tests.deeds.scene import FIRM, OTHER_FIRM, Example, Scene
from tests.services.sample_office import REASON

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.deeds import (
    EndStatement,
    ExportEntities,
    ImportEntities,
    LinkEntities,
    MakeEntity,
    Mark,
    MarkEntity,
    MergeEntities,
    StateFact,
    TellApart,
    UnmergeEntity,
)

REGISTER = "commercial register"


def _given(scene: Scene) -> Path:
    path = scene.folder / "entities.json"
    path.write_text(
        json.dumps({"id": "a", "schema": "Company", "properties": {"name": ["Epsilon"]}}) + "\n",
        encoding="utf-8",
    )
    return path


EXAMPLES: dict[type[Any], Example] = {
    MakeEntity: lambda _: MakeEntity("Delta", "organisation", REGISTER),
    StateFact: lambda _: StateFact(
        FIRM,
        "country",
        REGISTER,
        "PL",
        certainty=Certainty.ESTABLISHED,
        wording="by the register, so far as it is kept",
    ),
    LinkEntities: lambda _: LinkEntities(
        FIRM,
        "owns",
        OTHER_FIRM,
        REGISTER,
        percent="50",
        certainty=Certainty.REPORTED,
        wording="incomplete data",
    ),
    EndStatement: lambda _: EndStatement("none", REASON),
    MergeEntities: lambda _: MergeEntities(FIRM, OTHER_FIRM, REASON),
    UnmergeEntity: lambda _: UnmergeEntity(OTHER_FIRM, REASON),
    TellApart: lambda _: TellApart(FIRM, OTHER_FIRM, REASON),
    MarkEntity: lambda _: MarkEntity(Mark.SENSITIVE, FIRM, REASON),
    ImportEntities: lambda scene: ImportEntities(_given(scene), REGISTER),
    ExportEntities: lambda scene: ExportEntities(scene.folder / "out.ftm", (FIRM,)),
}
