"""Points for the nodes of a link chart: springs for the core, leaves around what they hang on.

Loads nothing but the library of graphs, as the process that lays out large charts runs this alone.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from math import cos, hypot, pi, sin, sqrt
from typing import Final

import rustworkx

INLINE: Final = 250
"""Nodes that are laid out at once: 60 ms; a process of its own takes longer to start."""
NODE: Final = (168.0, 44.0)
"""Width and height of a node in points, at 100 %."""
_ROOM: Final = (104.0, 54.0)
"""Kept free beside and below a node, for the words of links."""
_STEP: Final = 150.0
"""Points between two joined nodes, about."""
_ASPECT: Final = 1.5
_SEED: Final = 7
"""The same chart is laid out the same."""
_ROUNDS: Final = 60
Point = tuple[float, float]
NodePair = tuple[int, int]
Tell = Callable[[], None]
"""Called while it is laid out; what it raises ends that."""


def untold() -> None:
    return


def points_of(count: int, pairs: Sequence[NodePair], tell: Tell = untold) -> list[Point]:
    """A point for each of `count` nodes, from (half a node, half a node) on; each part of the
    chart by itself, beside the others."""
    whole = rustworkx.PyGraph(multigraph=False)
    whole.add_nodes_from(range(count))
    whole.add_edges_from([(one, other, 1.0) for one, other in pairs])
    parts = sorted(
        (sorted(part) for part in rustworkx.connected_components(whole)),
        key=lambda part: (-len(part), part[0]),
    )
    laid = []
    for part in parts:
        tell()
        laid.append(_part(whole, part))
    return _side_by_side(count, parts, laid)


def grown_points(
    count: int, pairs: Sequence[NodePair], known: Mapping[int, Point], tell: Tell = untold
) -> list[Point]:
    """Points where those known stay about where they are, and new ones come beside whom they join.

    So that a chart that somebody looks at does not jump when a node is opened.
    """
    beside: dict[int, list[int]] = {}
    for one, other in pairs:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    points = dict(known)
    middle = _centre(points, tuple(points))
    waiting = [node for node in range(count) if node not in points]
    while waiting:
        tell()
        hubs: dict[int, list[int]] = {}
        for node in waiting:
            hub = next((one for one in beside.get(node, ()) if one in points), None)
            if hub is not None:
                hubs.setdefault(hub, []).append(node)
        if not hubs:
            points |= _around(middle, waiting, middle)
            break
        for hub, leaves in hubs.items():
            points |= _around(points[hub], leaves, middle)
        waiting = [node for node in waiting if node not in points]
    laid = from_origin(apart(points))
    return [(laid[at][0] + NODE[0] / 2, laid[at][1] + NODE[1] / 2) for at in range(count)]


def _part(whole: "rustworkx.PyGraph[int, float]", part: Sequence[int]) -> dict[int, Point]:
    """One connected part, from the origin on."""
    if len(part) == 1:
        return {part[0]: (0.0, 0.0)}
    beside = {node: sorted(whole.neighbors(node)) for node in part}
    core = [node for node in part if len(beside[node]) > 1] or list(part)
    points = _springs(whole, core)
    inner = frozenset(core)
    middle = _centre(points, core)
    for node in core:
        leaves = [one for one in beside[node] if one not in inner]
        points |= _around(points[node], leaves, middle)
    return from_origin(apart(points))


def _springs(whole: "rustworkx.PyGraph[int, float]", core: Sequence[int]) -> dict[int, Point]:
    """The core by springs, as wide as so many boxes need."""
    graph = whole.subgraph(list(core))
    count = len(core)
    rounds = 200 if count <= INLINE else max(30, 60_000 // count)
    spread = rustworkx.spring_layout(
        graph, seed=_SEED, num_iter=rounds, k=1.6 / sqrt(count), scale=1
    )
    reach = _STEP * sqrt(count) * 0.75
    return {
        core[at]: (spread[at][0] * reach * _ASPECT, spread[at][1] * reach) for at in range(count)
    }


def _centre(points: Mapping[int, Point], core: Sequence[int]) -> Point:
    xs, ys = zip(*(points[node] for node in core), strict=True)
    return sum(xs) / len(core), sum(ys) / len(core)


def _around(hub: Point, leaves: Sequence[int], centre: Point) -> dict[int, Point]:
    """Leaves on rings around what they hang on, the first ones away from the middle."""
    out_x, out_y = hub[0] - centre[0], hub[1] - centre[1]
    far = hypot(out_x, out_y)
    if not far:
        out_x, far = 1.0, 1.0
    found: dict[int, Point] = {}
    ring, at = 1, 0
    while at < len(leaves):
        room = 8 * ring
        here = leaves[at : at + room]
        for place, leaf in enumerate(here):
            turn = (place + 1) // 2 * (1 if place % 2 else -1) * 2 * pi / max(room, len(here))
            x = (out_x * cos(turn) - out_y * sin(turn)) / far
            y = (out_x * sin(turn) + out_y * cos(turn)) / far
            found[leaf] = (hub[0] + x * ring * _STEP * _ASPECT, hub[1] + y * ring * _STEP * 0.7)
        at += room
        ring += 1
    return found


def apart(
    points: Mapping[int, Point], wide: float = NODE[0] + _ROOM[0], high: float = NODE[1] + _ROOM[1]
) -> dict[int, Point]:
    """Push boxes that lie over each other apart; looked for in cells of the size of a box."""
    found = dict(points)
    order = sorted(found)
    for _round in range(_ROUNDS):
        cells: dict[NodePair, list[int]] = {}
        for node in order:
            x, y = found[node]
            cells.setdefault((int(x // wide), int(y // high)), []).append(node)
        moved = sum(_push(node, found, cells, wide, high) for node in order)
        if not moved:
            break
    return found


def _push(
    node: int,
    found: dict[int, Point],
    cells: Mapping[NodePair, list[int]],
    wide: float,
    high: float,
) -> bool:
    """Move a node and those over it half of what they overlap, the shorter way."""
    moved = False
    x1, y1 = found[node]
    column, line = int(x1 // wide), int(y1 // high)
    near = (cells.get((column + dx, line + dy), ()) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
    for other in (one for cell in near for one in cell if one > node):
        x1, y1 = found[node]
        x2, y2 = found[other]
        across, down = wide - abs(x2 - x1), high - abs(y2 - y1)
        if across <= 0.5 or down <= 0.5:  # half a point is not seen
            continue
        moved = True
        if down / high <= across / wide:
            push = down / 2 * (1 if y2 >= y1 else -1)
            found[node], found[other] = (x1, y1 - push), (x2, y2 + push)
        else:
            push = across / 2 * (1 if x2 >= x1 else -1)
            found[node], found[other] = (x1 - push, y1), (x2 + push, y2)
    return moved


def from_origin(points: Mapping[int, Point]) -> dict[int, Point]:
    left = min(x for x, _y in points.values())
    top = min(y for _x, y in points.values())
    return {node: (x - left, y - top) for node, (x, y) in points.items()}


def _side_by_side(
    count: int, parts: Sequence[Sequence[int]], laid: Sequence[Mapping[int, Point]]
) -> list[Point]:
    """Parts in lines, the largest first, about as wide as a screen is against its height."""
    wide, high = NODE[0] + _ROOM[0], NODE[1] + _ROOM[1]
    sizes = [
        (max(x for x, _y in one.values()) + wide, max(y for _x, y in one.values()) + high)
        for one in laid
    ]
    area = sum(width * height for width, height in sizes)
    most = max([sqrt(area * _ASPECT), *(width for width, _height in sizes)], default=0.0)
    points: list[Point] = [(0.0, 0.0)] * count
    x, y, tallest = 0.0, 0.0, 0.0
    for part, one, (width, height) in zip(parts, laid, sizes, strict=True):
        if x and x + width > most:
            x, y, tallest = 0.0, y + tallest, 0.0
        for node in part:
            at_x, at_y = one[node]
            points[node] = (
                round(NODE[0] / 2 + x + at_x, 2),
                round(NODE[1] / 2 + y + at_y, 2),
            )
        x, tallest = x + width, max(tallest, height)
    return points


def serve() -> int:
    """Lay out what standard input asks for; its points go to standard output."""
    asked = json.loads(sys.stdin.buffer.read())
    pairs = [(int(one), int(other)) for one, other in asked["pairs"]]
    sys.stdout.write(json.dumps(points_of(int(asked["count"]), pairs)))
    sys.stdout.flush()
    return 0
