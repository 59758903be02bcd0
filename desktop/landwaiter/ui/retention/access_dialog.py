"""Requests for access: search a person, judge what is found, withhold, black out, give out."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.retention.access_deeds import (
    BLACK_OUT_WORDS,
    FIND_PERSON,
    GIVE_OUT,
    JUDGE_ENTRIES,
    REPORT_ACCESS_ANSWER,
    WITHHOLD_ENTRIES,
)
from landwaiter.domain.retention.access_request import Sameness
from landwaiter.errors import Fault
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.wording import shown_score
from landwaiter.services.retention.access_requests import AccessAnswer, AccessEntry, Request
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.field_row import choice_box, choose, chosen, field_row
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.keys import go_on, on_key, on_submit
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import TextArea, text_field
from landwaiter.ui.kit.theme import Ink
from landwaiter.ui.kit.words import day, word

LIST_WIDTH, LIST_HEIGHT = 620, 380
_SAME_INKS: Mapping[Sameness, Ink] = {
    Sameness.SAME: "ok",
    Sameness.DIFFERENT: "muted",
    Sameness.OPEN: "med",
}


def _same(entry: AccessEntry) -> InlineCell:
    said = word(entry.same) if entry.ground is None else _("Withheld")
    ink: Ink = _SAME_INKS[entry.same] if entry.ground is None else "high"
    return InlineCell(((Text(said, ink),),))


ENTRY_COLUMNS: tuple[TableColumn[AccessEntry], ...] = (
    TableColumn(N_("No."), lambda row: InlineCell(((Text(str(row.no), mono=True),),)), width=44),
    TableColumn(N_("Met"), lambda row: InlineCell(((Text(row.matched, bold=True),),)), fixed=True),
    TableColumn(N_("Where"), lambda row: InlineCell(((Text(word(row.kind)),),)), width=124),
    TableColumn(
        N_("Case"), lambda row: InlineCell(((Text(row.reference or "—", mono=True),),)), width=132
    ),
    TableColumn(
        N_("Score"), lambda row: InlineCell(((Text(shown_score(row.score), mono=True),),)), width=56
    ),
    TableColumn(N_("Person"), _same, width=84),
)


ACTS: tuple[tuple[str, str, str], ...] = (
    ("same", N_("Same person"), "Ctrl+S"),
    ("different", N_("Another person"), "Ctrl+D"),
    ("redact", N_("Black out…"), "Ctrl+B"),
    ("refuse", N_("Withhold…"), "Ctrl+H"),
    ("report", N_("Report…"), "Ctrl+P"),
    ("give", N_("Give out…"), "Ctrl+E"),
)
"""Button, title, keys."""
DEEDS_ON_ENTRIES: Mapping[str, Deed[Any, Any]] = {
    "same": JUDGE_ENTRIES,
    "different": JUDGE_ENTRIES,
    "redact": BLACK_OUT_WORDS,
    "refuse": WITHHOLD_ENTRIES,
    "report": REPORT_ACCESS_ANSWER,
    "give": GIVE_OUT,
}
"""Button → deed."""
_OF_REQUEST = frozenset({"report"})
"""Buttons of deeds on the whole request, also where nothing was found for it."""


class AccessDialog(Pane):
    """`search_asked(name, identifier, born)`, `chosen_changed`, `asked(deed, entry)`, `cancel`."""

    search_asked = Signal(str, str, str)
    cancel_asked = Signal()
    chosen_changed = Signal()
    asked = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Requests for access"),
            _("a person's data in every row and file, in any spelling"),
            width=1160,
            parent=parent,
        )
        self.name = text_field(_("the whole name"), name=_("Name"))
        self.identifier = text_field(_("number of a document or firm"), name=_("Identifier"))
        self.born = text_field(_("1970-01-18, or a year"), name=_("Born"))
        self.search = ActButton(_("Search"), icon="search", keys="Ctrl+Enter")
        self.cancel = ActButton(_("Cancel"))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Progress"))
        self.requests = choice_box(_("Access request"), ())
        self.model: RowModel[AccessEntry] = RowModel(ENTRY_COLUMNS, key=lambda row: row.no)
        self.list = ListView(self.model)
        self.text = TextArea(readOnly=True)
        self.text.setAccessibleName(_("What is given of it"))
        self.text.setTabChangesFocus(True)
        self.how, self.unsearched = MarkLabel(wrap=True), MarkLabel(wrap=True)
        self.buttons = {
            name: ActButton(
                _(title),
                keys=keys,
                kind=ButtonKind.PRIMARY if name == "give" else ButtonKind.SECONDARY,
            )
            for name, title, keys in ACTS
        }
        self._card = Card(_("Found"))
        self._actor: Actor | None = None
        self._answer: AccessAnswer | None = None
        self._build()
        self._connect()
        self.show_ended()
        self._show(None)

    def show_requests(self, requests: tuple[Request, ...], number: int = 0) -> None:
        """The requests there are, and which one is looked at: the newest unless one is named."""
        self.requests.blockSignals(True)  # Qt's own argument
        self.requests.clear()
        for request in requests:
            title = _("{no}. {name}, {day}").format(
                no=request.no, name=request.name, day=day(request.received)
            )
            self.requests.addItem(title, str(request.no))
        choose(self.requests, str(number) if number else "")
        self.requests.blockSignals(False)  # Qt's own argument
        self.chosen_changed.emit()

    def show_answer(self, answer: AccessAnswer | None) -> None:
        """The entries of the request, as they are judged now."""
        was, self._answer = self.entry, answer
        rows = answer.entries if answer else ()
        self.model.show_rows(rows)
        at = [n for n, row in enumerate(rows) if was is not None and row.no == was.no]
        if rows:
            self.list.selectRow(at[0] if at else 0)
        left = sum(row.same is Sameness.OPEN for row in rows)
        self._card.name(_("Found"), plural(left, "{n} to judge", "{n} to judge"))
        self._show(self.entry)

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self._check()

    def show_unsearched(self, lines: tuple[str, ...]) -> None:
        """Files that no search could read: a person looks at them."""
        self.unsearched.show_lines(*[(Text(line, "med"),) for line in lines])

    def show_progress(self, done: int, total: int, what: str) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self._show_running(True)

    def show_ended(self) -> None:
        """Nothing runs any more."""
        self._show_running(False)

    def show_fault(self, fault: Fault) -> None:
        self.show_ended()
        super().show_fault(fault)

    @property
    def number(self) -> int:
        """The request that is looked at; 0: none."""
        return int(chosen(self.requests) or 0)

    @property
    def entry(self) -> AccessEntry | None:
        """The entry under the cursor."""
        found: AccessEntry | None = self.list.current_row()
        return found

    def ask_search(self) -> None:
        if self.search.isEnabled():
            self.outcome.forget()
            said = (field.text().strip() for field in (self.name, self.identifier, self.born))
            self.search_asked.emit(*said)

    def ask(self, name: str) -> None:
        """Ask for a deed, where it is allowed now."""
        if self.buttons[name].isEnabled():
            self.outcome.forget()
            self.asked.emit(name, None if name in _OF_REQUEST else self.entry)

    def _clicked(self, name: str, _checked: bool = False) -> None:
        self.ask(name)

    def _build(self) -> None:
        nothing = EmptyState(
            "search",
            _("Nothing was found, or nobody asked yet"),
            _("Type the name of who asks and search. Nothing is changed by a search."),
        )
        shown: QStackedWidget = or_nothing(self.model, self.list, nothing)  # type: ignore[arg-type]
        self._card.add(shown)
        self._card.setMinimumSize(fonts.px(LIST_WIDTH), fonts.px(LIST_HEIGHT))
        self.requests.setMinimumWidth(fonts.px(260))
        given = Card(_("What is given of it")).add(
            column(self.text, self.how, gap=8, margins=(12, 10, 12, 10))
        )
        body = column(
            across(self.name, self.identifier, self.born, self.search, self.cancel, gap=8),
            self.progress,
            field_row(_("Access request"), self.requests, 0),
            across(self._card, given, gap=12),
            self.unsearched,
            gap=10,
        )
        self.build(body, *self.buttons.values())

    def _connect(self) -> None:
        self.search.clicked.connect(self.ask_search)
        self.cancel.clicked.connect(self.cancel_asked)
        self.name.textChanged.connect(lambda _text: self._check())
        go_on((self.name, self.identifier, self.born))
        self.requests.currentIndexChanged.connect(lambda _at: self.chosen_changed.emit())
        self.list.shown.connect(lambda _row: self._show(self.entry))
        on_submit(self, self.ask_search)
        for name, _title, keys in ACTS:
            self.buttons[name].clicked.connect(partial(self._clicked, name))
            on_key(keys, self, partial(self.ask, name))
        self.setFocusProxy(self.name)

    def _show(self, entry: AccessEntry | None) -> None:
        self.text.setPlainText(entry.shown_text if entry else "")
        lines = _about(entry) if entry else ()
        self.how.show_lines(*[(Text(line, "text2"),) for line in lines])
        self._check()

    def _show_running(self, running: bool) -> None:
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        self.is_running = running
        self._check()

    def _check(self) -> None:
        actor = self._actor
        if self.is_running or actor is None:
            self.search.refuse(_("it is running") if actor else _("reading who may do it"))
        elif why := FIND_PERSON.why_no_role(actor):
            self.search.refuse(why)
        elif self.name.text().strip():
            self.search.allow()
        else:
            self.search.refuse(_("type a name"))
        for name, button in self.buttons.items():
            if why := self._why_not(name):
                button.refuse(why)
            else:
                button.allow()

    def _why_not(self, name: str) -> str:
        if self._actor is None:
            return _("reading who may do it")
        if self._answer is None or (self.entry is None and name not in _OF_REQUEST):
            return _("choose an entry")
        return DEEDS_ON_ENTRIES[name].why_not(self._actor, self._answer)


def _about(entry: AccessEntry) -> tuple[str, ...]:
    withheld = (
        _("Withheld: {title}. {basis}; {provision}").format(
            title=_(entry.ground.title), basis=entry.ground.basis, provision=entry.provision
        )
        if entry.ground
        else ""
    )
    place = _("In {place}. {how}").format(place=entry.place, how=entry.how)
    return tuple(filter(None, (withheld, place)))
