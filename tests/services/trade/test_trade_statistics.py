"""Figures of the trade store against a count by other code, of the rows that were handed in."""

import csv
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.services.sample_office import ADMIN, ANALYST, HEAD, LISTED, Office, declared, write_csv
from tests.services.trade.test_sift import policy, sift
from tests.services.trade.trade_traffic import COLUMNS, Traffic

from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.domain.trade.trade_span import PLACES, TradeSpan
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.services.intake import bare_verdict
from landwaiter.services.statistics.statistics_view import statistics_view
from landwaiter.services.statistics.trade_history import HistoryOf, HistorySubject, trade_history
from landwaiter.services.statistics.trade_statistics import items_behind, trade_figures
from landwaiter.services.trade import judge, sift_worker, trade_rows

WARSAW = ZoneInfo("Europe/Warsaw")
DAYS = ("2025-11-30", "2025-12-31", "2026-01-01", "2026-02-14", "2026-03-02", "2026-03-27")
WHOLE = TradeSpan(date(2025, 1, 1), date(2026, 12, 31))
Rows = list[dict[str, str]]


class Handed:
    """Files of declarations, some of them amended, some handed in twice, some that leave out."""

    def __init__(self, folder: Path, count: int) -> None:
        self._chance = random.Random(5)  # noqa: S311  # the same files each time
        traffic = Traffic(listed=(LISTED,) * 3)
        each = count // len(DAYS) + 1
        self.rows: Rows = []
        for day in DAYS:
            for _number in range(each):
                self.rows += map(self._less, traffic.declaration(day))
        again = self._some(0.05)
        amended = [{**row, "value_eur": "17", "cn8": "84821090"} for row in self._some(0.05)]
        moved = [{**row, "accepted": "2026-03-30T08:00:00Z"} for row in self._some(0.02)]
        self.files = [
            self._written(folder / f"{name}.csv", rows)
            for name, rows in (
                ("first", self.rows),
                ("again", again),
                ("amended", amended),
                ("moved", moved),
            )
        ]
        self.rows += [*again, *amended, *moved]

    def _less(self, row: dict[str, str]) -> dict[str, str]:
        left_out = {
            name: "" for name in ("value_eur", "net_mass_kg") if self._chance.random() < 0.1
        }
        return {**row, **left_out}

    def _some(self, share: float) -> Rows:
        names = sorted({row["lrn"] for row in self.rows})
        chosen = {name for name in names if self._chance.random() < share}
        return [row for row in self.rows if row["lrn"] in chosen]

    def _written(self, path: Path, rows: Rows) -> Path:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        return path


class Counted:
    """The same by other code, from the files alone: the version that came last counts."""

    def __init__(self, files: list[Path]) -> None:
        newest: dict[str, Rows] = {}
        for path in files:
            with path.open(encoding="utf-8") as file:
                mine: dict[str, Rows] = defaultdict(list)
                for row in csv.DictReader(file):
                    mine[row["lrn"]].append(row)
            newest |= mine
        self.declarations = newest

    def items(self, first: date, last: date) -> Iterator[tuple[date, dict[str, str]]]:
        for rows in self.declarations.values():
            day = datetime.fromisoformat(rows[0]["accepted"]).astimezone(WARSAW).date()
            if first <= day <= last:
                yield from ((day, row) for row in rows)

    def sums(self, first: date, last: date, *by: str) -> dict[tuple[str, ...], tuple[Any, ...]]:
        found: dict[tuple[str, ...], list[Any]] = {}
        for day, row in self.items(first, last):
            place = {
                "month": f"{day:%Y-%m}",
                "destination": row["country_destination"],
                "heading": row["cn8"][:4],
            }
            cell = found.setdefault(
                tuple(place[one] for one in by), [0, Decimal(0), 0, Decimal(0), 0]
            )
            cell[0] += 1
            for at, name in ((1, "value_eur"), (3, "net_mass_kg")):
                if row[name]:
                    cell[at] += Decimal(row[name])
                    cell[at + 1] += 1
        return {place: tuple(cell) for place, cell in found.items()}


def told(office: Office, span: TradeSpan, *by: str) -> dict[tuple[str, ...], tuple[Any, ...]]:
    found = {}
    for one in trade_figures(office.session(HEAD), span, by):
        place = {"month": one.month, "destination": one.destination, "heading": one.heading}
        found[tuple(place[name] for name in by)] = (
            *(one.items, one.value, one.valued),
            *(one.mass_kg, one.weighed),
        )
    return found


