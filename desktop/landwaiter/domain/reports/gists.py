"""A gist: a sentence that two persons release in place of a passage that is withheld."""

from dataclasses import dataclass
from typing import Final

from landwaiter.domain.base.facts import Content
from landwaiter.domain.reports.profiles import Profile, ReadingRight, right_of
from landwaiter.errors import Invalid
from landwaiter.i18n import Words, _

SHORTEST: Final = 10
LONGEST: Final = 300
"""Characters of a gist: a sentence, no report of its own."""


@dataclass(frozen=True, slots=True)
class Gist:
    """It stands for one passage in reports of one type on one case, for one reader."""

    id: str
    no: int
    report_type: str
    profile: Profile
    place: str
    content: Content
    salt: str
    commitment: str
    """To the passage that it was written for, as in the report that withheld it."""
    context: str
    """Tells the row that the passage stood in from others."""
    text: str
    motion_id: str
    author: str
    at: str
    ended_by: str = ""
    ended_at: str = ""
    end_reason: Words = ""

    @property
    def label(self) -> str:
        """G-01: how people call it on its case."""
        return gist_label(self.no)


def has_gists(profile: Profile) -> bool:
    """Whether this reader gets a gist of anything that is withheld."""
    return any(right_of(profile, one) is ReadingRight.GIST for one in Content)


def gist_label(number: int) -> str:
    return f"G-{number:02d}"


def gist_number(text: str) -> int:
    """The number of a gist that is named `3`, `G-3` or `G-03`; ValueError else."""
    number = int(text.strip().upper().removeprefix("G-"))
    if number < 1:
        raise ValueError(text)
    return number


def checked_gist(text: str) -> str:
    """The sentence on one line; Invalid where it is too long to be one."""
    said = " ".join(text.split())
    if len(said) > LONGEST:
        raise Invalid(
            _("A gist has at most {count} characters.").format(count=LONGEST),
            field="text",
            value=said,
            remedy=_("Say in one sentence what the reader has to know."),
        )
    return said
