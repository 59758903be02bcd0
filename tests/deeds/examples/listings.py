"""Examples of deeds on proposals for a listing."""

from datetime import date
from typing import Any

from tests.deeds.scene import FIRM, OTHER_FIRM, Example
from tests.services.sample_office import REASON

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.listings.deeds import (
    DropPart,
    GiveCounter,
    GiveReason,
    ProposeListing,
    StateSearch,
    SubmitListing,
    WithdrawListing,
)

READ = date(2026, 3, 2)

EXAMPLES: dict[type[Any], Example] = {
    ProposeListing: lambda _: ProposeListing(OTHER_FIRM, "an act", "Art. 2(1)"),
    GiveReason: lambda _: GiveReason(
        FIRM,
        True,
        "It sold machine tools.",
        certainty=Certainty.REPORTED,
        source="a report",
        read_on=READ,
        sha256="0f" * 32,
        grade="B2",
    ),
    GiveCounter: lambda _: GiveCounter(FIRM, False, "It stopped.", source="a letter"),
    StateSearch: lambda _: StateSearch(FIRM, "registers of two states", READ),
    DropPart: lambda _: DropPart(FIRM, "R1", REASON),
    SubmitListing: lambda _: SubmitListing(FIRM, REASON),
    WithdrawListing: lambda _: WithdrawListing(FIRM, REASON),
}
