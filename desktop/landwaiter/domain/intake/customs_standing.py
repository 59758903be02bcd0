"""Where a consignment is in the procedure, as messages of customs state it.

It stands beside the status of the goods and never is one: what the office holds, releases or sees
leave is said by persons, under their four eyes, and not by a file that came.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from landwaiter.i18n import N_


class CustomsStatus(StrEnum):
    """What customs, or a trader before them, say became of the goods."""

    PRESENTED = "presented"
    NOT_RELEASED = "not_released"
    RELEASED = "released"
    IN_TRANSIT = "in_transit"
    AT_EXIT = "at_exit"
    NOT_RELEASED_AT_EXIT = "not_released_at_exit"
    LEAVING = "leaving"
    EXIT_NOTIFIED = "exit_notified"
    EXIT_DIFFERS = "exit_differs"
    EXITED = "exited"
    ARRIVED = "arrived"
    NOT_ARRIVED = "not_arrived"
    INVALIDATED = "invalidated"


STATUS_WORDS: Final[Mapping[CustomsStatus, str]] = MappingProxyType(
    {
        CustomsStatus.PRESENTED: N_("presented"),
        CustomsStatus.NOT_RELEASED: N_("not released"),
        CustomsStatus.RELEASED: N_("released for export"),
        CustomsStatus.IN_TRANSIT: N_("released for transit"),
        CustomsStatus.AT_EXIT: N_("arrived at the office of exit"),
        CustomsStatus.NOT_RELEASED_AT_EXIT: N_("not released for exit"),
        CustomsStatus.LEAVING: N_("released for exit"),
        CustomsStatus.EXIT_NOTIFIED: N_("exit notified, not confirmed"),
        CustomsStatus.EXIT_DIFFERS: N_("checked at the exit, and not found as declared"),
        CustomsStatus.EXITED: N_("exit confirmed"),
        CustomsStatus.ARRIVED: N_("transit written off"),
        CustomsStatus.NOT_ARRIVED: N_("goods did not arrive"),
        CustomsStatus.INVALIDATED: N_("declaration invalidated"),
    }
)
_OF_MESSAGE: Final[Mapping[str, CustomsStatus]] = MappingProxyType(
    {
        "CC511C": CustomsStatus.PRESENTED,
        "CC170C": CustomsStatus.PRESENTED,
        "CC551C": CustomsStatus.NOT_RELEASED,
        "CC051C": CustomsStatus.NOT_RELEASED,
        "CC529C": CustomsStatus.RELEASED,
        "CC029C": CustomsStatus.IN_TRANSIT,
        "CC507C": CustomsStatus.AT_EXIT,
        "CC522C": CustomsStatus.NOT_RELEASED_AT_EXIT,
        "CC525C": CustomsStatus.LEAVING,
        "CC590C": CustomsStatus.EXIT_NOTIFIED,
        "CC518C": CustomsStatus.EXIT_DIFFERS,
        "CC599C": CustomsStatus.EXITED,
        "CC045C": CustomsStatus.ARRIVED,
        "CC035C": CustomsStatus.NOT_ARRIVED,
        "CC009C": CustomsStatus.INVALIDATED,
        "CC509C": CustomsStatus.INVALIDATED,
    }
)
LETS_GO: Final = frozenset(
    {
        CustomsStatus.RELEASED,
        CustomsStatus.IN_TRANSIT,
        CustomsStatus.LEAVING,
        CustomsStatus.EXIT_NOTIFIED,
        CustomsStatus.EXIT_DIFFERS,
        CustomsStatus.EXITED,
        CustomsStatus.ARRIVED,
        CustomsStatus.NOT_ARRIVED,
    }
)
"""What says that the goods are, or are going, where nobody here holds them."""
_SATISFACTORY: Final = "A1"
_POSITIVE: Final = "1"
_ORDER: Final = tuple(CustomsStatus)


@dataclass(frozen=True, slots=True)
class CustomsStanding:
    """What holds last, and which message says so."""

    status: CustomsStatus
    message: str
    day: date | None

    @property
    def lets_go(self) -> bool:
        """Whether the goods are, by it, in nobody's hands any more."""
        return self.status in LETS_GO


def customs_standing(stated: Iterable[Any]) -> CustomsStanding | None:
    """Of what was learned from messages the last by its day; on one day what comes later in the
    procedure. None where none says where the goods are."""
    found = list(_standings(stated))
    return max(
        found,
        key=lambda one: (one.day or date.min, _ORDER.index(one.status)),
        default=None,
    )


def stated_by(code: str) -> CustomsStatus | None:
    """What a message of this number may say became of the goods."""
    return _OF_MESSAGE.get(code)


def status_of(message: Mapping[str, Any]) -> CustomsStatus | None:
    """What one message says became of the goods."""
    found = _OF_MESSAGE.get(str(message.get("message", "")))
    if found is CustomsStatus.EXIT_DIFFERS and message.get("result") == _SATISFACTORY:
        return CustomsStatus.EXITED
    if found is CustomsStatus.EXIT_DIFFERS and not message.get("result"):
        return None
    if found is CustomsStatus.INVALIDATED and str(message.get("decision")) != _POSITIVE:
        return None
    return found


def _standings(stated: Iterable[Any]) -> Iterator[CustomsStanding]:
    for value in stated:
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Mapping) and (status := status_of(one)) is not None:
                yield CustomsStanding(status, str(one["message"]), _day(one.get("date")))


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None
