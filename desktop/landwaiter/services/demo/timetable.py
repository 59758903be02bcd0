"""When things happened in the sample office: its days count back from the day it is made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from landwaiter.domain.base.zones import local_date, zone_name
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.periods import ONE_DAY, Calendar, calendar_of, working_days_before

NOW = "now"


class SampleClock:
    """The time of the sample office, moved by what happens in it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, at: datetime) -> None:
        """Never backwards: the audit chain is in the order of time."""
        self.at = max(self.at, at)


@dataclass(frozen=True, slots=True)
class Timetable:
    """Offsets such as `-3 09:15` as instants: the third working day before the newest one."""

    calendar: Calendar
    newest: date
    """Today, or the last working day before it."""
    now: datetime

    @classmethod
    def of(cls, packs: Iterable[Pack], state: str, now: datetime) -> "Timetable":
        pack = next(pack for pack in packs if pack.id == f"calendar_{state}")
        calendar, day = calendar_of(pack), local_date(now, state)
        while not calendar.is_working_day(day):
            day -= ONE_DAY
        return cls(calendar, day, now)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(zone_name(self.calendar.state))

    def instant(self, at: str) -> datetime:
        """Aware UTC; days are counted in working days of the office, hours in its zone."""
        if at == NOW:
            return self.now
        offset, _blank, hour = at.partition(" ")
        local = datetime.combine(self.day(int(offset)), time.fromisoformat(hour), self.zone)
        return local.astimezone(UTC)

    def day(self, offset: int) -> date:
        return working_days_before(self.newest, -offset, self.calendar)
