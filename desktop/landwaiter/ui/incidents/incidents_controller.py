"""The dialogs of incidents, bound to their services: the list, and the page of one."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from landwaiter.domain.incidents.deeds import MAKE_INCIDENT
from landwaiter.services.base.page import Page
from landwaiter.services.deeds.handler import Result
from landwaiter.services.incidents.incident_page import incident_opened, incident_page
from landwaiter.services.incidents.incident_views import IncidentRow
from landwaiter.ui.deeds.begin import begin
from landwaiter.ui.incidents.incident_dialog import DEEDS, IncidentDialog, StatedRow
from landwaiter.ui.incidents.incidents_dialog import IncidentsDialog
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench


class IncidentsController(DialogController[IncidentsDialog]):
    """The list by title; a new one is looked at at once."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, IncidentsDialog(parent))
        self.dialog.asked.connect(self.ask)
        self.dialog.chosen_changed.connect(self.refresh)
        self._wanted: Mapping[str, Any] = {}
        self.read_actor(self.dialog.show_actor)
        self.read_on(self.dialog.model, self._page, slot="incidents")
        self.refresh()

    def refresh(self) -> None:
        dialog = self.dialog
        self._wanted = {"text": dialog.words.text().strip(), "kind": dialog.wanted_kind}
        self.read(self._page(None), dialog.show_rows, slot="incidents", model=dialog.model)

    def _page(self, after: str | None) -> Callable[[], Page[IncidentRow]]:
        return partial(incident_page, self.session, **self._wanted, after=after)

    def ask(self, name: str, row: IncidentRow | None) -> None:
        """Begin the deed of a button, or look at the incident under the cursor."""
        if name == "new":
            begin(self.bench, self.dialog, MAKE_INCIDENT, {}, self._made)
        elif row is not None:
            self._look(row.id, row.title)

    def _made(self, result: Result) -> None:
        self.refresh()
        self._look(result.outcome.incident_id, result.outcome.title)

    def _look(self, incident_id: str, title: str) -> None:
        IncidentController(self.bench, incident_id, title, self.dialog, self.refresh).open()


class IncidentController(DialogController[IncidentDialog]):
    """`on_changed` once something more is stated, or ended."""

    def __init__(
        self,
        bench: Bench,
        incident_id: str,
        title: str,
        parent: QWidget,
        on_changed: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(bench, IncidentDialog(title, parent))
        self._id, self._title, self._on_changed = incident_id, title, on_changed
        self.dialog.asked.connect(self.ask)
        self.read_actor(self.dialog.show_actor)
        self.refresh()

    def refresh(self) -> None:
        self.read(
            lambda: incident_opened(self.session, self._id, through="incident"),
            self.dialog.show_incident,
            slot="incident",
        )

    def ask(self, name: str, row: StatedRow | None) -> None:
        """Begin the deed of a button."""
        chosen = {"incident": self._id}
        if name == "end" and row is not None:
            chosen = {"statement": row.statement.id}
        note = row.said if name == "end" and row is not None else self._title
        begin(self.bench, self.dialog, DEEDS[name], chosen, self._changed, note=note)

    def _changed(self, _result: Result) -> None:
        self.refresh()
        self._on_changed()
