"""What happens on a bug: it is written down without case data and shown with a copyable report."""

import platform
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from landwaiter import __version__
from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, column
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Text
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.text import text_area


def report_of(error: BaseException) -> str:
    """Type and places of the error, versions; no message and no value, which may be case data."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {_module(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    head = (
        f"Landwaiter {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()}"
    )
    return "\n".join([head, type(error).__name__, *places])


def _module(filename: str) -> str:
    """The path inside the package or library; the rest names a user's folders."""
    parts = filename.replace("\\", "/").split("/")
    for anchor in ("landwaiter", "site-packages"):
        if anchor in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(anchor) :])
    return parts[-1]


def install_hook(tell: Callable[[BaseException], None]) -> None:
    """Hand every error nobody caught to `tell`; a keyboard interrupt still ends the program."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            tell(error)

    sys.excepthook = hook


class CrashDialog(QDialog):
    """Says that it is a fault of the program, that nothing is lost, and gives the report."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report = error.sentence() if isinstance(error, Fault) else report_of(error)
        title = _("Landwaiter made a mistake")
        self.setWindowTitle(title)
        self.setMinimumSize(fonts.px(560), fonts.px(340))
        text = _(
            "The deed was not done and nothing that was saved is lost. "
            "The report below names places in the program and no case data."
        )
        shown = text_area(name=_("Report"))
        shown.setReadOnly(True)
        shown.setFont(fonts.font(Size.DENSE, mono=True))
        shown.setPlainText(self.report)
        copying = ActButton(_("Copy the report"), icon="document")
        copying.clicked.connect(self.copy_report)
        closing = ActButton(_("Go on"), kind=ButtonKind.PRIMARY)
        closing.clicked.connect(self.accept)
        self.setLayout(
            column(
                label(title, size=Size.NUMBER, bold=True),
                MarkLabel((Text(text, size=Size.BODY),), wrap=True),
                shown,
                across(0, copying, closing),
                gap=12,
                margins=(16, 16, 16, 12),
            )
        )

    def copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
