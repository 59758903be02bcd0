"""How much of a firm each of its holders holds in the end, through whatever chains and rings.

The weight of a holder is the part of the firm that one whole of the holder stands for: 1 for the
firm, and for any other the sum over the firms it holds of share times their weight. That is a
linear system; rings are solved within themselves, in exact fractions, in the order in which they
hang on each other. Shares of one firm add to the whole at most, so the least solution is the one
wanted.
"""

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

from landwaiter.domain.entities.ownership.shares import NOTHING, WHOLE

Parts = Mapping[str, Mapping[str, Fraction]]
"""Firm → holder → part, each firm's parts adding to 1 at most."""
Row = dict[str, Fraction]


def weights(
    parts: Parts, firm: str, *, ends: Collection[str] = ()
) -> tuple[dict[str, Fraction], tuple[frozenset[str], ...]]:
    """Holder → its weight in `firm`, and the closed rings that nobody outside holds any part of.

    Nothing is followed above a holder of `ends`; nothing passes through a closed ring.
    """
    held = {f: dict(p) for f, p in parts.items() if f not in ends}
    found: dict[str, Fraction] = {}
    incoming: dict[str, Fraction] = {firm: WHOLE}
    rings: list[frozenset[str]] = []
    for ring in _rings(held, firm):
        if _is_closed(held, ring):
            rings.append(frozenset(ring))
            continue
        solved = _solved(held, ring, incoming)
        found |= solved
        inside = set(ring)
        for one, weight in solved.items():
            for owner, part in held.get(one, {}).items():
                if owner not in inside:
                    incoming[owner] = incoming.get(owner, NOTHING) + part * weight
    return found, tuple(rings)


def _is_closed(held: Parts, ring: list[str]) -> bool:
    inside = set(ring)
    return all(
        sum((p for owner, p in held.get(one, {}).items() if owner in inside), NOTHING) == WHOLE
        for one in ring
    )


def _solved(held: Parts, ring: list[str], incoming: Mapping[str, Fraction]) -> Row:
    """Weights of the members of one ring: w = b + D w, by elimination of one member at a time."""
    if len(ring) == 1 and ring[0] not in held.get(ring[0], {}):
        return {ring[0]: incoming.get(ring[0], NOTHING)}
    inside = set(ring)
    rows: dict[str, Row] = {one: {} for one in ring}
    for one in ring:
        for owner, part in held.get(one, {}).items():
            if owner in inside:
                rows[owner][one] = part
    known = {one: incoming.get(one, NOTHING) for one in ring}
    order = _eliminated(rows, known)
    found: Row = {}
    for one in reversed(order):
        found[one] = known[one] + sum((p * found[o] for o, p in rows[one].items()), NOTHING)
    return found


def _eliminated(rows: dict[str, Row], known: Row) -> list[str]:
    """Members in the order in which each was expressed by those after it; fewest terms first."""
    users: dict[str, set[str]] = {one: set() for one in rows}
    for one, row in rows.items():
        for other in row:
            users[other].add(one)
    left, order = set(rows), []
    while left:
        one = min(left, key=lambda name: (len(rows[name]) * len(users[name]), name))
        left.discard(one)
        order.append(one)
        _express(one, rows, known)
        for other in users[one] & left:
            _substitute(one, other, rows, known, users)
        for other in rows[one]:
            users[other].discard(one)
    return order


def _express(one: str, rows: dict[str, Row], known: Row) -> None:
    """Take a member's part in itself to the other side."""
    own = rows[one].pop(one, NOTHING)
    if own:
        scale = WHOLE / (WHOLE - own)
        rows[one] = {other: part * scale for other, part in rows[one].items()}
        known[one] *= scale


def _substitute(
    one: str, other: str, rows: dict[str, Row], known: Row, users: dict[str, set[str]]
) -> None:
    """Write a member's expression into another row."""
    part = rows[other].pop(one)
    known[other] += part * known[one]
    for name, more in rows[one].items():
        rows[other][name] = rows[other].get(name, NOTHING) + part * more
        users[name].add(other)


def _rings(held: Parts, firm: str) -> Iterator[list[str]]:
    """Strongly connected parts of what lies above the firm, each before those above it.

    Tarjan's algorithm, without recursion, gives them topmost first.
    """
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[list[str]] = []
    work: list[tuple[str, Iterator[str]]] = [(firm, iter(held.get(firm, {})))]
    number[firm] = low[firm] = 0
    stack.append(firm)
    on_stack.add(firm)
    while work:
        one, owners = work[-1]
        owner = next(owners, None)
        if owner is None:
            work.pop()
            if work:
                below = work[-1][0]
                low[below] = min(low[below], low[one])
            if low[one] == number[one]:
                found.append(_cut(stack, on_stack, one))
        elif owner not in number:
            number[owner] = low[owner] = len(number)
            stack.append(owner)
            on_stack.add(owner)
            work.append((owner, iter(held.get(owner, {}))))
        elif owner in on_stack:
            low[one] = min(low[one], number[owner])
    return reversed(found)


def _cut(stack: list[str], on_stack: set[str], root: str) -> list[str]:
    ring: list[str] = []
    while not ring or ring[-1] != root:
        ring.append(stack.pop())
        on_stack.discard(ring[-1])
    return ring
