"""One filter for the events of the application, of which there are thousands with every screen."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from shiboken6 import isValid


class Events(QObject):
    """Hands each kind of event to those who asked for it.

    A filter of its own for each of them would cost a call of Python for every event there is.
    """

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._listening: dict[QEvent.Type, tuple[QObject, ...]] = {}
        application.installEventFilter(self)

    def tell(self, listener: QObject, kinds: Iterable[QEvent.Type]) -> None:
        """From now on the `eventFilter` of the listener sees these; the newest listener first."""
        for kind in kinds:
            others = self._listening.get(kind, ())
            living = (one for one in others if one is not listener and isValid(one))
            self._listening[kind] = (listener, *living)

    def leave(self, listener: QObject) -> None:
        """The listener is told nothing any more."""
        for kind, listeners in self._listening.items():
            self._listening[kind] = tuple(one for one in listeners if one is not listener)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        listeners = self._listening.get(event.type())
        if listeners is None:
            return False
        return any(isValid(one) and one.eventFilter(watched, event) for one in listeners)


def the_events(application: QCoreApplication) -> Events:
    """Those of the application, made at the first question."""
    known = application.findChild(Events, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return known if isinstance(known, Events) else Events(application)
