"""The dialogs of retention and of requests for access bound to the services."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from landwaiter.domain.retention.access_request import GROUNDS, Sameness
from landwaiter.i18n import _
from landwaiter.services.retention import access_requests as access
from landwaiter.services.retention import retention_periods
from landwaiter.services.retention.retention_periods import ReviewRow
from landwaiter.services.table.engine import signed_in
from landwaiter.ui.deeds.begin import begin
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.jobs import Tell, TrayJob
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.prompts import Field
from landwaiter.ui.retention.access_dialog import AccessDialog
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
        def work(tell: Tell) -> access.NewAccessRequest:
            return access.find_person(
                session, name, identifier=identifier or None, born=born or None, tell=tell
            )

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

    def do(name: str, entry: access.AccessEntry) -> None:
        work = _ACCESS[name](bench, dialog, entry)
        if work is not None:
            bench.write(
                dialog, work, lambda _came: refresh(), dialog.show_fault, topics=("disclosures",)
            )

    dialog.search_asked.connect(search)
    dialog.cancel_asked.connect(lambda: running[-1].cancel() if running else None)
    dialog.chosen_changed.connect(refresh)
    dialog.asked.connect(do)
    list_requests()
    return dialog


DeedCall = Callable[[], object]


def _judge(
    same: Sameness, bench: Bench, dialog: AccessDialog, entry: access.AccessEntry
) -> DeedCall:
    number = dialog.number
    return lambda: access.mark(bench.session, number, entry.no, same)


def _black_out(bench: Bench, dialog: AccessDialog, entry: access.AccessEntry) -> DeedCall | None:
    field = Field("words", _("Words about others"), minimum=2)
    said = bench.prompts.ask(_("Black out"), _("Black out"), (field,), note=entry.shown_text[:300])
    if said is None:
        return None
    number, words = dialog.number, said["words"]
    return lambda: access.redact(bench.session, number, entry.no, words)


def _withhold(bench: Bench, dialog: AccessDialog, entry: access.AccessEntry) -> DeedCall | None:
    fitting = [g for g in GROUNDS if entry.regime is None or entry.regime in g.regimes]
    grounds = tuple((one.code, f"{_(one.title)} ({one.basis})") for one in fitting)
    fields = (
        Field("ground", _("Ground"), grounds, legal=True),
        Field("provision", _("National provision"), minimum=3, hint=_("Act and article.")),
    )
    said = bench.prompts.ask(_("Withhold"), _("Withhold"), fields)
    if said is None:
        return None
    number, code, provision = dialog.number, said["ground"], said["provision"]
    return lambda: access.refuse(bench.session, number, entry.no, code, provision=provision)


def _give(bench: Bench, dialog: AccessDialog, _entry: access.AccessEntry) -> DeedCall | None:
    fields = (
        Field("to", _("To whom"), minimum=2),
        Field("basis", _("Basis"), minimum=3, hint="Reg. (EU) 2016/679 Art. 15"),
    )
    said = bench.prompts.ask(_("Give out"), _("Choose the file"), fields)
    if said is None:
        return None
    proposed = str(Path.home() / f"access request {dialog.number}.pdf")
    file = bench.prompts.save_file(
        _("The file that is given out"), proposed, "PDF (*.pdf);;Excel (*.xlsx);;Text (*.txt)"
    )
    number = dialog.number
    if file is None:
        return None

    def work() -> object:
        return access.give_out(
            bench.session, number, file, recipient=said["to"], basis=said["basis"]
        )

    return work


_ACCESS: Mapping[str, Callable[[Bench, AccessDialog, access.AccessEntry], DeedCall | None]] = {
    "same": partial(_judge, Sameness.SAME),
    "different": partial(_judge, Sameness.DIFFERENT),
    "redact": _black_out,
    "refuse": _withhold,
    "give": _give,
}
