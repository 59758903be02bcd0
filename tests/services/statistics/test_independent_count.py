"""Statistics against a count by other code: of exported audit lines, and of what was handed in.

What a line says of a case is counted from it alone. What a declaration says, which lines name by
the hash of its file, is read from the rows of that file. No line says what rules found of
themselves: open flags, rules that were not evaluated and the age of lists (T10, T12) have their own
tests.
"""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.services.sample_office import (
    ANALYST,
    HEAD,
    REASON,
    REVIEWER,
    Office,
    declared,
    two_items,
)
from tests.services.statistics.test_stated_figures import agree

from landwaiter.domain.office.deeds import ChangeSetting
from landwaiter.domain.statistics.deeds import StateFigure
from landwaiter.domain.statistics.figures import FigureTable
from landwaiter.services.audit.audit_history import exported
from landwaiter.services.deeds.engine import do
from landwaiter.services.statistics.statistics_view import statistics_view

DAYS = (date(2026, 3, 1), date(2026, 4, 30))
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
WARSAW = ZoneInfo("Europe/Warsaw")
EASTER_MONDAY = date(2026, 4, 6)
DESTINATIONS = ("TR", "TR", "AE", "KZ")
LISTED = "Ministry of Economy = Economy | MoE; licensing authority"
"""The authorities that the office counts by; nobody else is named."""
AUTHORITIES = {
    "licensing authority": "licensing authority",
    "Licensing  Authority": "licensing authority",
    "MoE": "Ministry of Economy",
    "economy": "Ministry of Economy",
    "Jan Kowalski": "others",
}
"""To whom officers write, and the row in which it counts."""
LAST_THAT_WAITS = "PL1-2026-000400"
SURVEILLANCE = "4A005"
"""An entry of cyber-surveillance (Reg. (EU) 2021/821, Art. 2(20))."""
ENTRIES = ("2B001", "2B001", SURVEILLANCE)
REFUSES = "refuse"
Rows = list[dict[str, Any]]


@pytest.mark.parametrize("cases", [200, pytest.param(5000, marks=pytest.mark.matrix)])
def test_every_table_is_that_of_the_lines_and_of_the_rows(office: Office, cases: int) -> None:
    rows = _invented_rows(cases)
    _invent(office, rows, cases)
    session = office.session(HEAD)
    view = statistics_view(session, first=DAYS[0], last=DAYS[1], whole=True)
    tables = {one.table.value: one for one in view.statistics.tables}
    counted = _Counted(list(_lines(office)), [*two_items(), *rows], office.clock())
    for name, figures in counted.tables().items():
        assert _figures(tables[name], figures) == figures, name
    held = tables["T2"].figure("all", "all").value
    assert isinstance(held, int)
    assert held > cases // 8
    assert not counted.packs & {"chpl", "findings"}
    assert tables["T8"].figure("all", "all").value is None
    assert tables["T6"].figure("final", "count").value is None
    stated = statistics_view(session, first=YEAR[0], last=YEAR[1], whole=True)
    (t11,) = (one for one in stated.statistics.tables if one.table.value == "T11")
    assert {"staff": t11.figure("staff", "value").value} == counted.stated


Figures = dict[tuple[str, str], Decimal | int | float | None]


def _figures(table: FigureTable, wanted: Figures) -> Figures:
    """Those of the table in the columns that were counted; of what is not there nothing."""
    columns = {column for _row, column in wanted}
    rows = {row for row, _column in wanted}
    found: Figures = {}
    for row in table.rows:
        for column in table.columns:
            value = table.figure(row.key, column.key).value
            is_counted = row.key in rows or not row.key.startswith(("RF-", "list "))
            if is_counted and column.key in columns and (value or (row.key, column.key) in wanted):
                found[row.key, column.key] = value
    return found


# What is invented


def _invented_rows(cases: int) -> Rows:
    chance = random.Random(cases)  # noqa: S311  # cases of a test
    return [
        declared(
            lrn=f"INV-{n}",
            mrn=_mrn(n) if chance.random() < 0.8 else "",
            country_destination=chance.choice(DESTINATIONS),
            value_eur=chance.randint(100, 90_000) if chance.random() < 0.9 else "",
            net_mass_kg=chance.randint(1, 9_000) if chance.random() < 0.9 else "",
            **({"cn8": "34029090", "description": "various goods"} if n % 5 == 0 else {}),
        )
        for n in range(cases)
    ]


