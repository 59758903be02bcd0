"""Doing deeds on entities from a form at the foot of a screen; what is typed is kept as a draft."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import do
from landwaiter.services.deeds.handler import Result
from landwaiter.ui.deeds.acting import back_to
from landwaiter.ui.entities.entity_forms import EntityForm
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.kit.act_form import ActForm


class HasEntityForm(Protocol):
    """A screen with room for a form at its foot."""

    def show_form(self, form: QWidget | None) -> None: ...


class EntityDeeds(QObject):
    """The form of one deed at a time over a screen."""

    def __init__(self, desk: Desk, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk, self._screen = desk, screen
        self.form: ActForm | None = None
        self._asked_at: QWidget | None = None

    def open(
        self, asked: EntityForm, key: str, *, on_done: Callable[[Result], Any] | None = None
    ) -> None:
        """Ask, with what was typed before under `key`; do the deed once it is given."""
        form = self.show(ActForm(asked.title, asked.deed, asked.fields, note=asked.note))
        form.given.connect(lambda said: self._give(form, asked, said, key, on_done))
        form.typed.connect(lambda said: self._desk.drafts.keep(key, said))
        self._desk.drafts.restore(key, form.fields.fill, owner=form)

    def show(self, form: ActForm) -> ActForm:
        """A form in place of the one before; where it was asked for gets the focus back."""
        asked_at = self._asked_at if self.form is not None else QApplication.focusWidget()
        self.leave()
        form.left.connect(self.leave)
        self.form, self._asked_at = form, asked_at
        self._host.show_form(form)
        form.show()  # at once: what is typed next is the form's, and no key of the screen
        form.begin()
        return form

    def leave(self) -> None:
        """Close the form; what was typed stays as a draft."""
        form, self.form = self.form, None
        if form is not None and isValid(form):
            self._host.show_form(None)
            back_to(self._asked_at, self._screen)

    @property
    def _host(self) -> HasEntityForm:
        return self._screen  # type: ignore[return-value]  # every screen that acts has one

    def _give(
        self,
        form: ActForm,
        asked: EntityForm,
        said: dict[str, str],
        key: str,
        on_done: Callable[[Result], Any] | None,
    ) -> None:
        def done(made: Result) -> None:
            self._desk.drafts.forget(key)
            if self.form is form:
                self.leave()
            self._tell(made)
            if on_done is not None:
                on_done(made)

        def refused(fault: Fault) -> None:
            if isValid(form):
                form.show_refusal(fault.sentence())
            else:
                self._desk.show_fault(fault)

        self._desk.screen(lambda session: do(session, asked.said_of(said)), done, on_fault=refused)

    def _tell(self, made: Result) -> None:
        self._desk.tell(made.changes)
        told = [*made.outcome.warnings]
        if screened := made.outcome.screened:
            told.append(_("Screened anew: {cases}.").format(cases=", ".join(screened)))
        if told:
            self._desk.say(" ".join(told))
