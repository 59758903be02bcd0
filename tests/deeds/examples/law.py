"""Examples of deeds on reference data."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.deeds.scene import Example, Scene
from tests.published import a_signed_pack

from landwaiter.domain.law.deeds import (
    AcceptRoot,
    EndTask,
    ImportPack,
    ImportShippedPacks,
    TakeBundle,
)
from landwaiter.services.law.bundles import root_in_file

EXAMPLES: dict[type[Any], Example] = {
    ImportPack: lambda scene: ImportPack(_pack(scene)),
    ImportShippedPacks: lambda _: ImportShippedPacks(),
    TakeBundle: lambda scene: TakeBundle(scene.folder / "none.zip"),
    AcceptRoot: lambda scene: AcceptRoot(scene.root, root_in_file(scene.root).fingerprint),
    EndTask: lambda _: EndTask("none"),
}


def _pack(scene: Scene) -> Path:
    place = scene.folder / "eu_extra-2026"
    return place if place.exists() else a_signed_pack(scene.folder)


TYPED: dict[type[Any], Callable[[Scene], tuple[str, ...]]] = {
    ImportShippedPacks: lambda _: ("pack", "import", "--shipped"),
}
"""What is typed where the command of a deed has words of its own."""
