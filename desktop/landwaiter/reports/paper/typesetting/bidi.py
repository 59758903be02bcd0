"""Letters that run leftwards among those that run rightwards: UAX 9 for one paragraph.

What reaches paper has no marks, embeddings or isolates any more: they are shown as code points
(`characters.visible`). So the rules X1 to X8 have nothing to do, and a paragraph is one run.
Nor has L1: blanks at the end of a line are not drawn.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final
from unicodedata import bidirectional, normalize

LEFTWARD: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
"""Letters that run leftwards, and the figures and signs that stand among them."""
_LEFT_OUT: Final = frozenset({"BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_NEUTRAL: Final = frozenset({"B", "S", "WS", "ON"})
_OPENING: Final = "([{༺༼᚛⁅⁽₍⌈⌊〈❨❪❬❮❰❲❴⟅⟦⟨⟪⟬⟮⦃⦅⦇⦉⦋⦍⦏⦑⦓⦕⦗⧘⧚⧼⸢⸤⸦⸨〈《「『【〔〖〘〚﹙﹛﹝（［｛｟｢"
_CLOSING: Final = ")]}༻༽᚜⁆⁾₎⌉⌋〉❩❫❭❯❱❳❵⟆⟧⟩⟫⟭⟯⦄⦆⦈⦊⦌⦐⦎⦒⦔⦖⦘⧙⧛⧽⸣⸥⸧⸩〉》」』】〕〗〙〛﹚﹜﹞）］｝｠｣"
_PAIRS: Final = {
    normalize("NFC", one): normalize("NFC", other)
    for one, other in zip(_OPENING, _CLOSING, strict=True)
}
_MOST_OPEN: Final = 63
_DIRECTIONS: Final = "LR"


def levels(text: str) -> tuple[int, list[int]]:
    """The level of the paragraph, by its first letter that has a direction, and of each sign."""
    if not LEFTWARD.search(text):
        return 0, [0] * len(text)
    kinds = [bidirectional(sign) or "L" for sign in text]
    base = next((int(kind != "L") for kind in kinds if kind in ("L", "R", "AL")), 0)
    run = [place for place, kind in enumerate(kinds) if kind not in _LEFT_OUT]
    found = _resolved([kinds[place] for place in run], [text[place] for place in run], base)
    level = [-1] * len(text)
    for place, kind in zip(run, found, strict=True):
        level[place] = base + _above(kind, base)
    return base, _like_those_before(level, base)


def in_visual_order(given: Sequence[int]) -> list[int]:
    """The places of a line's runs from left to right (L2)."""
    order = list(range(len(given)))
    for level in range(max(given, default=0), 0, -1):
        order = list(_turned(order, given, level))
    return order


def _turned(order: Sequence[int], given: Sequence[int], level: int) -> Iterator[int]:
    for is_high, held in groupby(order, lambda place: given[place] >= level):
        run = list(held)
        yield from reversed(run) if is_high else run


def _above(kind: str, base: int) -> int:
    """How far a sign lies above its paragraph (I1, I2)."""
    if base:
        return 0 if kind == "R" else 1
    return {"L": 0, "R": 1}.get(kind, 2)


def _like_those_before(level: list[int], base: int) -> list[int]:
    """What the rules leave out stands with what is before it."""
    last = base
    for place, own in enumerate(level):
        last = level[place] = last if own < 0 else own
    return level


def _resolved(kinds: list[str], signs: Sequence[str], base: int) -> list[str]:
    """Each kind as L, R, EN or AN."""
    own = _DIRECTIONS[base]
    marks = [kind == "NSM" for kind in kinds]
    _resolve_weak(kinds, own)
    _resolve_brackets(kinds, signs, marks, own)
    _resolve_neutral(kinds, own)
    return kinds


def _resolve_weak(kinds: list[str], own: str) -> None:
    """W1 to W7."""
    for place, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[place] = kinds[place - 1] if place else own
    strong = own
    for place, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[place] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for place in range(1, len(kinds) - 1):
        before, kind, after = kinds[place - 1 : place + 2]
        if before == after and (
            (kind == "ES" and before == "EN") or (kind == "CS" and before in ("EN", "AN"))
        ):
            kinds[place] = before
    for start, end in _stretches(kinds, frozenset({"ET"})):
        if "EN" in (*kinds[max(start - 1, 0) : start], *kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
    kinds[:] = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in kinds]
    strong = own
    for place, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"


def _resolve_brackets(
    kinds: list[str], signs: Sequence[str], marks: Sequence[bool], own: str
) -> None:
    """N0: both of a pair have the direction of what they hold, or of what is around them."""
    other = _DIRECTIONS[own == "L"]
    for first, last in _bracket_pairs(kinds, signs):
        held = {_direction(kind) for kind in kinds[first + 1 : last]}
        if own in held:
            found = own
        elif other in held:
            found = other if _before(kinds, first, own) == other else own
        else:
            continue
        for place in (first, last):
            kinds[place] = found
            after = place + 1
            while after < len(kinds) and marks[after]:
                kinds[after] = found
                after += 1


def _bracket_pairs(kinds: Sequence[str], signs: Sequence[str]) -> list[tuple[int, int]]:
    """First and last of each pair, in the order of the first (BD16)."""
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for place, sign in enumerate(signs):
        if kinds[place] != "ON":
            continue
        plain = normalize("NFC", sign)
        if plain in _PAIRS:
            if len(waiting) == _MOST_OPEN:
                return []
            waiting.append((_PAIRS[plain], place))
        elif any(closing == plain for closing, _first in waiting):
            while waiting[-1][0] != plain:
                waiting.pop()
            pairs.append((waiting.pop()[1], place))
    return sorted(pairs)


def _before(kinds: Sequence[str], place: int, own: str) -> str:
    """The direction that stands before a place."""
    return next((found for kind in reversed(kinds[:place]) if (found := _direction(kind))), own)


def _direction(kind: str) -> str:
    """What a kind counts as beside neutral signs; empty: it is one."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _resolve_neutral(kinds: list[str], own: str) -> None:
    """N1 and N2: between two of one direction they have it, else that of the paragraph."""
    for start, end in _stretches(kinds, _NEUTRAL):
        before = _direction(kinds[start - 1]) if start else own
        after = _direction(kinds[end]) if end < len(kinds) else own
        kinds[start:end] = [before if before == after else own] * (end - start)


def _stretches(kinds: Sequence[str], wanted: frozenset[str]) -> list[tuple[int, int]]:
    """From and to of what stands together and is of these kinds."""
    found, place = [], 0
    for is_wanted, held in groupby(kinds, lambda kind: kind in wanted):
        length = sum(1 for _kind in held)
        if is_wanted:
            found.append((place, place + length))
        place += length
    return found