def _mrn(number: int) -> str:
    """With the check character of ISO 6346."""
    plain = f"26PL302010{number:06}A"
    values = [int(one) if one.isdigit() else _letter(one) for one in plain]
    return plain + str(sum(one << at for at, one in enumerate(values)) % 11 % 10)


def _letter(one: str) -> int:
    """From 10 up, without the multiples of 11."""
    value = ord(one) - ord("A") + 10
    return value + (value - 1) // 10 if one > "A" else value


def _invent(office: Office, rows: Rows, cases: int) -> None:
    """Cases of one item: a third is held on a track or two, others are asked about, classified,
    reviewed or decided."""
    chance = random.Random(cases + 1)  # noqa: S311  # cases of a test
    do(office.session(HEAD), ChangeSetting("statistics.authorities", LISTED))
    do(office.session(HEAD), StateFigure("staff", 2025, "7.5", "staff plan", REASON))
    agree(office)
    for at in range(0, cases, 500):
        office.take_in(*rows[at : at + 500])
    for number, row in enumerate(rows, start=2):
        reference = f"PL1-2026-{number:06}"
        for share, happens in _HAPPENS:
            if chance.random() < share:
                happens(office, reference, chance, row)
                break
        if chance.random() < 0.05:
            office.clock.move(hours=2_400 // cases + 1)
        if number == cases * 9 // 10:
            office.clock.move(days=20)  # of many cases the last come after the period
    office.clock.move(days=12)


def _held(office: Office, reference: str, chance: random.Random, _row: Mapping[str, Any]) -> None:
    letters = chance.sample(["L", "S", "N"], chance.choice((1, 1, 2)))
    for letter in letters:
        office.act(ANALYST, "hold", reference=reference, item=1, track=letter, reason=REASON)
    if chance.random() < 0.6:
        for letter in letters:
            office.act(ANALYST, "end_track", reference=reference, track=letter, reason=REASON)
        office.act(ANALYST, "release", reference=reference, item=1, reason=REASON)


def _asked(office: Office, reference: str, chance: random.Random, _row: Mapping[str, Any]) -> None:
    office.act(ANALYST, "suspend", reference=reference, item=1, track="A")
    office.act(ANALYST, "consult", reference=reference, to=chance.choice(list(AUTHORITIES)))
    if chance.random() < 0.6:
        # The first alone wait: else the period were over before most of many cases came.
        office.clock.move(hours=chance.choice((1, 30)) if reference < LAST_THAT_WAITS else 0)
        outcome = chance.choice(("not_acting", "maintained"))
        office.act(ANALYST, "record_reply", reference=reference, outcome=outcome)


def _known(office: Office, reference: str, chance: random.Random, row: Mapping[str, Any]) -> None:
    office.act(ANALYST, "assess", reference=reference)
    code = chance.choice(ENTRIES)
    given = {"item": 1, "code": code, "outcome": "confirmed", "reason": REASON}
    office.act(ANALYST, "classify", reference=reference, **given)
    if chance.random() < 0.7:
        _held(office, reference, chance, row)


def _met(office: Office, reference: str, chance: random.Random, row: Mapping[str, Any]) -> None:
    office.act(ANALYST, "assess", reference=reference)
    if row["cn8"] == "34029090":
        name = chance.choice(("substantiate", "dismiss_flag"))
        office.act(ANALYST, name, reference=reference, flag="RF-G07", reason=REASON)
        return
    (hit,) = office.case(reference).hits
    outcome = chance.choice(("same", "different"))
    if outcome == "same":
        office.act(
            ANALYST, "judge", reference=reference, hit=hit.id, outcome=outcome, reason=REASON
        )


def _decided(
    office: Office, reference: str, chance: random.Random, _row: Mapping[str, Any]
) -> None:
    office.act(ANALYST, "assess", reference=reference)
    if chance.random() < 0.5:
        office.act(ANALYST, "hold", reference=reference, item=1, track="N", reason=REASON)
    office.act(ANALYST, "except_hearing", reference=reference, basis="UCC 22(6)", reason=REASON)
    given = {"outcome": REFUSES, "reason": REASON, "appeal": "appeal within 14 days"}
    office.act(ANALYST, "propose", reference=reference, **given)
    if chance.random() < 0.8:
        office.act(REVIEWER, "approve", reference=reference)


_Happens = Callable[[Office, str, random.Random, Mapping[str, Any]], None]
_HAPPENS: tuple[tuple[float, _Happens], ...] = (
    (0.3, _held),
    (0.1, _asked),
    (0.1, _known),
    (0.15, _met),
    (0.08, _decided),
)


# The count


def _lines(office: Office) -> Iterator[tuple[str, datetime, Mapping[str, Any]]]:
    """Deed, instant and content, as whoever has the export reads them."""
    for line in exported(office.session(HEAD), {}, {}):
        said = json.loads(line)
        entry, content = _read(said["entry"]), _read(said["payload"]) or {}
        content = {**content, "about": entry["object"]}
        yield entry["deed"], datetime.fromisoformat(entry["at"]), content


def _read(text: Any) -> Any:
    """Lines hold what was hashed, as text."""
    return json.loads(text) if isinstance(text, str) else text


def _day(at: datetime) -> date:
    return at.astimezone(WARSAW).date()


def _working_days(first: date, last: date) -> int:
    """Days after the first, to the last; nobody works at the weekend or on Easter Monday."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(one.weekday() < 5 and one != EASTER_MONDAY for one in days)


@dataclass
class _Track:
    case: str
    letter: str
    opened: date
    ended: date | None = None
    ran_out: bool = False


@dataclass
class _Asked:
    case: str
    to: str
    letter: str
    sent: date
    due: date
    reply: str = ""
    answered: date | None = None


@dataclass
class _Counted:
    """What the lines until the end of the period say, a case after the other."""

    lines: list[tuple[str, datetime, Mapping[str, Any]]]
    handed_in: Rows
    now: datetime
    opened: dict[str, str] = field(default_factory=dict)
    """Case → local reference."""
    mrns: dict[str, str] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    status: dict[str, str] = field(default_factory=dict)
    tracks: list[_Track] = field(default_factory=list)
    asked: dict[str, _Asked] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    proposed: dict[str, str] = field(default_factory=dict)
    decided: dict[str, tuple[str, date]] = field(default_factory=dict)
    reviews: dict[tuple[str, str], str] = field(default_factory=dict)
    packs: set[str] = field(default_factory=set)
    stated: dict[str, Decimal] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for deed, at, said in self.lines:
            if _day(at) <= DAYS[1]:
                self._take(deed, _day(at), said)
        over = min(self.now, datetime.combine(DAYS[1], datetime.max.time(), WARSAW))
        upto = _day(over.astimezone(UTC) + timedelta(seconds=1))
        for one in self.asked.values():
            if one.due < (one.answered or upto):
                self._on(one.case, one.letter).ran_out = True

    def _take(self, deed: str, day: date, said: Mapping[str, Any]) -> None:
        case = said.get("reference", "")
        match deed:
            case "case.opened":
                self.opened[case] = said["local_reference"]
                if said["mrn"]:
                    self.mrns[case] = said["mrn"]
            case "case.hold" | "case.suspend":
                self.tracks.append(_Track(case, said["letter"], day))
            case "case.end_track":
                self._on(case, said["letter"]).ended = day
            case "case.consult":
                due = date.fromisoformat(said["due"])
                self.asked[said["action"]] = _Asked(case, said["to"], said["track"], day, due)
            case "case.record_reply":
                one = self.asked[said["action"]]
                one.reply, one.answered = said["reply"], day
                self._on(case, one.letter).ended = day
        self._take_judged(deed, day, said)
        if "status" in said:
            self.status[case] = said["status"][1]

    def _take_judged(self, deed: str, day: date, said: Mapping[str, Any]) -> None:
        case = said.get("reference", "")
        match deed:
            case "case.classify":
                self.entries[case] = said["code"]
            case "case.judge":
                self.met |= {case} if said["judgement"] == "same" else set()
            case "case.substantiate" | "case.dismiss_flag":
                self.reviews[case, said["rule"]] = said["state"]
                self.met |= {case} if said["state"] == "substantiated" else set()
            case "case.propose":
                self.proposed[said["decision"]] = said["outcome"]
            case "case.approve":
                self.decided[case] = self.proposed[said["decision"]], day
            case "pack.imported":
                self.packs.add(said["about"].rpartition("/")[2])
            case "state_figure" if int(said["year"]) == YEAR[0].year:
                self.stated[said["code"]] = Decimal(said["value"])

    def _on(self, case: str, letter: str) -> _Track:
        return next(one for one in self.tracks if (one.case, one.letter) == (case, letter))

    @cached_property
    def _rows(self) -> dict[str, dict[str, Any]]:
        return {row["lrn"]: row for row in self.handed_in if row["item_no"] == 1}

    def _row(self, case: str) -> dict[str, Any]:
        return self._rows[self.opened[case]]

    def tables(self) -> dict[str, Figures]:
        return {
            "T1": self._t1(),
            "T2": self._t2(),
            "T3": self._t3(),
            "T4": self._t4(),
            "T5": self._t5(),
            "T7": {("all", "substantiated"): 0, ("all", "dismissed"): 0},
            "T9": self._t9(),
            "T10": self._t10(),
            "T12": self._t12(),
        }

    def _t1(self) -> Figures:
        found, all_ = len(self.met), len(self.opened)
        figures: Figures = {}
        for row in ("declaration", "all"):
            figures[row, "found"], figures[row, "nothing"] = found, all_ - found
            figures[row, "all"], figures[row, "declarations"] = all_, len(set(self.mrns.values()))
        return figures

    def _became(self, track: _Track) -> str:
        if track.ran_out:
            return "ran_out"
        status = self.status[track.case]
        if status in {"released", "seized", "returned"}:
            return status
        return "refused" if self.decided.get(track.case, ("",))[0] == REFUSES else "held"

    def _t2(self) -> Figures:
        figures: Counter[tuple[str, str]] = Counter()
        days: dict[str, list[int]] = defaultdict(list)
        first: dict[str, _Track] = {}
        for one in sorted(self.tracks, key=lambda track: (not track.ran_out, track.letter)):
            figures[one.letter, self._became(one)] += 1
            figures[one.letter, "all"] += 1
            spent = _working_days(one.opened, one.ended or DAYS[1])
            days[one.letter].append(spent)
            days["all"].append(spent)
            row = "all" if first.setdefault(one.case, one) is one else "again"
            figures[row, self._became(one)] += 1
            figures[row, "all"] += 1
        spans: Figures = {}
        for row, spent_ in days.items():
            spans[row, "median"] = Decimal(str(median(spent_)))
            spans[row, "longest"] = max(spent_)
        return {**figures, **spans}

    def _t3(self) -> Figures:
        figures: Counter[tuple[str, str]] = Counter()
        days: dict[str, list[int]] = defaultdict(list)
        for one in self.asked.values():
            ran_out = self._on(one.case, one.letter).ran_out
            reply = "expired" if ran_out else one.reply or "open"
            for row in (AUTHORITIES[one.to], "all"):
                figures[row, reply] += 1
                figures[row, "all"] += 1
                if one.answered:
                    figures[row, "answered"] += 1
                    days[row].append(_working_days(one.sent, one.answered))
        spans: Figures = {(row, "median"): Decimal(str(median(one))) for row, one in days.items()}
        return {**figures, **spans}

    def _t4(self) -> Figures:
        held = {one.case for one in self.tracks}
        return self._amounts((case, self.entries.get(case, "none"), "lines") for case in held)

    def _t5(self) -> Figures:
        return self._amounts(
            (case, outcome, "items") for case, (outcome, _) in self.decided.items()
        )

    def _amounts(self, cases: Iterator[tuple[str, str, str]]) -> Figures:
        figures: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for case, row, count in cases:
            said = self._row(case)
            for name in (row, "all"):
                figures[name, count] += 1
                figures[name, "value_EUR"] += Decimal(said["value_eur"] or 0)
                figures[name, "mass"] += Decimal(said["net_mass_kg"] or 0)
        return {place: value for place, value in figures.items() if value}

    def _t9(self) -> Figures:
        figures: Counter[tuple[str, str]] = Counter()
        for case, code in self.entries.items():
            if code == SURVEILLANCE:
                stopped = self.decided.get(case, ("",))[0] == REFUSES
                for row in (self._row(case)["country_destination"], "all"):
                    figures[row, "stopped" if stopped else "other"] += 1
                    figures[row, "all"] += 1
        return dict(figures)

    def _t10(self) -> Figures:
        figures: Counter[tuple[str, str]] = Counter()
        for (_case, rule), review in self.reviews.items():
            for row in (rule, "all"):
                figures[row, review] += 1
                figures[row, "reviewed"] += 1
        return dict(figures)

    def _t12(self) -> Figures:
        figures: Counter[tuple[str, str]] = Counter()
        for case in self.opened:
            said = self._row(case)
            for name, column in (("value", "value_eur"), ("mass", "net_mass_kg")):
                figures[f"field {name}", "cases"] += not said[column]
        return {place: value for place, value in figures.items() if value}
