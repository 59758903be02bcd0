"""The room around the desk: who opens which tab, and which dialog over it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from landwaiter import __version__
from landwaiter.domain.people.preferences import Mode, Preferences
from landwaiter.i18n import _
from landwaiter.services.people.preferences import set_preferences
from landwaiter.services.people.presence import PresenceReport, sentence
from landwaiter.services.statistics.trade_history import HistoryOf, HistorySubject
from landwaiter.ui.casebook.authority_deeds import OutsideDeeds
from landwaiter.ui.casebook.key_deeds import KeyDeeds
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.cases.cases_place import CaseFilterChoices, CasesPlace
from landwaiter.ui.chart.chart_tab import ChartTab
from landwaiter.ui.entities.entity_tab import EntityTab
from landwaiter.ui.finding.find_place import FindPlace
from landwaiter.ui.flags.sample_dialog import SampleDialog
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.file_deeds import Files
from landwaiter.ui.frame.locking import Leave, Locking
from landwaiter.ui.frame.preferences_place import SettingsPlace
from landwaiter.ui.frame.rail import PLACES
from landwaiter.ui.frame.tab_view import DeskView
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.goods.controls_dialog import ControlsDialog
from landwaiter.ui.hits.hits_tab import KEY as HITS
from landwaiter.ui.hits.hits_tab import HitsTab
from landwaiter.ui.incidents.incidents_controller import IncidentController
from landwaiter.ui.intake.intake_place import IntakePlace
from landwaiter.ui.intake.new_case import NewCase
from landwaiter.ui.intake.watched_dialog import WatchedDialog
from landwaiter.ui.kit import keys
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.theme import theme_of
from landwaiter.ui.law.reference_place import ReferencePlace
from landwaiter.ui.letters.letter_tab import LetterTab, letter_key
from landwaiter.ui.monitoring.monitoring_place import MonitoringPlace
from landwaiter.ui.opening.opening_casebooks import Door
from landwaiter.ui.people.deputy_deeds import DeputyDeeds
from landwaiter.ui.people.duty_place import DutyPlace
from landwaiter.ui.people.on_call_place import OnCallPlace
from landwaiter.ui.people.presence import Presence
from landwaiter.ui.practice.practice_deeds import PracticeDeeds
from landwaiter.ui.practice.practice_dialog import PracticeDialog
from landwaiter.ui.review.returns_dialog import ReturnsDialog
from landwaiter.ui.review.review_tab import ReviewTab
from landwaiter.ui.statistics.history_controller import TradeHistoryController
from landwaiter.ui.statistics.statistics_place import StatisticsPlace
from landwaiter.ui.today.today_place import TodayPlace
from landwaiter.ui.trade.sift_place import KEY as SIFT
from landwaiter.ui.trade.sift_place import SiftPlace
from landwaiter.ui.window.app import theme_for, wear
from landwaiter.ui.window.dialog_table import open_dialog
from landwaiter.ui.window.list_places import AuditPlace, EntitiesPlace
from landwaiter.ui.window.notices_bell import NoticesBell
from landwaiter.ui.window.place_base import reports_place, screening_place
from landwaiter.ui.window.practice_watch import PracticeWatch

_TITLES = {place.key: place.title for place in PLACES}
_KEPT = frozenset({"today", "cases"})
"""Places whose tabs stay open."""


_CASE_TABS = frozenset({"case", "review", "letter"})
_LIVE = (CaseTab, TodayPlace)
"""Views that are read anew while somebody looks at them: they keep their place."""


CaseFinder = ControlsDialog | PracticeDialog | ReturnsDialog | SampleDialog
"""Dialogs with a list whose rows lead to a case: `case_asked(reference)`."""


class Room(QObject):
    """The ways between the screens of one window."""

    def __init__(self, desk: Desk, leave: Leave | None = None) -> None:
        super().__init__(desk)
        self.desk, self.shell = desk, desk.shell
        self.door, self.files = Door(desk), Files(desk)
        self.locking = Locking(desk, self.reopen, leave or self.ask_again)
        self.outside = OutsideDeeds(desk)
        self.deputies = DeputyDeeds(desk)
        self.key_deeds = KeyDeeds(desk, self.door, leave or self.ask_again)
        self.practice = PracticeDeeds(desk, leave or self.ask_again)
        self.new_case = NewCase(desk, self.to_case)
        self._choices: CaseFilterChoices | None = None
        self._places: Mapping[str, Callable[[], DeskView]] = {
            "today": lambda: TodayPlace(desk, self),
            "cases": self._cases_place,
            "entities": lambda: EntitiesPlace(desk, self),
            "screening": lambda: screening_place(desk, self),
            "reference": lambda: ReferencePlace(desk, self),
            "reports": lambda: reports_place(desk, self),
            "audit": self._audit_place,
            "settings": lambda: SettingsPlace(desk, self.prefer),
        }
        self.presence = Presence(desk, self._open_cases)
        self.presence.seen.connect(self._show_present)
        self.shell.place_chosen.connect(self.to_place)
        desk.signed_in.connect(self._signed_in)
        desk.signed_out.connect(self._signed_out)
        self.shell.top.as_of_asked.connect(self._tell_as_of)
        self.bell = NoticesBell(desk, self)
        self.practising = PracticeWatch(desk, self)
        motions = partial(self.to_dialog, "motions")
        bound: dict[str, Callable[[], object]] = {
            "lock": self.locking.ask,
            "motions": motions,
            "find_texts": self.to_find,
        }
        keys.bind("window", self.shell, bound)
        keys.the_gate().single_keys = desk.preferences.single_keys
        # Once what is being answered is answered: whoever moves hears no more of the old window.
        self._moving = QTimer(self, singleShot=True, interval=0)
        self._moving.timeout.connect(self._move_when_free)
        desk.jobs.changed.connect(self._moving.start)
        QApplication.instance().applicationStateChanged.connect(self._state_changed)  # type: ignore[union-attr]  # there is one

    def to_place(self, key: str) -> None:
        """A place of the rail."""
        if self.desk.session is None or key not in self._places:
            return
        tab = Tab(key, _(_TITLES[key]), key, closable=key not in _KEPT)
        self.desk.open(tab, self._places[key], screen=key)

    def to_case(self, reference: str, act: str = "") -> None:
        """A case in its tab, with an act begun."""
        view = self.desk.open(
            Tab(f"case-{reference}", reference, "cases"),
            lambda: CaseTab(self.desk, self, reference),
            screen="case",
            place="cases",
        )
        if act:
            view.act(act)

    def to_duty(self) -> None:
        """Who is on duty, absences, the handover sheet."""
        self.desk.open(
            Tab("duty", _("Duty"), "four-eyes"),
            lambda: DutyPlace(self.desk, self),
            screen="duty",
            place="today",
        )

    def to_on_call(self) -> None:
        """What was held while no head was at work."""
        self.desk.open(
            Tab("on_call", _("On call"), "goods-held"),
            lambda: OnCallPlace(self.desk, self),
            screen="on_call",
            place="today",
        )

    def to_find(self) -> None:
        """Texts by their words; the cursor stands in the field of words."""
        if self.desk.session is None:
            return
        view = self.desk.open(
            Tab("finding", _("Find in texts"), "search"),
            lambda: FindPlace(self.desk, self),
            screen="finding",
            place="cases",
        )
        if isinstance(view, FindPlace):
            view.screen.begin()

    def to_monitoring(self) -> None:
        """Monitoring programmes, their runs and figures."""
        self.desk.open(
            Tab("monitoring", _("Monitoring"), "reports"),
            lambda: MonitoringPlace(self.desk, self),
            screen="monitoring",
            place="reports",
        )

    def to_sift(self) -> None:
        """The queue of the sift."""
        self.desk.open(
            Tab(SIFT, _("Sift"), "screening"),
            lambda: SiftPlace(self.desk, self),
            screen="sift",
            place="screening",
        )

    def sift_files(self) -> None:
        self.files.sift(self.to_sift)

    def to_statistics(self) -> None:
        """Tables of a period, and the cases behind a figure."""
        self.desk.open(
            Tab("statistics", _("Statistics"), "reports"),
            lambda: StatisticsPlace(self.desk, self),
            screen="statistics",
            place="reports",
        )

    def to_review(self, reference: str) -> None:
        self.desk.open(
            Tab(
                f"review-{reference}",
                _("Review {reference}").format(reference=reference),
                "four-eyes",
            ),
            lambda: ReviewTab(self.desk, self, reference),
            screen="review",
            place="cases",
        )

    def to_letter(self, reference: str) -> None:
        """A letter to a party of a case; the cursor stands where its kind is chosen."""
        view = self.desk.open(
            Tab(letter_key(reference), _("Letter {reference}").format(reference=reference), "mail"),
            lambda: LetterTab(self.desk, self, reference),
            screen="letter",
            place="cases",
        )
        if isinstance(view, LetterTab):
            view.screen.begin()

    def to_hits(self, reference: str | None = None, first: str | None = None) -> None:
        """Hits to judge: those of a case, or all of mine."""
        view = self.desk.open(
            Tab(HITS, _("Hits"), "screening"),
            lambda: HitsTab(self.desk, self, reference=reference, first=first),
            screen="hit",
            place="screening",
        )
        if isinstance(view, HitsTab):
            view.show_queue(reference, first)

    def to_entity(self, entity_id: str, act: str = "") -> None:
        """An entity in its tab, with a deed begun."""
        view = self.desk.open(
            Tab(f"entity-{entity_id}", _("Entity"), "entities"),
            lambda: EntityTab(self.desk, self, entity_id),
            screen="entity",
            place="entities",
        )
        if act:
            view.act(act)

    def to_chart(self, root: str, *, name: str = "") -> None:
        """The link chart of a case by its reference; of an entity where its name is given."""
        title = _("Links of {name}").format(name=name or root)
        self.desk.open(
            Tab(f"chart-{root}", title, "link-chart"),
            lambda: ChartTab(self.desk, self, root, is_entity=bool(name)),
            screen="chart",
            place="entities" if name else "cases",
        )

    def show_chart(self) -> None:
        """Of the case in front, or of the entity under the cursor."""
        view = self.desk.view
        if isinstance(view, CaseTab):
            self.to_chart(view.reference)
            return
        if isinstance(view, EntityTab) and view.screen.view is not None:
            self.to_chart(view.screen.view.id, name=view.screen.view.name)
            return
        row = view.screen.list.current_row() if isinstance(view, EntitiesPlace) else None
        if row is not None:
            self.to_chart(row.id, name=row.name)
        else:
            self.desk.warn(_("Open a case first, or choose an entity."))

    def to_cases_of(self, name: str, *, view: str = "") -> None:
        """The list of cases, narrowed to a name, or as a view has it."""
        self.to_place("cases")
        place = self.desk.views["cases"]
        if not isinstance(place, CasesPlace):
            return
        if view:
            place.screen.show_named(view)
        else:
            place.screen.search.setText(name)

    def to_audit_of(self, reference: str) -> None:
        """The audit chain, narrowed to a case."""
        self.to_place("audit")
        view = self.desk.views["audit"]
        if isinstance(view, AuditPlace):
            view.screen.show_case(reference)

    def to_dialog(self, name: str) -> None:
        """A dialog of the window, by its name."""
        self._case_finder(name)

    def to_incident(self, incident_id: str, title: str) -> None:
        """The page of an incident, over what is in front."""
        bench = self.desk.bench
        if bench is not None:
            IncidentController(bench, incident_id, title, self.shell).open()

    def take_in(self) -> None:
        self.files.take_in(self.to_table)

    def to_watched(self) -> None:
        """What was refused in watched folders; each file can be taken in by hand."""
        bench = self.desk.bench
        dialog = open_dialog("watched", bench, parent=self.shell) if bench else None
        if isinstance(dialog, WatchedDialog):
            dialog.file_asked.connect(dialog.accept)
            dialog.file_asked.connect(lambda path: self.files.take_in_files((path,), self.to_table))

    def to_table(self, path: Path) -> None:
        """What the columns of a table are, its rows to mend, a dry run."""
        self.desk.open(
            Tab(f"intake-{path}", _("Take in declarations"), "take-in"),
            lambda: IntakePlace(self.desk, self, path),
            screen="intake",
            place="today",
        )

    def reopen(self, key: str) -> bool:
        """The tab of this key, as it was open before; False for one that cannot be named so."""
        kind, _dash, reference = key.partition("-")
        by_reference: Mapping[str, Callable[[str], None]] = {
            "case": self.to_case,
            "review": self.to_review,
            "letter": self.to_letter,
            "entity": self.to_entity,
            "intake": lambda path: self.to_table(Path(path)),
        }
        if key in self._places:
            self.to_place(key)
        elif key == HITS:
            self.to_hits()
        elif key == SIFT:
            self.to_sift()
        elif key == "monitoring":
            self.to_monitoring()
        elif key == "statistics":
            self.to_statistics()
        elif key == "on_call":
            self.to_on_call()
        elif key == "finding":
            self.to_find()
        elif kind in by_reference and reference:
            by_reference[kind](reference)
        else:
            return False
        return True

    def ask_again(self, folder: Path | None, user: str) -> None:
        """The sign-in screen in this process, where no fresh one is started."""
        if folder is None:
            self.door.show_start()
        else:
            self.door.show_sign_in(folder, user)

    def prefer(self, preferences: Preferences) -> None:
        """Let what the person prefers count from now on."""
        self.desk.prefer(preferences)
        self._wear()
        self.shell.show_hints()
        self.locking.watch_anew()
        self._moving.start()

    def _wear(self) -> None:
        keys.the_gate().single_keys = self.desk.preferences.single_keys
        application, theme = QApplication.instance(), theme_for(self.desk.settings.mode)
        if isinstance(application, QApplication) and theme_of(application.palette()) != theme:
            wear(application, theme)

    def _move_when_free(self) -> None:
        """Into a window of the language and size that was chosen, once no long job runs."""
        desk = self.desk
        if desk.session is None or desk.is_drawn_as_preferred or desk.jobs.running:
            return
        self.locking.keep_tabs()
        desk.move()

    def _open_cases(self) -> tuple[str, ...]:
        """References of the cases in the tabs of this window."""
        keys_of = (key.partition("-") for key in self.desk.views)
        return tuple(sorted({name for kind, _dash, name in keys_of if kind in _CASE_TABS}))

    def _show_present(self, seen: PresenceReport) -> None:
        """Who has what open elsewhere; a chain that grew makes what is in front stale."""
        session = self.desk.session
        if session is None:
            return
        for view in self.desk.views.values():
            if isinstance(view, CaseTab):
                found = seen.on(view.reference)
                view.show_present(sentence(session, found, self.desk.user))
            elif isinstance(view, TodayPlace):
                view.show_present(seen.others)
        status, front = self.desk.status, self.desk.view
        if status and status.audit_seq < seen.audit_seq and isinstance(front, _LIVE):
            self.desk.look_again()

    def _signed_in(self) -> None:
        self._wear()
        self.to_place("today")
        self.desk.read(CaseFilterChoices.read, self._show_choices)

    def _show_choices(self, choices: CaseFilterChoices) -> None:
        self._choices = choices

    def _signed_out(self) -> None:
        self._choices = None

    def _cases_place(self) -> CasesPlace:
        return CasesPlace(
            self.desk, self, self._choices or CaseFilterChoices((self.desk.user,), (), ())
        )

    def _audit_place(self) -> AuditPlace:
        people = self._choices.people if self._choices else (self.desk.user,)
        return AuditPlace(self.desk, self, self.files, people)

    def _act(self, name: str) -> None:
        if self.desk.view is not None:
            self.desk.view.act(name)

    def show_acts(self) -> None:
        """Every act on the case in front, with its reason where it is refused."""
        view = self.desk.view
        if isinstance(view, CaseTab):
            view.screen.show_acts()
        else:
            self.desk.warn(_("Open a case first."))

    def act_of_case(self, name: str) -> None:
        """An act on the case in front."""
        view = self.desk.view
        if isinstance(view, CaseTab):
            view.act(name)
        else:
            self.desk.warn(_("Open a case first."))

    def to_history(self, texts: tuple[str, ...]) -> None:
        """Exports by and to a firm, by its names and numbers."""
        bench = self.desk.bench
        if bench is not None:
            asked = HistorySubject(HistoryOf.COMPANY, texts)
            TradeHistoryController(bench, self.shell, asked).open()

    def to_entry(self, name: str = "", code: str = "") -> None:
        """The control lists, begun with an entry where one is named."""
        dialog = self._case_finder("controls")
        if isinstance(dialog, ControlsDialog) and code:
            dialog.open_code(name, code)

    def to_sample(self) -> None:
        """The newest sample of cases without a flag."""
        self._case_finder("sample")

    def to_returns(self) -> None:
        """Returned proposals, and what became of them."""
        self._case_finder("returns")

    def to_practice(self) -> None:
        """The exercises of a training casebook."""
        self._case_finder("practice")

    def begin_practice_anew(self) -> None:
        """Make a new training casebook in the place of this one, once asked."""
        self.practice.begin_anew()

    def throw_away_practice(self) -> None:
        """Remove the training casebook that is open, once that is confirmed."""
        self.practice.throw_away()

    @property
    def in_front(self) -> Mapping[str, str]:
        """The case or the entity in front, as a form of a deed names it."""
        view = self.desk.view
        if isinstance(view, CaseTab):
            return {"reference": view.reference}
        if isinstance(view, EntityTab) and view.screen.view is not None:
            return {"entity": view.screen.view.id}
        return {}

    def _case_finder(self, name: str) -> CaseFinder | None:
        """A dialog, which closes where it leads to a case; None where it leads to none."""
        bench = self.desk.bench
        dialog = open_dialog(name, bench, parent=self.shell) if bench else None
        if not isinstance(dialog, CaseFinder):
            return None
        dialog.case_asked.connect(dialog.accept)
        dialog.case_asked.connect(self.to_case)
        return dialog

    def open_on_case(self, made: Callable[[Bench, str, QWidget], DialogController[Any]]) -> None:
        """A dialog about the case in front."""
        view, bench = self.desk.view, self.desk.bench
        if isinstance(view, CaseTab) and bench is not None:
            made(bench, view.reference, self.shell).open()
        else:
            self.desk.warn(_("Open a case first."))

    def verify_audit(self) -> None:
        """In the place that shows the trail."""
        self.to_place("audit")
        self._act("verify")

    def copy_row(self) -> None:
        """The row under the cursor, to the clipboard."""
        focus = QApplication.focusWidget()
        if isinstance(focus, ListView):
            focus.copy_row()

    def wear_mode(self, mode: Mode) -> None:
        """A theme at once; kept for who is signed in, else on this machine."""
        if self.desk.session is None:
            self.desk.keep(replace(self.desk.settings, mode=mode))
            self._wear()
            return
        self.desk.write(lambda session: set_preferences(session, {"theme": mode}), self.prefer)

    def tell_about(self) -> None:
        said = _("Landwaiter {version}. Licence EUPL-1.2. It uses no network.")
        self.desk.prompts.tell(_("About Landwaiter"), said.format(version=__version__))

    def _tell_as_of(self) -> None:
        """In a case the control asks for a day; elsewhere it says what the day means."""
        view = self.desk.view
        if isinstance(view, CaseTab):
            view.days.ask()
            return
        said = _(
            "A case is judged by the lists and the law of the day its declaration was "
            "accepted; without one, of the day it was received."
        )
        self.desk.say(said)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.desk.look_again()
