"""How strongly a candidate speaks, measured against where the goods go.

What is asked of a candidate depends on the destination: where an embargo prohibits goods of its
group little is enough, as few honest exports go there; towards a partner much is needed. The
figures are thresholds of RF-G14, set at the operating point that docs/flags.md measures.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from landwaiter.domain.cases.case import Candidate, ClassificationState
from landwaiter.domain.flags.embargo.item_standings import named_cells
from landwaiter.domain.flags.embargo.matrix import MatrixCell, Standing, exports_to, groups_of_entry
from landwaiter.domain.flags.rule import MissingThresholdError
from landwaiter.domain.flags.view import Goods, View
from landwaiter.domain.goods.candidates import correlated_codes
from landwaiter.domain.law.control_codes import head_of, is_under

RULE: Final = "RF-G14"
LISTS: Final = ("eu", "cml")
MILITARY_GROUP: Final = "military"


class DestinationKnowledge(StrEnum):
    """What is known of a destination for a candidate; strictest first."""

    PROHIBITED = "prohibited"
    """A cell of the embargo matrix that names the destination prohibits goods of the entry."""
    SENSITIVE = "sensitive"
    """Under an arms embargo of whatever standing, or in the set of sensitive destinations."""
    HUB = "hub"
    ELSEWHERE = "elsewhere"
    PARTNER = "partner"
    """A destination of the general authorisation EU001."""


class Basis(StrEnum):
    """What makes a candidate strong, the firmest first."""

    CODE = "code"
    NUMBER = "number"
    SEEN = "seen"
    NAME = "name"
    """A trade name that mostly goods of the entry bear."""
    WORDS = "words"
    HEADING = "heading"
    CIRCUMSTANCE = "circumstance"
    """Weak by itself; who receives the goods or what for makes it count."""


USUAL: Final = "usual_name"
"""A kind of lead: a trade name that goods of the entry often bear."""
SAID: Final = frozenset({Basis.NAME, Basis.WORDS})
"""Rests on words, which a self-declaration or a word that speaks against the entry disputes."""
STATED: Final = frozenset({Basis.CODE, Basis.NUMBER, Basis.SEEN})


@dataclass(frozen=True, slots=True)
class Strong:
    """A candidate that is strong at its destination, and what it rests on."""

    candidate: Candidate
    basis: Basis
    place: DestinationKnowledge
    cells: tuple[MatrixCell, ...]
    """What instruments that name the destination say of goods of the entry."""
    in_mixture: bool = False
    """A number names the substance, and the commodity code is of mixtures or articles."""

    @property
    def prohibited_by(self) -> tuple[MatrixCell, ...]:
        return tuple(cell for cell in self.cells if cell.standing is Standing.PROHIBITED)


def open_candidates(view: View, line: Goods) -> tuple[Candidate, ...]:
    """Candidates of the line on the control lists that nobody confirmed or rejected."""
    found = [one for one in view.case.classifications if one.item_no == line.no]
    decided = {
        (one.list, head_of(one.code)) for one in found if one.state is ClassificationState.CONFIRMED
    } | {(one.list, one.code) for one in found if one.state is ClassificationState.REJECTED}
    return tuple(
        one
        for one in view.candidates_of(line)
        if one.list in LISTS and (one.list, one.code) not in decided
    )


def strong_candidates(view: View, line: Goods, *, in_circumstances: bool) -> tuple[Strong, ...]:
    """The line's open candidates that are strong where it goes, best first.

    `in_circumstances`: consignee, end user or end use are such that less is asked. A threshold
    that the edition of the rules does not state raises MissingThresholdError.
    """
    limits = view.thresholds(RULE)
    found = (
        _strong(view, line, one, limits, in_circumstances) for one in open_candidates(view, line)
    )
    return tuple(one for one in found if one is not None)


def _strong(
    view: View,
    line: Goods,
    candidate: Candidate,
    limits: Mapping[str, str],
    in_circumstances: bool,
) -> Strong | None:
    cells = cells_of(view, line, candidate)
    place = place_of(view, line, cells)
    basis = _basis(view, line, candidate, _Asked(limits, place), in_circumstances)
    if basis is None:
        return None
    in_mixture = basis is Basis.NUMBER and view.under_heading(line, "substance_chapter") is False
    return Strong(candidate, basis, place, cells, in_mixture)


def cells_of(view: View, line: Goods, candidate: Candidate) -> tuple[MatrixCell, ...]:
    """What instruments that name the destination say of goods of the candidate's entry."""
    groups = groups_of_entry(view.packs, candidate.list, (candidate.code, *candidate.entries))
    return named_cells(view, line, groups)


