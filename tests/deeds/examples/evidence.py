"""Examples of deeds on evidence."""

from typing import Any

from tests.deeds.scene import Example
from tests.services.sample_office import REASON, REF

from landwaiter.domain.evidence.deeds import AddFile, ExportEvidence, WipeEvidence

EXAMPLES: dict[type[Any], Example] = {
    AddFile: lambda scene: AddFile(REF, scene.letter),
    ExportEvidence: lambda scene: ExportEvidence(REF, 1, scene.folder / "copy.pdf"),
    WipeEvidence: lambda _: WipeEvidence(REF, 1, REASON),
}
