"""Reading a proposal: no deed on the case, but what its approval waits for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.decision import PENDING
from landwaiter.domain.cases.deed_on_case import Reference
from landwaiter.domain.cases.four_eyes import why_conflicted
from landwaiter.domain.deeds.shape import APPROVERS, Ask, Deed
from landwaiter.domain.review.reading import ReviewSection
from landwaiter.i18n import _


@dataclass(frozen=True, slots=True)
class ReadProposal:
    """Record that sections of the proposal were shown to their end."""

    reference: Reference
    sections: Annotated[tuple[ReviewSection, ...], Ask("Sections", option="section", seen=True)]
    version: Annotated[int, Ask("Version", seen=True)]
    """Of the proposal that was shown."""


def _not_to_be_read(case: Case, actor: Actor) -> str:
    if case.decision is None or case.decision.state not in PENDING:
        return _("Nothing is proposed.")
    return why_conflicted(case, actor.id, actor.name)


READ: Deed[ReadProposal, Case] = Deed(
    ReadProposal,
    name="case.read",
    subject="review",
    title="Read the proposal",
    done="What was read is recorded.",
    command="case read",
    roles=APPROVERS,
    topics=("cases",),
    refuses=_not_to_be_read,
)
DEEDS = (READ,)
EVENTS: Mapping[str, str] = {}
