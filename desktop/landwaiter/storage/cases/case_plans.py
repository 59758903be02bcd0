"""How the list of cases is read: for any filter and order by an index, never the whole table.

Few cases are **gathered**: an index of what narrows most gives their rows, which are then put in
order. Many are **walked**: the index of the order gives one after the other until a page is full;
its entries answer what most filters ask, so that only lines which fit are read. `FILTER_WAYS` says
of each condition how it is answered.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal_column, select

from landwaiter.domain.cases.stages import OPEN_STAGES
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_marks import (
    is_flagged,
    may_be_tagged,
    sign_of,
    sign_of_flag,
    sign_of_tag,
    signs_of_days,
    signs_of_facet,
    signs_of_value,
)
from landwaiter.storage.finding.tag_rows import tagged
from landwaiter.storage.schema import cases, facets
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.facets import FacetBits
from landwaiter.storage.schema.finding import case_tag
from landwaiter.storage.sqlite.dialect import birth_order, by_index, in_numbers
from landwaiter.storage.sqlite.full_text import TRIGRAM, words_and_signs, words_match


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Conditions that all hold; None is any. `words` are searched as parts of words."""

    words: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    kind: str | None = None
    destination: str | None = None
    flag: str | None = None
    candidate: str | None = None
    """Head of the strongest candidate."""
    unauthorised: bool = False
    """Only cases whose strongest candidate has no authorisation that is known."""
    assignee: str | None = None
    proposed: bool = False
    """Only cases whose proposal waits for a second person."""
    proposed_by: str | None = None
    pending: str | None = None
    """State of the proposal that waits: for an approval, or for a countersignature."""
    due_by: date | None = None
    ids: tuple[str, ...] | None = None
    """These cases alone."""
    tag: str | None = None
    """Name of a tag of the office."""
    references: tuple[str, ...] | None = None
    """These alone."""
    unheld: bool = False
    goods: str | None = None
    """A status that some item has."""
    codes: str | None = None
    """How a commodity code of theirs begins."""
    least_value: int | None = None
    received_from: date | None = None
    received_to: date | None = None
    returned_to: str | None = None
    legal: bool = False
    """Only cases on which a clock of law runs, or ran out."""
    ran_out_at: datetime | None = None
    """Only where one of law had ended by then."""
    legal_by: date | None = None
    """Only where one of law ends on that day at the latest, and has not `ran_out_at`."""
    clockless: bool = False


FEW = 2_000
"""Cases that are gathered and put in order in some hundredths of a second."""
FEW_ELSEWHERE = 3_000
"""The same of a flag or a tag, and where words are looked for: the way would be long to so few."""
SOME = 20_000
"""Entries of an index that are counted to see which filter leaves fewest."""
MOST = 150_000
"""Entries that are looked at to see whether two filters together leave few."""
ROW = birth_order(t.case_file)
_CASE = t.case_file.c
Conditions = Sequence[ColumnElement[bool]]
_LIVE = literal_column("case_file.live") == literal_column("1")
"""Written out: a partial index is used for the very same text alone."""


@dataclass(frozen=True, slots=True)
class FilterWay:
    """How one condition of the filter is answered."""

    fields: tuple[str, ...]
    index: str = ""
    """By which its cases are gathered, or what waits in another table."""
    sought: "Callable[[CaseFilter], Conditions]" = lambda _chosen: ()
    """What that index is searched by."""
    elsewhere: "Callable[[CaseFilter], Select[Any] | None]" = lambda _chosen: None
    """Numbers of rows of its cases, by another table."""
    walked: "Callable[[CaseFilter], Conditions]" = lambda _chosen: ()
    """What of it an entry of the index of any order answers, or says which line is not read."""
    facet: "Callable[[CaseFilter], FacetBits | None]" = lambda _chosen: None
    signs: "Callable[[CaseFilter], tuple[str, ...]]" = lambda _chosen: ()
    """Signs of which a case that fits has one, where no facet says it."""
    is_sure: bool = True
    """Whether an entry answers the whole of it: no line is asked again then."""
    is_live: "Callable[[CaseFilter], bool]" = lambda _chosen: False
    """Whether it leaves only cases that wait for something."""

    def is_asked(self, chosen: "CaseFilter") -> bool:
        return any(getattr(chosen, name) not in (None, (), False) for name in self.fields)

    def answers(self, chosen: "CaseFilter") -> bool:
        """Whether the entry of an index of any order answers the whole of it."""
        return self.is_sure and bool(self.walked(chosen) or self.facet(chosen))


