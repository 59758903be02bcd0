"""The table of a case report on interviews: each value held against the figure of the text."""

from collections.abc import Iterable

from landwaiter.domain.base.facts import Content
from landwaiter.domain.interviews.criterion import PACK_ID
from landwaiter.i18n import _, joined
from landwaiter.reports.dossier.dossier import Cell, CellType, DossierColumn, Table
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.interviews.interview_words import (
    comparison_words,
    figure_words,
    source_words,
    telling,
    verdict_words,
)
from landwaiter.services.interviews.interviews import ItemInterview
from landwaiter.services.reports.dossier.read_in import read_in


def interviews_table(view: CaseView) -> Table | None:
    """Comparisons with value, operator, threshold, unit, paragraph, edition and trust."""
    if not view.interviews:
        return None
    return Table(
        id="interviews",
        title=_("Deciding values"),
        subtitle=_("figures of the text against what was stated"),
        columns=(
            DossierColumn("item", _("Item"), Content.OPEN, width=14),
            DossierColumn("entry", _("Control entry"), Content.OPEN, CellType.CODE, width=22),
            DossierColumn("verdict", _("Verdict"), Content.OPEN, width=19),
            DossierColumn("comparison", _("Comparison"), Content.BUSINESS, width=50),
            DossierColumn("figure", _("Figure read in"), Content.OPEN, width=30),
            DossierColumn("stated", _("Value stated"), Content.BUSINESS, width=36),
        ),
        rows=tuple(row for held in view.interviews for row in _rows(held)),
        notes=(
            *(note for held in view.interviews for note in _notes(held)),
            *read_in(view, (PACK_ID, "annex1")),
        ),
        empty=_("No value that was stated decides an entry."),
    )


def _rows(held: ItemInterview) -> Iterable[tuple[Cell, ...]]:
    verdicts = {one.entry: verdict_words(one.verdict) for one in held.read.subentries}
    for one in telling(held.read):
        yield (
            _("Item {no}").format(no=held.item_no),
            one.entry,
            verdicts.get(one.entry, "–"),
            comparison_words(one),
            figure_words(one),
            source_words(one) or "–",
        )


def _notes(held: ItemInterview) -> Iterable[str]:
    """The verdict, what it presumes, what is still asked, and an older edition, one note each."""
    asked = joined("; ", (question.label for question in held.read.questions))
    missing = _("Still to ask: {labels}.").format(labels=asked) if asked else ""
    item = _("Item {no}, {entry}:").format(no=held.item_no, entry=held.read.entry)
    parts = (held.sentence, held.presumption, missing, held.warning)
    yield from (joined(" ", (item, part)) for part in parts if part)
