"""Deeds on how long cases are kept, and on their removal."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Protocol

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import (
    APPROVERS,
    HEADS,
    OFFICE,
    WORKERS,
    Ask,
    Deed,
    Reason,
    Second,
)
from landwaiter.domain.retention.retention_periods import (
    CASE_PURPOSES,
    Purpose,
    Regime,
    RetentionStanding,
    StartEvent,
)
from landwaiter.i18n import N_, _

SUBJECT = "retention"


class InReview(Protocol):
    """A case or entity as the review before removal sees it."""

    @property
    def reference(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def purpose(self) -> Purpose: ...
    @property
    def regime(self) -> Regime | None: ...
    @property
    def standing(self) -> RetentionStanding: ...
    @property
    def holds(self) -> int: ...


def _gone(row: InReview, actor: Actor) -> str:
    if row.regime is None:
        return _("Only a case has a regime.")
    if row.standing is RetentionStanding.REMOVED:
        return _("The case was removed; only its tombstone is left.")
    return ""


def _not_held(row: InReview, actor: Actor) -> str:
    return _gone(row, actor) or ("" if row.holds else _("No legal hold is in force on the case."))


def _not_due(row: InReview, actor: Actor) -> str:
    if (gone := _gone(row, actor)) or row.standing is RetentionStanding.DUE:
        return gone
    return _("The case {reference} is not due for removal: {why}").format(
        reference=row.reference, why=row.why
    )


Reference = Annotated[str, Ask("Case", Content.OPEN, given=True, option="ref")]


@dataclass(frozen=True, slots=True)
class SetPeriod:
    """Set the period of a purpose; a head or administrator may."""

    purpose: Annotated[Purpose, Ask("Kept for", given=True, law=True)]
    years: Annotated[int, Ask("Years")]
    source: Annotated[
        str, Ask("Source", Content.OPEN, hint="Act and article, or the archive's plan.", least=3)
    ]
    start: Annotated[StartEvent, Ask("Counted from", option="from", law=True)]
    from_year_end: Annotated[
        bool,
        Ask(
            "Counted",
            hint="Count from the end of the calendar year, or from the day itself.",
            yes_no=("from-year-end", "from-day"),
            law=True,
        ),
    ]
    keeps_decision: Annotated[
        bool,
        Ask(
            "The signed decision",
            hint="The signed decision stays, or goes with the case.",
            yes_no=("keep-decision", "remove-decision"),
            law=True,
        ),
    ]


@dataclass(frozen=True, slots=True)
class StateRegime:
    """Say for what a case is kept and which law protects its data."""

    reference: Reference
    purpose: Annotated[
        Purpose,
        Ask("Kept for", among=CASE_PURPOSES, now=lambda row: row.purpose.value, law=True),
    ]
    regime: Annotated[
        Regime,
        Ask("Protected by", now=lambda row: row.regime.value if row.regime else "", law=True),
    ]
    reason: Reason


@dataclass(frozen=True, slots=True)
class EndProceedings:
    """Record the day on which proceedings about a case ended."""

    reference: Reference
    date: Annotated[dt.date, Ask("Day on which they ended")]
    reason: Reason


@dataclass(frozen=True, slots=True)
class PlaceHold:
    """Suspend the removal of a case; a head may."""

    reference: Reference
    act: Annotated[
        str,
        Ask(
            "Ordered by", Content.INTERNAL, hint="The order or provision that demands it.", least=3
        ),
    ]
    reason: Reason


@dataclass(frozen=True, slots=True)
class LiftHold:
    """End a legal hold; a head may."""

    reference: Reference
    reason: Reason
    hold: Annotated[str | None, Ask("Hold", Content.OPEN, hint="Where several are in force.")] = (
        None
    )


@dataclass(frozen=True, slots=True)
class RemoveCase:
    """Move the removal of a case that is due; another person seconds it (`motions second`)."""

    reference: Reference
    reason: Reason


_CASES = ("cases", "retention")
SET_PERIOD: Deed[SetPeriod, None] = Deed(
    SetPeriod,
    name="retention.rule_set",
    subject=SUBJECT,
    title="Set a period",
    done="The period is set.",
    told="Period of retention set",
    command="retention set",
    roles=OFFICE,
    topics=("retention",),
)
STATE_REGIME: Deed[StateRegime, InReview] = Deed(
    StateRegime,
    name="retention.regime_stated",
    subject=SUBJECT,
    title="State the regime",
    done="The regime is stated.",
    told="Regime stated",
    command="retention regime",
    # By what a case is kept for, it is removed earlier or later: not by whoever works on it alone.
    roles=APPROVERS,
    topics=_CASES,
    refuses=_gone,
)
END_PROCEEDINGS: Deed[EndProceedings, InReview] = Deed(
    EndProceedings,
    name="retention.proceedings_ended",
    subject=SUBJECT,
    title="Record the end of the proceedings",
    done="The end of the proceedings is recorded.",
    told="End of proceedings recorded",
    command="retention proceedings",
    roles=WORKERS,
    topics=_CASES,
    refuses=_gone,
)
PLACE_HOLD: Deed[PlaceHold, InReview] = Deed(
    PlaceHold,
    name="retention.hold_placed",
    subject=SUBJECT,
    title="Place a legal hold",
    done="The hold is in force.",
    told="Legal hold placed",
    command="retention hold",
    roles=HEADS,
    topics=_CASES,
    refuses=_gone,
)
LIFT_HOLD: Deed[LiftHold, InReview] = Deed(
    LiftHold,
    name="retention.hold_lifted",
    subject=SUBJECT,
    title="Lift the hold",
    done="The hold is lifted.",
    told="Legal hold lifted",
    command="retention lift",
    roles=HEADS,
    topics=_CASES,
    refuses=_not_held,
)
REMOVE_CASE: Deed[RemoveCase, InReview] = Deed(
    RemoveCase,
    name="remove_case",
    subject=SUBJECT,
    title="Remove the case",
    done="The case is removed.",
    told="Removal carried out",
    command="retention remove",
    roles=APPROVERS,
    topics=_CASES,
    refuses=_not_due,
    second=(
        Second(
            "Removal of a case after retention",
            "always",
            APPROVERS,
            "its mover, and who has a conflict of interest",
        ),
    ),
)
DEEDS = (SET_PERIOD, STATE_REGIME, END_PROCEEDINGS, PLACE_HOLD, LIFT_HOLD, REMOVE_CASE)
EVENTS = {"case.removed": N_("Case removed")}
"""What else stands in the audit trail of this subject, and its title."""
