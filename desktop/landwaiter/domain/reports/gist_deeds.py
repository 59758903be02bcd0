"""Deeds on gists: released by two in place of a withheld passage, and taken back."""

from dataclasses import dataclass
from typing import Annotated, Any

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import (
    APPROVERS,
    WORKERS,
    Ask,
    Deed,
    Reason,
    Second,
)
from landwaiter.domain.reports.gists import SHORTEST, gist_number
from landwaiter.domain.reports.report_fields import SUBJECT, Reference


@dataclass(frozen=True, slots=True)
class ReleaseGist:
    """Write a sentence in place of a passage that a report withholds: once another person agrees,
    reports of its type print it for that reader as long as the passage stays the same.
    """

    dossier: Annotated[str, Ask("Report", Content.OPEN, hint="As its pages name it.", given=True)]
    place: Annotated[str, Ask("Place", Content.OPEN, hint="As the manifest names it.", given=True)]
    text: Annotated[
        str,
        Ask(
            "Gist",
            Content.INTERNAL,
            hint="One sentence that names no source.",
            least=SHORTEST,
            long=True,
        ),
    ]
    reason: Reason


@dataclass(frozen=True, slots=True)
class WithdrawGist:
    """Take a gist back: reports print it no more; those that did stay as they are."""

    reference: Reference
    number: Annotated[int, Ask("Its number on the case", given=True, option="n", reads=gist_number)]
    reason: Reason


RELEASE_GIST: Deed[ReleaseGist, Any] = Deed(
    ReleaseGist,
    name="release_gist",
    subject=SUBJECT,
    title="Write a gist",
    done="The gist is released.",
    told="Gist released",
    command="report gist",
    roles=WORKERS,
    topics=("reports",),
    second=(
        Second(
            "Gist in place of a withheld passage",
            "always",
            APPROVERS,
            "its mover, and who has a conflict of interest",
        ),
    ),
)


WITHDRAW_GIST: Deed[WithdrawGist, Any] = Deed(
    WithdrawGist,
    name="gist.withdrawn",
    subject=SUBJECT,
    title="Withdraw a gist",
    done="The gist is withdrawn.",
    told="Gist withdrawn",
    command="report withdraw-gist",
    roles=WORKERS,
    topics=("reports",),
)
