"""One proposal for a listing: what it says, what it lacks, its rows, and who approves it."""

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.facts import title_ids
from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.listings import deeds
from landwaiter.domain.listings.facts import PROPOSAL_ROW
from landwaiter.domain.listings.listing_proposal import OPEN_STATES, ContentPart, ListingState
from landwaiter.domain.reports.subject_deeds import REPORT_LISTING
from landwaiter.i18n import _
from landwaiter.services.base.wording import shown_date
from landwaiter.services.listings.proposal_views import ProposalView, known_said, row_lines
from landwaiter.services.listings.proposals import rows_of
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, column, facts, panel, scrolled
from landwaiter.ui.kit.dialog_pane import DeedsPane
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Line, Text, stated
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView

CARD_HEIGHT, LIST_HEIGHT, FACT_WIDTH = 210, 230, 110
SHORT_HASH = 12
"""Figures of a hash in a column: the whole of it stands in its tooltip and on the command line."""
DEEDS: Mapping[str, Deed[Any, Any]] = {
    "withdraw": deeds.WITHDRAW_LISTING,
    "drop": deeds.DROP_PART,
    "amend": deeds.GIVE_REASON,
    "searched": deeds.STATE_SEARCHED,
    "counter": deeds.GIVE_COUNTER,
    "reason": deeds.GIVE_REASON,
    "submit": deeds.SUBMIT_LISTING,
    "report": REPORT_LISTING,
}
"""Button → deed; a row of another kind is amended by the deed of its kind."""
_KEYS = {
    "withdraw": "Ctrl+T",
    "drop": "Ctrl+D",
    "amend": "Ctrl+E",
    "hash": "Ctrl+H",
    "searched": "Ctrl+N",
    "counter": "Ctrl+G",
    "reason": "Ctrl+R",
    "submit": "Ctrl+S",
    "report": "Ctrl+P",
    "second": "Ctrl+M",
}


def _columns() -> tuple[TableColumn[ContentPart], ...]:
    label, sentence, certainty, source, read, out, grade, digest, releasable, author = title_ids(
        PROPOSAL_ROW,
        *("label", "sentence", "certainty", "source", "read_on", "published", "grade"),
        *("sha256", "releasable", "author"),
    )
    return (
        TableColumn(
            label, lambda row: InlineCell(((Text(row.label, mono=True),),)), width=46, fixed=True
        ),
        TableColumn(sentence, lambda row: InlineCell(((Text(row.quoted),),)), fixed=True),
        TableColumn(
            certainty,
            lambda row: _or_none(row, _(row.certainty) if row.certainty else ""),
            width=82,
        ),
        TableColumn(source, lambda row: _or_none(row, row.source), width=170),
        TableColumn(read, lambda row: InlineCell(((stated(row.read_on, "–"),),)), width=86),
        TableColumn(out, lambda row: InlineCell(((stated(row.published, "–"),),)), width=86),
        TableColumn(grade, lambda row: _or_none(row, row.grade), width=56),
        TableColumn(digest, lambda row: _or_none(row, _short(row)), width=104),
        TableColumn(
            releasable,
            lambda row: InlineCell(((Text(_("yes") if row.releasable else _("no"), "text2"),),)),
            width=80,
        ),
        TableColumn(author, lambda row: InlineCell(((Text(row.author, "text2"),),)), width=80),
    )


def _or_none(row: ContentPart, said: str) -> InlineCell:
    """What a reason lacks is missed; of other rows it is not asked."""
    return InlineCell(((stated(said, _("none yet") if row.label.startswith("R") else "–"),),))


def _short(row: ContentPart) -> str:
    return row.evidence or row.sha256[:SHORT_HASH]


