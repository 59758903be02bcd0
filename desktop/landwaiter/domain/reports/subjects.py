"""Reports that are about something else than a case, and who reads those on colleagues."""

from collections.abc import Mapping
from enum import StrEnum

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.deeds.shape import ANY_SECOND, APPROVERS

_ANALYST, _REVIEWER, _HEAD, _AUDITOR = (
    UserRole.ANALYST,
    UserRole.REVIEWER,
    UserRole.HEAD,
    UserRole.AUDITOR,
)


class SubjectReport(StrEnum):
    """What such a report is about; the word is kept with each."""

    ENTITY = "entity"
    STATES = "states"
    LOAD = "load"
    REVIEWERS = "reviewers"
    PRACTICE = "practice"
    STATISTICS = "statistics"
    REGISTER = "register"
    HANDOVER = "handover"
    LISTING = "listing"
    ACCESS_ANSWER = "access-answer"
    PRIVACY = "privacy"


LOAD_READERS = frozenset({_HEAD, _REVIEWER, _ANALYST, _AUDITOR})
"""Who reads the load of the office, on screen and on paper."""
LOAD_NAMED = frozenset({_HEAD})
"""Who reads colleagues' names in it; anybody else the own one, and the sum of the others."""
STATISTICS_READERS = LOAD_READERS
"""Who counts cases by tables, on screen and on paper."""
RECORD_READERS = frozenset({_HEAD, _AUDITOR, _REVIEWER})
"""Who reads records of reviewers."""
RECORDS_OF_ALL = frozenset({_HEAD, _AUDITOR})
"""Who reads those of others too."""
PRIVACY_READERS = ANY_SECOND | {_AUDITOR}
"""Who reads the facts for an assessment of data protection, on screen and on paper."""
READ_BY: Mapping[SubjectReport, frozenset[UserRole]] = {
    SubjectReport.LOAD: LOAD_NAMED,
    SubjectReport.REVIEWERS: RECORDS_OF_ALL,
    SubjectReport.STATISTICS: STATISTICS_READERS,
    SubjectReport.REGISTER: STATISTICS_READERS,
    SubjectReport.ACCESS_ANSWER: APPROVERS,
    SubjectReport.PRIVACY: PRIVACY_READERS,
}
"""Who reads a frozen report that another person made; without a row, everybody does. What it says
is what its maker may read."""
