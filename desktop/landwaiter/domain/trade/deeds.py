"""Deeds on declarations that are judged without a case."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Protocol

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import (
    OFFICE,
    TAKERS,
    WORKERS,
    Ask,
    Deed,
    FileUse,
    Reason,
    Second,
)
from landwaiter.domain.intake.table_mapping import TableMapping
from landwaiter.domain.trade.sift_reasons import OPENING, SiftReason
from landwaiter.i18n import N_, _

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


TradeNumber = Annotated[
    str,
    Ask("Declaration", Content.OPEN, hint="Its MRN, else the declarant’s reference.", given=True),
]


@dataclass(frozen=True, slots=True)
class OpenTradeCase:
    """Open a case from a declaration of the trade store."""

    number: TradeNumber
    reason: Reason


@dataclass(frozen=True, slots=True)
class SetAside:
    """Set a declaration of the trade store aside: somebody looked, and opens no case."""

    number: TradeNumber
    reason: Reason


@dataclass(frozen=True, slots=True)
class SetSiftReason:
    """How many cases a reason may open on a day; a second person agrees."""

    why: Annotated[SiftReason, Ask("Reason to open", given=True, among=OPENING)]
    cap: Annotated[int, Ask("Cases a day", hint="0: they wait for a person.", given=True)]
    reason: Reason


@dataclass(frozen=True, slots=True)
class SetSiftSample:
    """How many of the declarations without a reason are looked at; a second person agrees."""

    one_in: Annotated[int, Ask("One in so many", hint="0: none.", given=True)]
    reason: Reason


class TradeStanding(Protocol):
    """A declaration of the store as it stands."""

    @property
    def number(self) -> str: ...
    @property
    def became(self) -> str:
        """What became of it, such as `opened`; empty where nothing did."""

    @property
    def is_current(self) -> bool: ...
    @property
    def is_restricted(self) -> bool: ...


def _is_settled(row: TradeStanding, actor: Actor) -> str:
    if row.is_restricted:
        return _("The processing of {number} is restricted: it is kept, and not used.").format(
            number=row.number
        )
    if not row.is_current:
        return _("A newer version of {number} is in the store.").format(number=row.number)
    if row.became == "opened":
        return _("{number} has a case already.").format(number=row.number)
    return ""


def _is_aside(row: TradeStanding, actor: Actor) -> str:
    if row.became == "aside":
        return _("{number} was set aside already.").format(number=row.number)
    return _is_settled(row, actor)


SIFT: Deed[Sift, None] = Deed(
    Sift,
    name="trade.sifted",
    subject=SUBJECT,
    title="Sift declarations",
    done="The declarations are sifted.",
    told="Declarations sifted",
    command="sift",
    roles=TAKERS,
    topics=("trade", "cases"),
)
OPEN_SIFTED: Deed[OpenTradeCase, TradeStanding] = Deed(
    OpenTradeCase,
    name="trade.opened",
    subject=SUBJECT,
    title="Open a case from the trade store",
    done="The case is open.",
    told="Case opened from the trade store",
    command="trade open",
    roles=WORKERS,
    topics=("trade", "cases"),
    refuses=_is_settled,
)
SET_ASIDE: Deed[SetAside, TradeStanding] = Deed(
    SetAside,
    name="trade.aside",
    subject=SUBJECT,
    title="Set a declaration aside",
    done="The declaration is set aside.",
    told="Declaration set aside",
    command="trade aside",
    roles=WORKERS,
    topics=("trade",),
    refuses=_is_aside,
)
POLICY_SET: Final = "trade.policy"
"""Deed of the entry that seals an edition of the policy, and of its motion."""
_POLICY_BY_TWO = Second(
    "What the sift opens cases for",
    "always",
    OFFICE,
    "its mover",
    motion=POLICY_SET,
)
SET_SIFT_REASON: Deed[SetSiftReason, None] = Deed(
    SetSiftReason,
    name="trade.reason_set",
    subject=SUBJECT,
    title="Set how many cases a reason opens",
    done="Changed.",
    told="Policy of the sift changed",
    command="trade reason",
    roles=OFFICE,
    topics=("trade", "settings"),
    second=(_POLICY_BY_TWO,),
)
SET_SIFT_SAMPLE: Deed[SetSiftSample, None] = Deed(
    SetSiftSample,
    name="trade.sample_set",
    subject=SUBJECT,
    title="Set the sample of the sift",
    done="Changed.",
    told="Policy of the sift changed",
    command="trade sample",
    roles=OFFICE,
    topics=("trade", "settings"),
    second=(_POLICY_BY_TWO,),
)
DEEDS = (SIFT, OPEN_SIFTED, SET_ASIDE, SET_SIFT_REASON, SET_SIFT_SAMPLE)
EVENTS: dict[str, str] = {
    "trade.begun": N_("Sift begun"),
    "trade.ended": N_("Sift ended"),
    "trade.message_kept": N_("Message kept with a declaration"),
}
"""What else stands in the audit trail of this subject, and its title."""