def _equal(name: str, field: str = "") -> "Callable[[CaseFilter], Conditions]":
    return lambda chosen: (_CASE[name] == getattr(chosen, field or name),)


def _signed(name: str, field: str = "") -> "Callable[[CaseFilter], tuple[str, ...]]":
    return lambda chosen: (sign_of(name, getattr(chosen, field or name)),)


def _flagged(chosen: "CaseFilter") -> Select[Any]:
    raised = t.flag_raised.c
    rows = select(ROW).select_from(t.flag_raised).join(t.case_file, _CASE.id == raised.case_id)
    return rows.where(raised.rule == chosen.flag)


def has_flag(chosen: "CaseFilter") -> Conditions:
    raised = t.flag_raised.c
    return (exists().where(raised.case_id == _CASE.id, raised.rule == chosen.flag),)


def _tagged(chosen: "CaseFilter") -> Select[Any]:
    of = tagged(chosen.tag or "").subquery("of_tag")
    return select(ROW).select_from(of).join(t.case_file, _CASE.id == of.c.case_id)


def has_tag(chosen: "CaseFilter") -> Conditions:
    on_case = tagged(chosen.tag or "").where(case_tag.c.case_id == _CASE.id)
    return (on_case.correlate(t.case_file).exists(),)


def _due(chosen: "CaseFilter") -> Conditions:
    """The clock that presses most ends no later than any other: its day narrows first."""
    days = [chosen.due_by, chosen.legal_by]
    if chosen.ran_out_at is not None and chosen.legal_by is None:
        days.append(chosen.ran_out_at.date())
    return (_CASE.due <= min(day.isoformat() for day in days if day is not None),)


def _received(chosen: "CaseFilter") -> Conditions:
    first, last = chosen.received_from, chosen.received_to
    since = (_CASE.received >= first.isoformat(),) if first else ()
    return (*since, *((_CASE.received <= last.isoformat(),) if last else ()))


def _on_days(chosen: "CaseFilter") -> tuple[str, ...]:
    first, last = chosen.received_from, chosen.received_to
    return signs_of_days(first.isoformat(), last.isoformat()) if first and last else ()


def _value(chosen: "CaseFilter") -> Conditions:
    return (_CASE.value >= chosen.least_value,)


def _proposed(chosen: "CaseFilter") -> Conditions:
    who = _CASE.proposed_by
    return (who.is_not(None) if chosen.proposed_by is None else who == chosen.proposed_by,)


def _coded(chosen: "CaseFilter") -> Select[Any] | None:
    if len(chosen.codes or "") < TRIGRAM:
        return None
    found = words_match(t.case_search, chosen.codes or "").subquery("of_code")
    return select(ROW).select_from(found).join(t.case_file, _CASE.serial == found.c.serial)


def _always(_chosen: "CaseFilter") -> bool:
    return True


