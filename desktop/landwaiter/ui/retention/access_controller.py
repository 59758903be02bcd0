"""The dialog of requests for access bound to the services."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from landwaiter.domain.retention.access_deeds import (
    BLACK_OUT_WORDS,
    GIVE_OUT,
    JUDGE_ENTRIES,
    FindPerson,
)
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import run
from landwaiter.services.reports.access_answer import answer
from landwaiter.services.retention import access_requests as access
from landwaiter.ui.deeds.begin import begin
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs import TrayJob
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.retention.access_dialog import DEEDS_ON_ENTRIES, AccessDialog


class AccessController(DialogController[AccessDialog]):
    """Requests of persons for their data, and the entries that one found."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, AccessDialog(parent))
        self.dialog.search_asked.connect(self.search)
        self.dialog.cancel_asked.connect(self.cancel)
        self.dialog.chosen_changed.connect(self.refresh)
        self.dialog.asked.connect(self.ask)
        self.read_actor(self.dialog.show_actor)
        self._list_requests()

    def refresh(self) -> None:
        """The answer of the request that is chosen."""
        number = self.dialog.number
        if not number:
            self.dialog.show_answer(None)
            return
        self.read(lambda: answer(self.session, number), self.dialog.show_answer, slot="answer")

    def search(self, name: str, identifier: str, born: str) -> None:
        said = FindPerson(name, identifier or None, born or None)
        self.run(
            _("Searching for {name}").format(name=name),
            lambda tell: run(self.session, said, tell),
            self._searched,
            topics=("audit",),
            on_step=self._show_step,
            on_ended=self.dialog.show_ended,
        )

    def ask(self, name: str, entry: access.AccessEntry | None) -> None:
        """Begin the deed of a button on an entry, or on the request."""
        deed, number = DEEDS_ON_ENTRIES[name], self.dialog.number
        if entry is None:
            begin(self.bench, self.dialog, deed, {"number": number}, lambda _made: self.refresh())
            return
        chosen: dict[str, Any] = {"number": number, "entries": (entry.no,)}
        if deed is JUDGE_ENTRIES:
            chosen |= {"same": name == "same", "reason": ""}
        if deed is GIVE_OUT:
            file = self._file_given_out(number)
            if file is None:
                return
            chosen["file"] = file
        note = entry.shown_text[:300] if deed is BLACK_OUT_WORDS else ""
        begin(
            self.bench,
            self.dialog,
            deed,
            chosen,
            lambda _came: self.refresh(),
            subject=entry,
            note=note,
        )

    def _list_requests(self, number: int = 0) -> None:
        self.read(
            lambda: access.requests(self.session),
            lambda found: self.dialog.show_requests(found, number),
            slot="requests",
        )

    def _searched(self, asked: access.NewAccessRequest) -> None:
        self.dialog.show_unsearched(tuple(f"{one.name}: {one.why}" for one in asked.unsearched))
        self._list_requests(asked.no)

    def _show_step(self, job: TrayJob) -> None:
        self.dialog.show_progress(job.done, job.total, job.text)

    def _file_given_out(self, number: int) -> Path | None:
        return self.bench.prompts.save_file(
            _("The file that is given out"),
            str(Path.home() / f"access request {number}.pdf"),
            "PDF (*.pdf);;Excel (*.xlsx);;Text (*.txt)",
        )
