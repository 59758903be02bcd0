"""Statistics against a count of exported audit lines alone, by other code, on invented cases."""

import json
import random
from collections import Counter, defaultdict
from datetime import date, datetime
from typing import Any

import pytest
from tests.services.sample_office import ANALYST, HEAD, REASON, Office, declared

from landwaiter.domain.base.zones import local_date
from landwaiter.services.audit.audit_history import exported
from landwaiter.services.statistics.statistics_view import statistics_view

DAYS = (date(2026, 3, 1), date(2026, 4, 30))


@pytest.mark.parametrize("cases", [200, pytest.param(5000, marks=pytest.mark.matrix)])
def test_holds_and_cases_are_those_of_the_audit_lines(office: Office, cases: int) -> None:
    _invent(office, cases)
    view = statistics_view(office.session(HEAD), first=DAYS[0], last=DAYS[1], whole=True)
    tables = {one.table.value: one for one in view.statistics.tables}
    plain = _of_lines(office)
    assert tables["T1"].figure("all", "all").value == plain["opened"] == cases + 1
    held: dict[tuple[str, int], str] = plain["status"]
    assert tables["T2"].figure("all", "all").value == len(held) > cases // 8
    for letter, items in plain["tracks"].items():
        assert tables["T2"].figure(letter, "all").value == len(items)
    became = Counter(_COLUMNS[status] for status in held.values())
    for column in set(_COLUMNS.values()):
        assert tables["T2"].figure("all", column).value == became[column], column
    assert tables["T4"].figure("all", "lines").value == len(held)


_COLUMNS = {"held": "held", "released": "released", "seized": "seized", "returned": "returned"}
"""Status of an item that was last recorded → column of T2."""


def _invent(office: Office, cases: int) -> None:
    """Cases of one item; a third is held on a track or two, and most of these are let go."""
    chance = random.Random(cases)  # noqa: S311  # cases of a test
    rows = [declared(lrn=f"INV-{n}", country_destination="TR") for n in range(cases)]
    for at in range(0, cases, 500):
        office.take_in(*rows[at : at + 500])
    for number in range(2, cases + 2):
        reference = f"PL1-2026-{number:06}"
        if chance.random() > 0.35:
            continue
        letters = chance.sample(["L", "S", "N"], chance.choice((1, 1, 2)))
        for letter in letters:
            office.act(ANALYST, "hold", reference=reference, item=1, track=letter, reason=REASON)
        if chance.random() < 0.6:
            for letter in letters:
                office.act(ANALYST, "end_track", reference=reference, track=letter, reason=REASON)
            office.act(ANALYST, "release", reference=reference, item=1, reason=REASON)
        if chance.random() < 0.2:
            office.clock.move(hours=5)


def _of_lines(office: Office) -> dict[str, Any]:
    """What the lines say: cases opened, items by track and the last status of each item held."""
    state = office.session(HEAD).casebook.member_state
    opened: set[str] = set()
    tracks: dict[str, set[tuple[str, int]]] = defaultdict(set)
    status: dict[tuple[str, int], str] = {}
    for line in exported(office.session(HEAD), {}, {}):
        said = json.loads(line)
        entry, content = _read(said["entry"]), _read(said["payload"]) or {}
        day = local_date(datetime.fromisoformat(entry["at"]), state)
        if not DAYS[0] <= day <= DAYS[1]:
            continue
        if entry["deed"] == "case.opened":
            opened.add(content["reference"])
        if entry["deed"] == "case.hold":
            tracks[content["letter"]].add((content["reference"], int(content["item"])))
        if entry["deed"] in {"case.hold", "case.release", "case.seize"} and "status" in content:
            status[content["reference"], int(content["item"])] = content["status"][1]
    return {"opened": len(opened), "tracks": tracks, "status": status}


def _read(text: Any) -> Any:
    """Lines hold what was hashed, as text."""
    return json.loads(text) if isinstance(text, str) else text
