"""The deed by which what was sifted is judged again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import KEEPERS, Ask, Deed
from landwaiter.domain.trade.deeds import SUBJECT


@dataclass(frozen=True, slots=True)
class SiftAgain:
    """Judge declarations of the trade store again, where other editions can matter."""

    list_id: Annotated[
        str, Ask("List", Content.OPEN, hint="Only what waits for this list.", option="list")
    ] = ""
    dry_run: Annotated[bool, Ask("Say what would happen", hint="dry run: nothing is saved")] = False
    every: Annotated[
        bool, Ask("Judge every declaration", hint="Without the cut by what parties are like.")
    ] = False


SIFT_AGAIN: Deed[SiftAgain, None] = Deed(
    SiftAgain,
    name="trade.sifted_again",
    subject=SUBJECT,
    title="Sift again",
    done="What waited is sifted again.",
    told="Declarations sifted again",
    command="trade again",
    roles=KEEPERS,
    topics=("trade", "cases"),
)
DEEDS: Final = (SIFT_AGAIN,)
EVENTS: Final[Mapping[str, str]] = {}
