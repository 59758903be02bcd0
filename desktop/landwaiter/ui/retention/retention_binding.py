"""The dialogs of retention and of requests for access bound to the services."""

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
from landwaiter.services.deeds.engine import run, signed_in
from landwaiter.services.retention import access_requests as access
from landwaiter.services.retention import retention_periods
from landwaiter.services.retention.retention_periods import ReviewRow
from landwaiter.ui.deeds.begin import begin
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.jobs import Tell, TrayJob
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.retention.access_dialog import DEEDS_ON_ENTRIES, AccessDialog
from landwaiter.ui.retention.retention_dialog import DEEDS, RetentionDialog


def open_retention(bench: Bench, parent: QWidget) -> Pane:
    """The review before removal."""
    dialog, session = RetentionDialog(parent), bench.session

    def refresh() -> None:
        standing = dialog.standing
        bench.read(
            dialog,
            lambda: (
                retention_periods.review(session, standing=standing),
                retention_periods.rules(session),
            ),
            lambda found: dialog.show_review(*found),
            dialog.show_fault,
            bar=dialog.bar,
            slot="retention",
        )

    def ask(name: str, row: ReviewRow | None) -> None:
        begin(
            bench,
            dialog,
            DEEDS[name],
            {"reference": row.reference} if row else {},
            lambda _result: refresh(),
            subject=row,
            note=row.reference if row else "",
        )

    bench.read(dialog, lambda: signed_in(session), dialog.show_actor, dialog.show_fault)
    dialog.asked.connect(ask)
    dialog.chosen_changed.connect(refresh)
    refresh()
    return dialog


def open_access(bench: Bench, parent: QWidget) -> Pane:
    """Requests for access."""
    dialog, session = AccessDialog(parent), bench.session
    running: list[TrayJob] = []

    def list_requests(number: int = 0) -> None:
        bench.read(
            dialog,
            lambda: access.requests(session),
            lambda found: dialog.show_requests(found, number),
            dialog.show_fault,
            bar=dialog.bar,
            slot="requests",
        )

    def refresh() -> None:
        number = dialog.number
        if not number:
            dialog.show_answer(None)
            return
        bench.read(
            dialog,
            lambda: access.answer(session, number),
            dialog.show_answer,
            dialog.show_fault,
            bar=dialog.bar,
            slot="answer",
        )

    def search(name: str, identifier: str, born: str) -> None:
        said = FindPerson(name, identifier or None, born or None)

        def work(tell: Tell) -> Any:
            return run(session, said, tell)

        def done(asked: access.NewAccessRequest) -> None:
            dialog.show_unsearched(tuple(f"{one.name}: {one.why}" for one in asked.unsearched))
            list_requests(asked.no)

        job = bench.run(
            dialog,
            _("Searching for {name}").format(name=name),
            work,
            done,
            dialog.show_fault,
            topic="audit",
            on_step=lambda job: dialog.show_progress(job.done, job.total, job.text),
            on_ended=dialog.show_ended,
        )
        running.append(job)

    def ask(name: str, entry: access.AccessEntry) -> None:
        deed, number = DEEDS_ON_ENTRIES[name], dialog.number
        chosen: dict[str, Any] = {"number": number, "entries": (entry.no,)}
        if deed is JUDGE_ENTRIES:
            chosen |= {"same": name == "same", "reason": ""}
        if deed is GIVE_OUT:
            file = _file_given_out(bench, number)
            if file is None:
                return
            chosen["file"] = file
        note = entry.shown_text[:300] if deed is BLACK_OUT_WORDS else ""
        begin(bench, dialog, deed, chosen, lambda _came: refresh(), subject=entry, note=note)

    bench.read(dialog, lambda: signed_in(session), dialog.show_actor, dialog.show_fault)
    dialog.search_asked.connect(search)
    dialog.cancel_asked.connect(lambda: running[-1].cancel() if running else None)
    dialog.chosen_changed.connect(refresh)
    dialog.asked.connect(ask)
    list_requests()
    return dialog


def _file_given_out(bench: Bench, number: int) -> Path | None:
    return bench.prompts.save_file(
        _("The file that is given out"),
        str(Path.home() / f"access request {number}.pdf"),
        "PDF (*.pdf);;Excel (*.xlsx);;Text (*.txt)",
    )
