"""Look-ups in packs, built once per pack and kept while the pack is in use."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final, TypeVar

from landwaiter.domain.base.garbage import uncollected
from landwaiter.domain.law.pack import Pack

Row = Mapping[str, str]
_KEPT: Final = 256
_KEPT_LARGE: Final = 8
T = TypeVar("T")


_BUILT: Final[dict[tuple[Callable[[Pack], Any], int], tuple[Pack, Any]]] = {}
"""What was built of which pack; a pack that is held keeps its identity to itself."""


def derived(build: Callable[[Pack], T], pack: Pack) -> T:
    """`build(pack)`, computed once per pack object; `build` must be a module-level function.

    Rules ask a hundred times per case: a plain dictionary, without calls of its own.
    """
    found = _BUILT.get((build, id(pack)))
    if found is None:
        if len(_BUILT) >= _KEPT:
            _BUILT.clear()
        found = _BUILT[build, id(pack)] = (pack, build(pack))
    built: T = found[1]
    return built


_BUILT_OF_TWO: Final[
    dict[tuple[Callable[[Pack, Pack | None], Any], int, int], tuple[Pack, Pack | None, Any]]
] = {}


def derived_of_two(build: Callable[[Pack, Pack | None], T], pack: Pack, other: Pack | None) -> T:
    """`build(pack, other)`, computed once per pair of pack objects, as `derived` does for one."""
    key = (build, id(pack), id(other))
    found = _BUILT_OF_TWO.get(key)
    if found is None:
        if len(_BUILT_OF_TWO) >= _KEPT:
            _BUILT_OF_TWO.clear()
        found = _BUILT_OF_TWO[key] = (pack, other, build(pack, other))
    built: T = found[2]
    return built


_GROUPED: Final[dict[tuple[int, str], tuple[Pack, Mapping[str, tuple[Row, ...]]]]] = {}


def rows_by(pack: Pack, column: str) -> Mapping[str, tuple[Row, ...]]:
    """The pack's rows grouped by the value of `column`."""
    found = _GROUPED.get((id(pack), column))
    if found is None:
        if len(_GROUPED) >= _KEPT:
            _GROUPED.clear()
        found = _GROUPED[id(pack), column] = (pack, _grouped(pack, column))
    return found[1]


def _grouped(pack: Pack, column: str) -> Mapping[str, tuple[Row, ...]]:
    groups: dict[str, list[Row]] = {}
    for row in pack.rows:
        groups.setdefault(row.get(column, ""), []).append(row)
    return {value: tuple(rows) for value, rows in groups.items()}


class _Content:
    """A pack as a key by its hash, so that sessions share what is costly; else the object."""

    __slots__ = ("key", "pack")

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.key = (pack.id, pack.sha256) if pack.sha256 else id(pack)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content) and other.key == self.key


@lru_cache(maxsize=_KEPT_LARGE)
def _joined(build: Callable[..., Any], keys: tuple[_Content | None, ...]) -> Any:
    with uncollected():
        return build(*(key and key.pack for key in keys))


def derived_from(build: Callable[..., T], *packs: Pack | None) -> T:
    """`build(*packs)`, large and kept for the few sets of editions in use; None: not loaded."""
    found: T = _joined(build, tuple(pack and _Content(pack) for pack in packs))
    return found


def is_part(row: Row) -> bool:
    """Whether the row means only a part of its heading, which tables write as `ex 8479 89 97`."""
    return row.get("part") == "y"
