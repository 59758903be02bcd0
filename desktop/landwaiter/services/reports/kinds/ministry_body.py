"""What stands on the first two pages of the report to the ministry; all else is an annex.

It names no more than so many findings and says how many others an annex has.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.case import (
    Case,
    ClassificationState,
    FlagResult,
    FlagReview,
    Severity,
)
from landwaiter.domain.cases.tracks import held_by, own_items
from landwaiter.domain.intake.declaration import Money
from landwaiter.i18n import Words, _, capitalised, in_english, joined, plural
from landwaiter.reports.dossier.cells import number_spans
from landwaiter.reports.dossier.dossier import Cell, CellMark, DossierColumn, Table
from landwaiter.services.base.wording import REPLIES, shown_date, shown_mass, shown_money
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.reports.kinds.questions import ASKING

MOST_FOR: Final = 6
MOST_AGAINST: Final = 4
MOST_REASONS: Final = 6
MOST_UNCHECKED: Final = 6
MOST_ASKED: Final = 4
LONGEST: Final = 240
"""Characters of what a person wrote that stand in the body; the annex has it whole."""
_ORDER = tuple(Severity)


def in_brief(text: str) -> str:
    """The beginning of what a person wrote, where it is long; the annex has the whole."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"


def total_of(case: Case) -> Words:
    """Items, value by currency and net mass of the case, as declared; empty without goods."""
    items = own_items(case)
    if not items:
        return ""
    values = [one.statistical_value or one.invoice_value for one in items]
    amounts = [one for one in values if one is not None]
    sums = [
        Money(sum((one.amount for one in amounts if one.currency == unit), start=0 * one_of.amount),
              unit)
        for unit, one_of in {one.currency: one for one in amounts}.items()
    ]  # fmt: skip
    masses = [one.net_mass_kg for one in items if one.net_mass_kg is not None]
    said = [plural(len(items), "{n} item", "{n} items"), *map(shown_money, sums)]
    if masses:
        said.append(_("{mass} net").format(mass=shown_mass(sum(masses, start=0 * masses[0]))))
    unstated = sum(one is None for one in values) + len(items) - len(masses)
    total = _("Total of the case: {total}.").format(total=joined(", ", said))
    if not unstated:
        return total
    return joined(" ", (total, _("Of some items value or mass is not stated.")))


def why_table(view: CaseView) -> Table:
    """Why the report comes: on what the goods are held, who was asked and what was replied."""
    rows = tuple(_reasons(view))
    return Table(
        id="why",
        title=_("Why this report comes to you"),
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=40),
            DossierColumn("said", _("As recorded"), Content.OPEN, width=114),
        ),
        rows=rows[:MOST_REASONS],
        notes=more(len(rows) - MOST_REASONS),
        empty=_("For information: no track holds goods and no authority was asked."),
    )


def _reasons(view: CaseView) -> Iterator[tuple[Cell, ...]]:
    case = view.case
    if case.of_kind:
        yield capitalised(_(case.of_kind.title)), case.of_kind.basis
    for track in case.tracks:
        held = held_by(track)
        said = (
            _("{basis}; holds items {numbers} since {day}").format(
                basis=track.basis,
                numbers=number_spans(held),
                day=shown_date(track.opened_at.date()),
            )
            if held
            else _("{basis}; ended: {why}").format(basis=track.basis, why=track.end_reason)
        )
        yield _("Track {letter}").format(letter=track.letter.value), said
    for action in case.actions:
        if action.kind in ASKING:
            asked = _("{what}, {day}").format(
                what=capitalised(low(action.kind.value)), day=shown_date(action.sent_at.date())
            )
            reply = _(REPLIES[action.reply.value]) if action.reply else _("answered")
            answer = (
                _("{reply}, {day}").format(reply=reply, day=shown_date(action.answered_at.date()))
                if action.answered_at
                else _("no answer is recorded")
            )
            yield asked, joined(": ", (action.addressee, answer))


