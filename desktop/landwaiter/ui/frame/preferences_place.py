"""Settings of this person on this machine: kept at once."""

from collections.abc import Callable
from dataclasses import replace

from landwaiter.services.base import decoding
from landwaiter.services.base.confinement_words import notes
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.preferences_screen import PreferencesScreen
from landwaiter.ui.frame.tab_view import PlainPlace
from landwaiter.ui.kit.window_settings import Settings


class SettingsPlace(PlainPlace):
    def __init__(self, desk: Desk, wear: Callable[[Settings], None]) -> None:
        self.screen = PreferencesScreen(desk.settings)
        super().__init__(self.screen)
        self._desk, self._wear = desk, wear
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

    def _changed(self, settings: Settings) -> None:
        self._wear(
            replace(
                self._desk.settings,
                mode=settings.mode,
                scale=settings.scale,
                idle_minutes=settings.idle_minutes,
                single_keys=settings.single_keys,
            )
        )
