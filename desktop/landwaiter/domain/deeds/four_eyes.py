"""The deed on the table of four eyes itself: two persons change it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import OFFICE, Ask, Deed, Reason, Second

SUBJECT = "deeds"


@dataclass(frozen=True, slots=True)
class SetPolicy:
    """Move a change of the table; another head or administrator seconds it."""

    key: Annotated[
        str,
        Ask(
            "Setting",
            Content.OPEN,
            hint="As “four-eyes show” names it.",
            given=True,
            option="setting",
        ),
    ]
    value: Annotated[str, Ask("Value", Content.INTERNAL, given=True, blank=True)]
    reason: Reason


SET_POLICY: Deed[SetPolicy, None] = Deed(
    SetPolicy,
    name="set_policy",
    subject=SUBJECT,
    title="Change the table of four eyes",
    done="The table is changed.",
    told="Table of four eyes changed",
    command="four-eyes set",
    roles=OFFICE,
    topics=("settings", "motions"),
    second=(
        Second(
            "Change of this table",
            "always",
            OFFICE,
            "its mover, and who has a conflict of interest",
        ),
    ),
)
DEEDS = (SET_POLICY,)
EVENTS: Mapping[str, str] = {}
