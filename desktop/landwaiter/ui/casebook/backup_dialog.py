"""Backing up: everything in one file, verified by opening it, with progress and Cancel."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import column
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.field_row import field_row
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Text
from landwaiter.ui.kit.keys import on_key, on_submit
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.words import audit_number, short_hash


class BackupDialog(Pane):
    """`choose_asked` (answer with `show_file`), `back_up_asked(Path)`, `cancel_asked`."""

    choose_asked = Signal()
    back_up_asked = Signal(object)
    cancel_asked = Signal()

    def __init__(self, proposed: str = "", parent: QWidget | None = None) -> None:
        super().__init__(_("Back up"), _("the whole casebook in one file"), parent=parent)
        self.file = text_field(_("A new file, on another disk"), name=_("File"))
        self.file.setText(proposed)
        self.choose = ActButton(_("Choose…"), keys="Ctrl+O")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Progress"))
        self.at_hand = MarkLabel()
        self.cancel = ActButton(_("Cancel"))
        self.act = ActButton(_("Back up"), icon="disk", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self._build()
        self.choose.clicked.connect(self.choose_asked)
        self.cancel.clicked.connect(self.cancel_asked)
        self.act.clicked.connect(self.ask)
        self.file.textChanged.connect(lambda _text: self._check())
        on_submit(self, self.ask)
        on_key("Ctrl+O", self, self.choose_asked.emit)
        self.setFocusProxy(self.file)
        self.show_ended()

    def show_file(self, path: Path) -> None:
        self.file.setText(str(path))

    def show_progress(self, done: int, total: int, what: str) -> None:
        """How far it is; a total of 0 is unknown."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.at_hand.show_lines((Text(what, "text2"),))
        self._show_running(True)

    def show_ended(self) -> None:
        """Nothing runs any more."""
        self._show_running(False)
        self._check()

    def show_backed_up(self, path: Path, seq: int, sha256: str) -> None:
        """The file is there and was opened; the audit head it is anchored to."""
        self.show_ended()
        self.show_done(
            _(
                "Backed up to {file} and verified by opening it. Anchored at {number}, {hash}."
            ).format(file=path.name, number=audit_number(seq), hash=short_hash(sha256))
        )

    def show_fault(self, fault: Fault) -> None:
        self.show_ended()
        super().show_fault(fault)

    def ask(self) -> None:
        if self.act.isEnabled():
            self.outcome.forget()
            self.back_up_asked.emit(Path(self.file.text().strip()).expanduser())

    def _show_running(self, running: bool) -> None:
        for part in (self.progress, self.at_hand, self.cancel):
            part.setVisible(running)
        self.file.setReadOnly(running)
        self.is_running = running
        if running:
            self.act.refuse(_("it is running"))

    def _check(self) -> None:
        if self.is_running:
            return
        if self.file.text().strip():
            self.act.allow()
        else:
            self.act.refuse(_("name a file"))

    def _build(self) -> None:
        note = _(
            "The file is encrypted as the casebook is and opens with the same passwords. Beside "
            "it stands a small anchor file: keep it apart, it proves the audit chain up to now."
        )
        body = column(
            field_row(_("File"), self.file, self.choose),
            field_row("", label(note, "muted", size=Size.SMALL, wrap=True)),
            self.at_hand,
            self.progress,
            gap=9,
        )
        self.build(body, self.cancel, self.act)
