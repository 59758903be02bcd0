"""Goods of one kind asked about in a fixed order, over the entries of several heads.

A *course* is such an order: each step asks one parameter, for a sub-entry or, once no sub-entry is
met, for a rule that reads the answer. What goods are is not asked where heading or words say so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from landwaiter.domain.base.memory import Memory
from landwaiter.domain.interviews.parameter import KIND_OF_GOODS, EntryWay, ways_of
from landwaiter.domain.interviews.value import words
from landwaiter.domain.law.control_codes import head_of, is_open, is_under
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import Row, derived
from landwaiter.domain.law.word_lists import folded, phrase_pattern

_MOST_KEPT: Final = 1 << 11
"""Entries whose courses are kept."""
OTHER: Final = "other"
"""The answer that the goods are none of the kinds that are asked for."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the goods beside the answers."""

    cn: str = ""
    text: str = ""
    sets: frozenset[str] = frozenset()
    """Sets of countries that hold the destination."""


NOTHING_KNOWN: Final = About()


@dataclass(frozen=True, slots=True)
class Step:
    """One question of a course."""

    parameter: str
    entry: str
    """The sub-entry, or the rule, that it is asked for."""
    counts: str
    """What of the answer a rule reads: `yes`, `words`, `day`, or nothing."""
    only_to: str
    """The set of countries outside which it is not asked; empty: everywhere."""
    path: str
    edition: str
    trust: str

    @property
    def is_for_rule(self) -> bool:
        return self.entry.startswith("RF-")


@dataclass(frozen=True, slots=True)
class Course:
    """The steps in their order, and what is so once no sub-entry is met."""

    kind: str
    steps: tuple[Step, ...]
    then: str

    @property
    def entries(self) -> tuple[str, ...]:
        """The sub-entries that its questions decide, in the order of the steps."""
        return tuple(dict.fromkeys(step.entry for step in self.steps if not step.is_for_rule))

    def ways(self, pack: Pack) -> tuple[EntryWay, ...]:
        """The ways to meet them; that the goods are of the kind is what the course rests on."""
        found = (
            way
            for entry in self._in_order(pack)
            for way in ways_of(pack, head_of(entry))
            if way[0].entry == entry
        )
        return tuple(tuple(f for f in way if f.test != KIND_OF_GOODS) for way in found)

    def _in_order(self, pack: Pack) -> tuple[str, ...]:
        """The sub-entries as the pack has them, those of one head together."""
        heads = dict.fromkeys(head_of(entry) for entry in self.entries)
        known = (way[0].entry for head in heads for way in ways_of(pack, head))
        return tuple(entry for entry in dict.fromkeys(known) if entry in self.entries)

    def place(self, parameter: str) -> int:
        """Where a parameter comes; behind all others what the course does not name."""
        names = [step.parameter for step in self.steps]
        return names.index(parameter) if parameter in names else len(names)


def course_of(
    pack: Pack, entry: str, params: Mapping[str, Any], about: About = NOTHING_KNOWN
) -> Course | None:
    """The course by which goods are asked about on an entry; None where there is no such order.

    Where the entry is of several kinds of goods, it is followed once the kind is stated, or where
    heading and words suggest no other.
    """
    for course in _meant(pack, entry):
        if _is_of(pack, course, head_of(entry), params, about):
            return course
    return None


def _meant(pack: Pack, entry: str) -> tuple[Course, ...]:
    """The courses of an entry; each candidate of a line asks for its own, and they come again."""
    memory = derived(_memory, pack)
    found = memory[entry]
    if found is None:
        found = tuple(
            course
            for course in derived(_courses, pack).values()
            if any(is_under(one, entry) or is_open(one, entry) for one in course.entries)
        )
        memory.put(entry, found)
    return found


def _memory(_pack: Pack) -> Memory[str, tuple[Course, ...]]:
    return Memory(_MOST_KEPT)


def _is_of(pack: Pack, course: Course, head: str, params: Mapping[str, Any], about: About) -> bool:
    asks = _kind_asked(ways_of(pack, head), course.kind)
    if not asks:
        return True
    stated = params.get(asks)
    if stated is not None:
        return course.kind in words(stated)
    return suggested(pack, asks, about) == (course.kind,)


def _kind_asked(ways: Iterable[EntryWay], kind: str) -> str:
    """The parameter by which the head tells its kinds of goods apart; empty: it has but one."""
    kinds = (f for way in ways for f in way if f.test == KIND_OF_GOODS)
    return next((f.parameter for f in kinds if kind in words(f.value)), "")


def suggested(pack: Pack, parameter: str, about: About) -> tuple[str, ...]:
    """Kinds of goods that the heading or the words of a line suggest, in pack order."""
    plain = folded(about.text)
    rows = derived(_suggestions, pack).get(parameter, ())
    found = (row["value"] for row in rows if SUGGESTS[row["test"]](row, about.cn, plain))
    return tuple(dict.fromkeys(found))


def offered(pack: Pack, parameter: str, choices: tuple[str, ...], about: About) -> tuple[str, ...]:
    """The choices that are worth asking for: those suggested and *other*; all where none is."""
    near = suggested(pack, parameter, about)
    if not near or OTHER not in choices:
        return choices
    return tuple(choice for choice in choices if choice in near or choice == OTHER)


def _by_heading(row: Row, cn: str, plain: str) -> bool:
    return bool(cn) and cn.startswith(tuple(row["where"].split(";")))


def _by_words(row: Row, cn: str, plain: str) -> bool:
    return bool(plain) and phrase_pattern(row["where"]).search(plain) is not None


SUGGESTS: Final = {"heading": _by_heading, "words": _by_words}
"""Tests of rows that say what suggests a kind of goods."""


def _suggestions(pack: Pack) -> Mapping[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in pack.rows:
        if row["test"] in SUGGESTS:
            found.setdefault(row["parameter"], []).append(row)
    return {parameter: tuple(rows) for parameter, rows in found.items()}


def read_by(pack: Pack, rule: str) -> tuple[Step, ...]:
    """The steps whose answers a rule reads."""
    courses = derived(_courses, pack).values()
    return tuple(step for course in courses for step in course.steps if step.entry == rule)


def _courses(pack: Pack) -> Mapping[str, Course]:
    steps: dict[str, list[tuple[int, Step]]] = {}
    for row in pack.rows:
        if row["test"] == "step":
            steps.setdefault(row["way"], []).append((int(row["order"]), _step(row)))
    then = {row["way"]: row["label"] for row in pack.rows if row["test"] == "course"}
    return {
        kind: Course(
            kind, tuple(step for _no, step in sorted(found, key=_first)), then.get(kind, "")
        )
        for kind, found in steps.items()
    }


def _first(numbered: tuple[int, Step]) -> int:
    return numbered[0]


def _step(row: Row) -> Step:
    return Step(
        parameter=row["parameter"],
        entry=row["entry"],
        counts=row["value"],
        only_to=row["where"],
        path=row["path"],
        edition=row["edition"],
        trust=row["trust"],
    )
