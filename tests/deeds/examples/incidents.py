"""Examples of deeds on incidents."""

from typing import Any

from tests.deeds.scene import FIRM, INCIDENT, Example
from tests.services.sample_office import READ, REASON

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.incidents.deeds import (
    AttributeIncident,
    EndOfIncident,
    LinkIncident,
    MakeIncident,
    StateOfIncident,
    TellIncident,
)
from landwaiter.domain.incidents.incident import AttributionGrade, IncidentKind, StatementKind

PRESS, SURE = "a newspaper", Certainty.REPORTED

EXAMPLES: dict[type[Any], Example] = {
    MakeIncident: lambda _: MakeIncident(
        "Cable cut", IncidentKind.INFRASTRUCTURE_DAMAGE, "2026-01", PRESS, SURE, **READ
    ),
    StateOfIncident: lambda _: StateOfIncident(
        INCIDENT, StatementKind.PLACE, PRESS, SURE, "Outer harbour", "PL", **READ
    ),
    AttributeIncident: lambda _: AttributeIncident(
        INCIDENT,
        "the port",
        "an accident",
        AttributionGrade.ALLEGED,
        PRESS,
        Certainty.ALLEGED,
        **READ,
    ),
    TellIncident: lambda _: TellIncident(
        INCIDENT, "coast guard", PRESS, SURE, day="2026-02", **READ
    ),
    LinkIncident: lambda _: LinkIncident(INCIDENT, PRESS, SURE, FIRM, **READ),
    EndOfIncident: lambda _: EndOfIncident("none", REASON),
}
