"""Deeds on declarations that are judged without a case."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import KEEPERS, Ask, Deed, FileUse
from landwaiter.domain.intake.table_mapping import TableMapping
from landwaiter.i18n import N_

SUBJECT: Final = "trade"


@dataclass(frozen=True, slots=True)
class Sift:
    """Judge declarations without a case each; what has a reason becomes one."""

    files: Annotated[
        tuple[Path, ...], Ask("Declarations", Content.OPEN, given=True, file=FileUse.READ)
    ]
    mapping: Annotated[
        TableMapping | None, Ask("What the columns of tables are", Content.INTERNAL, seen=True)
    ] = None
    dry_run: Annotated[bool, Ask("Say what would happen")] = False
    resume: Annotated[bool, Ask("Go on with files that were broken off")] = False


SIFT: Deed[Sift, None] = Deed(
    Sift,
    name="trade.sifted",
    subject=SUBJECT,
    title="Sift declarations",
    done="The declarations are sifted.",
    told="Declarations sifted",
    command="sift",
    roles=KEEPERS,
    topics=("trade", "cases"),
)
DEEDS = (SIFT,)
EVENTS: dict[str, str] = {
    "trade.begun": N_("Sift begun"),
    "trade.ended": N_("Sift ended"),
    "trade.opened": N_("Case opened from the trade store"),
}
"""What else stands in the audit trail of this subject, and its title."""
