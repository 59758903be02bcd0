"""The chains above a firm as a picture: boxes in rows, the firm at the bottom, what joins them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from math import fsum
from typing import Final

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.base.terms import low
from landwaiter.domain.entities.ownership.graph import Control, Graph
from landwaiter.domain.entities.ownership.judging import FirmStanding
from landwaiter.domain.entities.ownership.paths import Path, PathStep
from landwaiter.domain.entities.ownership.shares import ceiling_text
from landwaiter.domain.entities.ownership.stated import (
    ASSESSED,
    LISTED,
    PERSON,
    UNCONFIRMED,
    HolderMark,
)
from landwaiter.i18n import _, joined

MOST_BOXES: Final = 24
NOT_KNOWN: Final = "not known"
_GRAVEST: Final = (LISTED, ASSESSED, UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class HolderBox:
    """One holder, or the part of a firm that nobody is stated to hold."""

    id: str
    label: str
    detail: str
    row: int
    """0: the firm itself; steps above it, by the longest chain drawn."""
    place: float
    """From 0 to 1 across its row."""
    kind: str
    """`firm`, `person`, `holder`, or `not known`."""
    claim: str = ""
    """`listed`, `assessment`, `unconfirmed_identity`; empty: on no list."""


@dataclass(frozen=True, slots=True)
class DrawnStep:
    """A share or a control from one box down to another."""

    owner: str
    owned: str
    label: str
    is_dashed: bool
    """Control other than by shares, a share that is not known or only alleged, or a doubtful
    end."""
    is_counted: bool
    """It is part of a chain on which an answer rests."""
    by: tuple[tuple[int, float], ...] = ()
    """Row and place of the points it passes between the two boxes, from the top down."""


@dataclass(frozen=True, slots=True)
class OwnershipPicture:
    boxes: tuple[HolderBox, ...]
    steps: tuple[DrawnStep, ...]
    left_out: int
    """Holders that found no room."""

    @property
    def rows(self) -> int:
        return max((one.row for one in self.boxes), default=0) + 1

    @property
    def widest(self) -> int:
        """Boxes and passing lines in the fullest row."""
        points = [one.row for one in self.boxes]
        points += [row for step in self.steps for row, _place in step.by]
        return max(Counter(points).values(), default=1)


def picture(
    graph: Graph,
    firm: str,
    paths: Iterable[Path],
    marks: Collection[HolderMark],
    standings: Iterable[FirmStanding] = (),
) -> OwnershipPicture:
    """Chains that answers rest on first, then the others, as far as there is room."""
    answered = tuple(path for one in standings for path in one.counting)
    rows: dict[str, int] = {firm: 0}
    left_out: set[str] = set()
    shown: dict[tuple[str, str, str], PathStep] = {}
    for path in (*answered, *paths):
        fresh = {step.owner for step in path if step.owner not in rows}
        if len(rows) + len(fresh) > MOST_BOXES:
            left_out |= fresh
            continue
        for number, step in enumerate(path, start=1):
            rows[step.owner] = max(number, rows.get(step.owner, number))
            shown[step.owner, step.owned, _kind(step)] = step
    counted = {(step.owner, step.owned) for path in answered for step in path}
    unknown = {one: graph.remainder(one) for one in rows if graph.of(one) and graph.remainder(one)}
    steps = [_drawn(step, (step.owner, step.owned) in counted) for step in shown.values()]
    for one, part in unknown.items():
        rows[f"{NOT_KNOWN}/{one}"] = rows[one] + 1
        said = _("{percent} %").format(percent=ceiling_text(part))
        steps.append(DrawnStep(f"{NOT_KNOWN}/{one}", one, said, True, False))
    points, bends = _placed(rows, steps)
    boxes = tuple(_boxes(graph, firm, {one: points[one] for one in rows}, marks))
    routed = (replace(step, by=bends.get((step.owner, step.owned), ())) for step in steps)
    return OwnershipPicture(boxes, tuple(routed), len(left_out - rows.keys()))


Point = tuple[int, float]
"""Row, and place in it from 0 to 1."""


def _placed(
    rows: Mapping[str, int], steps: Iterable[DrawnStep]
) -> tuple[dict[str, Point], dict[tuple[str, str], tuple[Point, ...]]]:
    """A place for each box, above what it holds; steps over several rows get points in between."""
    every = dict(rows)
    below: dict[str, list[str]] = {one: [] for one in rows}
    passes: dict[tuple[str, str], list[str]] = {}
    for step in steps:
        last = step.owned
        for row in range(rows[step.owned] + 1, rows[step.owner]):
            point = f"{step.owner}>{step.owned}@{row}"
            every[point], below[point] = row, [last]
            passes.setdefault((step.owner, step.owned), []).append(point)
            last = point
        below[step.owner].append(last)
    points: dict[str, Point] = {}
    for row in range(max(every.values()) + 1):
        here = [one for one, number in every.items() if number == row]
        here.sort(key=lambda one: _above_middle(one, below, points))
        points |= {one: (row, (n + 0.5) / len(here)) for n, one in enumerate(here)}
    bends = {
        pair: tuple(points[one] for one in reversed(dict.fromkeys(names)))
        for pair, names in passes.items()
    }
    return points, bends


def _above_middle(
    one: str, below: Mapping[str, Collection[str]], points: Mapping[str, Point]
) -> tuple[float, bool]:
    """The middle of what it holds; whoever is not known stands right of those who are."""
    places = [points[held][1] for held in below[one] if held in points]
    middle = fsum(places) / len(places) if places else 0.5
    return middle, one.startswith(NOT_KNOWN)


def _kind(step: PathStep) -> str:
    return step.row.id if isinstance(step, Control) else ""


def _drawn(step: PathStep, is_counted: bool) -> DrawnStep:
    is_alleged = all(row.certainty == Certainty.ALLEGED for row in step.rows)
    is_open = isinstance(step, Control) or not step.share.is_exact or is_alleged
    told = _("{what} (alleged)").format(what=step.told) if is_alleged else step.told
    return DrawnStep(step.owner, step.owned, told, is_open or not step.is_certain, is_counted)


def _boxes(
    graph: Graph, firm: str, points: Mapping[str, Point], marks: Collection[HolderMark]
) -> Iterable[HolderBox]:
    claims: dict[str, str] = {}
    for mark in sorted(marks, key=lambda one: -_GRAVEST.index(one.claim)):
        claims[mark.holder] = mark.claim
    return (_box(graph, firm, one, at, claims.get(one, "")) for one, at in points.items())


def _box(graph: Graph, firm: str, one: str, at: Point, claim: str) -> HolderBox:
    row, place = at
    if one.startswith(f"{NOT_KNOWN}/"):
        of = graph.name(one.partition("/")[2])
        said = _("of {firm}").format(firm=of)
        return HolderBox(one, _("holder not known"), said, row, place, NOT_KNOWN)
    holder = graph.holders.get(one)
    kind = "firm" if one == firm else PERSON if graph.is_person(one) else "holder"
    told = (low(holder.kind), holder.country) if holder else ()
    return HolderBox(
        one, graph.name(one), joined(", ", filter(None, told)), row, place, kind, claim
    )
