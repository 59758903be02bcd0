"""A layout of a link chart brought into an area of paper: all inside, nothing over another."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

from landwaiter.services.chart.chart_points import Point, apart, from_origin

_FITS: Final = 12
_OVER: Final = 28.0
"""Points above a box in a fitted layout, for the tags of its claims and the words of links."""


def fitted(points: Sequence[Point], area: Point, box: Point) -> list[Point]:
    """The same layout in another area with boxes of another size, from its upper left.

    Where boxes would lie over each other they are pushed apart; where there is no room for that
    they stand in lines, each about where it was.
    """
    found = dict(enumerate(points))
    for _round in range(_FITS if found else 0):
        found = apart(_into(found, area, box), box[0] + 10, box[1] + _OVER)
    found = _into(found, area, box) if found else found
    if _any_over(found, box):
        found = _in_lines(found, area, box)
    return [(round(found[at][0], 2), round(found[at][1], 2)) for at in range(len(points))]


def _room_of(area: Point, box: Point) -> tuple[int, int]:
    """Boxes that stand beside each other in a line, and lines, that an area has room for."""
    return int((area[0] + 10) // (box[0] + 10)), int((area[1] + _OVER) // (box[1] + _OVER))


def _any_over(points: Mapping[int, Point], box: Point) -> bool:
    return any(
        abs(one[0] - other[0]) < box[0] and abs(one[1] - other[1]) < box[1]
        for one, other in combinations(points.values(), 2)
    )


def _in_lines(points: Mapping[int, Point], area: Point, box: Point) -> dict[int, Point]:
    """Each box in the nearest line that has room, in the order in which they lie from the left."""
    most, count = _room_of(area, box)
    high = (area[1] - box[1]) / (count - 1)
    lines: list[list[int]] = [[] for _line in range(count)]
    for node in sorted(points, key=lambda one: (points[one][1], points[one][0], one)):
        wish = (points[node][1] - box[1] / 2) / high
        free = (line for line in range(count) if len(lines[line]) < most)
        lines[min(free, key=lambda line: abs(line - wish))].append(node)
    found: dict[int, Point] = {}
    for line, nodes in enumerate(lines):
        y = box[1] / 2 + line * high
        nodes.sort(key=lambda one: (points[one][0], one))
        places = _beside([points[one][0] for one in nodes], box[0], area[0])
        found |= {node: (x, y) for node, x in zip(nodes, places, strict=True)}
    return found


def _beside(places: Sequence[float], wide: float, room: float) -> list[float]:
    """Places in their order, moved as little as it takes to lie beside each other in the room."""
    found = list(places)
    for at in range(1, len(found)):
        found[at] = max(found[at], found[at - 1] + wide + 10)
    last = room - wide / 2
    for at in reversed(range(len(found))):
        found[at] = min(found[at], last)
        last = found[at] - wide - 10
    return found


def _into(points: Mapping[int, Point], area: Point, box: Point) -> dict[int, Point]:
    """Shrunk, never stretched, so that every box lies in the area."""
    moved = from_origin(points)
    shares = [
        min(1.0, (area[way] - box[way]) / max(1.0, *(point[way] for point in moved.values())))
        for way in (0, 1)
    ]
    return {
        node: (box[0] / 2 + x * shares[0], box[1] / 2 + y * shares[1])
        for node, (x, y) in moved.items()
    }