def for_and_against_table(view: CaseView) -> Table:
    """The gravest findings that stand, and what speaks against; how many more an annex has."""
    stands = sorted(
        (one for one in view.raised if one.review is not FlagReview.DISMISSED),
        key=lambda one: _ORDER.index(one.severity),
    )
    against = tuple(_against(view))
    rest = max(0, len(stands) - MOST_FOR) + max(0, len(against) - MOST_AGAINST)
    return Table(
        id="for_against",
        title=_("What speaks for a measure, and against it"),
        columns=(
            DossierColumn("weight", _("Weight"), Content.OPEN, width=18),
            DossierColumn("finding", _("Finding"), Content.OPEN, width=88),
            DossierColumn("state", _("Status"), Content.OPEN, width=22),
            DossierColumn("source", _("Basis"), Content.OPEN, width=30),
        ),
        rows=(*(_for(view, one) for one in stands[:MOST_FOR]), *against[:MOST_AGAINST]),
        notes=more(rest),
        empty=_("No flag is raised. That is no clear result where rules were not evaluated."),
    )


def _for(view: CaseView, flag: FlagResult) -> tuple[Cell, ...]:
    weight = CellMark(capitalised(low(flag.severity.value)), strong=True)
    return weight, _finding(view, flag), low(flag.review.value), flag.basis


def _against(view: CaseView) -> Iterator[tuple[Cell, ...]]:
    word = CellMark(_("Against"), strong=True)
    for finding in view.classifications:
        if finding.state is ClassificationState.REJECTED:
            said = _("Item {no} is not under {code}.").format(no=finding.item_no, code=finding.code)
            yield word, said, low(finding.state.value), finding.basis
    for flag in view.raised:
        if flag.review is FlagReview.DISMISSED:
            yield word, _finding(view, flag), low(flag.review.value), flag.basis


def _finding(view: CaseView, flag: FlagResult) -> Words:
    """What was found; of a finding on many items what the rule looks at."""
    if len(in_english(flag.explanation)) <= LONGEST:
        return capitalised(flag.explanation)
    return _("{rule}, {what}: annex C has the finding in full").format(
        rule=flag.rule, what=view.rule_names.get(flag.rule, "")
    )


def asked_table(view: CaseView) -> Table | None:
    """What is asked and stands in the body in brief only; None where all stands there whole."""
    waiting = [one for one in view.case.actions if one.answered_at is None]
    if len(waiting) <= MOST_ASKED and all(len(one.question) <= LONGEST for one in waiting):
        return None
    return Table(
        id="asked",
        title=_("What is asked, in full"),
        columns=(
            DossierColumn("to", _("To"), Content.PERSONAL, width=40),
            DossierColumn("question", _("Question"), Content.BUSINESS, width=114),
        ),
        rows=tuple((one.addressee, one.question or low(one.kind.value)) for one in waiting),
    )


def more(count: int) -> tuple[Words, ...]:
    if count <= 0:
        return ()
    return (plural(count, "{n} more stands in the annexes.", "{n} more stand in the annexes."),)


def unchecked_in_brief(sentences: Sequence[Words]) -> tuple[Words, ...]:
    """The first of them, and how many more an annex has."""
    rest = len(sentences) - MOST_UNCHECKED
    return (*sentences[:MOST_UNCHECKED], *more(rest))


def unchecked_table(sentences: Sequence[Words]) -> Table | None:
    """All of them, where the body has not room for each."""
    if len(sentences) <= MOST_UNCHECKED:
        return None
    return Table(
        id="all_not_checked",
        title=_("All that was not checked"),
        columns=(DossierColumn("sentence", _("What was not checked"), Content.OPEN),),
        rows=tuple((one,) for one in sentences),
    )


def annex(letter: str, title: str, tables: Iterable[Table | None]) -> tuple[Table, ...]:
    """The tables of an annex, the first on a new page under its letter."""
    found = tuple(one for one in tables if one is not None)
    if not found:
        return ()
    first, *others = found
    named = _("Annex {letter}, {annex}: {title}").format(
        letter=letter, annex=title, title=first.title
    )
    return replace(first, title=named, new_page=True), *others
