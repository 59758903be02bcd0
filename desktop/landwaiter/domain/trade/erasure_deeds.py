"""Deeds on how long the trade store keeps what has no case: period, erasing, restriction, notes."""

from dataclasses import dataclass
from typing import Annotated, Final, Protocol

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import APPROVERS, HEADS, OFFICE, Ask, Deed, Reason, Second
from landwaiter.domain.trade.deeds import SUBJECT, TradeNumber
from landwaiter.domain.trade.erasure import Effect
from landwaiter.i18n import N_, _


@dataclass(frozen=True, slots=True)
class SetTradePeriod:
    """How many years declarations without a case are kept; a second person agrees."""

    years: Annotated[int, Ask("Years", hint="From the end of the year of acceptance.", given=True)]
    source: Annotated[
        str, Ask("Source", Content.OPEN, hint="Act and article, or the archive's plan.", least=3)
    ]
    reason: Reason


@dataclass(frozen=True, slots=True)
class EraseTrade:
    """Move that declarations without a case are erased; a second person agrees."""

    reason: Reason
    before: Annotated[
        int | None, Ask("Accepted before the year", hint="Of those whose period is over.")
    ] = None
    numbers: Annotated[
        tuple[str, ...],
        Ask("Declarations", Content.OPEN, hint="MRN or reference.", option="number"),
    ] = ()
    removed_cases: Annotated[
        bool, Ask("Those whose case was removed", option="of-removed-cases")
    ] = False


@dataclass(frozen=True, slots=True)
class CarryOutErasure:
    """Erase what two persons agreed to, and go on where it was broken off."""


@dataclass(frozen=True, slots=True)
class RestrictTrade:
    """Hold or restrict a declaration of the trade store, or every one of a party."""

    effect: Annotated[Effect, Ask("Effect", given=True, law=True)]
    basis: Annotated[
        str, Ask("Basis", Content.INTERNAL, hint="Act and article, order, or request.", least=3)
    ]
    reason: Reason
    number: Annotated[
        str | None, Ask("Declaration", Content.OPEN, hint="MRN or reference.", option="number")
    ] = None
    party: Annotated[
        int | None, Ask("Party", hint="Its number, as a request for access names it.")
    ] = None


@dataclass(frozen=True, slots=True)
class LiftRestriction:
    """End a hold or a restriction in the trade store; a head may."""

    restriction: Annotated[
        str, Ask("Restriction", Content.OPEN, hint="See `trade restrictions`.", given=True)
    ]
    reason: Reason


@dataclass(frozen=True, slots=True)
class RectifyTrade:
    """Put a declaration right by a note beside it: what was declared is evidence, and stays."""

    number: TradeNumber
    note: Annotated[str, Ask("What is right", Content.PERSONAL, least=3, long=True)]
    reason: Reason


class RestrictionStanding(Protocol):
    """A hold or restriction as it stands."""

    @property
    def is_over(self) -> bool: ...


def _is_lifted(row: RestrictionStanding, actor: Actor) -> str:
    return _("It was lifted already.") if row.is_over else ""


SET_TRADE_PERIOD: Deed[SetTradePeriod, None] = Deed(
    SetTradePeriod,
    name="trade.period_set",
    subject=SUBJECT,
    title="Set how long declarations are kept",
    done="Changed.",
    told="Period of the trade store changed",
    command="trade period",
    roles=OFFICE,
    topics=("trade", "retention"),
    second=(
        Second(
            "How long declarations without a case are kept",
            "always",
            OFFICE,
            "its mover",
            motion="trade.period",
        ),
    ),
)
ERASE_TRADE: Deed[EraseTrade, None] = Deed(
    EraseTrade,
    name="trade.erasure_moved",
    subject=SUBJECT,
    title="Erase declarations without a case",
    done="It is agreed.",
    told="Erasing of declarations agreed",
    command="trade erase",
    roles=APPROVERS,
    topics=("trade", "retention"),
    second=(
        Second(
            "Erasing of declarations without a case",
            "always",
            APPROVERS,
            "its mover",
            motion="trade.erasure",
        ),
    ),
)
CARRY_OUT_ERASURE: Deed[CarryOutErasure, None] = Deed(
    CarryOutErasure,
    name="trade.erased",
    subject=SUBJECT,
    title="Carry out agreed erasures",
    done="The declarations are erased.",
    told="Declarations erased",
    command="trade erase --resume",
    roles=APPROVERS,
    topics=("trade", "retention"),
)
RESTRICT_TRADE: Deed[RestrictTrade, None] = Deed(
    RestrictTrade,
    name="trade.restricted",
    subject=SUBJECT,
    title="Hold or restrict in the trade store",
    done="It is in force.",
    told="Held or restricted in the trade store",
    command="trade restrict",
    roles=APPROVERS,
    topics=("trade", "retention"),
)
LIFT_RESTRICTION: Deed[LiftRestriction, RestrictionStanding] = Deed(
    LiftRestriction,
    name="trade.restriction_lifted",
    subject=SUBJECT,
    title="Lift a hold or restriction in the trade store",
    done="It is lifted.",
    told="Hold or restriction in the trade store lifted",
    command="trade lift",
    roles=HEADS,
    topics=("trade", "retention"),
    refuses=_is_lifted,
)
RECTIFY_TRADE: Deed[RectifyTrade, None] = Deed(
    RectifyTrade,
    name="trade.rectified",
    subject=SUBJECT,
    title="Put a declaration right",
    done="The note is beside it.",
    told="Declaration put right by a note",
    command="trade rectify",
    roles=APPROVERS,
    topics=("trade",),
)
DEEDS = (
    SET_TRADE_PERIOD,
    ERASE_TRADE,
    CARRY_OUT_ERASURE,
    RESTRICT_TRADE,
    LIFT_RESTRICTION,
    RECTIFY_TRADE,
)
VIEWED: Final = "trade.viewed"
EVENTS: dict[str, str] = {VIEWED: N_("Trade store looked at")}
"""What else stands in the audit trail of this subject, and its title."""
