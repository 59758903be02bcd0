"""The deed that judges words which may name a source in confidence."""

from collections.abc import Mapping
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
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.finds import FindOutcome
from landwaiter.domain.reports.profiles import Profile, profile_of
from landwaiter.domain.reports.report_fields import SUBJECT, Reference, To


@dataclass(frozen=True, slots=True)
class JudgeFind:
    """Say whether words that may name a source in confidence do, or are another thing. It holds
    for that very text alone; until each find is judged, no report leaves the office. That it is
    another thing counts once a second person agrees.
    """

    reference: Reference
    find: Annotated[
        str, Ask("Find to judge", Content.OPEN, hint="As “report finds” names it.", given=True)
    ]
    reader: Annotated[Profile, Ask("For whom", option="for", reads=profile_of)]
    outcome: Annotated[
        FindOutcome,
        Ask(
            "Outcome",
            hint="The source, by its name or by the whole text; or another thing.",
            option="as",
            law=True,
        ),
    ]
    reason: Reason
    kind: Annotated[CaseReport, Ask("Report", option="report")] = CaseReport.CASE
    to: To = ""


def _is_another_thing(_subject: Any, said: JudgeFind, _office: Mapping[str, str]) -> bool:
    return said.outcome is FindOutcome.OTHER


JUDGE_FIND: Deed[JudgeFind, None] = Deed(
    JudgeFind,
    name="find.judged",
    subject=SUBJECT,
    title="Judge a find",
    done="The find is judged.",
    told="Find judged",
    command="report judge",
    roles=WORKERS,
    topics=("reports",),
    second=(
        Second(
            "Words of a find that are another thing than a source",
            "they are to be printed",
            APPROVERS,
            "its mover, and who has a conflict of interest",
            holds=_is_another_thing,
        ),
    ),
)
