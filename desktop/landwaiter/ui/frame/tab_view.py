"""What stands behind a tab: a screen, what makes it stale, and how it reads anew."""

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from landwaiter.services.cases.search import PaletteRow
from landwaiter.ui.frame.changed_topics import ChangedTopics


class DeskView(Protocol):
    """Reads through the desk; decides by itself whether a deed made it stale."""

    @property
    def screen(self) -> QWidget: ...

    def reload(self) -> None:
        """Read and show anew; what is shown stays until then."""

    def concerned(self, touched: ChangedTopics) -> bool: ...

    def acts(self) -> Iterable[PaletteRow]:
        """What the palette offers beside this view."""

    def act(self, name: str) -> None:
        """Do one of them."""


class PlainPlace(QObject):
    """The part of a view that offers no acts beside those of its screen."""

    def acts(self) -> Iterable[PaletteRow]:
        return ()

    def act(self, name: str) -> None:
        return


@runtime_checkable
class DraftedView(Protocol):
    """A view of cases that shows what waits to be sealed as drafted."""

    def show_waiting(self) -> None:
        """As the desk has it now."""


@runtime_checkable
class MarkedView(Protocol):
    """A view whose marks are drafts, the last of which can be taken back."""

    def undo_mark(self) -> bool:
        """False where nothing is marked."""


@runtime_checkable
class DatedView(Protocol):
    """A view that is judged as of a day of its own, not of today."""

    def show_as_of(self) -> None: ...
