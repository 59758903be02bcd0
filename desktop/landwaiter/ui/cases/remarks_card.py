"""Remarks of a returned proposal in the case: each beside what it is about, to be answered."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal

from landwaiter.domain.cases.case import Case, Decision
from landwaiter.domain.cases.remarks import open_remarks, place_words
from landwaiter.domain.review.remark import Remark
from landwaiter.i18n import _
from landwaiter.services.cases.case_view import CaseView
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Banner, Card, column, ruled
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text
from landwaiter.ui.kit.label import MarkLabel

_SECTIONS: Mapping[str, str] = {
    "items": "items",
    "classifications": "items",
    "parties": "parties",
    "hits": "parties",
    "flags": "flags",
    "enrichment": "learned",
    "evidence": "evidence",
    "tracks": "summary",
    "actions": "notes",
}


def section_of(place: str) -> str:
    """The section of the case in which a place stands; the fields of a proposal: the decision."""
    return _SECTIONS.get(place.partition("/")[0], "decision")


def item_of(place: str) -> int | None:
    """The goods item that a place is about."""
    kind, _slash, rest = place.partition("/")
    number = rest.partition("/")[0]
    return int(number) if kind in ("items", "classifications") and number.isdecimal() else None


def returned_card(view: CaseView) -> Card | None:
    """Why the last version came back, with every remark; None while nothing was returned."""
    decision = view.case.decision
    if decision is None or decision.state != "returned":
        return None
    title = _("Version {version} was returned").format(version=decision.version)
    return remarks_card(view.case, decision, open_remarks(view.case), title)


class RemarkBanner(Banner):
    """One remark; `answer_asked(Remark)` by its button."""

    answer_asked = Signal(object)

    def __init__(self, case: Case, remark: Remark) -> None:
        answering = (
            ActButton(_("Answer again"), small=True)
            if remark.answered
            else ActButton(_("Answer it"), keys="M", small=True)
        )
        super().__init__(
            *_said(case, remark),
            ground="tint" if remark.answered else "medbg",
            edge="accent" if remark.answered else "med",
            act=answering,
        )
        answering.clicked.connect(lambda: self.answer_asked.emit(remark))


def _said(case: Case, remark: Remark) -> Line:
    head = _("{author} on {place}: ").format(
        author=remark.author, place=place_words(case, remark.place)
    )
    line: Line = (
        Glyph("tick", 14, "ok") if remark.answered else Glyph("return", 14, "med"),
        Gap(8),
        Text(head, bold=True),
        Text(f"“{remark.text}”"),
    )
    if not remark.answered:
        return line
    return (*line, Text(f" → {remark.answers[-1].text}", "text2"))


def remarks_card(case: Case, returned: Decision, remarks: Sequence[Remark], title: str) -> Card:
    """Each remark with its place and its answer, or that it has none."""
    answered = sum(remark.answered for remark in remarks)
    said = _("by {name}").format(name=returned.returned_by)
    if remarks:
        said += " · " + _("{answered} of {count} answered").format(
            answered=answered, count=len(remarks)
        )
    card = Card(title, said, head=30)
    for point in returned.return_reason.splitlines():
        line = (Glyph("return", 12, "accent"), Gap(8), Text(f"“{point}”"))
        card.add(column(MarkLabel(line, wrap=True), margins=(12, 4, 12, 4)))
    for number, remark in enumerate(remarks, start=1):
        label = MarkLabel(*remark_lines(case, number, remark), wrap=True)
        card.add(ruled(column(label, margins=(12, 4, 12, 4))))
    return card


def remark_lines(case: Case, number: int, remark: Remark) -> tuple[Line, ...]:
    """A remark with its place, and what was answered."""
    mark = Glyph("tick", 12, "ok") if remark.answered else Glyph("question", 12, "med")
    head: Line = (
        mark,
        Gap(8),
        Text(f"{number}  {place_words(case, remark.place)}: ", bold=True),
        Text(f"“{remark.text}”"),
    )
    answers = tuple(
        (
            Gap(20),
            Text("→ "),
            Text(answer.text),
            Text(_(" ({author})").format(author=answer.author), "muted"),
        )
        for answer in remark.answers
    )
    return (head, *(answers or ((Gap(20), Text(_("not answered"), "muted")),)))
