"""The groups of goods of the embargo matrix that an item belongs to, and how sure that is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.flags.annexes import is_of_annex
from landwaiter.domain.flags.embargo.matrix import GROUPS, SUREST, GroupCertainty
from landwaiter.domain.flags.view import Code, Goods, View
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import Row, rows_by


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """A group of goods that an item belongs to, and why it is seen so."""

    id: str
    title: str
    why: tuple[str, ...]
    certainty: GroupCertainty


def groups_of(view: View, line: Goods) -> tuple[ItemGroup, ...]:
    """The groups that an item belongs to by its codes, its heading or words of its description."""
    pack = view.packs.get(GROUPS)
    if pack is None:
        return ()
    found = (_group(view, line, rows) for rows in rows_by(pack, "item_group").values())
    return tuple(group for group in found if group is not None)


def _group(view: View, line: Goods, rows: tuple[Row, ...]) -> ItemGroup | None:
    said = [one for row in rows for one in _TESTS[row["by"]](view, line, row["value"])]
    if not said:
        return None
    why = dict.fromkeys(text for text, _certainty in said)
    certainty = min((one for _text, one in said), key=SUREST.index)
    return ItemGroup(rows[0]["item_group"], rows[0]["title"], tuple(why), certainty)


Said = Iterable[tuple[str, GroupCertainty]]


def _by_list(view: View, line: Goods, value: str) -> Said:
    return _by_codes(view, line, lambda code: code.list == value)


def _by_code(view: View, line: Goods, value: str) -> Said:
    return _by_codes(view, line, lambda code: code.list == "eu" and code.under(value))


def _by_codes(view: View, line: Goods, is_met: Callable[[Code], bool]) -> Said:
    for code in filter(is_met, view.codes(line)):
        yield code.code, GroupCertainty.CONFIRMED if code.confirmed else GroupCertainty.CANDIDATE
    for code in filter(is_met, view.hints(line)):
        yield code.code, GroupCertainty.MAY_BE


def _by_word(view: View, line: Goods, value: str) -> Said:
    return (
        (f"“{word}”", GroupCertainty.MAY_BE) for word in view.words(value, line.description) or ()
    )


def _by_pack(view: View, line: Goods, value: str) -> Said:
    if view.may_be_in_annex(line, value):
        yield f"{line.cn} · {value}", _of_heading(is_whole=view.in_annex(line, value) is True)


def _by_annex(view: View, line: Goods, value: str) -> Said:
    for pack in annex_packs(view):
        rows = view.annex_rows(line, pack.id) or ()
        met = [row for row in rows if is_of_annex(pack, row, value)]
        if met:
            is_whole = any(view.stands_in(row, line) for row in met)
            yield f"{line.cn} · {value}", _of_heading(is_whole=is_whole)


def _of_heading(*, is_whole: bool) -> GroupCertainty:
    return GroupCertainty.CONFIRMED if is_whole else GroupCertainty.CANDIDATE


_TESTS: Final[Mapping[str, Callable[[View, Goods, str], Said]]] = {
    "list": _by_list,
    "code": _by_code,
    "word": _by_word,
    "pack": _by_pack,
    "annex": _by_annex,
}
"""How a row of `item_groups` is met."""


def annex_packs(view: View) -> Iterable[Pack]:
    """Every loaded pack of goods annexes."""
    return (pack for pack in view.packs.values() if pack.kind == "goods_annex")
