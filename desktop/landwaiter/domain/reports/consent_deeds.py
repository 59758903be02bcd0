"""The deed that records what the owner of a business secret said of a passage."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import WORKERS, Ask, Deed
from landwaiter.domain.reports.consents import ConsentOutcome


@dataclass(frozen=True, slots=True)
class RecordOwnersConsent:
    """Record that the owner of a business secret was asked whether another state may read it, or
    what it said. Once it agreed, reports to that addressee print the passage as long as it stays
    the same; the last word counts, so that what was recorded is taken back by recording it anew.
    """

    dossier: Annotated[
        str,
        Ask(
            "Report",
            Content.OPEN,
            hint="As its pages name it: one for a partner state that withholds the passage.",
            given=True,
        ),
    ]
    place: Annotated[
        str,
        Ask("Place", Content.OPEN, hint="As the manifest names it.", given=True),
    ]
    owner: Annotated[
        str, Ask("Owner", Content.PERSONAL, hint="Whose secret it is, and who said it.")
    ]
    outcome: Annotated[ConsentOutcome, Ask("What the owner said", option="as", law=True)]
    day: Annotated[dt.date, Ask("Day", hint="Of the question or the answer.", option="on")]
    document: Annotated[
        str,
        Ask(
            "Document",
            Content.INTERNAL,
            hint="The letter or record by which it was asked, or said it.",
        ),
    ]


RECORD_CONSENT: Deed[RecordOwnersConsent, Any] = Deed(
    RecordOwnersConsent,
    name="consent.recorded",
    subject="reports",
    title="Record an owner's consent",
    done="It is recorded.",
    told="Owner's consent recorded",
    command="report consent",
    roles=WORKERS,
    topics=("reports",),
)
