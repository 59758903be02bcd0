"""Deeds on what waits for a second person, whether it is about a case or the office."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Protocol

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import ANY_SECOND, KEEPERS, Ask, Deed
from landwaiter.i18n import N_, _

SUBJECT = "deeds"


class OpenMotion(Protocol):
    """A motion, by who moved it."""

    @property
    def author(self) -> str: ...


MotionIdentity = Annotated[
    str, Ask("Motion", Content.OPEN, hint="As “motions list” shows it.", given=True, option="id")
]
Why = Annotated[str, Ask("Reason", Content.DELIBERATION, long=True)]


@dataclass(frozen=True, slots=True)
class SecondOpenMotions:
    """Sign as a second person; several at once only where the facts are identical."""

    motions: Annotated[
        tuple[str, ...],
        Ask("Motions", Content.OPEN, hint="As “motions list” shows them.", given=True, option="id"),
    ]
    reason: Why = ""


@dataclass(frozen=True, slots=True)
class DeclineOpenMotion:
    """Say no, with the reason."""

    motion: MotionIdentity
    reason: Why


@dataclass(frozen=True, slots=True)
class WithdrawOpenMotion:
    """Take your own motion back."""

    motion: MotionIdentity
    reason: Why


def _own(motion: OpenMotion, actor: Actor) -> str:
    return _not_yours() if motion.author == actor.name else ""


def _of_another(motion: OpenMotion, actor: Actor) -> str:
    return "" if motion.author == actor.name else _not_yours()


def _not_yours() -> str:
    return _("Who moved it withdraws it; another declines it.")


_TOPICS = ("motions",)
SECOND_OPEN: Deed[SecondOpenMotions, tuple[OpenMotion, ...]] = Deed(
    SecondOpenMotions,
    name="motion.seconded",
    subject=SUBJECT,
    title="Second motions",
    done="It is seconded and carried out.",
    told="Seconded",
    command="motions second",
    roles=ANY_SECOND,
    topics=_TOPICS,
)
DECLINE_OPEN: Deed[DeclineOpenMotion, OpenMotion] = Deed(
    DeclineOpenMotion,
    name="motion.declined",
    subject=SUBJECT,
    title="Decline a motion",
    done="The motion is declined.",
    told="Motion declined",
    command="motions decline",
    roles=ANY_SECOND,
    topics=_TOPICS,
    refuses=_own,
)
WITHDRAW_OPEN: Deed[WithdrawOpenMotion, OpenMotion] = Deed(
    WithdrawOpenMotion,
    name="motion.withdrawn",
    subject=SUBJECT,
    title="Withdraw a motion",
    done="The motion is withdrawn.",
    told="Motion withdrawn",
    command="motions withdraw",
    roles=KEEPERS,
    topics=_TOPICS,
    refuses=_of_another,
)
DEEDS = (SECOND_OPEN, DECLINE_OPEN, WITHDRAW_OPEN)
EVENTS: Mapping[str, str] = {"motion.moved": N_("Moved for a second person")}
"""What else stands in the audit trail of this subject, and its title."""
