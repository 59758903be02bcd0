"""Statistics: one read of the casebook as of a cut-off, and the tables counted from it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from landwaiter.domain.base.zones import local_date, midnight
from landwaiter.domain.cases.case import Evaluation, FlagReview, GoodsStatus
from landwaiter.domain.law.control_codes import is_under
from landwaiter.domain.law.pack_index import rows_by
from landwaiter.domain.law.periods import Calendar, working_days_between
from landwaiter.domain.lists.list_editions import LIMITS
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.domain.reports.statistic_tables import StatisticTable
from landwaiter.domain.reports.subjects import STATISTICS_READERS
from landwaiter.domain.statistics.authorities import AUTHORITIES, authorities_of
from landwaiter.domain.statistics.case_tables import COUNTINGS
from landwaiter.domain.statistics.counted import (
    CountedCase,
    CountedFinding,
    CountedFlag,
    CountedItem,
    CountedListGap,
    CountedReferral,
    ExportSum,
    ItemHold,
    ListGap,
    StatisticPeriod,
    StatisticRows,
    UnevaluatedRule,
    checked_days,
    day_after,
)
from landwaiter.domain.statistics.figures import FigureTable
from landwaiter.domain.statistics.hold_tables import last_day
from landwaiter.domain.trade.trade_span import DESTINATION, TradeSpan
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.i18n import _
from landwaiter.services.cases.calendars_in_force import office_calendar
from landwaiter.services.deeds.handler import Tell, untold
from landwaiter.services.statistics.list_ages import ListAges
from landwaiter.services.statistics.stated import office_figures
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.chain import head
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import setting
from landwaiter.storage.monitoring.programme_rows import editions_in_force
from landwaiter.storage.registers.register_rows import register_content
from landwaiter.storage.statistics import statistic_rows as rows
from landwaiter.storage.trade import trade_sums

_TIERS, _SETS, _SURVEILLANCE = "chpl", "code_sets", "surveillance_code"
_READS: Final = 7
"""Steps of reading, before the tables are counted."""
STEPS: Final = _READS + len(StatisticTable) + 1
"""What is told in all: the last is that figures are withheld, and held against earlier prints."""
_EVERY: Final = 200
"""Declarations between two tellings: it is stopped there at the latest."""
_NEWEST: Final = "~"
"""Later than every identity."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Tables of one period, and what they were counted from."""

    period: StatisticPeriod
    made_at: datetime
    tables: tuple[FigureTable, ...]
    cases: int
    """Cases that were there at the cut-off, of any day."""
    head_seq: int
    head_sha256: str
    counted: StatisticRows


def read_statistics(
    session: Session,
    conn: Reader,
    *,
    first: date,
    last: date,
    cut_off: date | None = None,
    tell: Tell = untold,
) -> Statistics:
    """Every table of a period, both days included.

    Counted is what was recorded until the end of the day `cut_off`; without one, of the last day.
    What `tell` raises stops it. NotAllowed for an administrator; Invalid where the days do not fit.
    """
    refuse_reader_of_figures(session, conn)
    period, newest = period_of(session, first, last, cut_off), head(conn)
    counted = read_counted(session, conn, min(period.cut_off, session.now()), period, tell)
    return Statistics(
        period=period,
        made_at=session.now(),
        tables=tuple(_counted_tables(counted, period, tell)),
        cases=len(counted.cases),
        head_seq=newest.seq,
        head_sha256=newest.sha256,
        counted=counted,
    )


def _counted_tables(
    counted: StatisticRows, period: StatisticPeriod, tell: Tell
) -> Iterator[FigureTable]:
    for done, one in enumerate(StatisticTable, start=_READS):
        tell(done, STEPS, _("counting {table}").format(table=one.value))
        yield COUNTINGS[one](counted, period)


def refuse_reader_of_figures(session: Session, conn: Reader) -> None:
    """NotAllowed for who does not work on cases."""
    if not session.actor(session.registry(conn)).has(*STATISTICS_READERS):
        raise NotAllowed(
            _("Statistics are read by those who work on cases, and by auditors."),
            remedy=_("Ask a head."),
        )