class ProposalDialog(DeedsPane):
    """`asked(deed, row)` with a name of `DEEDS`, `hash` for that of a file, or `second` for what
    waits for two persons.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, _("proposed for a listing"), width=1180, parent=parent)
        self.model: RowModel[ContentPart] = RowModel(_columns(), key=lambda row: row.label)
        self.list = ListView(self.model)
        self.withdraw = ActButton(_("Withdraw…"), icon="cross", keys=_KEYS["withdraw"])
        self.drop = ActButton(_("Drop…"), keys=_KEYS["drop"])
        self.amend = ActButton(_("Amend…"), icon="edit", keys=_KEYS["amend"])
        self.hash = ActButton(_("Hash a file…"), icon="document", keys=_KEYS["hash"])
        self.searched = ActButton(_("Searched…"), icon="search", keys=_KEYS["searched"])
        self.counter = ActButton(_("Against…"), icon="plus", keys=_KEYS["counter"])
        self.reason = ActButton(_("Reason…"), icon="plus", keys=_KEYS["reason"])
        self.submit = ActButton(_("Submit…"), icon="four-eyes", keys=_KEYS["submit"])
        self.report = ActButton(_("Report…"), icon="document", keys=_KEYS["report"])
        self.second = ActButton(
            _("Read and sign…"), icon="countersign", keys=_KEYS["second"], kind=ButtonKind.PRIMARY
        )
        self.stands, self.beside = Card(_("As it stands")), Card(_("Beside it"))
        self.said = MarkLabel(wrap=True)
        self.view: ProposalView | None = None
        self._actor: Actor | None = None
        self._build()
        self.list.shown.connect(lambda _row: self._show_row())
        self.list.opened.connect(lambda _row: self.ask("amend"))
        self.bind(_KEYS.items())
        self.setFocusProxy(self.list)
        self.check()

    def show_proposal(self, view: ProposalView) -> None:
        """The page anew; the cursor stays on its row."""
        was = self.list.current_row()
        self.view = view
        self.stands.empty()
        self.stands.add(facts(tuple(_facts(view)), width=FACT_WIDTH))
        rows = rows_of(view.content)
        self.model.show_rows(rows)
        labels = [row.label for row in rows]
        if labels:
            kept = was is not None and was.label in labels
            self.list.selectRow(labels.index(was.label) if kept else 0)
        self._show_row()

    def _show_row(self) -> None:
        """The row under the cursor in full, above what else is known."""
        row: ContentPart | None = self.list.current_row()
        if self.view is not None:
            self.said.show_lines(*_in_full(row), *_beside(self.view))
        self.check()

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self.check()

    def _build(self) -> None:
        holder = panel("base")
        holder.setLayout(column(self.said, margins=(12, 8, 12, 8)))
        self.beside.add(holder)
        both = []
        for card in (self.stands, self.beside):
            area = scrolled(card)
            area.setMinimumHeight(fonts.px(CARD_HEIGHT))
            both.append(area)
        lines = Card(_("Reasons, and what speaks against it"))
        lines.add(self.list)
        lines.setMinimumHeight(fonts.px(LIST_HEIGHT))
        buttons = (getattr(self, name) for name in _KEYS)
        self.build(column(self.side_by_side(*both), lines, gap=10), *buttons)

    def under_cursor(self) -> object:
        return self.list.current_row()

    def refusals(self) -> dict[str, str]:
        actor, view = self._actor, self.view
        if actor is None or view is None:
            return dict.fromkeys(_KEYS, _("reading who may do it"))
        row: ContentPart | None = self.list.current_row()
        over = _over(view.state)
        found = {
            name: deed.why_no_role(actor) or (deed.why_not(actor, view) and over)
            for name, deed in DEEDS.items()
        }
        unapproved = "" if view.state is ListingState.APPROVED else _("not approved")
        none = "" if row is not None else _("choose a row")
        is_searched = row is not None and row.label.startswith("S")
        amended = none or (_("drop it, and say anew where") if is_searched else "")
        lacks = _("something is missing: see above") if view.missing else ""
        known = _("counter-evidence stands in it") if view.content.counter else ""
        is_open = view.state in OPEN_STATES
        waits = _("nobody submitted it") if is_open else over
        return {
            **found,
            "drop": found["drop"] or none,
            "amend": found["amend"] or amended,
            "searched": found["searched"] or known,
            "submit": found["submit"] or lacks,
            "hash": found["reason"],
            "report": found["report"] or unapproved,
            "second": "" if view.state is ListingState.SUBMITTED else waits,
        }


def _over(state: ListingState) -> str:
    """Why its rows change no more, in a word: the status says the rest."""
    match state:
        case ListingState.SUBMITTED:
            return _("it waits")
        case ListingState.APPROVED:
            return _("approved")
    return _("withdrawn")


def _facts(view: ProposalView) -> Iterator[tuple[str, Line]]:
    content = view.content
    act = ", ".join(filter(None, (content.act, content.annex)))
    yield _("Act"), (Text(act, bold=True),)
    yield _("Criterion"), (Text(content.criterion),)
    yield _("Status"), (Text(view.state_said),)
    by = _("{author} on {day}").format(author=view.author, day=shown_date(view.at.date()))
    yield _("Proposed by"), (Text(by, "text2"),)
    for title, known in ((_("Names"), content.names), (_("Identifiers"), content.identifiers)):
        said = "; ".join(map(known_said, known)) or _("none is stated")
        yield title, (Text(said),)
    yield _("SHA-256"), (Text(view.digest, "muted", mono=True),)


def _in_full(row: ContentPart | None) -> Iterator[Line]:
    for number, line in enumerate(row_lines(row) if row else ()):
        yield (Text(line.strip(), "text2" if number else "text", bold=not number),)


def _beside(view: ProposalView) -> Iterator[Line]:
    """What is missing first, then what changed, what was dropped, what stays out."""
    dropped = (
        _("{sentence} ({author}: {reason})").format(
            sentence=one.sentence, author=one.author, reason=one.reason
        )
        for one in view.content.dropped
    )
    left_out = (_("{said}: {why}").format(said=said, why=why) for said, why in view.left_out)
    blocks = (
        (_("Before it is submitted"), view.missing),
        (_("Changed since it was submitted"), view.changed),
        (_("Counter-evidence that was dropped"), tuple(dropped)),
        (_("Stated of the entity, and stays out"), tuple(left_out)),
    )
    for title, lines in blocks:
        if lines:
            yield (Text(title, bold=True),)
        for line in lines:
            yield (Glyph("next", 9, "muted"), Gap(6), Text(line))