def unjudged(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sift with one verdict for all: what is counted does not depend on it."""
    judged = bare_verdict.bare_verdict
    known: list[bare_verdict.BareVerdict] = []

    def first_alone(conn: Any, case: Any, *rest: Any, **options: Any) -> Any:
        if not known:
            known.append(judged(conn, case, *rest, **options))
        empty = replace(case, hits=(), candidates=())
        return replace(known[0], case=empty, raised=())

    monkeypatch.setattr(judge, "bare_verdict", first_alone)
    monkeypatch.setattr(sift_worker, "WORTH_IT", 10**9)
    monkeypatch.setattr(trade_rows, "reasons_of", lambda *_facts: ())


@pytest.fixture
def handed(
    office: Office, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Handed:
    office.clock.at = datetime(2026, 4, 1, 9, tzinfo=UTC)
    found = Handed(office.path.parent, request.param)
    unjudged(office, monkeypatch)
    for path in found.files:
        (result,) = sift(office, path)
        assert not result.rejected
    return found


BOTH = pytest.mark.parametrize(
    "handed", [150, pytest.param(20_000, marks=pytest.mark.matrix)], indirect=True
)


@BOTH
def test_every_figure_is_that_of_another_count(office: Office, handed: Handed) -> None:
    counted = Counted(handed.files)
    assert len(counted.declarations) >= 150
    for by in ((), ("month",), ("destination",), ("month", "heading"), PLACES):
        expected = counted.sums(WHOLE.first, WHOLE.last, *by)
        assert told(office, WHOLE, *by) == expected, by
    # Parts of months, where the roll-up does not suffice.
    for first, last in (("2025-12-31", "2026-01-01"), ("2026-03-03", "2026-03-27")):
        span = TradeSpan(date.fromisoformat(first), date.fromisoformat(last))
        expected = counted.sums(span.first, span.last, "destination")
        assert expected
        assert told(office, span, "destination") == expected


@BOTH
def test_the_list_behind_a_figure_is_as_long_as_the_figure(office: Office, handed: Handed) -> None:
    counted = Counted(handed.files)
    cells = counted.sums(WHOLE.first, WHOLE.last, "destination", "heading")
    frequent = sorted(cells, key=lambda place: -cells[place][0])[:3]
    goes = Counter(
        row["country_destination"] for _day, row in counted.items(WHOLE.first, WHOLE.last)
    )
    spans = [replace(WHOLE, destination=place, heading=heading) for place, heading in frequent]
    spans += [replace(WHOLE, destination=place) for place, _items in goes.most_common(2)]
    spans += [WHOLE, TradeSpan(date(2026, 3, 3), date(2026, 3, 27))]
    for span in spans:
        (figure,) = trade_figures(office.session(HEAD), span, ())
        walked = walk(office, span)
        assert len(walked) == len(set(walked)) == figure.items


def walk(office: Office, span: TradeSpan) -> list[str]:
    found: list[str] = []
    after: str | None = None
    while True:
        page = items_behind(office.session(HEAD), span, after=after, limit=37)
        found += (one.place for one in page.rows)
        if page.after is None:
            return found
        after = page.after


@pytest.mark.parametrize("handed", [60], indirect=True)
def test_the_table_of_the_statistics_is_the_figures(office: Office, handed: Handed) -> None:
    view = statistics_view(
        office.session(HEAD), first=date(2026, 1, 1), last=date(2026, 3, 31), whole=True
    )
    (table,) = (one for one in view.tables if one.table.value == "T13")
    expected = Counted(handed.files).sums(date(2026, 1, 1), date(2026, 3, 31), "destination")
    assert {
        (row.key,): tuple(table.figure(row.key, key).value for key in ("items", "value", "mass"))
        for row in table.rows
        if row.key != "all"
    } == {place: (one[0], one[1], one[3]) for place, one in expected.items()}
    assert table.figure("all", "items").value == sum(one[0] for one in expected.values())
    others = statistics_view(office.session(HEAD), first=date(2026, 1, 1), last=date(2026, 3, 31))
    (table,) = (one for one in others.tables if one.table.value == "T13")
    few = [row.key for row in table.rows if table.figure(row.key, "items").value in {1, 2}]
    assert few
    for row in few:
        assert {others.said(table, row, one.key) for one in table.columns} == {"s"}


def test_an_administrator_reads_no_figures(office: Office) -> None:
    with pytest.raises(NotAllowed):
        trade_figures(office.session(ADMIN), WHOLE, ())
    with pytest.raises(NotAllowed):
        trade_history(office.session(ADMIN), HistorySubject(HistoryOf.HEADING, ("8482",)))


@pytest.mark.parametrize("heading", ["84571010", "940360", "84x", "8", "", "٨٤", "９４０３"])
def test_what_is_no_heading_is_refused_and_never_told_as_nothing(
    office: Office, heading: str
) -> None:
    session, span = office.session(ANALYST), replace(WHOLE, heading=heading)
    for ask in (
        lambda: trade_figures(session, span, ()),
        lambda: items_behind(session, span),
        lambda: trade_history(session, HistorySubject(HistoryOf.HEADING, (heading,))),
    ):
        with pytest.raises(Invalid) as refused:
            ask()
        assert (refused.value.field, refused.value.value) == ("heading", heading)


def test_a_history_of_several_headings_or_streets_is_refused(office: Office) -> None:
    for of, texts in ((HistoryOf.HEADING, ("8482", "9403")), (HistoryOf.ADDRESS, ("a", "b"))):
        with pytest.raises(Invalid, match="one heading, or of one street"):
            trade_history(office.session(ANALYST), HistorySubject(of, texts))


def test_a_destination_is_a_state_or_what_somebody_declared(office: Office, tmp_path: Path) -> None:
    session = office.session(ANALYST)
    for code in ("ZZ", "EU", "XQ"):
        with pytest.raises(Invalid, match="No state has this code") as refused:
            trade_figures(session, replace(WHOLE, destination=code), ())
        assert (refused.value.field, refused.value.value) == ("destination", code)
        with pytest.raises(Invalid):
            items_behind(session, replace(WHOLE, destination=code))
    assert trade_figures(session, replace(WHOLE, destination="TV"), ()) == ()
    file = write_csv(tmp_path / "odd.csv", [declared(lrn="ODD-1", country_destination="ZZ")])
    sift(office, file)
    assert len(items_behind(session, replace(WHOLE, destination="ZZ")).rows) == 1


@pytest.mark.parametrize("handed", [150], indirect=True)
@pytest.mark.parametrize("of", ["consignee_name", "exporter_eori", "consignee_address", "cn8"])
def test_a_history_is_that_of_another_count(office: Office, handed: Handed, of: str) -> None:
    counted = Counted(handed.files)
    names = Counter(
        row[of][:4] if of == "cn8" else row[of]
        for _day, row in counted.items(WHOLE.first, WHOLE.last)
    )
    kind = {
        "consignee_name": HistoryOf.CONSIGNEE,
        "exporter_eori": HistoryOf.EXPORTER,
        "consignee_address": HistoryOf.ADDRESS,
        "cn8": HistoryOf.HEADING,
    }[of]
    for name, _items in names.most_common(3):
        asked = HistorySubject(kind, (name.upper() if of == "consignee_name" else name,))
        found = trade_history(office.session(ANALYST), asked)
        mine = [
            (day, row)
            for day, row in counted.items(WHOLE.first, WHOLE.last)
            if (row[of].startswith(name) if of == "cn8" else row[of] == name)
        ]
        assert [one.year for one in found.years] == sorted({day.year for day, _row in mine})[::-1]
        for year in found.years:
            of_year = [(day, row) for day, row in mine if day.year == year.year]
            assert year.declarations == len({row["lrn"] for _day, row in of_year})
            assert year.items == len(of_year)
            assert year.value == sum(Decimal(row["value_eur"] or 0) for _day, row in of_year)
            assert year.mass_kg == sum(Decimal(row["net_mass_kg"] or 0) for _day, row in of_year)
            assert set(year.destinations) == {row["country_destination"] for _d, row in of_year}
            assert (year.first, year.last) == (
                min(day for day, _row in of_year),
                max(day for day, _row in of_year),
            )
        assert {one.number for one in found.lines} == {row["lrn"] for _day, row in mine}


def a_row(**changes: Any) -> Mapping[str, str]:
    (row, *_more) = Traffic().declaration("2026-03-02")
    return {**row, **changes}


def written(office: Office, name: str, *rows: Mapping[str, str]) -> Path:
    path = office.path.parent / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_case_counts_once_whichever_way_it_came(office: Office) -> None:
    """One sifted and opened, one sifted alone, one taken in and never sifted."""
    policy(office, (SiftReason.OTHER_HIT, 5))
    who = {"consignee_name": LISTED, "consignee_country": "CN", "cn8": "84821090"}
    opened, sifted = a_row(lrn="H-1", **who), a_row(lrn="H-2", **who)
    (result,) = sift(office, written(office, "one.csv", opened))
    assert result.opened == 1
    policy(office, (SiftReason.OTHER_HIT, 0), one_in=2)
    sift(office, written(office, "two.csv", sifted))
    taken = a_row(lrn="H-3", accepted="2025-07-01T08:00:00Z", **who)
    (reference,) = office.take_in(taken).cases
    for kind, text in ((HistoryOf.CONSIGNEE, LISTED), (HistoryOf.HEADING, "8482")):
        found = trade_history(office.session(ANALYST), HistorySubject(kind, (text,)))
        mine = [one for one in found.lines if one.number.startswith("H-")]
        assert {one.number: bool(one.reference) for one in mine} == {
            "H-1": True,
            "H-2": False,
            "H-3": True,
        }
        assert [one.reference for one in mine if one.number == "H-3"] == [reference]
        assert len(mine) == 3
        years = {one.year: (one.declarations, one.cases) for one in found.years}
        assert years[2025] == (1, 1)
        if kind is HistoryOf.CONSIGNEE:
            assert years[2026] == (2, 1)
    # Sifted now, it counts in the case alone; the case stays one.
    sift(office, written(office, "three.csv", {**taken, "value_eur": "9"}))
    found = trade_history(office.session(ANALYST), HistorySubject(HistoryOf.CONSIGNEE, (LISTED,)))
    assert [one.number for one in found.lines].count("H-3") == 1
