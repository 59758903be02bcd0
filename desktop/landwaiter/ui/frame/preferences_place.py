"""Settings of this person: kept in the casebook at once, and they count at once."""

from collections.abc import Callable, Mapping

from landwaiter.domain.people.preferences import Preferences
from landwaiter.services.base import decoding
from landwaiter.services.base.confinement_words import notes
from landwaiter.services.people.preferences import set_preferences
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.preferences_screen import PreferencesScreen
from landwaiter.ui.frame.tab_view import PlainPlace


class SettingsPlace(PlainPlace):
    """`prefer` lets what was chosen count in the window."""

    def __init__(self, desk: Desk, prefer: Callable[[Preferences], None]) -> None:
        self.screen = PreferencesScreen(desk.preferences)
        super().__init__(self.screen)
        self._desk, self._prefer = desk, prefer
        self.screen.changed.connect(self._changed)

    def reload(self) -> None:
        self._desk.read(
            lambda _session: notes(decoding.confinement()),
            self.screen.show_confinement,
            slot="confinement",
            owner=self.screen,
        )

    def concerned(self, touched: ChangedTopics) -> bool:
        return False

    def _changed(self, values: Mapping[str, str]) -> None:
        def kept(preferences: Preferences) -> None:
            if "language" in values and self._desk.drawing is not None:
                self._desk.drawing.asked = None  # chosen later than what the start asked for
            self._prefer(preferences)

        self._desk.write(lambda session: set_preferences(session, values), kept)
