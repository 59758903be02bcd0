"""The marking that the office sets above what it prints."""

from collections.abc import Mapping

from landwaiter.services.warm.session import Session
from landwaiter.storage.base.settings import settings_with


def marking_in(wording: Mapping[str, str]) -> str:
    """Of the settings of reports; LIMITE until the office says another."""
    return wording.get("marking", "LIMITE")


def office_marking(session: Session) -> str:
    """The marking as it is set now."""
    with session.reading() as conn:
        return marking_in(settings_with(conn, "report."))
