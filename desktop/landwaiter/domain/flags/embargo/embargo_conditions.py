"""What a row of the embargo matrix depends on, and the facts on file that settle it.

A condition that nothing settles leaves the row as it is (*prohibited if*, *case by case*). The fact
makes it *prohibited*, its opposite *permitted by this act*. Missing data settles nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from landwaiter.domain.base.terms import shown_source
from landwaiter.domain.cases.case import ASSESSMENT
from landwaiter.domain.flags.annexes import ACT_OF, act_number, instrument_of
from landwaiter.domain.flags.embargo.matrix import MatrixCell, Standing
from landwaiter.domain.flags.view import Goods, View, judged
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.lists.listing import JudgementValue
from landwaiter.i18n import _

JUDGED: Final = "embargo_condition"
"""Field of what was learned with a person's answer: {condition, holds, reason, instrument}."""
ANNEX: Final = "annex"
RECIPIENTS: Final = (Role.CONSIGNEE, Role.END_USER)
_ASKED: Final[Mapping[str, str]] = {
    "end_use=military": "use_military",
    "end_use=repression": "use_repression",
    "informed=833/2014": "informed_russia",
}
"""Condition → the question of the assessment of unlisted items that asks the same."""
_DESIGNATING: Final = "asset_freeze"
"""The kind of lists that designate persons."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """Whether a condition holds, and what says so."""

    holds: bool
    because: str


def settled(view: View, line: Goods, cell: MatrixCell) -> MatrixCell:
    """The cell with its condition settled by what is on file; a practice stays the office's."""
    if not cell.condition or cell.practice:
        return cell
    found = next(_settlements(view, line, cell), None)
    if found is None:
        return cell
    return replace(cell, standing=_standing(cell, found), settled_by=found.because)


def _standing(cell: MatrixCell, found: Settlement) -> Standing:
    if not found.holds:
        return Standing.PERMITTED_BY_ACT
    is_open = cell.standing is Standing.PROHIBITED_IF
    return Standing.PROHIBITED if is_open else cell.standing


def _settlements(view: View, line: Goods, cell: MatrixCell) -> Iterator[Settlement]:
    """The firmest first: a person's answer, then an assessment, then what follows from the file."""
    for find in (_by_answer, _by_assessment, _by_hit, _by_annex):
        found = find(view, line, cell)
        if found is not None:
            yield found


def _by_answer(view: View, line: Goods, cell: MatrixCell) -> Settlement | None:
    """The newest answer of a person on this condition, of the line or of the whole case."""
    for row in reversed(view.enriched(JUDGED)):
        said = row.value
        if row.item_no not in (None, line.no) or not isinstance(said, Mapping):
            continue
        instrument = said.get("instrument") or cell.instrument
        if said.get("condition") == cell.condition and instrument == cell.instrument:
            text = _("judged by {who} on {day}: {reason}")
            because = text.format(who=row.author, day=row.date, reason=said.get("reason") or "–")
            return Settlement(bool(said.get("holds")), because)
    return None


def _by_assessment(view: View, line: Goods, cell: MatrixCell) -> Settlement | None:
    """A yes or no that the assessment of unlisted items gave to the same question."""
    question = _ASKED.get(cell.condition)
    if question is None:
        return None
    for row in reversed(view.enriched(ASSESSMENT)):
        if row.item_no in (None, line.no) and isinstance(row.value, Mapping):
            answer = _answer(row.value, question)
            if answer not in _TRUTH:
                return None
            text = _("the assessment by {who} on {day} answers “{answer}” ({source})")
            said = text.format(
                who=row.author,
                day=row.date,
                answer=_(answer),
                source=_source(row.value, question),
            )
            return Settlement(_TRUTH[answer], said)
    return None


_TRUTH: Final = {"yes": True, "no": False}


def _answer(value: Mapping[str, Any], question: str) -> str:
    return str(value.get("answers", {}).get(question, {}).get("answer") or "")


def _source(value: Mapping[str, Any], question: str) -> str:
    return shown_source(str(value["answers"][question].get("source") or "–"))


def _by_hit(view: View, _line: Goods, cell: MatrixCell) -> Settlement | None:
    """A recipient that was judged the same as a listed one; a hit judged different says nothing."""
    if cell.condition != "recipient=designated":
        return None
    for party, hit in view.hits(*RECIPIENTS):
        if judged(hit) is JudgementValue.SAME and hit.list_kind == _DESIGNATING:
            text = _("{name} was judged the same as an entry of {list}")
            return Settlement(holds=True, because=text.format(name=party.name, list=hit.told_list))
    return None


def _by_annex(view: View, line: Goods, cell: MatrixCell) -> Settlement | None:
    """The act's own annexes: named as a whole; in none, where all of them are loaded."""
    if cell.condition != ANNEX:
        return None
    act = act_number(cell.title)
    packs = [p for p in view.packs.values() if p.kind == "goods_annex" and p.id != TRANSIT]
    rows = [
        row
        for pack in packs
        for row in view.annex_rows(line, pack.id) or ()
        if act_number(instrument_of(pack, row)) == act
    ]
    if any(view.stands_in(row, line) for row in rows):
        return Settlement(holds=True, because=_("an annex names heading {cn}").format(cn=line.cn))
    whole = [pack for pack in packs if pack.id in WHOLE and act_number(ACT_OF[pack.id]) == act]
    if rows or not whole or not line.cn:
        return None
    text = _("heading {cn} stands in no annex of {pack}")
    said = text.format(cn=line.cn, pack=f"{whole[0].id}@{whole[0].edition}")
    return Settlement(holds=False, because=said)


TRANSIT: Final = "annex_xxxvii"
"""A pack that bars transit alone and says nothing of exports."""
WHOLE: Final = frozenset({"eu_833_annexes", "eu_765_annexes"})
"""Packs that hold every goods annex of their act."""
