"""What counts when a declaration is judged: a batch says it, so that others are found by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.flags.view import PRACTICE
from landwaiter.screening import ENGINE as MATCHING
from landwaiter.services.flags.evaluation import ENGINE as JUDGING
from landwaiter.services.flags.evaluation import POLICY
from landwaiter.services.intake.bare_verdict import VERDICT_FORM
from landwaiter.services.lists.joint_index import EVERY_LIST, asks_every_list
from landwaiter.storage.base.reader import Reader, seldom
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.lists import list_editions
from landwaiter.storage.monitoring import programme_rows
from landwaiter.storage.trade import judging_rows

_POINTS: Final = ("threshold.", "kind_threshold.")
_RULES: Final = ("rule.", POLICY, PRACTICE)


@dataclass(frozen=True, slots=True)
class JudgingGrounds:
    """What counted at some time, as it is kept."""

    engines: tuple[str, ...]
    lists: Mapping[str, tuple[str, ...]]
    """List → rows of its standing editions, from the oldest to the newest."""
    points: Mapping[str, str]
    """Settings of the thresholds of lists."""
    settings: Mapping[str, str]
    """Other settings that rules read, and whether every list is asked."""
    packs: str
    """The pack edition imported last: what is in force on a day follows from it."""
    programmes: Mapping[str, int]
    """Running monitoring programme → its version."""

    @property
    def grounds(self) -> dict[str, Any]:
        return {
            "engines": list(self.engines),
            "lists": {name: list(rows) for name, rows in self.lists.items()},
            "points": dict(self.points),
            "settings": dict(self.settings),
            "packs": self.packs,
            "programmes": {name: str(version) for name, version in self.programmes.items()},
        }

    @property
    def digest(self) -> str:
        return sha256_hex(canonical_bytes(self.grounds))


def judging_now(conn: Reader) -> JudgingGrounds:
    """What counts now."""
    return seldom(conn, _now)


def _now(conn: Reader) -> JudgingGrounds:
    return JudgingGrounds(
        engines=(MATCHING, JUDGING, str(VERDICT_FORM)),
        lists={
            name: tuple(one.row for one in editions)
            for name, editions in list_editions.standing_lists(conn).items()
        },
        points=_settings(conn, _POINTS),
        settings=_settings(conn, _RULES) | _asked(conn),
        packs=judging_rows.newest_pack(conn),
        programmes={
            str(row["id"]): int(row["version"])
            for row in programme_rows.programmes(conn)
            if row["ended_at"] is None
        },
    )


def _settings(conn: Reader, prefixes: tuple[str, ...]) -> dict[str, str]:
    return {
        f"{prefix}{key}": value
        for prefix in prefixes
        for key, value in sorted(settings_with(conn, prefix).items())
    }


def _asked(conn: Reader) -> dict[str, str]:
    return {EVERY_LIST: "true"} if asks_every_list(conn) else {}


def judging_from(grounds: Mapping[str, Any]) -> JudgingGrounds:
    """What was kept of it."""
    return JudgingGrounds(
        engines=tuple(grounds["engines"]),
        lists={name: tuple(rows) for name, rows in grounds["lists"].items()},
        points=grounds["points"],
        settings=grounds["settings"],
        packs=grounds["packs"],
        programmes={name: int(version) for name, version in grounds["programmes"].items()},
    )