_RECEIVED = FilterWay(
    ("received_from", "received_to"),
    "case_file_received",
    _received,
    walked=_received,
    signs=_on_days,
)
_BY_BIRTH = frozenset({"reference", "due", "candidate_score"})
FILTER_WAYS = (
    FilterWay(("ids",), sought=lambda chosen: (_CASE.id.in_(chosen.ids or ()),)),
    FilterWay(
        ("references",), sought=lambda chosen: (_CASE.reference.in_(chosen.references or ()),)
    ),
    FilterWay(("returned_to",), "case_file_returned", _equal("returned_to"), is_live=_always),
    FilterWay(("proposed", "proposed_by", "pending"), "case_file_proposed", _proposed),
    FilterWay(
        ("candidate",),
        "case_file_candidate_code",
        _equal("candidate_code", "candidate"),
        walked=_equal("candidate_code", "candidate"),
        signs=_signed("candidate_code", "candidate"),
    ),
    FilterWay(
        ("tag",),
        elsewhere=_tagged,
        walked=lambda chosen: (may_be_tagged(chosen.tag or ""),),
        signs=lambda chosen: (sign_of_tag(chosen.tag or ""),),
        is_sure=False,
    ),
    FilterWay(
        ("flag",),
        elsewhere=_flagged,
        walked=lambda chosen: (is_flagged(chosen.flag or ""),),
        signs=lambda chosen: (sign_of_flag(chosen.flag or ""),),
    ),
    FilterWay(
        ("assignee",),
        "case_file_assignee",
        _equal("assignee"),
        walked=_equal("assignee"),
        signs=_signed("assignee"),
    ),
    FilterWay(
        ("destination",),
        "case_file_destination",
        _equal("destination"),
        walked=_equal("destination"),
        signs=_signed("destination"),
    ),
    FilterWay(
        ("due_by", "legal_by", "ran_out_at"),
        "case_file_due",
        _due,
        walked=_due,
        facet=lambda chosen: None if chosen.due_by else facets.LEGAL,
        is_sure=False,
        is_live=_always,
    ),
    FilterWay(("legal",), facet=lambda _chosen: facets.LEGAL, is_live=_always),
    FilterWay(
        ("stages",),
        facet=lambda chosen: facets.stages(chosen.stages),
        is_live=lambda chosen: set(chosen.stages) <= set(OPEN_STAGES),
    ),
    FilterWay(("goods",), facet=lambda chosen: facets.goods(chosen.goods or "")),
    FilterWay(("kind",), facet=lambda chosen: facets.kind(chosen.kind or "")),
    FilterWay(("unauthorised",), facet=lambda _chosen: facets.UNAUTHORISED),
    FilterWay(
        ("unheld",),
        "case_file_assignee",
        lambda _chosen: (_CASE.assignee.is_(None),),
        walked=lambda _chosen: (_CASE.assignee.is_(None),),
        facet=lambda _chosen: facets.UNHELD,
    ),
    FilterWay(("clockless",), facet=lambda _chosen: facets.CLOCKLESS),
    FilterWay(
        ("least_value",),
        "case_file_value",
        _value,
        walked=_value,
        signs=lambda chosen: signs_of_value(chosen.least_value or 0),
    ),
    _RECEIVED,
    FilterWay(("codes",), elsewhere=_coded, is_sure=False),
    FilterWay(("words",)),
)
"""Each condition there is, that which as a rule leaves fewest first; `words` are found by
`case_list` itself."""


@dataclass(frozen=True, slots=True)
class CasePlan:
    """How one filter is read."""

    rows: tuple[int, ...] | None = None
    """Numbers of rows among which are all cases that fit; None where an index is walked."""
    left: CaseFilter = field(default_factory=CaseFilter)
    """What is still to be asked of each."""
    covered: Conditions = ()
    """What the entries of an index answer."""
    is_live: bool = False
    source: "_Source | None" = None
    """An index of some entries, among which are all cases that fit."""
    alone: Select[Any] | None = None
    """Rows of what is asked by another table and by nothing else."""
    signs: Sequence[Sequence[str]] = ()
    """Of each condition that they say those of which a case has one."""

    def sorts(self, column: str) -> bool:
        """Whether entries that fit are put in order, and the index of the order is not walked."""
        if self.rows is not None:
            return True
        return self.source is not None and self.source.holds(column)

    def in_order(self, query: Select[Any], column: str) -> Select[Any]:
        """The query by the rows that were gathered, or by the index of an order."""
        if self.rows is not None:
            return by_index(query, t.case_file, "").where(in_numbers(ROW, self.rows))
        if self.source is not None and self.source.holds(column):
            return self._by_source(query, self.source)
        index = f"case_file_{'live_' if self.is_live else ''}{column}"
        live = (_LIVE,) if self.is_live else ()
        return by_index(query, t.case_file, index).where(*self.covered, *live)

    def to_count(self, query: Select[Any]) -> Select[Any]:
        """The same in whatever order is read soonest."""
        if self.alone is not None:
            return self.alone
        if self.rows is not None or self.source is None:
            return self.in_order(query, "received")
        return self._by_source(query, self.source)

    def by_days(self, conn: Reader, chosen: "CaseFilter", column: str) -> "CasePlan":
        """The same for an order that follows the days on which cases were received.

        Those of some days all stand at one end of it: they are put in order, and the way to them
        is not walked. Without a clock, without a candidate cases stand in order of their birth.
        """
        if self.sorts(column) or column not in _BY_BIRTH or not _RECEIVED.is_asked(chosen):
            return self
        found = _by(_RECEIVED.index, _received(chosen))
        return replace(self, source=found) if _size(conn, found.rows, MOST) <= MOST else self

    def _by_source(self, query: Select[Any], source: "_Source") -> Select[Any]:
        read = by_index(query, t.case_file, source.index)
        return read.where(*source.sought, *self.covered)


