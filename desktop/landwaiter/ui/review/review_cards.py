"""Cards of a review: remarks, the proposal, changes, sections to read, claims, similar cases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.cases.case import Case, Decision, Severity
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.decision_words import outcome_words
from landwaiter.services.base.wording import sentence
from landwaiter.services.review.decision_claims import DecisionClaim
from landwaiter.services.review.differences import (
    DecisionDifference,
    PieceState,
    TextPiece,
    version_before,
    word_changes,
)
from landwaiter.services.review.reading import ReviewLine, SectionText
from landwaiter.services.review.review_view import ReviewView
from landwaiter.services.review.similar import SimilarCase
from landwaiter.ui.cases.remarks_card import remarks_card
from landwaiter.ui.kit import marks
from landwaiter.ui.kit.cards import Card, column, inserted, removed
from landwaiter.ui.kit.inline import Gap, InlineCell, Line, Text, stated
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import CardTable
from landwaiter.ui.kit.words import clock_time, day, local_day, not_stated, word

_LONGEST = 600


def shown_pieces(pieces: Sequence[TextPiece]) -> Line:
    """Kept words plain; removed ones struck through, added ones underlined: not by colour alone."""
    line: list[Text] = []
    for before, piece in zip((None, *pieces), pieces, strict=False):
        if before is not None and {before.kept, piece.kept} == {
            PieceState.REMOVED,
            PieceState.ADDED,
        }:
            line.append(Text(" "))
        line.append(_PIECES[piece.kept](piece.text))
    return tuple(line) or (Text(""),)


_PIECES = {PieceState.SAME: Text, PieceState.REMOVED: removed, PieceState.ADDED: inserted}


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _side(difference: DecisionDifference, shown: PieceState, absent: str) -> Line:
    """One of both texts, with the words that the other has not marked."""
    pieces = word_changes(_cut(difference.before), _cut(difference.after))
    own = [piece for piece in pieces if piece.kept in (PieceState.SAME, shown)]
    return shown_pieces(own) if own else (Text(absent, "muted"),)


def _name(title: str) -> InlineCell:
    return InlineCell(((Text(title, bold=True),),), wrap=True)


def _names() -> Iterator[InlineCell]:
    """Names that are told of every proposal: each word of them is kept whole."""
    for title in (_("Proposed by"), _("Item {no}, basis").format(no=20)):
        yield InlineCell(tuple((Text(word, bold=True),) for word in title.split()))


_CHANGES: tuple[TableColumn[DecisionDifference], ...] = (
    TableColumn(
        N_("Field"),
        lambda d: InlineCell(((Text(d.field, bold=True),),), wrap=True),
        width=112,
        widest=_names,
    ),
    TableColumn(
        N_("Before"), lambda d: InlineCell((_side(d, PieceState.REMOVED, _("nothing")),), wrap=True)
    ),
    TableColumn(
        N_("Now"), lambda d: InlineCell((_side(d, PieceState.ADDED, _("gone")),), wrap=True)
    ),
    TableColumn(N_("Source"), lambda d: InlineCell(((Text(d.source, "accent"),),)), width=64),
)


class ChangesCard(Card):
    """What changed since the version looked at before; `place_asked(place)` of the row opened."""

    place_asked = Signal(str)

    def __init__(self, view: ReviewView) -> None:
        count = plural(len(view.differences), "{n} change", "{n} changes")
        title = _("What changed since version {version}").format(version=view.compared_with)
        hint = marks.key_hint("M", _("remark"))
        super().__init__(
            title if view.compared_with else _("What changed"),
            count if view.compared_with else "",
            acts=(MarkLabel(hint),) if view.differences else (),
            head=30,
        )
        self.rows: RowModel[DecisionDifference] = RowModel(_CHANGES)
        self.rows.show_rows(view.differences)
        self.table = CardTable(self.rows, wraps=True, selectable=True)
        self.table.opened.connect(lambda row: self.place_asked.emit(row.place))
        if view.differences:
            self.add(self.table)
            return
        said = (
            _("Nothing changed: it is proposed as it was.")
            if view.compared_with
            else _("This is the first version: everything in it is new.")
        )
        self.add(_muted(said))


def _muted(said: str) -> QWidget:
    made = QWidget()
    label = MarkLabel((Text(said, "muted"),), wrap=True)
    made.setLayout(column(label, margins=(12, 6, 12, 8)))
    return made


def returned_card(view: ReviewView) -> Card | None:
    """The reason and the remarks that the last returned version went back with, and answers."""
    case = view.view.case
    returned = [decision for decision in case.decisions[:-1] if decision.return_reason]
    if not returned:
        return None
    last = returned[-1]
    return remarks_card(
        case,
        last,
        [remark for remark in case.remarks if remark.decision_id == last.id],
        _("Version {version} was returned").format(version=last.version),
    )


def _outcomes(case: Case, decision: Decision) -> list[tuple[int, str]]:
    return [(no, outcome_words(case, said, no)) for no, said in sorted(decision.items.items())]


@dataclass(frozen=True, slots=True)
class ProposedValue:
    """One value of the proposal, with the words that changed, and its place for remarks."""

    title: str
    said: Line
    place: str = ""


_VALUES: tuple[TableColumn[ProposedValue], ...] = (
    TableColumn(N_("Field"), lambda v: _name(v.title), width=112, widest=_names),
    TableColumn(N_("What it says"), lambda v: InlineCell((v.said,), wrap=True)),
)


def _values(case: Case, now: Decision, before: Decision | None) -> Iterator[ProposedValue]:
    if not now.items:
        said = (Text(sentence(outcome_words(case, now.outcome)), bold=True),)
        yield ProposedValue(_("Outcome"), said, "outcome")
    for no, outcome in _outcomes(case, now):
        said = (Text(outcome, bold=True),)
        yield ProposedValue(_("Item {no}").format(no=no), said, f"items/{no}/outcome")
        basis = now.bases.get(no, "")
        shown = _changed(before.bases.get(no, "") if before else basis, basis)
        yield ProposedValue(_("Item {no}, basis").format(no=no), shown, f"items/{no}/basis")
    if not now.items:
        was = str(before.basis) if before else str(now.basis)
        yield ProposedValue(_("Basis"), _changed(was, str(now.basis)), "basis")
    was = str(before.reason) if before else str(now.reason)
    yield ProposedValue(_("Statement of reasons"), _changed(was, str(now.reason)), "reason")
    at = f"{day(local_day(now.at))} {clock_time(now.at)}"
    yield ProposedValue(_("Proposed by"), (Text(f"{now.author}, {at}", "text2"),))


def _changed(was: str, now: str) -> Line:
    pieces = word_changes(was, now)
    return shown_pieces(pieces) if pieces else (Text(not_stated(), "muted"),)


class ProposalCard(Card):
    """The proposed decision; where a version was looked at before, with the text changes."""

    def __init__(self, view: ReviewView) -> None:
        now, before = view.view.case.decision, version_before(view.view.case)
        changed = _("with the text changes") if before else ""
        super().__init__(_("Proposed decision, per item"), changed, head=30)
        self.rows: RowModel[ProposedValue] = RowModel(_VALUES)
        self.table = CardTable(self.rows, wraps=True, selectable=True)
        self.table.horizontalHeader().hide()
        if now is None:
            self.add(_muted(_("Nothing is proposed.")))
            return
        self.rows.show_rows(tuple(_values(view.view.case, now, before)))
        self.add(self.table)


_LINES: tuple[TableColumn[ReviewLine], ...] = (
    TableColumn(N_("What it says"), lambda line: InlineCell(((Text(line.said),),), wrap=True)),
)


class SectionCard(Card):
    """One section that is read, line by line; `place_asked(place)` of the line opened."""

    place_asked = Signal(str)

    def __init__(self, section: SectionText) -> None:
        super().__init__(section.title, str(section.count), head=30)
        self.rows: RowModel[ReviewLine] = RowModel(_LINES)
        self.table = CardTable(self.rows, wraps=True, selectable=True)
        self.table.horizontalHeader().hide()
        self.table.setAccessibleName(section.title)
        self.table.opened.connect(lambda line: self.place_asked.emit(line.place))
        self.rows.show_rows(section.lines)
        self.add(self.table)


_CLAIMS: tuple[TableColumn[DecisionClaim], ...] = (
    TableColumn(N_("Claim"), lambda c: InlineCell(((*_grade(c), Text(_cut(c.text))),), wrap=True)),
    TableColumn(N_("Kind"), lambda c: InlineCell((_kind(c.kind),)), width=92),
    TableColumn(N_("Rests on"), lambda c: InlineCell((_sources(c),), wrap=True), width=140),
)


def _grade(claim: DecisionClaim) -> Line:
    return (*marks.severity(claim.severity, said=False), Gap(4)) if claim.severity else ()


def _sources(claim: DecisionClaim) -> Line:
    said = ", ".join(dict.fromkeys(source.label for source in claim.sources))
    return (Text(_cut(said), "accent"),) if said else (stated(None, _("none")),)


def _kind(kind: str) -> Line:
    if kind in ("listed", "by_path", "unconfirmed_identity"):
        level = Severity.MEDIUM if kind == "by_path" else Severity.HIGH
        return marks.claim(kind, level=level)
    return (Text(word(kind), "text2"),)


class ClaimsCard(Card):
    """The evidence behind each claim; `place_asked(place)`: Enter goes where it stands."""

    place_asked = Signal(str)

    def __init__(self, claims: tuple[DecisionClaim, ...]) -> None:
        super().__init__(_("Evidence behind each claim"), str(len(claims)), head=30)
        self.rows: RowModel[DecisionClaim] = RowModel(_CLAIMS)
        self.rows.show_rows(claims)
        self.table = CardTable(self.rows, wraps=True, selectable=True)
        self.table.opened.connect(lambda claim: self.place_asked.emit(place_of(claim)))
        if claims:
            self.add(self.table)
        else:
            self.add(
                _muted(_("The case makes no claim: no hit is judged the same, no flag is raised."))
            )


def place_of(claim: DecisionClaim) -> str:
    """Evidence first, where it names some: a claim is checked against its paper."""
    places = [source.place for source in claim.sources if source.place]
    papers = [place for place in places if place.startswith("evidence/")]
    return next(iter((*papers, *places)), "")


def _outcome(row: SimilarCase) -> InlineCell:
    ink = "text" if row.decided_at else "muted"
    when: Line = ()
    if row.decided_at:
        when = (Text(f" {day(local_day(row.decided_at))}", "text2"),)
    return InlineCell(((Text(row.outcome, ink), *when),), wrap=True)  # type: ignore[arg-type]  # an Ink


_SIMILAR: tuple[TableColumn[SimilarCase], ...] = (
    TableColumn(
        N_("Case"),
        lambda s: InlineCell(
            ((Text(s.reference, "accent", mono=True, whole=True),), (Text(s.title, "text2"),))
        ),
        width=140,
    ),
    TableColumn(
        N_("Why it is similar"),
        lambda s: InlineCell(tuple((Text(reason),) for reason in s.reasons[:3]), wrap=True),
    ),
    TableColumn(N_("How it ended"), _outcome, width=116),
)


class SimilarCard(Card):
    """Earlier similar cases and their outcomes; `case_asked(reference)`."""

    case_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Similar cases"), _("looking …"), head=30)
        self.rows: RowModel[SimilarCase] = RowModel(_SIMILAR)
        self.table = CardTable(self.rows, wraps=True, selectable=True)
        self.table.opened.connect(lambda row: self.case_asked.emit(row.reference))
        self.table.hide()
        self.add(self.table)

    def show_cases(self, found: tuple[SimilarCase, ...]) -> None:
        decided = sum(row.decided_at is not None for row in found)
        said = _("{count}, of which {decided} decided").format(count=len(found), decided=decided)
        self.name(_("Similar cases"), said if found else "")
        self.rows.show_rows(found)
        self.table.setVisible(bool(found))
        if not found:
            self.add(_muted(_("No other case shares a party, a control entry or such goods.")))
