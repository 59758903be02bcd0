"""The dialog of the office's settings bound to the services."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.base.zones import MEMBER_STATE
from landwaiter.domain.office.deeds import CHANGE_SETTING, ChangeSetting
from landwaiter.errors import Conflict, Fault
from landwaiter.services.deeds.engine import do_all, signed_in
from landwaiter.services.deeds.handler import Result
from landwaiter.services.law import packs
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.office import office_settings
from landwaiter.ui.deeds.stale_save_dialog import show_stale_save
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.office.settings_dialog import OfficeDialog

Found = tuple[Mapping[str, str], tuple[EditionRow, ...], Actor]


class SettingsController(DialogController[OfficeDialog]):
    """What the person saw goes with what is saved: what others changed meanwhile collides."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, OfficeDialog(parent))
        self._seen: dict[str, str] = {}
        self.dialog.save_asked.connect(self.save)
        self.refresh()

    def refresh(self) -> None:
        self.read(self._settings, self._show, slot="office")

    def save(self, changes: Mapping[str, str]) -> None:
        seen = self._seen
        said = [ChangeSetting(key, value, seen=seen.get(key, "")) for key, value in changes.items()]
        self.bench.write(
            self.dialog,
            lambda: do_all(self.session, said),
            partial(self._saved, len(changes)),
            partial(self._refused, changes),
            topics=CHANGE_SETTING.topics,
        )

    def _settings(self) -> Found:
        session = self.session
        return office_settings.settings(session), packs.editions(session), signed_in(session)

    def _show(self, found: Found) -> None:
        settings, editions, actor = found
        self._seen = dict(settings)
        refused = CHANGE_SETTING.why_not(actor, None)
        shown = {MEMBER_STATE: self.session.casebook.member_state, **settings}
        self.dialog.show_settings(shown, editions, refused=refused)

    def _saved(self, count: int, _result: Result) -> None:
        self.dialog.show_saved(count)
        self.refresh()

    def _refused(self, changes: Mapping[str, str], fault: Fault) -> None:
        self.dialog.show_fault(fault)
        if isinstance(fault, Conflict):
            again = partial(self._save_again, fault, changes)
            show_stale_save(fault, self.dialog, on_mine=again, on_theirs=self.refresh)

    def _save_again(self, met: Conflict, changes: Mapping[str, str]) -> None:
        """Mine over theirs, which has been seen now."""
        self._seen |= {row.field: row.theirs for row in met.collisions}
        self.save(changes)
