"""The system locks its screen: the casebook locks as well, where the platform tells.

What is told beside the time without a touch, and never in its place: who hears nothing here is
locked by that time as before. Linux was tried; what stands for Windows and macOS was written from
their documentation and not tried on them.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

_LOGIN = "org.freedesktop.login1"
_SESSIONS = "/org/freedesktop/login1/session/"
_SCREENSAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK = 0x02B1, 0x7
_MAC_LOCKED = "com.apple.screenIsLocked"


class SystemLock(QObject):
    """`locked` whenever the system said that it locks its screen."""

    locked = Signal()

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self.window = window
        self.held: list[object] = []
        """What must live as long as it listens."""
        listen = LISTENERS.get(sys.platform)
        if listen is not None:
            listen(self)

    @Slot()
    def lock(self) -> None:
        """The session is locked."""
        self.locked.emit()

    @Slot(bool)
    def show_active(self, active: bool) -> None:  # as the screensaver says it
        """The screensaver covers the screen, or no longer does."""
        if active:
            self.locked.emit()


def _on_linux(heard: SystemLock) -> None:
    """The desktop's screensaver on the session bus, and the lock of this login session."""
    from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415  # of Linux alone

    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        bus = QDBusConnection.sessionBus()
        for name in _SCREENSAVERS:
            _hear(bus, ("", "", name, "ActiveChanged"), heard, SLOT("show_active(bool)"))
    if session := os.environ.get("XDG_SESSION_ID"):
        signal = (_LOGIN, _SESSIONS + escaped(session), f"{_LOGIN}.Session", "Lock")
        _hear(QDBusConnection.systemBus(), signal, heard, SLOT("lock()"))


def escaped(name: str) -> str:
    """A name as the last part of a path on D-Bus, as systemd writes it: `2` is `_32`."""
    letters = name.encode()
    kept = (
        chr(one)
        if chr(one).isascii() and (chr(one).isalpha() or (chr(one).isdigit() and place))
        else f"_{one:02x}"
        for place, one in enumerate(letters)
    )
    return "".join(kept) or "_"


def _hear(bus: Any, signal: tuple[str, str, str, str], heard: SystemLock, slot: str) -> None:
    # What PySide6 declares is bytes; what it takes is what `SLOT` gives.
    bus.connect(*signal, heard, slot)


class _SessionMessages(QAbstractNativeEventFilter):
    """Messages of Windows to any window of the program."""

    def __init__(self, told: Callable[[], None]) -> None:
        super().__init__()
        self._told = told

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        if sys.platform == "win32" and bytes(kind) == b"windows_generic_MSG":
            from ctypes import wintypes  # noqa: PLC0415  # of Windows alone

            said = wintypes.MSG.from_address(int(message))
            if (said.message, said.wParam) == (_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK):
                self._told()
        return False


def _on_windows(heard: SystemLock) -> None:
    if sys.platform != "win32":
        return
    this_session = 0
    window = int(heard.window.winId())
    ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(window, this_session)
    listening = _SessionMessages(heard.lock)
    application = QApplication.instance()
    if application is not None:
        application.installNativeEventFilter(listening)
    heard.held.append(listening)


def _on_macos(heard: SystemLock) -> None:
    foundation = ctypes.CDLL("/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation")
    pointer = ctypes.c_void_p
    called = ctypes.CFUNCTYPE(None, pointer, pointer, pointer, pointer, pointer)
    foundation.CFNotificationCenterGetDistributedCenter.restype = pointer
    foundation.CFStringCreateWithCString.restype = pointer
    foundation.CFStringCreateWithCString.argtypes = [pointer, ctypes.c_char_p, ctypes.c_uint32]
    foundation.CFNotificationCenterAddObserver.argtypes = [
        *(pointer, pointer, called, pointer, pointer),
        ctypes.c_long,
    ]
    utf8, immediately = 0x08000100, 4
    told = called(lambda *_given: heard.lock())
    name = foundation.CFStringCreateWithCString(None, _MAC_LOCKED.encode(), utf8)
    center = foundation.CFNotificationCenterGetDistributedCenter()
    foundation.CFNotificationCenterAddObserver(center, None, told, name, None, immediately)
    heard.held.append(told)


LISTENERS: Mapping[str, Callable[[SystemLock], None]] = MappingProxyType(
    {"linux": _on_linux, "win32": _on_windows, "darwin": _on_macos}
)
