"""One difference between a report as received and the report as made."""

from dataclasses import dataclass

from landwaiter.i18n import _


@dataclass(frozen=True, slots=True)
class ReportChange:
    """One difference: a page, a cell `Items!B7`, or a part of the file."""

    place: str
    what: str = ""
    """A sentence, where there is no old and new value."""
    was: str | None = None
    now: str | None = None

    def sentence(self) -> str:
        if self.what:
            return _("{place}: {what}").format(place=self.place, what=self.what)
        return _("{place}: was {was}, is {now}.").format(
            place=self.place, was=self.was, now=self.now
        )
