"""Data protection for who answers for it: facts for the assessment, and the log of breaches."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.base.terms import capital
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.retention import privacy_deeds as deeds
from landwaiter.domain.retention.privacy import STEP_WORDS, TOPIC_WORDS
from landwaiter.domain.trade import erasure_deeds as store
from landwaiter.domain.trade.erasure import EFFECT_WORDS
from landwaiter.i18n import N_, Words, _, joined, plural
from landwaiter.services.retention.privacy import DataBreach, PrivacyFacts
from landwaiter.services.retention.privacy_notices import notice_details, notice_said
from landwaiter.services.retention.privacy_words import (
    COUNT_WORDS,
    measures,
    periods,
    shown_instant,
    telling,
)
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, column
from landwaiter.ui.kit.dialog_pane import DeedsPane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.theme import Ink

FACTS_HEIGHT, BREACHES_HEIGHT = 330, 150


@dataclass(frozen=True, slots=True)
class PrivacyLine:
    """One fact: of which part, what, and how it is said."""

    part: Words
    what: Words
    said: Words
    is_missing: bool = False
    """The office has not said it."""


@dataclass(frozen=True, slots=True)
class BreachLine:
    """A breach as it is shown: its clock by the hours that the office stated."""

    row: DataBreach
    known: str
    telling: tuple[Words, ...]
    is_late: bool

    @property
    def ink(self) -> Ink:
        return "high" if self.is_late else "text"

    @property
    def last_steps(self) -> tuple[Words, ...]:
        """What was done last, and before that."""
        return tuple(_steps(self.row))[:-3:-1]


FACTS: tuple[TableColumn[PrivacyLine], ...] = (
    TableColumn(
        N_("Part"), lambda row: InlineCell(((Text(row.part, "text2"),),)), width=190, fixed=True
    ),
    TableColumn(N_("What"), lambda row: InlineCell(((Text(row.what, bold=True),),)), width=330),
    TableColumn(
        N_("As stated or counted"),
        lambda row: InlineCell(((Text(row.said, "high" if row.is_missing else "text"),),)),
        least=300,
    ),
)
BREACHES: tuple[TableColumn[BreachLine], ...] = (
    TableColumn(N_("No."), lambda row: InlineCell(((Text(str(row.row.no)),),)), width=44),
    TableColumn(N_("Known since"), lambda row: InlineCell(((Text(row.known),),)), width=130),
    TableColumn(
        N_("What happened"),
        lambda row: InlineCell(((Text(row.row.what),), (Text(row.row.effects, "text2"),))),
        least=240,
        fixed=True,
    ),
    TableColumn(N_("How many"), lambda row: InlineCell(((Text(row.row.persons),),)), width=120),
    TableColumn(N_("Authority"), lambda row: _two(row.telling, row.ink), width=220),
    TableColumn(N_("What was done"), lambda row: _two(row.last_steps), width=230),
)
DEEDS: Mapping[str, Deed[Any, Any]] = {
    "state": deeds.STATE_PROCESSING,
    "period": store.SET_TRADE_PERIOD,
    "erase": store.ERASE_TRADE,
    "resume": store.CARRY_OUT_ERASURE,
    "notice": deeds.RECORD_NOTICE,
    "breach": deeds.LOG_BREACH,
    "add": deeds.ADD_TO_BREACH,
    "report": deeds.REPORT_PRIVACY,
}
"""Button → deed."""
_OF_BREACH = "add"


def _two(said: Sequence[Words], ink: Ink = "text") -> InlineCell:
    """The first line in its ink, what follows below it."""
    return InlineCell(tuple((Text(one, "text2" if at else ink),) for at, one in enumerate(said)))


class PrivacyDialog(DeedsPane):
    """`asked(deed, breach)` with a name of `DEEDS`; answer `show_facts`."""

    chosen_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Data protection"),
            _("what is processed, why, how long, and who may see it"),
            width=1160,
            parent=parent,
        )
        self.facts: RowModel[PrivacyLine] = RowModel(
            FACTS, key=lambda row: (str(row.part), str(row.what))
        )
        self.breaches: RowModel[BreachLine] = RowModel(BREACHES, key=lambda row: row.row.no)
        self.list = ListView(self.facts)
        self.log = ListView(self.breaches, row_height=44)
        self.state = ActButton(_("State…"), keys="Ctrl+G")
        self.period = ActButton(_("Period…"), keys="Ctrl+P")
        self.erase = ActButton(_("Erase…"), keys="Ctrl+E")
        self.resume = ActButton(_("Carry out"), keys="Ctrl+R")
        self.notice = ActButton(_("Record a notice…"), keys="Ctrl+N")
        self.breach = ActButton(_("Log a breach…"), keys="Ctrl+B")
        self.add = ActButton(_("Add to the breach…"), keys="Ctrl+U")
        self.report = ActButton(
            _("Report…"), icon="reports", keys="Ctrl+D", kind=ButtonKind.PRIMARY
        )
        self._actor: Actor | None = None
        self._left = 0
        self._build()
        self.log.shown.connect(lambda _row: self.check())
        self.bind((name, self._button(name).keys) for name in DEEDS)
        self.setFocusProxy(self.list)
        self.check()

    def show_facts(self, found: PrivacyFacts, member_state: str, now: datetime) -> None:
        """All of it anew; the cursor stays on the breach where it was."""
        was = self.under_cursor()
        self.facts.show_rows(tuple(_lines(found)))
        rows = tuple(_breach_line(one, member_state, now) for one in found.breaches)
        self.breaches.show_rows(rows)
        at = [n for n, row in enumerate(rows) if was is not None and row.row.no == was.no]
        if rows:
            self.log.selectRow(at[0] if at else 0)
        self._left = sum(not one.is_done for one in found.store.erasures)
        self.check()

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self.check()

    def under_cursor(self) -> DataBreach | None:
        """The breach under the cursor."""
        line: BreachLine | None = self.log.current_row()
        return line.row if line else None

    def refusals(self) -> dict[str, str]:
        return {name: self._why_not(name, deed) for name, deed in DEEDS.items()}

    def _why_not(self, name: str, deed: Deed[Any, Any]) -> str:
        if self._actor is None:
            return _("reading who may do it")
        if why := deed.why_no_role(self._actor):
            return why
        if name == "resume":
            return "" if self._left else _("nothing that was agreed to is left to do")
        if name != _OF_BREACH:
            return ""
        row = self.under_cursor()
        return deed.why_not(self._actor, row) if row else _("choose a breach")

    def _build(self) -> None:
        facts = Card(_("Facts for the assessment"))
        facts.add(self.list)
        facts.setMinimumHeight(fonts.px(FACTS_HEIGHT))
        nothing = EmptyState(
            "shield",
            _("No breach is logged"),
            _("Log one as soon as it is known: when, what, how many."),
        )
        shown: QStackedWidget = or_nothing(self.breaches, self.log, nothing)  # type: ignore[arg-type]
        log = Card(_("Log of breaches"))
        log.add(shown)
        log.setMinimumHeight(fonts.px(BREACHES_HEIGHT))
        self.build(column(facts, log, gap=10), *(self._button(name) for name in DEEDS))


def _lines(found: PrivacyFacts) -> Iterator[PrivacyLine]:
    said = {one.topic: one.said for one in found.stated}
    for topic, words in TOPIC_WORDS.items():
        told = said.get(topic, "")
        part = _("As the office states")
        yield PrivacyLine(part, _(words), told or _("not stated"), is_missing=not told)
    for notice in found.notices:
        told = joined("; ", tuple(notice_details(notice)))
        yield PrivacyLine(_("Notice {number}").format(number=notice.no), notice_said(notice), told)
    for what, how in periods(found):
        yield PrivacyLine(_("How long"), what, how, is_missing=how == _("not set"))
    for name, words in COUNT_WORDS.items():
        yield PrivacyLine(_("How much"), _(words), str(found.counts[name]))
    for year in sorted({*found.store.years, *found.parties, *found.views}):
        yield PrivacyLine(_("By year"), str(year), _year(found, year))
    for role, persons in found.people.items():
        told = plural(persons, "{n} person", "{n} people")
        yield PrivacyLine(_("Who may see it"), capital(role), told)
    for what, how in measures(found):
        yield PrivacyLine(_("Measures in force"), what, how)
    for one in found.store.erasures:
        done, agreed = one.counts.get("declarations", 0), one.declarations
        yield PrivacyLine(
            _("Erased"),
            _("Erasing {number}").format(number=one.no),
            _("{done} of {agreed}").format(done=done, agreed=agreed),
        )
    for held in found.store.restrictions:
        yield PrivacyLine(_("Held or restricted"), held.on, _(EFFECT_WORDS[held.effect]))


def _year(found: PrivacyFacts, year: int) -> Words:
    return _("declarations {declared}, parties {parties}, views {views}").format(
        declared=found.store.years.get(year, 0),
        parties=found.parties.get(year, 0),
        views=found.views.get(year, 0),
    )


def _breach_line(row: DataBreach, member_state: str, now: datetime) -> BreachLine:
    return BreachLine(
        row,
        shown_instant(row.known, member_state),
        telling(row, now, member_state),
        row.clock.is_late(now),
    )


def _steps(row: DataBreach) -> Iterator[Words]:
    for one in row.steps:
        yield _("{step}: {said}").format(step=_(STEP_WORDS[one.step]), said=one.said)