def prohibiting(view: View, line: Goods, candidate: Candidate) -> tuple[MatrixCell, ...]:
    """The cells that prohibit the export of goods of the entry to where the line goes."""
    cells = cells_of(view, line, candidate)
    return tuple(cell for cell in cells if cell.standing is Standing.PROHIBITED)


def place_of(view: View, line: Goods, cells: tuple[MatrixCell, ...]) -> DestinationKnowledge:
    """What the line's destination is for goods of which these cells speak."""
    destination = view.destination_of(line)
    if any(cell.standing is Standing.PROHIBITED for cell in cells):
        return DestinationKnowledge.PROHIBITED
    if is_sensitive(view, destination):
        return DestinationKnowledge.SENSITIVE
    if view.in_set("hub", destination):
        return DestinationKnowledge.HUB
    return (
        DestinationKnowledge.PARTNER
        if view.in_set("eu001", destination)
        else DestinationKnowledge.ELSEWHERE
    )


def is_sensitive(view: View, destination: str | None) -> bool:
    """Whether an arms embargo names the destination, or the set of sensitive ones does."""
    arms = exports_to(view.packs, view.practice, destination, (MILITARY_GROUP,), view.day)
    return bool(view.in_set("sensitive", destination) or arms)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of a candidate at a place, in thousandths; a partner asks as any other."""

    limits: Mapping[str, str]
    place: DestinationKnowledge

    def __call__(self, name: str) -> int:
        place = (
            DestinationKnowledge.ELSEWHERE
            if self.place is DestinationKnowledge.PARTNER
            else self.place
        )
        key = f"{place.value}_{name}"
        if key not in self.limits:
            raise MissingThresholdError(key)
        return int(self.limits[key])


def _basis(
    view: View,
    line: Goods,
    candidate: Candidate,
    asked: _Asked,
    in_circumstances: bool,
) -> Basis | None:
    for kind in (Basis.CODE, Basis.NUMBER, Basis.SEEN):
        if kind.value in candidate.kinds:
            return kind
    if candidate.list == "cml" and _is_toy_or_tool(view, line):
        return None
    return _basis_in_words(view, line, candidate, asked, in_circumstances)


def _basis_in_words(
    view: View,
    line: Goods,
    candidate: Candidate,
    asked: _Asked,
    in_circumstances: bool,
) -> Basis | None:
    if Basis.NAME.value in candidate.kinds:
        return Basis.NAME
    grade = _grade(view, line, candidate)
    if candidate.words >= asked(_words_threshold(candidate, grade)):
        return Basis.WORDS
    if _by_heading(candidate, grade, asked):
        return Basis.HEADING
    if in_circumstances and candidate.score >= asked("circumstance"):
        return Basis.CIRCUMSTANCE
    return None


def _is_toy_or_tool(view: View, line: Goods) -> bool:
    """Under such a heading names of arms are those of models, games and spray guns."""
    return bool(view.under_heading(line, "toy_or_tool_heading"))


def _words_threshold(candidate: Candidate, grade: str | None) -> str:
    """Words that the commodity code bears out need less; those of weapons mean little else."""
    if candidate.list == "cml":
        return "military"
    return "words" if grade in _SURE else "words_alone"


def _by_heading(candidate: Candidate, grade: str | None, asked: _Asked) -> bool:
    return (
        grade in (*_SURE, "M")
        and candidate.words >= asked("support")
        and candidate.score >= asked("named" if USUAL in candidate.kinds else "joint")
    )


_SURE: Final = ("H", "")
"""Grades of a correlation that is sure, or official."""
_GRADES: Final = ("", "H", "M", "L")


def _grade(view: View, line: Goods, candidate: Candidate) -> str | None:
    """The best grade at which the commodity code correlates with the entry; None: it does not."""
    grades = [
        row.get("confidence", "")
        for row in correlated_codes(line.cn, view.packs)
        if row.get("list", "eu") == candidate.list and is_under(row["control_code"], candidate.code)
    ]
    return min(grades, key=_GRADES.index, default=None)
