"""What deeds are called in the audit trail."""

from landwaiter.domain.cases.deed_on_case import ACT
from landwaiter.domain.table.deeds import TITLES
from landwaiter.i18n import _


def deed_title(deed: str) -> str:
    """A deed as a person reads it; a motion names one on a case by what it is called there."""
    title = TITLES.get(deed) or TITLES.get(f"{ACT}{deed}")
    return _(title) if title else deed
