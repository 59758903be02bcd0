"""Verifying reports as received: files, key sheets and certificates, and the sentences found."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.errors import Fault
from landwaiter.i18n import N_, _
from landwaiter.services.reports.files.received import received
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.dropzone import DropZone
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Inline, Text
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.outcome import OutcomeLabel
from landwaiter.ui.kit.theme import Ink

# passed, proven → glyph, ink, words
_VERDICTS: dict[tuple[bool, bool], tuple[str, Ink, str]] = {
    (True, True): ("tick", "ok", N_("Unchanged, and the origin is proven")),
    (True, False): ("question", "med", N_("Consistent; the origin is not proven")),
    (False, False): ("warning", "crit", N_("Not what was signed")),
    (False, True): ("warning", "crit", N_("Not what was signed")),
}


class VerifyCard(Card):
    """`verify_asked(reports, vouchers)`, `choose_reports_asked`, `choose_sheet_asked`.

    Vouchers are key sheets of offices and certificates of authorities."""

    verify_asked = Signal(object, object)
    choose_reports_asked = Signal()
    choose_sheet_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Verify reports"), _("as received"), icon="shield", parent=parent)
        self.files: tuple[Path, ...] = ()
        self.vouchers: tuple[Path, ...] = ()
        self.zone = DropZone(
            _("Drop PDF and Excel files here, with key sheets and certificates"),
            _("Choose…"),
            keys="Ctrl+O",
        )
        self.sheet_words = MarkLabel().elastic()
        self.choose_sheet = ActButton(_("Key sheet, certificate…"), icon="key", small=True)
        self.clear = ActButton(_("Clear"), small=True)
        self.act = ActButton(_("Verify"), keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self.verdict, self.sentences = MarkLabel(wrap=True), MarkLabel(wrap=True)
        self.outcome = OutcomeLabel()
        self._build()
        self.zone.dropped.connect(self.take)
        self.zone.choose_asked.connect(self.choose_reports_asked)
        self.choose_sheet.clicked.connect(self.choose_sheet_asked)
        self.clear.clicked.connect(self.forget)
        self.act.clicked.connect(self.ask)
        self.forget()

    def take(self, paths: tuple[Path, ...]) -> None:
        """Files that were dropped: key sheets and certificates are known by their endings."""
        found = received(paths)
        self.add_files(found.reports)
        self.add_vouchers((*found.sheets, *found.authorities))

    def add_files(self, paths: tuple[Path, ...]) -> None:
        """These reports too; the same file once."""
        self.files = tuple(dict.fromkeys((*self.files, *paths)))
        self._show_inputs()

    def add_vouchers(self, paths: tuple[Path, ...]) -> None:
        """These key sheets and certificates too; the same file once."""
        self.vouchers = tuple(dict.fromkeys((*self.vouchers, *paths)))
        self._show_inputs()

    def forget(self) -> None:
        """Begin anew with no files."""
        self.files, self.vouchers = (), ()
        self._show_inputs()

    def ask(self) -> None:
        if self.files and self.act.isEnabled():
            self._forget_verdict()
            self.act.refuse(_("it is running"))
            self.verify_asked.emit(self.files, self.vouchers)

    def show_verdict(self, sentences: tuple[str, ...], *, passed: bool, proven: bool) -> None:
        """What was found, sentence by sentence."""
        self._check()
        glyph, ink, words = _VERDICTS[passed, proven]
        self.verdict.show_lines(
            (Glyph(glyph, 14, ink), Gap(8), Text(_(words), ink, Size.NUMBER, bold=True))
        )
        self.sentences.show_lines(*(_sentence(sentence) for sentence in sentences))
        for part in (self.verdict, self.sentences):
            part.show()

    def show_fault(self, fault: Fault) -> None:
        """A file that is no report; the files chosen stay."""
        self._check()
        self.outcome.show_fault(fault)

    def _show_inputs(self) -> None:
        self.zone.show_files(self.files)
        named = ", ".join(path.name for path in self.vouchers)
        ink: Ink = "text" if named else "muted"
        said = Text(named or _("none: the origin cannot be proven"), ink)
        self.sheet_words.show_lines((Text(_("By "), "text2"), Gap(4), said))
        self._forget_verdict()
        self._check()

    def _forget_verdict(self) -> None:
        """A verdict is about the files it was given, not about others."""
        self.outcome.forget()
        for part in (self.verdict, self.sentences):
            part.show_lines()
            part.hide()

    def _check(self) -> None:
        self.clear.setVisible(bool(self.files or self.vouchers))
        if self.files:
            self.act.allow()
        else:
            self.act.refuse(_("choose files first"))

    def _build(self) -> None:
        note = _(
            "Any report can be verified, of this office or another. A key sheet comes from the "
            "office that signed, by another way than the report; so does the certificate of the "
            "authority behind a PAdES signature."
        )
        self.add(
            column(
                self.zone,
                across(self.sheet_words, self.choose_sheet),
                across(self.clear, 0, self.act),
                self.outcome,
                self.verdict,
                self.sentences,
                label(note, "muted", size=Size.SMALL, wrap=True),
                gap=10,
                margins=(12, 12, 12, 12),
            )
        )


def _sentence(text: str) -> tuple[Inline, ...]:
    return (Text(text),)
