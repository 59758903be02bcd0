"""Where the nodes of a link chart lie; a large chart is laid out by a process of its own.

The library of graphs holds the interpreter while it works: 5,000 nodes would stop a window for
seconds whichever thread asks. Cancelling ends the process.
"""

import json
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final

from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.errors import Unavailable
from landwaiter.i18n import _
from landwaiter.services.base.own_process import command, surroundings
from landwaiter.services.base.program_arguments import LAY_OUT_CHART
from landwaiter.services.chart.chart_points import (
    INLINE,
    NODE,
    NodePair,
    Point,
    Tell,
    grown_points,
    points_of,
    untold,
)

_POLL_S: Final = 0.05
_LIMIT_S: Final = 180.0


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """The centre of a node, in points from the upper left."""

    id: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class ChartLayout:
    """Every node's place, and the room that all of them take."""

    places: tuple[PlacedNode, ...] = ()
    width: float = 0.0
    height: float = 0.0


def laid_out(
    drawn: Chart, *, before: ChartLayout | None = None, tell: Tell = untold
) -> ChartLayout:
    """A place for every node; the same for the same chart.

    With the layout `before`, nodes that it has stay about where they were.
    """
    number = {node.id: at for at, node in enumerate(drawn.nodes)}
    pairs = sorted(set(_pairs(drawn, number)))
    places_before = before.places if before else ()
    known = {number[one.id]: (one.x, one.y) for one in places_before if one.id in number}
    if known:
        points = grown_points(len(number), pairs, known, tell)
    elif len(number) <= INLINE:
        points = points_of(len(number), pairs, tell)
    else:
        points = _elsewhere(len(number), pairs, tell)
    places = tuple(
        PlacedNode(node.id, x, y) for node, (x, y) in zip(drawn.nodes, points, strict=True)
    )
    return ChartLayout(
        places,
        max((one.x for one in places), default=0.0) + NODE[0] / 2,
        max((one.y for one in places), default=0.0) + NODE[1] / 2,
    )


def _pairs(drawn: Chart, number: Mapping[str, int]) -> Iterator[NodePair]:
    """Who is joined, each pair once and no node with itself."""
    for edge in drawn.edges:
        one, other = number[edge.source], number[edge.target]
        if one != other:
            yield min(one, other), max(one, other)


def _elsewhere(count: int, pairs: Sequence[NodePair], tell: Tell) -> list[Point]:
    """The same by a process of its own, which never outlives this."""
    asked = json.dumps({"count": count, "pairs": pairs}).encode()
    process = subprocess.Popen(  # noqa: S603  # this very program, with a fixed argument
        command(LAY_OUT_CHART),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=surroundings(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    said: list[bytes] = []
    talk = threading.Thread(target=lambda: said.append(process.communicate(asked)[0]))
    talk.start()
    try:
        _wait(talk, tell)
    finally:
        process.kill()
        talk.join()
    return _answer(said[0], count)


def _wait(talk: threading.Thread, tell: Tell) -> None:
    until = monotonic() + _LIMIT_S
    while talk.is_alive():
        tell()
        talk.join(_POLL_S)
        if monotonic() > until:
            raise Unavailable(
                _("The chart was not laid out within {most} s.").format(most=int(_LIMIT_S)),
                remedy=_("Leave out kinds of links, or open fewer nodes."),
            )


def _answer(said: bytes, count: int) -> list[Point]:
    try:
        points = [(float(x), float(y)) for x, y in json.loads(said)]
    except (ValueError, TypeError):
        points = []
    if len(points) != count:
        raise Unavailable(
            _("The process that lays out charts did not start."),
            remedy=_("Run “landwaiter --self-test”; it says what is missing."),
        )
    return points
