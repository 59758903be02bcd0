"""What a second person reads before signing, and that it was read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from landwaiter.i18n import N_


class ReviewSection(StrEnum):
    """What is read of a proposal, in this order; one with nothing in it says so and is read too."""

    CHANGES = "changes"
    HITS = "hits"
    FLAGS = "flags"
    LEFT_OPEN = "left_open"
    NOT_CHECKED = "not_checked"
    EDITIONS = "editions"


SECTION_TITLES: Final[Mapping[ReviewSection, str]] = {
    ReviewSection.CHANGES: N_("What is proposed, and what changed"),
    ReviewSection.HITS: N_("Hits and judgements"),
    ReviewSection.FLAGS: N_("Flags, raised and dismissed"),
    ReviewSection.LEFT_OPEN: N_("Left open"),
    ReviewSection.NOT_CHECKED: N_("Not checked"),
    ReviewSection.EDITIONS: N_("Editions and their age"),
}


@dataclass(frozen=True, slots=True)
class SectionReading:
    """That a person was shown one section of one version of a proposal to its end."""

    id: str
    decision_id: str
    section: ReviewSection
    sha256: str
    """Of the lines that were shown."""
    reader_id: str
    author: str
    at: datetime


def unread(
    readings: Iterable[SectionReading], decision_id: str, reader_id: str
) -> tuple[ReviewSection, ...]:
    """The sections of this version that this person has not read; another's reading counts not."""
    read = {
        one.section
        for one in readings
        if (one.decision_id, one.reader_id) == (decision_id, reader_id)
    }
    return tuple(section for section in ReviewSection if section not in read)
