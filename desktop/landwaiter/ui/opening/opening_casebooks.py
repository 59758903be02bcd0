"""The door: start screen, a new casebook, sample data, signing in."""

import os
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject

from landwaiter.domain.base.people import Actor
from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.services.casebook import casebooks
from landwaiter.services.casebook.casebooks import FirstSignIn, UserRow
from landwaiter.services.deeds.engine import signed_in
from landwaiter.services.demo import demonstration, practice_making
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session, only_takes_in
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.kit.dialog_controller import show_over
from landwaiter.ui.kit.jobs import Tell
from landwaiter.ui.opening.casebook_creation import NewCasebook
from landwaiter.ui.opening.first_sign_in_dialog import FirstSignInDialog
from landwaiter.ui.opening.sign_in import SignInScreen
from landwaiter.ui.opening.start_screen import StartScreen
from landwaiter.whole_file import whole_file

START, SIGN_IN = "start", "sign-in"


class Door(QObject):
    """Shows who is not signed in how to begin."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._made: sessions.FoundedCasebook | None = None

    def show_start(self) -> None:
        """No casebook is open: create, open, or look at sample data."""
        self._desk.shell.close_all()
        self._desk.shell.show_status(None)
        tab = Tab(START, _("Start"), "cases", closable=False)
        self._desk.shell.open_tab(tab, self._start_screen, screen="start")

    def show_sign_in(self, folder: Path, user: str = "") -> None:
        """Ask for name and password; a folder that is no casebook is said at the start."""
        self._desk.jobs.read(
            lambda: casebooks.user_names(folder),
            lambda users: self._ask(folder, users, user),
            slot=SIGN_IN,
            on_fault=self._not_opened,
        )

    def choose(self) -> None:
        """Choose the folder of a casebook."""
        folder = self._desk.prompts.folder(_("Open a casebook"))
        if folder is not None:
            self.show_sign_in(folder)

    def load_sample(self) -> None:
        """Make the sample casebook, do the main job on it, sign its analyst in."""
        self._desk.jobs.run(_("Making the sample casebook"), _sample, self._desk.sit_down)

    def load_practice(self) -> None:
        """Make the training casebook, sign its trainee in."""
        self._desk.jobs.run(_("Making the training casebook"), _practice, self._desk.sit_down)

    def _start_screen(self) -> StartScreen:
        screen = StartScreen()
        screen.open_asked.connect(self.choose)
        screen.sample_asked.connect(self.load_sample)
        screen.practice_asked.connect(self.load_practice)
        card = screen.create_card
        card.folder_asked.connect(lambda: self._choose_new(screen))
        card.create_asked.connect(lambda new: self._create(screen, new))
        card.print_asked.connect(self._print_key)
        card.save_asked.connect(self._save_key)
        card.kept.connect(self._open_new)
        screen.setFocusProxy(card.folder)
        return screen

    def _ask(self, folder: Path, users: tuple[str, ...], user: str) -> None:
        def make() -> SignInScreen:
            screen = SignInScreen(folder.name, str(folder), users)
            screen.user.setCurrentText(user if user in users or not users else users[0])
            screen.sign_in_asked.connect(partial(self._sign_in, screen, folder))
            screen.back_asked.connect(self.show_start)
            return screen

        self._desk.shell.close_all()
        tab = Tab(SIGN_IN, _("Sign in"), "lock", closable=False)
        screen = self._desk.shell.open_tab(tab, make, screen="sign_in")
        screen.setFocus()

    def _sign_in(self, screen: SignInScreen, folder: Path, user: str, password: str) -> None:
        def refused(fault: Fault) -> None:
            screen.show_refusal(fault)
            if isinstance(fault, FirstSignIn):
                self._ask_first(folder, user, password)

        self._desk.jobs.read(
            lambda: sessions.open_casebook(folder, user=user, password=password),
            self._let_in,
            owner=screen,
            on_fault=refused,
        )

    def _ask_first(self, folder: Path, user: str, password: str) -> FirstSignInDialog:
        """An own password in the place of the first one; whoever has it is let in."""
        dialog = FirstSignInDialog(user, self._desk.shell)
        made: list[Session] = []

        def work(chosen: str) -> tuple[Session, UserRow]:
            session = sessions.sign_in_first(
                folder, user=user, password=password, new_password=chosen
            )
            return session, casebooks.user_row(session, user)

        def show(found: tuple[Session, UserRow]) -> None:
            made.append(found[0])
            dialog.show_key(found[1])

        dialog.chosen.connect(
            lambda chosen: self._desk.jobs.write(
                lambda: work(chosen), show, on_fault=dialog.show_fault
            )
        )
        dialog.print_asked.connect(self._desk.prompts.print_text)
        dialog.entered.connect(lambda: self._let_in(made[0]))
        show_over(dialog)
        return dialog

    def _let_in(self, session: Session) -> None:
        """Shown their casebook; a window drawn for them instead of this one greets them itself.

        A service user made its key here and goes on without a window.
        """

        def known(actor: Actor) -> None:
            if actor.is_service:
                session.casebook.close()
                self._not_opened(only_takes_in(actor.name))
                return
            self._desk.sit_down(session)
            self._desk.greet()

        self._desk.jobs.read(
            lambda: signed_in(session), known, owner=self._desk.shell, on_fault=self._not_opened
        )

    def _not_opened(self, fault: Fault) -> None:
        self.show_start()
        self._desk.show_fault(fault)

    def _choose_new(self, screen: StartScreen) -> None:
        folder = self._desk.prompts.folder(_("Where the casebook is to be"))
        if folder is not None:
            screen.create_card.show_folder(folder)

    def _create(self, screen: StartScreen, new: NewCasebook) -> None:
        def made(opened: sessions.FoundedCasebook) -> None:
            self._made = opened
            if new.holders:
                self._hand_over(opened)
            else:
                screen.create_card.show_recovery_key(opened.recovery_key)
            if opened.warnings:
                self._desk.say(" ".join(opened.warnings))

        first, *others = new.founders
        self._desk.jobs.run(
            _("Creating the casebook"),
            lambda tell: sessions.create_casebook(
                new.folder,
                office=sessions.CasebookOffice(new.office, new.member_state),
                user=first.name,
                password=first.password,
                roles=first.roles,
                founders=others,
                holders=new.holders,
            ),
            made,
        )

    def _hand_over(self, opened: sessions.FoundedCasebook) -> None:
        """Each half to its holder; without both being kept there would be no recovery key."""
        if not self._desk.prompts.hand_over_all(opened.halves):
            said = _("A half was not kept. Make new ones in the menu Casebook, Recovery key.")
            self._desk.prompts.tell(_("Recovery key"), said)
        self._open_new()

    def _print_key(self) -> None:
        if self._made is not None:
            self._desk.prompts.print_text(_("Recovery key"), self._made.recovery_key)

    def _save_key(self) -> None:
        """The recovery key as a text file, where the person wants it."""
        made = self._made
        file = self._desk.prompts.save_file(
            _("Save the recovery key"), "recovery key.txt", _("Text (*.txt)")
        )
        if made is not None and file is not None:
            self._desk.jobs.write(
                lambda: _write(file, made.recovery_key),
                lambda _none: self._desk.say(
                    _("The recovery key is in {file}.").format(file=file.name)
                ),
            )

    def _open_new(self) -> None:
        made, self._made = self._made, None
        if made is not None:
            self._desk.sit_down(made.session)


def _sample(tell: Tell) -> Session:
    made = demonstration.run_demo(say=_counting(tell))
    return sessions.open_casebook(made.casebook, user=made.user, password=made.password)


def _practice(tell: Tell) -> Session:
    made = practice_making.make_practice(say=_counting(tell))
    return sessions.open_casebook(made.casebook, user=made.user, password=made.password)


def _counting(tell: Tell) -> Callable[[str], None]:
    """Each line that is said is one step."""
    lines = count(1)
    return lambda line: tell(next(lines), 0, line)


def _write(file: Path, text: str) -> None:
    with whole_file(file) as aside, aside.open("w", encoding="utf-8", newline="") as stream:
        stream.write(text + os.linesep)
