"""The time zone of each Member State's authorities: deadlines end at midnight there."""

from collections.abc import Mapping
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from landwaiter.errors import Invalid
from landwaiter.i18n import _

ZONES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "AT": "Europe/Vienna",
        "BE": "Europe/Brussels",
        "BG": "Europe/Sofia",
        "CY": "Asia/Nicosia",
        "CZ": "Europe/Prague",
        "DE": "Europe/Berlin",
        "DK": "Europe/Copenhagen",
        "EE": "Europe/Tallinn",
        "ES": "Europe/Madrid",
        "FI": "Europe/Helsinki",
        "FR": "Europe/Paris",
        "GR": "Europe/Athens",
        "HR": "Europe/Zagreb",
        "HU": "Europe/Budapest",
        "IE": "Europe/Dublin",
        "IT": "Europe/Rome",
        "LT": "Europe/Vilnius",
        "LU": "Europe/Luxembourg",
        "LV": "Europe/Riga",
        "MT": "Europe/Malta",
        "NL": "Europe/Amsterdam",
        "PL": "Europe/Warsaw",
        "PT": "Europe/Lisbon",
        "RO": "Europe/Bucharest",
        "SE": "Europe/Stockholm",
        "SI": "Europe/Ljubljana",
        "SK": "Europe/Bratislava",
    }
)

MEMBER_STATE: Final = "office.member_state"
"""The setting that takes the place of the state with which a casebook was founded."""


def member_state(text: str) -> str:
    """A Member State's two letters in capitals; Invalid for anything else."""
    state = text.strip().upper()
    if state not in ZONES:
        raise Invalid(
            _("This is not the code of a Member State."),
            field="calendar",
            value=text,
            remedy=_("Use one of {known}.").format(known=", ".join(ZONES)),
        )
    return state


def zone_name(state: str) -> str:
    """IANA name of the state's zone; UTC for a state that is not in the table."""
    return ZONES.get(state, "UTC")


def zone_of(state: str) -> ZoneInfo:
    """The state's time zone."""
    return ZoneInfo(zone_name(state))


def local_time(moment: datetime, state: str) -> datetime:
    """The instant as the clocks of the state show it."""
    return moment.astimezone(zone_of(state))


def local_date(moment: datetime, state: str) -> date:
    """The calendar day of an instant in the state."""
    return local_time(moment, state).date()


def midnight(day: date, state: str) -> datetime:
    """The instant at which the day begins in the state."""
    return datetime.combine(day, time.min, ZoneInfo(zone_name(state)))
