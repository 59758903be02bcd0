"""The chains above a firm as a picture: boxes in rows, the firm at the bottom, what joins them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.ownership.graph import Control, Graph
from landwaiter.domain.ownership.judging import Standing
from landwaiter.domain.ownership.paths import Path, Step
from landwaiter.domain.ownership.shares import ceiling_text
from landwaiter.domain.ownership.stated import ASSESSED, LISTED, PERSON, UNCONFIRMED, Mark
from landwaiter.i18n import _

MOST_BOXES: Final = 24
NOT_KNOWN: Final = "not known"
_GRAVEST: Final = (LISTED, ASSESSED, UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class DrawnBox:
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
    """Control other than by shares, a share that is not known, or a doubtful end."""
    is_counted: bool
    """It is part of a chain on which an answer rests."""


@dataclass(frozen=True, slots=True)
class Picture:
    boxes: tuple[DrawnBox, ...]
    steps: tuple[DrawnStep, ...]
    left_out: int
    """Holders that found no room."""

    @property
    def rows(self) -> int:
        return max((one.row for one in self.boxes), default=0) + 1


def picture(
    graph: Graph,
    firm: str,
    paths: Iterable[Path],
    marks: Collection[Mark],
    standings: Iterable[Standing] = (),
) -> Picture:
    """Chains that answers rest on first, then the others, as far as there is room."""
    answered = tuple(path for one in standings for path in one.counting)
    rows: dict[str, int] = {firm: 0}
    left_out: set[str] = set()
    shown: dict[tuple[str, str, str], Step] = {}
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
    boxes = tuple(_boxes(graph, firm, rows, marks))
    return Picture(boxes, tuple(steps), len(left_out - rows.keys()))


def _kind(step: Step) -> str:
    return step.row.id if isinstance(step, Control) else ""


def _drawn(step: Step, is_counted: bool) -> DrawnStep:
    is_open = isinstance(step, Control) or not step.share.is_exact
    return DrawnStep(step.owner, step.owned, step.told, is_open or not step.is_certain, is_counted)


def _boxes(
    graph: Graph, firm: str, rows: Mapping[str, int], marks: Collection[Mark]
) -> Iterable[DrawnBox]:
    claims: dict[str, str] = {}
    for mark in sorted(marks, key=lambda one: -_GRAVEST.index(one.claim)):
        claims[mark.holder] = mark.claim
    for row in range(max(rows.values()) + 1):
        here = [one for one, number in rows.items() if number == row]
        for number, one in enumerate(here):
            place = (number + 0.5) / len(here)
            yield _box(graph, firm, one, row, place, claims.get(one, ""))


def _box(  # noqa: PLR0917  # what one box is made of
    graph: Graph, firm: str, one: str, row: int, place: float, claim: str
) -> DrawnBox:
    if one.startswith(f"{NOT_KNOWN}/"):
        of = graph.name(one.partition("/")[2])
        said = _("of {firm}").format(firm=of)
        return DrawnBox(one, _("holder not known"), said, row, place, NOT_KNOWN)
    holder = graph.holders.get(one)
    kind = "firm" if one == firm else PERSON if graph.is_person(one) else "holder"
    told = (holder.kind.replace("_", " "), holder.country) if holder else ()
    return DrawnBox(one, graph.name(one), ", ".join(filter(None, told)), row, place, kind, claim)
