"""A reference bundle taken in, and the root of its publisher accepted by its fingerprint."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.law.bundles import BundleStatus, RootHead
from landwaiter.i18n import _, plural
from landwaiter.services.law.bundles import BundleIn
from landwaiter.ui.kit.cards import column
from landwaiter.ui.kit.field_row import field_row
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Text
from landwaiter.ui.kit.label import label
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.law.pack_import_dialog import ImportPane


class BundleDialog(ImportPane):
    """`take_asked(Path)` for a bundle; `accept_asked(Path, fingerprint)` for a root.

    `looked_at(Path)` asks what a root says: answer with `show_root`.
    """

    take_asked = Signal(object)
    accept_asked = Signal(object, str)
    looked_at = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Reference bundle"),
            _("packs that their publishers signed; two persons accept whose signature counts"),
            _("Drop a bundle here, or the root.json of a publisher"),
            self.ask,
            parent,
        )
        self.fingerprint = text_field(
            _("64 figures, as the publisher told them on another way than the file came"),
            name=_("Fingerprint"),
        )
        self._status = label("", wrap=True)
        self._root = column(field_row(_("Fingerprint"), self.fingerprint), gap=6)
        self._form = QWidget()
        self._form.setLayout(self._root)
        self._form.hide()
        self.fingerprint.textChanged.connect(lambda _text: self.check())
        note = label(
            _(
                "Everything is verified before a byte is unpacked, and all of it is taken in or "
                "nothing. A pack is official where its publisher may say so."
            ),
            "muted",
            size=Size.SMALL,
            wrap=True,
        )
        self.build(column(self._status, self.zone, self._form, note, gap=10), self.act)
        self.check()

    @property
    def is_root(self) -> bool:
        """A root is chosen, and no bundle."""
        return bool(self.paths) and self.paths[0].suffix.casefold() == ".json"

    def show_status(self, status: BundleStatus) -> None:
        """The root that counts, and how old the newest bundle is."""
        lines = [status.sentence]
        if status.root_fingerprint:
            said = _("Root {version}: {fingerprint}")
            lines.append(
                said.format(version=status.root_version, fingerprint=status.root_fingerprint)
            )
        self._status.show_lines(
            *(
                (Text(line, "med" if status.expired and not at else "text2"),)
                for at, line in enumerate(lines)
            )
        )

    def show_files(self, paths: tuple[Path, ...]) -> None:
        super().show_files(paths)
        self._form.setVisible(self.is_root)
        self.act.allow(_("Accept this root") if self.is_root else _("Take in"))
        if self.is_root:
            self.looked_at.emit(paths[0])
            self.fingerprint.setFocus()
        self.check()

    def show_root(self, head: RootHead) -> None:
        """Whose keys it names: the fingerprint itself is typed, not read off the file."""
        self.outcome.show_waiting(
            plural(
                len(head.keys),
                "Root {version}: {threshold} of {n} key signs the next one.",
                "Root {version}: {threshold} of {n} keys sign the next one.",
                version=head.version,
                threshold=head.threshold,
            )
        )

    def show_taken(self, found: BundleIn) -> None:
        done = plural(
            len(found.packs),
            "Bundle {version} is taken in: {new} of {n} pack is new.",
            "Bundle {version} is taken in: {new} of {n} packs are new.",
            version=found.version,
            new=sum(one.is_new for one in found.packs),
        )
        self.show_done(" ".join((done, *found.said)))

    def show_accepted(self, said: tuple[str, ...], *, waits: bool) -> None:
        """The root counts from now on, or waits for a second person."""
        done = () if waits else (_("The root is accepted."),)
        self.fingerprint.clear()
        self.show_done(" ".join((*done, *said)))

    def ask(self) -> None:
        if not self.act.isEnabled():
            return
        self.outcome.forget()
        if self.is_root:
            self.accept_asked.emit(self.paths[0], self.fingerprint.text())
        else:
            self.take_asked.emit(self.paths[0])

    def missing(self) -> str:
        if self.is_root:
            return "" if self.fingerprint.text().strip() else _("type the fingerprint")
        return super().missing()
