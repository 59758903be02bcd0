"""What counts otherwise than when declarations were judged, and for which it can matter.

Of a list the edition of the day of a declaration counts, and what the newest one says otherwise. So
a new edition changes three things: for days on which another edition is that of the day everything
may change, words being as rare as they are in it; for the other days what the newest edition brings
that the newest before had not; and of hits that rest on the newest before the edition they name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.flags.rule import rules_of
from landwaiter.domain.law.pack_index import derived
from landwaiter.domain.lists.list_editions import place_on
from landwaiter.domain.lists.listing import Listing
from landwaiter.services.law.counting_thresholds import KINDS, OF_KIND, USUAL
from landwaiter.services.lists.joint_index import EVERY_LIST
from landwaiter.services.trade.judging import JudgingGrounds
from landwaiter.services.warm.references import CALENDAR, References
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.lists import list_editions
from landwaiter.storage.lists.list_editions import StoredEdition
from landwaiter.storage.trade import again_rows, judging_rows

_RULES: Final = "flag_rules"


@dataclass(frozen=True, slots=True)
class ChangedList:
    """A list whose editions or thresholds are others."""

    list_id: str
    before: str
    """Its newest edition then; empty where there was none."""
    after: str
    """Its newest edition now; empty where there is none."""


@dataclass(slots=True)
class JudgingDifference:
    """What is otherwise, and whom it concerns besides those who are like a listing."""

    lists: tuple[ChangedList, ...] = ()
    asked: dict[tuple[str, str], Listing] = field(default_factory=dict)
    """List and identifier with its hash → what parties must be held against."""
    concerns_all: bool = False
    """Engines, rules or settings changed: every declaration is judged again."""
    days: set[date] = field(default_factory=set)
    """Days of which every declaration is judged again."""
    hits: dict[str, frozenset[date] | None] = field(default_factory=dict)
    """Lists whose hits may change, on these days or (None) on any."""
    flags_of_lists: bool = False
    """Whether raised flags that name lists may change."""
    programmes: set[str] = field(default_factory=set)

    @property
    def question(self) -> str:
        """What parties are held against, by its hash."""
        return sha256_hex(canonical_bytes(sorted("/".join(key) for key in self.asked)))


def difference(
    conn: Reader,
    old: JudgingGrounds,
    new: JudgingGrounds,
    days: Sequence[date],
    kept: Mapping[str, StoredEdition],
) -> JudgingDifference:
    """What is otherwise for declarations of these days; `kept` is every edition by its row."""
    found = JudgingDifference(
        concerns_all=old.engines != new.engines or _are_others(old.settings, new.settings),
        days={day for day in days if _packs(conn, day, old) != _packs(conn, day, new)},
        flags_of_lists=set(old.lists) != set(new.lists) or old.points != new.points,
        programmes={
            one
            for one in {*old.programmes, *new.programmes}
            if old.programmes.get(one) != new.programmes.get(one)
        },
    )
    changed = [
        name
        for name in sorted({*old.lists, *new.lists})
        if old.lists.get(name) != new.lists.get(name) or _points(old, name) != _points(new, name)
    ]
    for name in changed:
        _of_list(conn, found, name, (old, new), _Known(days, kept))
    found.lists = tuple(
        ChangedList(name, _newest(old, name, kept), _newest(new, name, kept)) for name in changed
    )
    return found


def _are_others(old: Mapping[str, str], new: Mapping[str, str]) -> bool:
    """Whether settings may change a verdict: where every list was asked, fewer find no more."""
    return {key: value for key, value in old.items() if key != EVERY_LIST or key in new} != new


@dataclass(frozen=True, slots=True)
class _Known:
    """Days of the store, and every edition by its row."""

    days: Sequence[date]
    kept: Mapping[str, StoredEdition]


def _packs(conn: Reader, day: date, judging: JudgingGrounds) -> Mapping[str, str]:
    found = judging_rows.packs_on(conn, day, judging.packs)
    return {name: row for name, row in found.items() if not name.startswith(CALENDAR)}


def _points(judging: JudgingGrounds, name: str) -> Mapping[str, str]:
    keys = (f"{USUAL}{name}", *(f"{OF_KIND}{name}.{kind}" for kind in KINDS))
    return {key: judging.points[key] for key in keys if judging.points.get(key)}


def _newest(judging: JudgingGrounds, name: str, kept: Mapping[str, StoredEdition]) -> str:
    rows = judging.lists.get(name, ())
    return kept[rows[-1]].edition.edition if rows else ""


def _of_list(
    conn: Reader,
    found: JudgingDifference,
    name: str,
    pair: tuple[JudgingGrounds, JudgingGrounds],
    known: _Known,
) -> None:
    (old, new), days, kept = pair, known.days, known.kept
    were, are = old.lists.get(name, ()), new.lists.get(name, ())
    if not are:
        found.hits[name] = None
        return
    dated = {row: kept[row].edition.dated for row in (*were, *are)}
    of_day = {day: are[place_on([dated[row] for row in are], day)] for day in days}
    if not were or _points(old, name) != _points(new, name):
        found.hits[name] = None
        for row in {*of_day.values(), are[-1]}:
            _ask(found, name, list_editions.listings_of(conn, row))
        return
    was_of_day = {day: were[place_on([dated[row] for row in were], day)] for day in days}
    found.days |= {day for day in days if was_of_day[day] != of_day[day]}
    if were[-1] != are[-1]:
        found.hits[name] = frozenset(day for day in days if was_of_day[day] != were[-1])
        _ask(found, name, list_editions.only_in(conn, are[-1], were[-1]).values())


def _ask(found: JudgingDifference, name: str, listings: Iterable[Listing]) -> None:
    for one in listings:
        said = sha256_hex(repr(one).encode())
        found.asked.setdefault((name, f"{one.listing_id}@{said}"), one)


def concerned(
    conn: Reader, references: References, found: JudgingDifference, like: Sequence[int], today: date
) -> list[int]:
    """Numbers of the declarations whose verdict may change, rising; `like` are parties."""
    if found.concerns_all:
        return again_rows.every_declaration(conn)
    numbers = again_rows.naming(conn, like)
    numbers |= again_rows.accepted_on(conn, [day.isoformat() for day in sorted(found.days)])
    for name, days in found.hits.items():
        if days is None or days:
            said = [day.isoformat() for day in sorted(days or ())]
            numbers |= again_rows.with_finding(conn, "hit", [name], said)
    if found.flags_of_lists:
        rules = _rules_with_lists(references, conn, today)
        numbers |= again_rows.with_finding(conn, "flag", rules)
    return sorted(numbers)


def _rules_with_lists(references: References, conn: Reader, today: date) -> list[str]:
    pack = references.packs(conn, today).get(_RULES)
    return [rule.id for rule in derived(rules_of, pack) if rule.lists] if pack else []
