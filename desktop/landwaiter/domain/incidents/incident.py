"""Incidents: what happened where and when, by which means, and who attributes it to whom.

A statement is never changed: it has a source, a grading (A1 to F6), a word for how sure it is, and
ends by a row of its own with a reason. Attributions stand side by side, each as it was said, and
nothing here makes one sentence of them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.base.hedges import hedge_in, is_surer
from landwaiter.domain.entities.checked_statements import checked_statement
from landwaiter.domain.entities.entity import CheckedStatement, End, TypedStatement
from landwaiter.domain.incidents.moments import moment, shown_span
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, _


class IncidentKind(StrEnum):
    """What happened, in the words of who entered it; it accuses nobody."""

    INFRASTRUCTURE_DAMAGE = "infrastructure_damage"
    SABOTAGE = "sabotage"
    CYBER_INTRUSION = "cyber_intrusion"
    SEIZURE = "seizure"
    ESPIONAGE = "espionage"
    SMUGGLING = "smuggling"
    OTHER = "other"


class AttributionGrade(StrEnum):
    """How far somebody goes who says who did it; only the first two are public confirmation."""

    CONFIRMED_BY_COURT = "confirmed_by_court"
    OFFICIALLY_ATTRIBUTED = "officially_attributed"
    ASSESSED_LIKELY = "assessed_likely"
    ALLEGED = "alleged"
    DENIED = "denied"
    UNKNOWN = "unknown"


class LinkRole(StrEnum):
    """What an entity was in an incident, as somebody states it."""

    MEANS = "means"
    OBJECT = "object"
    OBJECT_OWNER = "object_owner"
    INVOLVED = "involved"


class StatementKind(StrEnum):
    HAPPENED = "happened"
    PLACE = "place"
    OBJECT = "object"
    OBJECT_OWNER = "object_owner"
    MEANS = "means"
    DAMAGE = "damage"
    REMARK = "remark"
    TOLD = "told"
    ATTRIBUTION = "attribution"
    LINK = "link"


STATED: Final = (
    StatementKind.HAPPENED,
    StatementKind.PLACE,
    StatementKind.OBJECT,
    StatementKind.OBJECT_OWNER,
    StatementKind.MEANS,
    StatementKind.DAMAGE,
    StatementKind.REMARK,
)
"""Kinds that are stated in words; the others have a deed of their own."""
ROLE_WORDS: Final[Mapping[LinkRole, str]] = {
    LinkRole.MEANS: N_("used in"),
    LinkRole.OBJECT: N_("damaged or hit in"),
    LinkRole.OBJECT_OWNER: N_("owner of what was hit in"),
    LinkRole.INVOLVED: N_("linked to"),
}
"""Role → what is said of the entity before the title of the incident."""
CONFIRMING: Final = frozenset(
    {AttributionGrade.CONFIRMED_BY_COURT, AttributionGrade.OFFICIALLY_ATTRIBUTED}
)
SUREST: Final[Mapping[AttributionGrade, Certainty]] = {
    AttributionGrade.CONFIRMED_BY_COURT: Certainty.ESTABLISHED,
    AttributionGrade.OFFICIALLY_ATTRIBUTED: Certainty.ASSESSED,
    AttributionGrade.ASSESSED_LIKELY: Certainty.ASSESSED,
    AttributionGrade.ALLEGED: Certainty.ALLEGED,
    AttributionGrade.DENIED: Certainty.REPORTED,
    AttributionGrade.UNKNOWN: Certainty.REPORTED,
}
"""What somebody says is never taken for surer than it was said."""
_LADDER: Final = (
    AttributionGrade.CONFIRMED_BY_COURT,
    AttributionGrade.OFFICIALLY_ATTRIBUTED,
    AttributionGrade.ASSESSED_LIKELY,
    AttributionGrade.ALLEGED,
)
"""From sure to claimed; a denial is no step of it, whatever words it takes up."""
_FURTHEST: Final[Mapping[Certainty, AttributionGrade]] = {
    Certainty.ASSESSED: AttributionGrade.ASSESSED_LIKELY,
    Certainty.REPORTED: AttributionGrade.ALLEGED,
    Certainty.ALLEGED: AttributionGrade.ALLEGED,
}
"""What a reservation leaves → how far somebody goes who makes it."""
_COUNTRY: Final = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentStatement:
    """One thing stated of one incident; `since` and `until` are UTC at the precision known."""

    id: str
    incident_id: str
    kind: StatementKind
    value: Mapping[str, str]
    entity_id: str | None = None
    case: str | None = None
    """Reference of a case that it links to."""
    since: str | None = None
    until: str | None = None
    source: str
    grade: str
    read_on: str
    """The day on which the source was read."""
    certainty: Certainty
    note: str = ""
    evidence: str = ""
    author: str
    at: datetime
    end: End | None = None

    @property
    def stands(self) -> bool:
        return self.end is None

    @property
    def grade_of_attribution(self) -> AttributionGrade:
        """KeyError for what is no attribution."""
        return AttributionGrade(self.value["attribution"])


@dataclass(frozen=True, slots=True)
class Incident:
    """What every statement is about; title and kind stay as they were entered."""

    id: str
    title: str
    kind: IncidentKind
    author: str
    at: datetime
    end: End | None = None
    """Why the record as a whole counts no longer."""


@dataclass(frozen=True, slots=True)
class IncidentPlace:
    """Where it happened, as it was typed."""

    words: str
    country: str = ""
    coordinates: str = ""
    """Latitude and longitude in degrees."""


def checked_of_incident(
    kind: StatementKind, value: Mapping[str, str], carried: TypedStatement
) -> CheckedStatement:
    """Normalised; Invalid names the field that is wrong. Days may have a time, in UTC."""
    given = {name: " ".join(said.split()) for name, said in value.items() if said.strip()}
    return checked_statement(kind.value, given, carried, reads=moment)


def checked_attribution(
    value: Mapping[str, str], carried: TypedStatement, certainty: Certainty
) -> CheckedStatement:
    """Invalid where it would be surer than what was said, or a court has no day."""
    grade = AttributionGrade(value["attribution"])
    _refuse_further(grade, value["wording"])
    if grade is AttributionGrade.CONFIRMED_BY_COURT and not (carried.since or "").strip():
        raise Invalid(
            _("A court confirms by a judgment, and that has a day."),
            field="day",
            remedy=_("Name the court as who said it, the day, and its reference as the source."),
        )
    surest = SUREST[grade]
    if is_surer(certainty, surest):
        raise Invalid(
            _("This would be surer than what was said."),
            field="certainty",
            value=certainty.value,
            remedy=_("What is “{grade}” is at most {surest}.").format(
                grade=words_of(grade), surest=surest.value
            ),
        )
    return checked_of_incident(
        StatementKind.ATTRIBUTION, value, replace(carried, certainty=certainty)
    )


def _refuse_further(grade: AttributionGrade, wording: str) -> None:
    """Invalid where the wording makes a reservation that does not go so far."""
    hedge = hedge_in(wording) if grade in _LADDER else None
    furthest = _FURTHEST[hedge.surest] if hedge else grade
    if hedge and _LADDER.index(grade) < _LADDER.index(furthest):
        raise Invalid(
            _("The wording says “{word}”: that confirms nothing.").format(word=hedge.words)
            if grade in CONFIRMING
            else _("The wording says “{word}”: that assesses nothing.").format(word=hedge.words),
            field="attribution",
            value=words_of(grade),
            remedy=_("Say how far that goes: at most “{grade}”.").format(grade=words_of(furthest)),
        )


def checked_place(place: IncidentPlace) -> Mapping[str, str]:
    """The place as a statement keeps it; latitude -90 to 90, longitude -180 to 180, in degrees."""
    country = place.country.strip().upper()
    if country and not _COUNTRY.fullmatch(country):
        raise Invalid(
            _("A country is two letters."),
            field="country",
            value=place.country,
            remedy=_("Use the code of ISO 3166-1, such as NO or CN."),
        )
    return {
        "text": place.words,
        "country": country,
        "coordinates": _coordinates(place.coordinates.strip()),
    }


def _coordinates(text: str) -> str:
    if not text:
        return ""
    try:
        latitude, longitude = (float(part) for part in text.split(","))
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return ", ".join(part.strip() for part in text.split(","))
    except ValueError:
        pass
    raise Invalid(
        _("These are no coordinates."),
        field="coordinates",
        value=text,
        remedy=_("Write latitude and longitude in degrees, parted by a comma: 12.5, -7.25."),
    )


def is_confirmed(statements: Iterable[IncidentStatement]) -> bool:
    """Whether a standing attribution is a court's, or an official one."""
    return any(
        one.stands
        and one.kind is StatementKind.ATTRIBUTION
        and one.grade_of_attribution in CONFIRMING
        for one in statements
    )


