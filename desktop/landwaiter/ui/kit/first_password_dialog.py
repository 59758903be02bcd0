"""A first password, shown once to whoever hands it over."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from landwaiter.i18n import _
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Text
from landwaiter.ui.kit.keys import on_submit
from landwaiter.ui.kit.label import MarkLabel, label


class FirstPasswordDialog(QDialog):
    """Signal: `print_asked(str)` with what is handed over."""

    print_asked = Signal(str)

    def __init__(self, name: str, password: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.password = password
        title = _("First password of {user}").format(user=name)
        self.setWindowTitle(title)
        self.setMinimumWidth(fonts.px(540))
        self.shown = MarkLabel(
            (Text(password, size=Size.TITLE, mono=True, whole=True),), ground="alt"
        )
        self.closing = ActButton(
            _("It is written down"), keys="Ctrl+Enter", kind=ButtonKind.PRIMARY
        )
        self._build(title, name)
        self._fit()
        self.closing.clicked.connect(self.accept)
        on_submit(self, self.accept)

    def _fit(self) -> None:
        """As high as the text needs at this width: Qt asks for it at the width of one line."""
        layout = self.layout()
        if layout is not None:
            width = self.minimumWidth()
            self.resize(width, layout.totalHeightForWidth(width))

    def _build(self, title: str, name: str) -> None:
        printing = ActButton(_("Print"), icon="print", small=True)
        printing.clicked.connect(lambda: self.print_asked.emit(self.password))
        box = panel("alt")
        box.setLayout(across(self.shown, 0, margins=(12, 12, 12, 12)))
        said = _(
            "Hand it over to {user} in person. It is good for one thing: the first sign-in, at "
            "which {user} chooses their own password and makes their own signing key. A colleague "
            "who did not give it out confirms that key then."
        ).format(user=name)
        once = label(_("Shown once. Landwaiter keeps no copy."), "muted", size=Size.SMALL)
        self.setLayout(
            column(
                label(title, size=Size.NUMBER, bold=True),
                box,
                MarkLabel((Text(said, "text2", Size.BODY),), wrap=True),
                across(printing, once, 0),
                across(0, self.closing),
                gap=12,
                margins=(16, 16, 16, 12),
            )
        )
