"""Items that a track can still hold: their control entries, and what the embargo matrix prohibits.

What counts is what a person confirmed, and candidates that are strong where the goods go; of goods
in hand, which somebody doubted already, weaker candidates count as well.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.cases.case import Case, Evaluation, FlagResult, TrackLetter
from landwaiter.domain.cases.tracks import GOODS_IN_HAND, GOODS_TO_HOLD, holding
from landwaiter.domain.flags.authorisations import is_authorised
from landwaiter.domain.flags.embargo.item_standings import ItemStanding
from landwaiter.domain.flags.embargo.matrix import (
    GroupCertainty,
    MatrixCell,
    Standing,
    groups_of_entry,
)
from landwaiter.domain.flags.rule import MissingThresholdError
from landwaiter.domain.flags.rules.unauthorised import circumstances
from landwaiter.domain.flags.strength import Strong, open_candidates, strong_candidates
from landwaiter.domain.flags.view import Goods, View
from landwaiter.domain.goods.classification.leads import is_hint

ANNEX_1, ARMS, ANNEX_VII = "eu", "cml", "ru-annex-vii"
SURE: Final = ("H", "")
"""Grades of a correlation with Annex VII of Reg. 833/2014 that is as good as a strong candidate."""
OUTWEIGHS: Final = 700
"""Thousandths from which a candidate outweighs a keyword: a correlation graded high."""
NOT_AUTHORISED: Final = ("RF-G04", "RF-G05")
"""Flags that say that the authorisation declared for an item is none."""


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """A control entry that an item is of, or may be."""

    list: str
    code: str
    is_confirmed: bool
    is_strong: bool
    """Confirmed, or a candidate that is strong where the goods go."""
    is_authorised: bool
    outweighs_use: bool
    """It speaks for the item more than a word about its use does."""
    groups: frozenset[str]
    """Groups of goods of the embargo matrix that the entry belongs to."""


@dataclass(frozen=True, slots=True)
class OnFile:
    """One case as proposals read it: its flags, and what the matrix says of each item."""

    case: Case
    view: View
    standings: tuple[ItemStanding, ...]
    policy: Mapping[str, bool | None]

    @property
    def raised(self) -> Mapping[str, FlagResult]:
        return {f.rule: f for f in self.case.flags if f.evaluation is Evaluation.RAISED}

    @property
    def numbers(self) -> tuple[int, ...]:
        """Items that can still be held."""
        return tuple(item.no for item in self.case.items if item.status in GOODS_TO_HOLD)


@dataclass(frozen=True, slots=True)
class ItemToHold:
    """One item that can still be held, with what is known of it."""

    no: int
    line: Goods | None
    """None: it came with a merger and no declaration of this case has it."""
    is_in_hand: bool
    entries: tuple[ItemEntry, ...]
    cells: tuple[MatrixCell, ...]
    """What the matrix says of what the item is, or strongly may be."""

    @property
    def prohibiting(self) -> tuple[MatrixCell, ...]:
        return tuple(cell for cell in self.cells if cell.standing is Standing.PROHIBITED)

    def of_list(self, name: str) -> tuple[ItemEntry, ...]:
        return tuple(one for one in self.entries if one.list == name and not one.is_authorised)


def items_to_hold(on_file: OnFile) -> Iterator[ItemToHold]:
    status = {item.no: item.status for item in on_file.case.items}
    lines = {line.no: line for line in on_file.view.goods}
    cells = {one.item_no: one.cells for one in on_file.standings}
    is_around = any(True for _one in circumstances(on_file.view))
    for no in on_file.numbers:
        line, in_hand = lines.get(no), status[no] in GOODS_IN_HAND
        if line is None:
            yield ItemToHold(no, None, in_hand, (), ())
            continue
        entries = tuple(
            _entries(on_file, line, cells.get(no, ()), in_hand=in_hand, is_around=is_around)
        )
        groups = _groups(on_file.view, line, entries)
        meant = tuple(
            cell
            for cell in cells.get(no, ())
            if cell.certainty is GroupCertainty.CONFIRMED or cell.group in groups
        )
        yield ItemToHold(no, line, in_hand, entries, meant)


def _entries(
    on_file: OnFile, line: Goods, cells: Iterable[MatrixCell], *, in_hand: bool, is_around: bool
) -> Iterator[ItemEntry]:
    """Confirmed codes and strong candidates; of goods in hand weaker candidates as well."""
    view = on_file.view
    strong = {(one.candidate.list, one.candidate.code) for one in _strong(view, line, is_around)}
    prohibiting = [cell for cell in cells if cell.standing is Standing.PROHIBITED]
    for code in view.confirmed(line, ANNEX_1, ARMS):
        yield _entry(on_file, line, (code.list, code.code), prohibiting, confirmed=True)
    for one in open_candidates(view, line):
        key = (one.list, one.code)
        if key in strong or (in_hand and not (one.list == ARMS and is_hint(one.edition))):
            yield _entry(
                on_file,
                line,
                key,
                prohibiting,
                named=one.entries,
                strong=key in strong,
                score=one.score,
            )


def _strong(view: View, line: Goods, is_around: bool) -> tuple[Strong, ...]:
    """None by an edition of the rules that states no thresholds for it."""
    try:
        return strong_candidates(view, line, in_circumstances=is_around)
    except MissingThresholdError:
        return ()


def _entry(
    on_file: OnFile,
    line: Goods,
    key: tuple[str, str],
    prohibiting: Iterable[MatrixCell],
    *,
    named: tuple[str, ...] = (),
    confirmed: bool = False,
    strong: bool = False,
    score: int = 0,
) -> ItemEntry:
    list_id, code = key
    groups = groups_of_entry(on_file.view.packs, list_id, (code, *named))
    acts = tuple(cell.instrument for cell in prohibiting if cell.group in groups)
    covered = is_authorised(on_file.view, line, list_id, code, acts)
    is_void = _is_void(on_file, line.no)
    return ItemEntry(
        list_id,
        code,
        is_confirmed=confirmed,
        is_strong=confirmed or strong,
        is_authorised=covered is not False and not is_void,
        outweighs_use=confirmed or score >= OUTWEIGHS,
        groups=groups,
    )


def _is_void(on_file: OnFile, no: int) -> bool:
    """A flag says that what is declared authorises nothing, and no track A asks about it yet."""
    raised = on_file.raised
    if TrackLetter.A in {track.letter for track in holding(on_file.case, no)}:
        return False
    return any(
        no in named_by(raised[rule].evidence, (no,)) for rule in NOT_AUTHORISED if rule in raised
    )


def _groups(view: View, line: Goods, entries: Iterable[ItemEntry]) -> frozenset[str]:
    """Groups that the item is of, or strongly may be, and that no derogation takes it out of."""
    found = {
        group for one in entries if one.is_strong and not one.is_authorised for group in one.groups
    }
    for code in view.codes(line):
        if code.list == ANNEX_VII and code.confidence in SURE:
            found |= groups_of_entry(view.packs, code.list, (code.code,))
    return frozenset(found)


def named_by(evidence: Iterable[str], numbers: Iterable[int]) -> tuple[int, ...]:
    """Items that the evidence of a flag names: `items/1/description`, and as it was once written,
    `items[1].description`."""
    fields = tuple(evidence)
    return tuple(
        no
        for no in sorted(numbers)
        if any(
            field.startswith((f"items/{no}/", f"items[{no}]", f"classifications/{no}/"))
            for field in fields
        )
    )


def items_of(evidence: Iterable[str], numbers: Iterable[int]) -> tuple[int, ...]:
    """Items that the evidence names; where it names none, the flag is about all."""
    every = tuple(numbers)
    return named_by(evidence, every) or every
