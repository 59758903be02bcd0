"""What binds one dialog to the services, and how a dialog is shown."""

from collections.abc import Callable, Collection
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from landwaiter.domain.base.people import Actor
from landwaiter.services.base.page import Page
from landwaiter.services.deeds.engine import signed_in
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.jobs import Tell, TrayJob
from landwaiter.ui.kit.jobs_of_session import Bench, at_rest, read_more
from landwaiter.ui.kit.table import PageModel

P = TypeVar("P", bound=Pane)
T = TypeVar("T")
Row = TypeVar("Row")


def show_over(dialog: QDialog) -> None:
    """Show a dialog over its window, which stays as it is; the dialog goes when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


class DialogController(QObject, Generic[P]):
    """Reads and writes for one dialog, off the GUI thread; it lives as long as its dialog.

    What is asked of a dialog that is gone is answered to nobody, and faults are said in it.
    """

    def __init__(self, bench: Bench, dialog: P) -> None:
        super().__init__(dialog)
        self.bench, self.dialog, self.session = bench, dialog, bench.session
        self._job: TrayJob | None = None

    def open(self) -> P:
        """Show the dialog over its window."""
        show_over(self.dialog)
        return self.dialog

    def read(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        *,
        slot: str = "",
        bar: bool = True,
        model: PageModel[Any] | None = None,
    ) -> None:
        """Read for the dialog; a later read of the same slot supersedes it.

        With the first page of a `model` its list may ask for the next one again.
        """
        on_fault = self.dialog.show_fault
        self.bench.read(
            self.dialog,
            work,
            on_done,
            on_fault if model is None else at_rest(model, on_fault),
            bar=self.dialog.bar if bar else None,
            slot=slot,
        )

    def read_on(
        self,
        model: PageModel[Row],
        page: Callable[[str], Callable[[], Page[Row]]],
        *,
        slot: str,
    ) -> None:
        """Read each further page that a list asks for, under the slot of its first page."""
        dialog = self.dialog
        read_more(self.bench, dialog, model, page, dialog.show_fault, slot=slot, bar=dialog.bar)

    def read_actor(self, on_done: Callable[[Actor], None]) -> None:
        """Who is signed in, with the roles that hold now."""
        self.read(lambda: signed_in(self.session), on_done, bar=False)

    def write(
        self, work: Callable[[], T], on_done: Callable[[T], None], topics: Collection[str]
    ) -> None:
        """Do a deed of the dialog, and tell its topics."""
        self.bench.write(self.dialog, work, on_done, self.dialog.show_fault, topics=topics)

    def run(
        self,
        title: str,
        work: Callable[[Tell], T],
        on_done: Callable[[T], None],
        *,
        topics: Collection[str] = (),
        on_step: Callable[[TrayJob], None] = lambda job: None,
        on_ended: Callable[[], None] = lambda: None,
    ) -> None:
        """Do what takes long: in the tray, and in the dialog until it ends."""
        self._job = self.bench.run(
            self.dialog,
            title,
            work,
            on_done,
            self.dialog.show_fault,
            topics=topics,
            on_step=on_step,
            on_ended=on_ended,
        )

    def cancel(self) -> None:
        """Stop what was begun last."""
        if self._job is not None:
            self._job.cancel()
