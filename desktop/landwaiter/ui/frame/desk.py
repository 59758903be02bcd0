"""The desk: the session of who is signed in, the views behind the tabs, reads and writes."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.zones import zone_name
from landwaiter.domain.cases.case import Case
from landwaiter.domain.law.periods import Calendar, add_working_days
from landwaiter.domain.people.preferences import Preferences
from landwaiter.errors import Fault
from landwaiter.i18n import _, form_of, message, supply
from landwaiter.services.audit import anchoring
from landwaiter.services.casebook import casebooks
from landwaiter.services.casebook.casebooks import Status
from landwaiter.services.casebook.kept_backups import KeptBackup, keep_backup
from landwaiter.services.cases import calendars_in_force, search
from landwaiter.services.cases.search import PaletteRow
from landwaiter.services.lists.index_making import ensure_indexes, missing_indexes
from landwaiter.services.people.at_hand import at_hand
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.changed_topics import EVERYTHING, ChangedTopics, DeedChanges
from landwaiter.ui.frame.drafts import Drafts
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.frame.tab_view import DatedView, DeskView, DraftedView, MarkedView
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.frame.undo import Undo
from landwaiter.ui.kit import day_field, words
from landwaiter.ui.kit.jobs import Jobs, Tell, TrayJob
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.notice import Act
from landwaiter.ui.kit.prompts import Prompts
from landwaiter.ui.kit.window_settings import Settings, save_settings

T = TypeVar("T")


class WindowDrawing(Protocol):
    """How the window is drawn; it can be drawn anew around a casebook that is open."""

    asked: str | None
    """The language that was asked for when the program was started: it wins over settings."""

    def fits(self, settings: Settings) -> bool:
        """Whether the window is drawn in the language and size of these."""

    def draw(self, settings: Settings, session: Session) -> None:
        """Another window in the place of this one, for who is signed in."""


class Desk(QObject):
    """Every read and write of the window goes through it.

    Signals: `signed_in`; `status_shown` whenever the status was read anew; `leaving` while the
    casebook is still open; `signed_out`.

    `bench` works for who is signed in, None at the start and sign-in screens.
    """

    signed_in = Signal()
    status_shown = Signal()
    leaving = Signal()
    signed_out = Signal()

    def __init__(
        self,
        shell: Shell,
        jobs: Jobs,
        prompts: Prompts,
        *,
        settings: Settings,
        file: Path | None = None,
        drawing: WindowDrawing | None = None,
    ) -> None:
        super().__init__(shell)
        self.shell, self.jobs, self.prompts = shell, jobs, prompts
        self.settings, self._file = settings, file
        self.drawing = drawing
        self.preferences = Preferences()
        self.bench: Bench | None = None
        self.status: Status | None = None
        self._backup_tried = False
        self.views: dict[str, DeskView] = {}
        self.drafts = Drafts(self.note, self.read, self)
        self.undo = Undo(
            shell.undo,
            self.write,
            self.read,
            seconds=lambda: self.preferences.undo_seconds,
            tab=lambda: shell.key_now,
            on_sealed=self.tell,
            warn=self.warn,
            parent=self,
        )
        self.undo.drafted.connect(self._show_waiting)
        self._stale: set[str] = set()
        self.skipped_steps: set[str] = set()
        """Steps of practice that the person skipped since signing in."""
        shell.provider = self._find
        shell.tab_shown.connect(self._tab_shown)
        shell.tab_closed.connect(self._tab_closed)
        shell.undo_asked.connect(self._undo)
        shell.refresh_asked.connect(self._refresh)
        shell.closing.connect(self.close)
        jobs.failed.connect(shell.notice.show_fault)

    @property
    def session(self) -> Session | None:
        """Of who is signed in."""
        return self.bench.session if self.bench else None

    @property
    def known_bench(self) -> Bench:
        """The bench, where somebody is signed in for certain: behind a place or a dialog."""
        if self.bench is None:
            raise AssertionError("nobody is signed in")
        return self.bench

    @property
    def user(self) -> str:
        """The name of who is signed in."""
        return self.session.casebook.user.name if self.session else ""

    @property
    def known_session(self) -> Session:
        """The session of the bench."""
        return self.known_bench.session

    @property
    def is_drawn_as_preferred(self) -> bool:
        """Whether who is signed in need not be shown another window."""
        return self.drawing is None or self.drawing.fits(self.settings)

    def prefer(self, preferences: Preferences) -> None:
        """Remember what who is signed in prefers; on this machine how the window is drawn."""
        self.preferences = preferences
        self.keep(self.settings.drawn_for(preferences))

    def keep(self, settings: Settings) -> None:
        """Remember on this machine what the next sign-in needs."""
        self.settings, file = settings, self._file
        if file is not None:
            self.jobs.write(lambda: save_settings(settings, file), lambda _none: None)

    def sit_down(self, session: Session) -> None:
        """Somebody signed in: their casebook is the one that is shown.

        In another window where this one is drawn in another language or size than theirs, or
        without the texts that their office supplies.
        """
        casebook = session.casebook
        session.speak_as_office()
        self.settings = self.settings.opened(casebook.path, casebook.user.name)
        self.prefer(session.preferences)
        if self.drawing is not None and not self.is_drawn_as_preferred:
            self.drawing.draw(self.settings, session)
            return
        self.bench = Bench(
            session,
            self.jobs,
            self.prompts,
            self.tell_topic,
            self._tell_notices,
            self.undo.settle,
        )
        self._use_zone(session)
        day_field.reckon(session.today)
        words.reckon(session.today)
        self.read(
            calendars_in_force.calendar_of_office,
            partial(self._count_days_by, session),
            on_fault=lambda _no_calendar: None,  # then working days cannot be typed
        )
        self.shell.close_all()
        self.show_today()
        self.read_status()
        self.undo.offer()
        self.signed_in.emit()

    def _use_zone(self, session: Session) -> None:
        """Hours are those of the office's own state."""
        words.use_zone(ZoneInfo(zone_name(session.casebook.member_state)))

    def _count_days_by(self, session: Session, calendar: Calendar) -> None:
        day_field.reckon(session.today, lambda day, days: add_working_days(day, days, calendar))

    def get_up(self) -> None:
        """Sign out: what was typed is kept, the tabs go, the casebook is given back."""
        session = self._leave()
        if session is not None:
            self.jobs.after_reads(session.casebook.close)
            self._signed_out()

    def give_up(self) -> None:
        """The same for who closes the casebook by themselves, once what is kept is written."""
        if self._leave() is not None:
            self._signed_out()

    def _signed_out(self) -> None:
        """The texts of their office go with them."""
        supply({})
        self.signed_out.emit()

    def move(self) -> None:
        """Into a window drawn as is preferred now; the casebook stays open, what was typed is kept.

        The other window is drawn once everything is written that this one had to keep.
        """
        session, drawing = self._leave(), self.drawing
        if session is None or drawing is None:
            return
        self.signed_out.emit()
        moved = replace(session, preferences=self.preferences)
        self.jobs.write(lambda: None, lambda _none: drawing.draw(self.settings, moved))

    def greet(self) -> None:
        """Tell of attempts in their name that failed, and what else was found on opening.

        In the language of this window, whichever they were said in.
        """
        told = self.session.notices if self.session else deque[str]()
        notices = "\n".join(message(form_of(one)) for one in told)
        told.clear()
        if notices:
            self.prompts.tell(_("Before you signed in"), notices)

    def _leave(self) -> Session | None:
        """Nothing of the session is shown any more; None where nobody was signed in."""
        bench = self.bench
        if bench is None:
            return None
        self.undo.settle()
        self.drafts.keep_now()
        self.leaving.emit()
        bench.over.set()
        self.undo.rest()
        self.jobs.drop_reads()
        self.bench = self.status = None
        self.views.clear()
        self._stale.clear()
        self.shell.notice.close_notice()
        self.shell.close_all()
        self.shell.show_status(None)
        return bench.session

    def close(self) -> None:
        """The window goes, and its size is remembered."""
        size = self.shell.normal_size
        maximised = self.shell.isMaximized()
        self.keep(replace(self.settings, size=(size.width(), size.height()), maximised=maximised))
        if self.session is not None:
            self.undo.settle()
            self.drafts.keep_now()
            self.leaving.emit()
            self.jobs.after_reads(self.session.casebook.close)

    def read(
        self,
        fn: Callable[[Session], T],
        on_done: Callable[[T], None],
        *,
        slot: str = "",
        owner: QObject | None = None,
        bar: LoadingBar | None = None,
        on_fault: Callable[[Fault], None] | None = None,
    ) -> None:
        """Run a read of the services on a reader; see `Bench.read`."""
        bench = self.bench
        if bench is not None:
            bench.read(owner, lambda: fn(bench.session), on_done, on_fault, bar=bar, slot=slot)

    def write(
        self,
        fn: Callable[[Session], T],
        on_done: Callable[[T], None],
        *,
        on_fault: Callable[[Fault], None] | None = None,
        quiet: bool = False,
    ) -> None:
        """Run a deed of the services on the one writer; a quiet one lets wait what waits."""
        bench = self.bench
        if bench is not None:
            bench.write(None, lambda: fn(bench.session), on_done, on_fault, quiet=quiet)

    def note(
        self,
        fn: Callable[[Session], T],
        on_done: Callable[[T], None],
        *,
        on_fault: Callable[[Fault], None] | None = None,
    ) -> None:
        """Write what does nothing to any case: a draft, that somebody looks; what waits waits."""
        self.write(fn, on_done, on_fault=on_fault, quiet=True)

    def screen(
        self,
        fn: Callable[[Session], T],
        on_done: Callable[[T], None],
        *,
        on_fault: Callable[[Fault], None] | None = None,
    ) -> None:
        """Run a deed that screens. Where an index is missing it is made first, as a job in the
        tray: who cancels it finds nothing done.
        """

        def begin(missing: tuple[object, ...]) -> None:
            if missing:
                self.run(
                    _("Making ready what names are searched in"), after, on_done, on_fault=on_fault
                )
            else:
                self.write(fn, on_done, on_fault=on_fault)

        def after(session: Session, tell: Tell) -> T:
            ensure_indexes(session, tell)
            return fn(session)

        self.read(missing_indexes, begin, on_fault=on_fault)

    def note_view(self, note: Callable[[Session], object]) -> None:
        """Record that sensitive entities are looked at; a refusal is said below the screen."""
        self.note(note, lambda _noted: None)

    def run(
        self,
        title: str,
        fn: Callable[[Session, Tell], T],
        on_done: Callable[[T], None],
        *,
        on_fault: Callable[[Fault], None] | None = None,
    ) -> TrayJob | None:
        """Run a long job of the services; it shows in the tray and can be cancelled there.

        None where nobody is signed in.
        """
        bench = self.bench
        if bench is None:
            return None
        return bench.run(None, title, lambda tell: fn(bench.session, tell), on_done, on_fault)

    def _tell_notices(self) -> None:
        """What stands beside a deed that is done, after what the deed itself said."""
        session = self.known_session
        notices = dict.fromkeys(session.notices)
        session.notices.clear()
        if notices:
            shown = self.shell.notice
            shown.warn(" ".join(filter(None, (shown.text, *notices))), shown.act)

    def open(
        self, tab: Tab, make: Callable[[], DeskView], *, screen: str, place: str = ""
    ) -> DeskView:
        """Show the tab of this key; its view is made and read where it is not open yet."""
        made: list[DeskView] = []

        def widget() -> QWidget:
            made.append(make())
            self.views[tab.key] = made[0]
            return made[0].screen

        self.shell.open_tab(tab, widget, screen=screen, place=place)
        if made:
            made[0].reload()
        return self.views[tab.key]

    @property
    def view(self) -> DeskView | None:
        """The view in front."""
        return self.views.get(self.shell.key_now)

    def tell(self, changes: DeedChanges) -> None:
        """A deed is committed: stale views read anew, those behind when they come to the front."""
        touched = ChangedTopics(changes.topics, changes.ids)
        if self.session is not None and "settings" in touched.topics:
            self._use_zone(self.session)
        self._stale |= {key for key, view in self.views.items() if view.concerned(touched)}
        self._read_if_stale(self.shell.key_now)
        self.read_status()

    def tell_topic(self, topic: str) -> None:
        """A deed of a dialog is committed."""
        self.tell(ChangedTopics(frozenset({topic})))

    def _show_waiting(self) -> None:
        for view in self.views.values():
            if isinstance(view, DraftedView):
                view.show_waiting()

    def say(self, text: str) -> None:
        """What was done, below the screen in front."""
        self.shell.notice.say(text)

    def warn(self, text: str, act: Act | None = None) -> None:
        """Why what was asked for is not possible now, below the screen in front."""
        self.shell.notice.warn(text, act)

    def show_as_of(self, words: str) -> None:
        """Which day's lists and law the screen in front shows."""
        self.shell.top.show_as_of(words)

    def show_judged_as_of(self, case: Case) -> None:
        said = _("{day} (declaration)") if case.declaration else _("{day} (receipt)")
        self.show_as_of(said.format(day=words.day(case.judged_as_of)))

    def show_today(self) -> None:
        if self.session is not None:
            self.show_as_of(_("today, {day}").format(day=words.day(self.session.today())))

    def show_fault(self, fault: Fault) -> None:
        self.shell.notice.show_fault(fault)

    def read_status(self) -> None:
        self.read(casebooks.status, self._show_status, slot="status")

    def look_again(self) -> None:
        """The person comes back to the window: another process may have written meanwhile."""
        known = self.status

        def compare(status: Status) -> None:
            self._show_status(status)
            if known is not None and status.audit_seq != known.audit_seq:
                self.tell(EVERYTHING)

        self.read(casebooks.status, compare, slot="status")

    def _show_status(self, status: Status) -> None:
        told = self.status.cautions if self.status else ()
        self.status = status
        self.shell.show_status(status)
        self.status_shown.emit()
        news = [caution.text for caution in status.cautions if caution not in told]
        if news:
            self.shell.notice.warn(" ".join(news))
        elif status.anchor_due and not status.cautions:
            self.note(anchoring.keep_anchor, self._anchor_kept)
        elif status.backup is not None and status.backup.overdue and not self._backup_tried:
            self.keep_backup()

    def keep_backup(self) -> TrayJob | None:
        """Make the backup that is due, as a job of the tray; None where none is due.

        After one that failed or was cancelled the next is tried when the window locks or closes.
        """
        state = self.status.backup if self.status else None
        title = _("Backing up")
        running = next((job for job in self.jobs.running if job.title == title), None)
        if running is not None or state is None or not state.due:
            return running
        self._backup_tried = True
        return self.run(title, keep_backup, self._backup_kept)

    def _backup_kept(self, kept: KeptBackup) -> None:
        if kept.refusal:
            self.shell.notice.warn(kept.refusal)
        self.read_status()

    def _anchor_kept(self, refusal: str) -> None:
        if refusal:
            self.shell.notice.warn(refusal)
        else:
            self.read_status()

    def _find(self, text: str) -> tuple[PaletteRow, ...]:
        """For the palette, on a reader; acts come from the view in front, which knows the rules."""
        session = self.session
        if session is None:
            return ()
        found = search.find(session, text) if text else at_hand(session)
        return tuple(entry for entry in found if entry.kind != "act")

    def _undo(self) -> None:
        """What waits to be sealed comes first, then a mark of the view in front."""
        if self.undo.waits or not isinstance(self.view, MarkedView):
            self.undo.undo()
        else:
            self.view.undo_mark()

    def _refresh(self, key: str) -> None:
        view = self.views.get(key)
        if view is not None:
            self._stale.discard(key)
            view.reload()
            self.read_status()

    def _tab_closed(self, key: str) -> None:
        self.views.pop(key, None)
        self.undo.left(self.shell.key_now)

    def _tab_shown(self, key: str) -> None:
        self.undo.left(key)
        self.shell.notice.close_notice()
        view = self.views.get(key)
        if isinstance(view, DatedView):
            view.show_as_of()
        else:
            self.show_today()
        self._read_if_stale(key)

    def _read_if_stale(self, key: str) -> None:
        view = self.views.get(key)
        if view is not None and key in self._stale:
            self._stale.discard(key)
            view.reload()