def asked_signs(conn: Reader, chosen: "CaseFilter") -> tuple[tuple[str, ...], ...]:
    """Of each condition that signs say those of which a case has one."""
    given = _ended(conn, chosen)
    said = []
    for one in FILTER_WAYS:
        if one.is_asked(given):
            facet = one.facet(given)
            said.append(one.signs(given) if facet is None else signs_of_facet(facet))
    return tuple(signs for signs in said if signs)


def _ended(conn: Reader, chosen: "CaseFilter") -> "CaseFilter":
    """Days of which one end is left open, with the first or the last on which a case came."""
    first, last = chosen.received_from, chosen.received_to
    if (first is None) == (last is None):
        return chosen
    end = func.min(_CASE.received) if first is None else func.max(_CASE.received)
    found = conn.execute(by_index(select(end), t.case_file, _RECEIVED.index)).scalar()
    if not found:
        return chosen
    day = date.fromisoformat(found)
    return replace(chosen, received_from=first or day, received_to=last or day)


def plan_of(conn: Reader, chosen: "CaseFilter") -> CasePlan:
    """By what is there now: few are gathered, many are walked."""
    asked = tuple(one for one in FILTER_WAYS if one.is_asked(chosen))
    if chosen.ids is not None or chosen.references is not None:
        given = tuple(
            each for one in FILTER_WAYS[:2] if one in asked for each in one.sought(chosen)
        )
        return CasePlan(tuple(conn.execute(select(ROW).where(*given)).scalars()), chosen)
    said = tuple(found for one in asked if (found := one.facet(chosen)) is not None)
    covered = (
        *(_of_facet(one) for one in dict.fromkeys(said)),
        *(each for one in asked for each in one.walked(chosen)),
    )
    left = _without(chosen, (one for one in asked if one.answers(chosen)))
    walk = CasePlan(
        left=left,
        covered=covered,
        is_live=any(one.is_live(chosen) for one in asked),
        signs=asked_signs(conn, chosen),
    )
    sources: list[_Source] = []
    for source in _sources(conn, chosen, asked, said):
        if not source.index:
            # What waits in another table costs a look into two: beyond few it is no way.
            rows = _some(conn, source.rows, FEW_ELSEWHERE)
            if rows is not None:
                return CasePlan(rows, _without(chosen, source.ways))
            if len(asked) == 1 and source.is_whole:
                return replace(walk, alone=source.rows.distinct())
            continue
        sources.append(replace(source, size=_size(conn, source.rows, SOME)))
        if sources[-1].size <= FEW:
            break
    few = FEW_ELSEWHERE if chosen.words else FEW
    best = min(sources, key=lambda one: one.size, default=None)
    if best is not None and best.size <= SOME:
        rows = _some(conn, best.rows.where(*covered), few)
        return replace(walk, source=best) if rows is None else CasePlan(rows, left)
    if len(walk.signs) > 1:
        rows = _some(conn, _signed_so(walk.signs), few)
        if rows is not None:
            return CasePlan(rows, chosen)
    is_all = len(asked) in {1, len(walk.signs)}
    return walk if is_all else _narrowed(conn, walk, sources, few)


