"""Deeds on tags: the office's list of them, and those of a case."""

from dataclasses import dataclass
from typing import Annotated

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.deed_on_case import CaseDeed, Reference
from landwaiter.domain.cases.stages import EVERY
from landwaiter.domain.deeds.shape import HEADS, WORKERS, Ask, Choices, Deed, Lookup
from landwaiter.i18n import _

SUBJECT = "finding"


def _tags(case: Case) -> Choices:
    return tuple((one.name, one.name) for one in case.tags)


@dataclass(frozen=True, slots=True)
class AddTag:
    """Put a tag on the office's list, so that cases can be given it."""

    tag: Annotated[
        str, Ask("Tag", Content.INTERNAL, hint="A short word, such as machine tools.", given=True)
    ]


@dataclass(frozen=True, slots=True)
class RetireTag:
    """Take a tag off the office's list: cases keep it, and no other is given it."""

    tag: Annotated[str, Ask("Tag", Content.INTERNAL, given=True)]


@dataclass(frozen=True, slots=True)
class TagCase:
    """Give the case a tag of the office's list."""

    reference: Reference
    tag: Annotated[
        str, Ask("Tag", Content.INTERNAL, hint="Of the office's list.", lookup=Lookup.TAGS)
    ]


@dataclass(frozen=True, slots=True)
class UntagCase:
    """Take a tag off the case."""

    reference: Reference
    tag: Annotated[str, Ask("Tag", Content.INTERNAL, offered=_tags)]


def _no_tag(case: Case, actor: Actor) -> str:
    return "" if case.tags else _("there is none.")


ADD_TAG: Deed[AddTag, None] = Deed(
    AddTag,
    name="tag.added",
    subject=SUBJECT,
    title="Add a tag to the office's list",
    done="The tag is on the office's list.",
    command="tag add",
    roles=HEADS,
    topics=("tags",),
)
RETIRE_TAG: Deed[RetireTag, None] = Deed(
    RetireTag,
    name="tag.retired",
    subject=SUBJECT,
    title="Retire a tag",
    done="The tag is retired.",
    command="tag retire",
    roles=HEADS,
    topics=("tags",),
)
TAG: CaseDeed[TagCase] = CaseDeed(
    TagCase,
    name="case.tag",
    subject=SUBJECT,
    title="Tag the case",
    done="The case has the tag.",
    command="case act REF tag",
    roles=WORKERS,
    group="note",
    stages=EVERY,
)
UNTAG: CaseDeed[UntagCase] = CaseDeed(
    UntagCase,
    name="case.untag",
    subject=SUBJECT,
    title="Take a tag off the case",
    done="The tag is off the case.",
    command="case act REF untag",
    roles=WORKERS,
    group="note",
    stages=EVERY,
    lacks=_no_tag,
)
DEEDS = (ADD_TAG, RETIRE_TAG, TAG, UNTAG)
EVENTS: dict[str, str] = {}
"""What else stands in the audit trail of this subject, and its title."""
