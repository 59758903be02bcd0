"""Examples of deeds on the audit chain."""

from typing import Any

from tests.deeds.scene import Example
from tests.services.sample_office import REASON

from landwaiter.domain.audit.deeds import ErasePayload, ExportChain, KeepTimeStamp, WriteAnchor

EXAMPLES: dict[type[Any], Example] = {
    ExportChain: lambda _: ExportChain(person="Ana"),
    WriteAnchor: lambda scene: WriteAnchor(scene.folder / "anchor.json"),
    KeepTimeStamp: lambda scene: KeepTimeStamp(scene.folder / "none.tsr"),
    ErasePayload: lambda _: ErasePayload(3, REASON),
}
