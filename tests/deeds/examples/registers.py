"""Examples of deeds on registers."""

from datetime import date
from typing import Any

from tests.deeds.scene import Example
from tests.services.sample_office import CONSIGNEE, REASON, write_csv

from landwaiter.domain.registers.deeds import (
    AddEntry,
    ImportTable,
    RevokeEntry,
    StateLoad,
    UndoWriteOff,
    WriteOffExport,
)
from landwaiter.domain.registers.register_columns import RegisterKind

DENIALS = RegisterKind.DENIALS
DENIAL = {"ref": "DE-2025-77", "item": "2B001", "end_user": CONSIGNEE, "notified": "2025-05-02"}
EXAMPLES: dict[type[Any], Example] = {
    AddEntry: lambda _: AddEntry(DENIALS, "DE", DENIAL, REASON),
    RevokeEntry: lambda _: RevokeEntry(DENIALS, "DE-1", "DE", date(2026, 3, 1), REASON),
    StateLoad: lambda _: StateLoad(DENIALS, "PL", date(2026, 3, 1), "letter", REASON),
    ImportTable: lambda scene: ImportTable(
        DENIALS, write_csv(scene.folder / "denials.csv", [DENIAL]), "DE", REASON
    ),
    WriteOffExport: lambda _: WriteOffExport("L-1", "PL", date(2026, 3, 1), REASON),
    UndoWriteOff: lambda _: UndoWriteOff("none", REASON),
}
