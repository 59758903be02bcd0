"""What is shown of an incident: frozen rows for window, command line and reports."""

from dataclasses import dataclass
from datetime import datetime

from landwaiter.domain.entities.entity import End
from landwaiter.domain.incidents.incident import (
    IncidentKind,
    IncidentStatement,
    StatementKind,
    confirmation_text,
)
from landwaiter.domain.incidents.vessel_on_day import VesselOnDay
from landwaiter.i18n import _
from landwaiter.storage.incidents.incident_rows import GroundRow


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One line of the list; who says what is not put into a word here."""

    id: str
    title: str
    kind: IncidentKind
    happened: str
    attributions: int
    confirmed: bool
    grounds: int
    """Cases of which it is a ground; 0: it is background."""

    @property
    def confirmation(self) -> str:
        return confirmation_text(confirmed=self.confirmed, attributed=self.attributions > 0)

    @property
    def use(self) -> str:
        """`background`, or of how many cases it is a ground."""
        return _("ground of a case") if self.grounds else _("background")


@dataclass(frozen=True, slots=True)
class LinkedEntity:
    """An entity that somebody says had a part in it, and a vessel as it was on that day."""

    statement: IncidentStatement
    entity_id: str
    name: str
    kind: str
    vessel: VesselOnDay | None = None


@dataclass(frozen=True, slots=True)
class IncidentView:
    """One incident with all that is stated of it, as of now."""

    id: str
    title: str
    kind: IncidentKind
    author: str
    at: datetime
    end: End | None
    statements: tuple[IncidentStatement, ...]
    """Standing ones beside attributions and links, in the order in which they were stated."""
    attributions: tuple[IncidentStatement, ...]
    """Standing ones by the day on which they were said, side by side."""
    linked: tuple[LinkedEntity, ...]
    cases: tuple[IncidentStatement, ...]
    """Standing links to cases."""
    grounds: tuple[GroundRow, ...]
    about: tuple[str, ...]
    """References of the cases of the kind incident that refer to it."""
    ended: tuple[IncidentStatement, ...]
    confirmed: bool

    def of_kind(self, kind: StatementKind) -> tuple[IncidentStatement, ...]:
        return tuple(one for one in self.statements if one.kind is kind)

    @property
    def confirmation(self) -> str:
        return confirmation_text(confirmed=self.confirmed, attributed=bool(self.attributions))

    @property
    def use(self) -> str:
        """Background, or the ground of which cases."""
        if not self.grounds:
            return _("Background: no case rests on it, and no rule reads it.")
        cases = ", ".join(one.reference for one in self.grounds)
        return _("Ground of {cases}; no rule reads it.").format(cases=cases)