def period_of(session: Session, first: date, last: date, cut_off: date | None) -> StatisticPeriod:
    """The period with the instant at which it is cut off: the end of a day of the office."""
    day = cut_off or last
    checked_days(first, last, day)
    at = midnight(day_after(day), session.casebook.member_state)
    return StatisticPeriod(first, last, at, day, provisional=session.now() < at)


def read_counted(
    session: Session,
    conn: Reader,
    upto: datetime,
    period: StatisticPeriod,
    tell: Tell = untold,
) -> StatisticRows:
    """Everything as it stood at an instant; days of holds are counted to the end of the period."""
    return _Reading(session, conn, upto, period, tell).counted()


class _Reading:
    """One sweep over the casebook."""

    def __init__(
        self,
        session: Session,
        conn: Reader,
        upto: datetime,
        period: StatisticPeriod,
        tell: Tell,
    ) -> None:
        self._session, self._conn, self._upto, self._period = session, conn, upto, period
        self._tell_steps, self._begun = tell, 0
        self._begin(_("reading cases"))
        self._state = session.casebook.member_state
        self._calendar = office_calendar(session, conn)
        self._cases = {row["id"]: row for row in rows.cases(conn, upto)}
        self._received = {
            key: date.fromisoformat(row["received"]) for key, row in self._cases.items()
        }
        self._packs: dict[date, Mapping[str, Any]] = {}

    def _begin(self, what: str) -> None:
        self._tell_steps(self._begun, STEPS, what)
        self._begun += 1

    def counted(self) -> StatisticRows:
        self._begin(_("reading declarations"))
        lines, mrns = self._declared()
        self._begin(_("reading items"))
        asked = [one for one in rows.asked(self._conn, self._upto) if one["case_id"] in self._cases]
        items = dict(self._items(lines))
        self._begin(_("reading holds"))
        holds = tuple(self._holds(items, asked))
        self._begin(_("reading flags"))
        flags, unevaluated = self._flags()
        substantiated = {one.reference for one in flags if one.review == FlagReview.SUBSTANTIATED}
        office = office_figures(self._session, self._conn)
        days = [*self._received.values()] or [self._period.last]
        self._begin(_("reading editions of lists"))
        gaps = tuple(self._list_gaps())
        self._begin(_("adding up the trade store"))
        return StatisticRows(
            cases=tuple(self._each_case(mrns, substantiated)),
            items=tuple(items.values()),
            holds=holds,
            referrals=tuple(self._referrals(asked)),
            flags=flags,
            unevaluated=unevaluated,
            list_gaps=gaps,
            findings=self._findings(),
            stated=office.stated,
            listed=office.listed,
            exports=tuple(self._exports()),
            has_tiers=_TIERS in self._packs_on(max(days)),
            has_surveillance=_SETS in self._packs_on(max(days)),
            days_held=self._days_held(holds),
        )

    def _declared(self) -> tuple[dict[tuple[str, int], "_Line"], dict[str, str]]:
        """Case and number → what was declared; case → MRN. Lines of merged cases are there too."""
        lines, mrns = {}, {}
        found = rows.declarations(self._conn, self._upto)
        for done, (case_id, declared) in enumerate(found):
            if not done % _EVERY:
                self._tell_steps(self._begun - 1, STEPS, _("reading declarations"))
            if declared.mrn:
                mrns[case_id] = declared.mrn
            for one in declared.items:
                lines[case_id, one.no] = _Line(
                    one, one.destination or declared.country_destination or ""
                )
        return lines, mrns

    def _each_case(
        self, mrns: Mapping[str, str], substantiated: Collection[str]
    ) -> Iterator[CountedCase]:
        same = rows.judged_same(self._conn, self._upto)
        for key, row in self._cases.items():
            yield CountedCase(
                reference=row["reference"],
                received=self._received[key],
                source=row["source"],
                mrn=mrns.get(key, ""),
                same=key in same,
                substantiated=row["reference"] in substantiated,
                entered=datetime.fromisoformat(row["created_at"]),
            )

    def _items(
        self, lines: Mapping[tuple[str, int], "_Line"]
    ) -> Iterator[tuple[tuple[str, int], CountedItem]]:
        statuses = rows.statuses(self._conn, self._upto)
        confirmed = rows.confirmed(self._conn, self._upto)
        decisions = rows.decisions(self._conn, self._upto)
        for row in rows.items(self._conn, self._upto):
            place = row["case_id"], int(row["no"])
            case = self._cases.get(row["case_id"])
            if case is None:
                continue
            origin = (row["came_from"], row["came_no"]) if row["came_from"] else place
            line = lines.get(origin, _NO_LINE)
            received, hs6 = self._received[row["case_id"]], (line.declared.cn or "")[:6]
            entries = confirmed.get(place, ())
            decision = decisions.get(row["case_id"])
            yield (
                place,
                CountedItem(
                    reference=case["reference"],
                    no=place[1],
                    received=received,
                    status=statuses.get(place) or _before_any(row, self._upto),
                    hs6=hs6,
                    destination=line.destination,
                    value=line.declared.statistical_value,
                    mass_kg=line.declared.net_mass_kg,
                    entries=entries,
                    outcome=decision.items.get(str(place[1]), decision.outcome) if decision else "",
                    decided=self._day(decision.at) if decision else None,
                    tier=self._tier(received, hs6),
                    surveillance=self._is_surveillance(received, entries),
                    missing=tuple(line.missing()) if origin in lines else (),
                ),
            )

    def _holds(
        self, items: Mapping[tuple[str, int], CountedItem], asked: Iterable[Mapping[str, Any]]
    ) -> Iterator[ItemHold]:
        expired = {row["track_id"] for row in asked if row["track_id"] and self._ran_out(row)}
        for row in rows.tracks(self._conn, self._upto):
            for number in row["items"]:
                item = items.get((row["case_id"], int(number)))
                if item is None:
                    continue
                ended = row["ends"].get(int(number)) or row["ended_at"]
                yield ItemHold(
                    item=item,
                    letter=row["letter"],
                    basis=row["basis"],
                    opened=self._day(row["opened_at"]),
                    ended=self._day(ended) if ended else None,
                    ran_out=row["id"] in expired,
                )

    def _ran_out(self, row: Mapping[str, Any]) -> bool:
        """It was due before the cut-off, and no reply had come by then."""
        if not row["due"]:
            return False
        due = (
            datetime.fromisoformat(row["due_at"])
            if row["due_at"]
            else midnight(day_after(date.fromisoformat(row["due"])), row["calendar"] or self._state)
        )
        answered = row["answered_at"]
        return due <= (datetime.fromisoformat(answered) if answered else self._upto)

    def _referrals(self, asked: Iterable[Mapping[str, Any]]) -> Iterator[CountedReferral]:
        numbers: dict[str, int] = {}
        authorities = authorities_of(setting(self._conn, AUTHORITIES))
        for row in asked:
            number = numbers[row["case_id"]] = numbers.get(row["case_id"], 0) + 1
            sent = self._day(row["sent_at"])
            answered = self._day(row["answered_at"]) if row["answered_at"] else None
            yield CountedReferral(
                reference=self._cases[row["case_id"]]["reference"],
                no=number,
                authority=authorities.named(row["addressee"]),
                sent=sent,
                reply=row["reply"] or "",
                answered=answered,
                days=_working(self._calendar, sent, answered) if answered else None,
                expired=self._ran_out(row),
            )

    def _flags(self) -> tuple[tuple[CountedFlag, ...], tuple[UnevaluatedRule, ...]]:
        reviews = rows.reviews(self._conn, self._upto)
        raised, unevaluated = [], []
        for case_id, results in rows.verdicts(self._conn, self._upto):
            case = self._cases.get(case_id)
            if case is None:
                continue
            reference, received = case["reference"], self._received[case_id]
            for one in results:
                rule, became = str(one["rule"]), one["evaluation"]
                if became == Evaluation.RAISED:
                    state, at = reviews.get((case_id, rule), (FlagReview.OPEN.value, ""))
                    raised.append(
                        CountedFlag(reference, received, rule, state, self._day(at) if at else None)
                    )
                elif became == Evaluation.NOT_EVALUATED:
                    unevaluated.append(UnevaluatedRule(reference, received, rule))
        return tuple(raised), tuple(unevaluated)

    def _list_gaps(self) -> Iterator[CountedListGap]:
        """Of each case, by its newest evaluation."""
        ages = ListAges(self._conn, lambda day: self._packs_on(day).get(LIMITS), self._day)
        found = {
            case_id: ages.gaps(at, editions)
            for case_id, at, editions in rows.screened(self._conn, self._upto)
        }
        for case_id, case in self._cases.items():
            for gap in found.get(case_id, (ListGap.NOT_RECORDED,)):
                yield CountedListGap(case["reference"], self._received[case_id], gap)

    def _exports(self) -> Iterator[ExportSum]:
        span = TradeSpan(self._period.first, self._period.last)
        for one in trade_sums.sums(self._conn, span, (DESTINATION,)):
            yield ExportSum(
                str(one.place[0]), one.items, one.valued, one.value, one.weighed, one.mass
            )

    def _findings(self) -> tuple[CountedFinding, ...] | None:
        content = register_content(self._conn).known_at(self._upto)
        if not content.issuers(RegisterKind.FINDINGS):
            return None
        return tuple(
            CountedFinding(
                f"{one.issuer}:{one.ref}",
                day,
                final=one.entry.values.get("final") == "yes",
            )
            for one in content.standing(RegisterKind.FINDINGS)
            if (day := one.entry.day("date"))
        )

    def _days_held(self, holds: Iterable[ItemHold]) -> Mapping[tuple[date, date], int]:
        spans = {(one.opened, one.ended or last_day(self._period)) for one in holds}
        known = {span: _working(self._calendar, *span) for span in spans}
        return {span: days for span, days in known.items() if days is not None}

    def _tier(self, day: date, hs6: str) -> str:
        pack = self._packs_on(day).get(_TIERS)
        found = rows_by(pack, "hs6").get(hs6, ()) if pack and hs6 else ()
        since = ((row.get("in_annex_XL_from", ""), row["tier"]) for row in found)
        return next((tier for first, tier in since if not first or first <= day.isoformat()), "")

    def _is_surveillance(self, day: date, entries: Collection[str]) -> bool:
        pack = self._packs_on(day).get(_SETS) if entries else None
        codes = [row["code"] for row in rows_by(pack, "set").get(_SURVEILLANCE, ())] if pack else ()
        return any(is_under(entry, code) for entry in entries for code in codes)

    def _packs_on(self, day: date) -> Mapping[str, Any]:
        if day not in self._packs:
            found = editions_in_force(self._conn, day, (_TIERS, _SETS, LIMITS), upto=_NEWEST)
            self._packs[day] = {
                name: self._session.references.edition(self._conn, row)
                for name, row in found.items()
            }
        return self._packs[day]

    def _day(self, text: str) -> date:
        return local_date(datetime.fromisoformat(text), self._state)


@dataclass(frozen=True, slots=True)
class _Line:
    declared: rows.DeclaredLine
    destination: str

    def missing(self) -> Iterator[str]:
        if not self.declared.cn:
            yield "cn"
        if self.declared.statistical_value is None:
            yield "value"
        if self.declared.net_mass_kg is None:
            yield "mass"
        if not self.destination:
            yield "destination"


_NO_LINE: Final = _Line(rows.DeclaredLine(0), "")


def _before_any(row: Mapping[str, Any], upto: datetime) -> str:
    """The status of an item of which nothing was recorded by then."""
    since = datetime.fromisoformat(row["since"])
    return str(row["status"]) if since <= upto else GoodsStatus.NOT_PRESENTED.value


def _working(calendar: Calendar, first: date, last: date) -> int | None:
    """Working days between; None where the calendar does not cover them."""
    try:
        return working_days_between(first, last, calendar)
    except Invalid:
        return None
