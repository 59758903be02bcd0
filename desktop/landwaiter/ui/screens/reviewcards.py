"""Cards of a review: points returned, changes, the proposal with its text changes, not checked."""

from difflib import SequenceMatcher

from landwaiter.domain.case import Severity
from landwaiter.i18n import _
from landwaiter.services.views import Difference, ReviewView
from landwaiter.ui import marks
from landwaiter.ui.cards import Card, column, inserted, removed, ruled
from landwaiter.ui.inline import Cell, Gap, Glyph, Line, Text, stated
from landwaiter.ui.label import MarkLabel
from landwaiter.ui.table import Column, RowModel
from landwaiter.ui.view import CardTable
from landwaiter.ui.words import NOT_STATED, clock_time, counted, day, local_day, low, word

Claim = tuple[str, str, str]

_CHANGES: tuple[Column[Difference], ...] = (
    Column(_("Field"), lambda d: Cell(((Text(d.field),),), wrap=True), width=140),
    Column(_("Before"), lambda d: Cell(((_before(d),),), wrap=True), width=110),
    Column(_("Now"), lambda d: Cell(((inserted(d.after),),), wrap=True)),
    Column(_("Source"), lambda d: Cell(((Text(d.source, "accent"),),)), width=80),
)


def _before(difference: Difference) -> Text:
    return removed(difference.before) if difference.before else Text(_("nothing"), "muted")


class ChangesCard(Card):
    """What changed since the version before."""

    def __init__(self, view: ReviewView) -> None:
        count = counted(len(view.differences), _("{n} change"), _("{n} changes"))
        super().__init__(_("What changed since"), count, head=30)
        self.rows: RowModel[Difference] = RowModel(_CHANGES)
        self.rows.show_rows(view.differences)
        self.table = CardTable(self.rows, wraps=True, selectable=True)
        if view.differences:
            self.add(self.table)
        else:
            said = _("This is the first version: everything in it is new.")
            self.add(column(MarkLabel((Text(said, "muted"),)), margins=(12, 6, 12, 8)))


def returned_card(view: ReviewView) -> Card | None:
    """The points an earlier version was returned with."""
    returned = [d for d in view.view.case.decisions[:-1] if d.return_reason]
    if not returned:
        return None
    last = returned[-1]
    title = _("Version {version} was returned").format(version=last.version)
    card = Card(title, _("by {name}").format(name=last.returned_by), head=30)
    for point in last.return_reason.splitlines():
        line = (Glyph("return", 12, "accent"), Gap(8), Text(f"“{point}”"))
        card.add(column(MarkLabel(line, wrap=True), margins=(12, 4, 12, 4)))
    return card


def proposal_card(view: ReviewView) -> Card:
    """The proposed decision; where there is a version before, with the text changes."""
    decisions = view.view.case.decisions
    card = Card(_("Proposed decision, per item"), head=30)
    if not decisions:
        return card
    now, before = decisions[-1], decisions[-2] if len(decisions) > 1 else None
    lines: list[Line] = [
        (Text(_("Item {no}: {outcome}").format(no=no, outcome=low(outcome)), bold=True),)
        for no, outcome in sorted(now.items.items())
    ] or [(Text(word(now.outcome), bold=True),)]
    basis = changed_words(before.basis if before else now.basis, now.basis)
    reason = changed_words(before.reason if before else now.reason, now.reason)
    lines.append((Text(_("Basis: "), "muted"), *(basis or (Text(NOT_STATED, "muted"),))))
    lines.append((Text(_("Reason: "), "muted"), *reason))
    at = f"{day(local_day(now.at))} {clock_time(now.at)}"
    said = _("Proposed by {author}, {at}").format(author=now.author, at=at)
    lines.append((Text(said, "text2"),))
    return card.add(column(MarkLabel(*lines, wrap=True), margins=(12, 8, 12, 10)))


def changed_words(before: str, now: str) -> Line:
    """The text now, with words taken out struck through and words put in underlined."""
    old, new = before.split(), now.split()
    pieces: list[Text] = []
    for kind, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Text(" ".join(new[c:d]) + " "))
            continue
        if a < b:
            pieces += [removed(" ".join(old[a:b])), Text(" ")]
        if c < d:
            pieces += [inserted(" ".join(new[c:d])), Text(" ")]
    return tuple(pieces)


def not_checked_card(sentences: tuple[str, ...]) -> Card:
    """What was not done; the report prints the same list."""
    card = Card(
        _("Not checked"), str(len(sentences)), icon="severity-not-evaluated", ink="ne", head=30
    )
    for sentence in sentences:
        card.add(ruled(column(MarkLabel((Text(sentence),), wrap=True), margins=(12, 5, 12, 5))))
    if not sentences:
        said = MarkLabel((Text(_("Nothing is known to be unchecked."), "muted"),))
        card.add(column(said, margins=(12, 6, 12, 8)))
    return card


_CLAIMS: tuple[Column[Claim], ...] = (
    Column(_("Claim"), lambda c: Cell(((Text(c[0]),),), wrap=True)),
    Column(_("Kind"), lambda c: Cell((_kind(c[1]),)), width=88),
    Column(_("Evidence"), lambda c: Cell(((stated(c[2], _("none")),),), wrap=True), width=134),
)


def _kind(kind: str) -> Line:
    if kind in ("listed", "by_path", "unconfirmed_identity"):
        level = Severity.MEDIUM if kind == "by_path" else Severity.HIGH
        return marks.claim(kind, level=level)
    return (Text(word(kind), "text2"),)


def claims_card(claims: tuple[Claim, ...]) -> Card:
    """The evidence behind each claim."""
    model: RowModel[Claim] = RowModel(_CLAIMS)
    model.show_rows(claims)
    card = Card(_("Evidence behind each claim"), str(len(claims)), head=30)
    if not claims:
        said = _("The case makes no claim: no hit is judged the same, no flag is raised.")
        return card.add(
            column(MarkLabel((Text(said, "muted"),), wrap=True), margins=(12, 6, 12, 8))
        )
    return card.add(CardTable(model, wraps=True))