def _signed_so(signs: Sequence[Sequence[str]]) -> Select[Any]:
    """Cases with a sign for each condition: their lists are laid beside each other."""
    match = words_and_signs(t.case_search, (), signs)
    rows = select(ROW).select_from(t.case_search)
    return rows.join(t.case_file, _CASE.serial == t.case_search.c.serial).where(match)


def _narrowed(conn: Reader, walk: CasePlan, sources: Sequence["_Source"], few: int) -> CasePlan:
    """What of many entries of an index fits, where two filters leave few of them."""
    for source in sources:
        rows = _some(conn, _begun(source.rows, walk.covered), few)
        if rows is not None and _size(conn, source.rows, MOST) <= MOST:
            return CasePlan(rows, walk.left)
    return walk


def _some(conn: Reader, rows: Select[Any], few: int) -> tuple[int, ...] | None:
    """The rows, where they are few."""
    found = tuple(conn.execute(rows.limit(few + 1)).scalars())
    return found if len(found) <= few else None


def _begun(rows: Select[Any], covered: Conditions) -> Select[Any]:
    """Of the first of many entries those that fit."""
    asked = (ROW.label("number"), and_(*covered).label("fits"))
    told = rows.with_only_columns(*asked, maintain_column_froms=True).limit(MOST).subquery("begun")
    return select(told.c.number).where(told.c.fits)


def _without(chosen: "CaseFilter", ways: Iterable[FilterWay]) -> "CaseFilter":
    """What is left of a filter where some ways answered theirs."""
    answered = {name: getattr(_ANY, name) for one in ways for name in one.fields}
    return replace(chosen, **answered)


_ANY = CaseFilter()


@dataclass(frozen=True, slots=True)
class _Source:
    rows: Select[Any]
    index: str = ""
    sought: Conditions = ()
    ways: tuple[FilterWay, ...] = ()
    """What its rows answer wholly."""
    size: int = 0
    is_whole: bool = False
    """Whether every row of it fits."""

    def holds(self, column: str) -> bool:
        """Whether its entries are put in this order without a look at their lines."""
        held = cases.HELD.get(self.index.removeprefix("case_file_"), ())
        return column in cases.ASKED or column in held


def _sources(
    conn: Reader, chosen: "CaseFilter", asked: Sequence[FilterWay], said: Sequence[FacetBits]
) -> Iterator[_Source]:
    if said:
        # A case that waits is found soonest by its facets, of which there are few different ones.
        sought = (_CASE.facets.in_(_known_facets(conn, said)),)
        yield _by("case_file_facets", sought)
    for one in asked:
        if one.index:
            yield _by(one.index, one.sought(chosen))
        elif (rows := one.elsewhere(chosen)) is not None:
            yield _Source(
                rows, ways=(one,) if one.is_sure else (), is_whole=one.fields != ("codes",)
            )


def _by(index: str, sought: Conditions) -> _Source:
    return _Source(by_index(select(ROW), t.case_file, index).where(*sought), index, sought)


def _size(conn: Reader, rows: Select[Any], most: int) -> int:
    some = select(func.count()).select_from(rows.limit(most + 1).subquery())
    return int(conn.execute(some).scalar_one())


def _of_facet(facet: FacetBits) -> ColumnElement[bool]:
    return _CASE.facets.op("&")(facet.mask).in_(sorted(facet.wanted))


_STEPS = (
    "WITH RECURSIVE steps (facets) AS (SELECT min(facets) FROM case_file UNION ALL "
    "SELECT (SELECT min(c.facets) FROM case_file AS c WHERE c.facets > steps.facets) FROM steps "
    "WHERE steps.facets IS NOT NULL) SELECT facets FROM steps WHERE facets IS NOT NULL"
)
"""Each step is one look into the index."""


def _known_facets(conn: Reader, said: Sequence[FacetBits]) -> list[int]:
    """The numbers there are, of cases that fit."""
    known = (int(row[0]) for row in conn.exec_driver_sql(_STEPS))
    return [number for number in known if all(one.fits(number) for one in said)]
