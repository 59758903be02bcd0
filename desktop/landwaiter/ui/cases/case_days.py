"""A case as of another day in its tab: asked for, shown, left again; and its recheck."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject

from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.services.cases import as_of, recheck
from landwaiter.services.cases.as_of import AsOf
from landwaiter.services.cases.recheck import Recheck
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.kit.prompts import Field
from landwaiter.ui.kit.words import day as day_words

DECLARED, TODAY, OTHER = "declared", "today", "other"
MOST_SAID = 20
"""Sentences of a recheck that fit a dialog; the command line prints all of them."""


class CaseDays(QObject):
    """`shown` is told the day that is shown, None where it is the one that counts."""

    def __init__(self, desk: Desk, screen: CaseScreen, reference: str, back: Callable[[], None]):
        super().__init__(screen)
        self._desk, self._screen, self._reference, self._back = desk, screen, reference, back
        self.day: date | None = None
        """Another day than the one that counts; None: that one."""
        screen.as_of.declared_asked.connect(self.go_back)
        screen.as_of.today_asked.connect(lambda: self.show_day(desk.known_session.today()))
        screen.as_of.other_asked.connect(self.ask)

    def ask(self) -> None:
        """Which day: of the declaration, today, or any other."""
        view = self._screen.view
        if view is None:
            return
        today = self._desk.known_session.today()
        days = {DECLARED: view.case.judged_as_of, TODAY: today}
        which = Field(
            "which",
            _("As of"),
            (
                (
                    DECLARED,
                    _("the day of the declaration, {day}").format(day=_said(days[DECLARED])),
                ),
                (TODAY, _("today, {day}").format(day=_said(today))),
                (OTHER, _("another day")),
            ),
            value=OTHER,
        )
        shown = self.day or view.case.judged_as_of
        other = Field("day", _("Day"), value=shown.isoformat(), hint="2026-03-27", day=True)
        note = _(
            "The case is shown as the law of that day judges it. Nothing is stored, and no act is "
            "possible until you go back with Esc."
        )
        answers = self._desk.prompts.ask(
            _("Show the case as of another day"), _("Show"), (which, other), note=note
        )
        if answers is None:
            return
        chosen = days.get(answers["which"])
        if answers["which"] == DECLARED:
            self.go_back()
        elif chosen or answers["day"].strip():
            self.show_day(chosen or date.fromisoformat(answers["day"].strip()))

    def show_day(self, day: date) -> None:
        """Judge the case as of the day, on a reader."""
        self.day = day
        self._desk.read(
            lambda session: as_of.case_as_of(session, self._reference, day),
            self._show,
            slot=f"case-{self._reference}",
            owner=self._screen,
            bar=self._screen.bar,
            on_fault=self._refused,
        )

    def go_back(self) -> None:
        """The day that counts again."""
        self.day = None
        self._screen.as_of.show_day(None)
        self._back()

    def why_not(self) -> str:
        """Why nothing can be done now; empty on the day that counts."""
        if self.day is None:
            return ""
        return _("You look at another day. Go back to the day of the declaration to act.")

    def recheck(self) -> None:
        """Judge the stored evaluation again and say what came of it."""
        self._desk.read(
            lambda session: recheck.recheck(session, self._reference),
            self._tell,
            slot=f"recheck-{self._reference}",
            owner=self._screen,
            bar=self._screen.bar,
        )

    def _show(self, found: AsOf) -> None:
        if found.day != self.day:
            return
        self._screen.show_view(found.view)
        self._screen.as_of.show_day(found)
        words = _("{day}, not the day of the declaration")
        if found.is_declared:
            words = _("{day} (declaration), judged anew")
        self._desk.show_as_of(words.format(day=_said(found.day)))

    def _refused(self, fault: Fault) -> None:
        self._desk.show_fault(fault)
        self.go_back()

    def _tell(self, found: Recheck) -> None:
        said = recheck.sentences(found)
        lines = list(said[:MOST_SAID])
        if len(said) > MOST_SAID:
            more = _("… and {count} more: “landwaiter case recheck {reference}” prints all.")
            lines.append(more.format(count=len(said) - MOST_SAID, reference=self._reference))
        title = _("Recheck of {reference}").format(reference=self._reference)
        self._desk.prompts.tell(title, "\n".join(lines))


def _said(day: date) -> str:
    return day_words(day)
