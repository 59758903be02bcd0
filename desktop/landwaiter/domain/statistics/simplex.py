"""How far unknowns can be moved that equations tie to each other."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

ALMOST: Final = 1e-7
_NOTHING: Final = 1e-11
"""What is left of 0 by rounding."""
_STALLED: Final = 40
"""Steps that move nothing, after which Bland’s rule is followed, as it ends."""
SimplexEdge = Mapping[int, float]
"""How much each unknown moves for one step."""
Visit = Callable[[SimplexEdge, float], None]
"""Told each edge that was walked, and how far."""


def nowhere(_edge: SimplexEdge, _length: float) -> None:
    """For who does not ask for the way."""


class Movable:
    """The simplex method, from a solution that is known.

    Written are not values but how far each unknown was moved from that solution: in every equation
    the moves add up to 0, and no first corner has to be looked for. An unknown that is in no corner
    of its own may stand anywhere above its floor. No scale is needed: coefficients are signs.
    """

    def __init__(self, rows: Sequence[Mapping[int, float]], size: int) -> None:
        self.moved = [0.0] * size
        self._size = size
        self._floor = [0.0] * size
        self._barred = frozenset[int]()
        self._basis: list[int] = []
        self._rows: list[list[float]] = []
        for row in rows:
            self._add(row)

    def _add(self, row: Mapping[int, float]) -> None:
        new = [0.0] * self._size
        for n, one in row.items():
            new[n] = float(one)
        for known, name in zip(self._rows, self._basis, strict=True):
            if factor := new[name]:
                new = [one - factor * other for one, other in zip(new, known, strict=True)]
        enter = max(range(self._size), key=lambda n: abs(new[n]), default=0)
        if self._size and abs(new[enter]) > ALMOST:
            self._rows.append(new)
            self._basis.append(enter)
            self._pivot(len(self._rows) - 1, enter)

    def stand(self, floor: Sequence[float], barred: Collection[int] = ()) -> None:
        """Back to where nothing is moved. `floor` says how far down each may go, `barred` what may
        not move at all."""
        self.moved = [0.0] * self._size
        self._floor, self._barred = list(floor), frozenset(barred)
        for at, name in enumerate(self._basis):
            if name in self._barred:
                row = self._rows[at]
                free = (n for n, one in enumerate(row) if abs(one) > ALMOST)
                enter = next((n for n in free if n != name and n not in self._barred), None)
                if enter is not None:
                    self._pivot(at, enter)

    def walk(self, costs: Mapping[int, float], visit: Visit = nowhere) -> bool:
        """Move to where the costs are least; False where they have no end."""
        left = [0.0] * self._size  # what a step of each would cost, the basis moving along
        for n, cost in costs.items():
            left[n] += cost
        for row, name in zip(self._rows, self._basis, strict=True):
            if cost := costs.get(name, 0.0):
                for n, one in enumerate(row):
                    if one:
                        left[n] -= cost * one
        stalled = 0
        while (enter := self._entering(left, is_stalled=stalled > _STALLED)) is not None:
            sign = -1.0 if left[enter] > 0 else 1.0
            edge, leave, length = self._edge(enter, sign)
            if length == float("inf"):
                return False
            stalled = 0 if length > ALMOST else stalled + 1
            if length > 0:
                for name, step in edge.items():
                    self.moved[name] += step * length
                visit(edge, length)
            if leave is None:
                continue
            cost = left[enter]
            for n, one in self._pivot(leave, enter):
                left[n] -= cost * one
        return True

    def _entering(self, left: Sequence[float], *, is_stalled: bool) -> int | None:
        found, best = None, ALMOST
        for n, cost in enumerate(left):
            size = cost if cost > 0 else -cost
            if size <= best or n in self._barred:
                continue
            if cost > 0 and self.moved[n] <= self._floor[n] + ALMOST:
                continue
            if is_stalled:
                return n
            found, best = n, size
        return found

    def _edge(self, enter: int, sign: float) -> tuple[SimplexEdge, int | None, float]:
        """How all move, the row of the first that stops them, and how far; none: it does itself."""
        edge = {enter: sign}
        leave: int | None = None
        length = self.moved[enter] - self._floor[enter] if sign < 0 else float("inf")
        stops = (length, enter)
        for at, row in enumerate(self._rows):
            one = row[enter]
            if not one:
                continue
            name = self._basis[at]
            step = -sign * one
            if abs(step) <= ALMOST:
                continue
            edge[name] = step
            if name in self._barred:
                room = 0.0
            elif step < 0:
                room = max(0.0, (self.moved[name] - self._floor[name]) / -step)
            else:
                continue
            if (room, name) < stops:
                stops, leave = (room, name), at
        return edge, leave, max(0.0, stops[0])

    def _pivot(self, at: int, enter: int) -> list[tuple[int, float]]:
        """The row of the new corner, its zeros left out: most are."""
        pivot = self._rows[at][enter]
        chosen = self._rows[at]
        if pivot != 1.0:
            chosen = self._rows[at] = [one / pivot for one in chosen]
        filled = [(n, one) for n, one in enumerate(chosen) if one]
        for other, row in enumerate(self._rows):
            factor = row[enter]
            if other != at and factor:
                for n, one in filled:
                    value = row[n] - factor * one
                    row[n] = value if value > _NOTHING or value < -_NOTHING else 0.0
        self._basis[at] = enter
        return filled
