"""The language that the window is drawn in: chosen before anything is drawn, and Qt follows.

For one that is written from right to left the window is mirrored. Qt has texts of its own (its file
dialog, the menu of a field) and writes days and numbers by its default locale.
"""

import os

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication

from landwaiter import i18n

_ENVIRONMENT = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where gettext looks for the language of the system, as it does."""
_OF_QT = "texts of Qt"


def speak(wanted: str | None) -> None:
    """Speak this language from now on; that of the system where it is None or has no texts."""
    i18n.choose(_chosen(wanted))


def understood(wanted: str | None) -> i18n.Catalogue:
    """What would be spoken if this were wanted."""
    return i18n.catalogue_here(_chosen(wanted))


def _chosen(wanted: str | None) -> str | None:
    return wanted if wanted in i18n.languages() else system_language()


def system_language() -> str | None:
    """What the person told the system; None where gettext finds that out in the environment.

    Windows and macOS set nothing in the environment, and Qt knows there.
    """
    if any(os.environ.get(name) for name in _ENVIRONMENT):
        return None
    told = (name.partition("-")[0] for name in QLocale.system().uiLanguages())
    known = i18n.languages()
    return next((one for one in told if one in known), None)


def follow(application: QCoreApplication) -> None:
    """Let Qt speak what is spoken; may be called again whenever that has changed."""
    QLocale.setDefault(_locale(i18n.language()))
    leftwards = i18n.runs_left(i18n.language())
    direction = Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight
    QGuiApplication.setLayoutDirection(direction)
    old = application.findChild(QTranslator, _OF_QT, Qt.FindChildOption.FindDirectChildrenOnly)
    if isinstance(old, QTranslator):
        application.removeTranslator(old)
        old.setParent(None)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    texts = QTranslator(application)
    texts.setObjectName(_OF_QT)
    # Where the wheel brings no texts in this language, Qt's own stay English.
    if texts.load(QLocale(), "qtbase", "_", folder):
        application.installTranslator(texts)


def _locale(spoken: str) -> QLocale:
    """With the country of the system where that speaks the same language."""
    system = QLocale.system()
    return system if system.name().partition("_")[0] == spoken else QLocale(spoken)
