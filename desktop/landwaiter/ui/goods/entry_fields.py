"""Which control entry a finding is on: the head of a candidate, or one of its paragraphs."""

from collections.abc import Iterator, Mapping

from landwaiter.domain.cases.case import Case, ClassificationState
from landwaiter.domain.deeds.shape import Choices
from landwaiter.domain.law.control_codes import spelled_in
from landwaiter.i18n import _
from landwaiter.ui.goods.goods_cards import EntryFinding

CANDIDATE = "candidate"
"""What is chosen beside the fields of the form: the candidate that the finding is on."""


def entries_offered(case: Case, chosen: Mapping[str, str]) -> Choices:
    """What the item is a candidate for, to the paragraph; any other code may be typed."""
    return tuple(dict.fromkeys(_entries(case, chosen)))


def _entries(case: Case, chosen: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The paragraphs of each candidate, then its head; of the one in front, if one is."""
    item, head = chosen.get("item"), chosen.get(CANDIDATE)
    for one in case.candidates:
        if item in (None, "", str(one.item_no)) and head in (None, one.code):
            yield from ((code, code) for code in one.entries)
            whole = _("{code} as a whole") if one.entries else "{code}"
            yield one.code, whole.format(code=one.code)


def entry_chosen(row: EntryFinding, state: ClassificationState | None) -> dict[str, str]:
    """What the form begins with; who may confirm a candidate with paragraphs says which it is."""
    listed = "" if spelled_in(row.code) == row.list else row.list
    if row.candidate is None:
        return {"code": row.code, "list": listed}
    head = row.candidate.code
    may_confirm = state in (ClassificationState.CONFIRMED, None)
    asks = may_confirm and row.code == head and bool(row.candidate.entries)
    code = "" if asks else row.code
    return {CANDIDATE: head, "code": code, "list": listed}