def confirmation_text(*, confirmed: bool, attributed: bool) -> str:
    """That a court or an authority said so in public, that nobody did, or that nobody named any."""
    if confirmed:
        return _("a court or an authority attributed it in public")
    return _("no public confirmation") if attributed else _("none recorded, no public confirmation")


def is_attributed(statements: Iterable[IncidentStatement]) -> bool:
    """Whether anybody is on record as saying who did it, or who did not."""
    return any(one.stands and one.kind is StatementKind.ATTRIBUTION for one in statements)


def by_day(statements: Iterable[IncidentStatement]) -> tuple[IncidentStatement, ...]:
    """In the order of the days on which they were said; those without a day come last."""
    return tuple(sorted(statements, key=lambda one: (one.since is None, one.since or "", one.id)))


def words_of(term: StrEnum) -> str:
    """A term of this file in words."""
    said = term.value.replace("_", " ")
    return _(said)


def said_of(statement: IncidentStatement) -> str:
    """What is stated as one text, without its kind, source and certainty."""
    value = statement.value
    match statement.kind:
        case StatementKind.HAPPENED:
            return shown_span(statement.since, statement.until)
        case StatementKind.PLACE:
            return ", ".join(
                filter(
                    None, (value["text"], value.get("country", ""), value.get("coordinates", ""))
                )
            )
        case StatementKind.TOLD:
            by = value.get("by", "")
            return _("{who}, by {by}").format(who=value["who"], by=by) if by else value["who"]
        case StatementKind.ATTRIBUTION:
            return attribution_text(statement)
        case StatementKind.LINK:
            return _(ROLE_WORDS[LinkRole(value["role"])])
        case _:
            return value["text"]


def attribution_text(statement: IncidentStatement) -> str:
    """`Finnish authorities to the press: “…” (assessed likely)`: never more than was said."""
    return _("{quote} ({grade})").format(
        quote=quote_of(statement), grade=words_of(statement.grade_of_attribution)
    )


def quote_of(statement: IncidentStatement) -> str:
    """The same where the grade stands beside it."""
    value = statement.value
    to, whom = value.get("to", ""), value.get("whom", "")
    who = _("{by} to {to}").format(by=value["by"], to=to) if to else value["by"]
    if whom:
        who = _("{who} about {whom}").format(who=who, whom=whom)
    return _("{who}: “{wording}”").format(who=who, wording=value["wording"])
