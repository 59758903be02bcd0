"""The dialogs of the registers, bound to their services."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from landwaiter.domain.registers import deeds
from landwaiter.domain.registers.deeds import ImportTable
from landwaiter.domain.registers.register_columns import (
    TITLES,
    RegisterKind,
)
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import run, signed_in
from landwaiter.services.deeds.handler import Result
from landwaiter.services.registers import register_deeds
from landwaiter.services.registers.register_deeds import RegisterRow
from landwaiter.ui.deeds.begin import begin
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.jobs import Tell, TrayJob
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.registers.history_dialog import HistoryLine, RegisterHistoryDialog
from landwaiter.ui.registers.register_import_dialog import ImportRequest, RegisterImportDialog
from landwaiter.ui.registers.registers_dialog import DEEDS, RegistersDialog

_TABLES = "CSV, Excel (*.csv *.xlsx);;"


def open_registers(bench: Bench, parent: QWidget) -> Pane:
    """Licences first; every deed on them ends as a motion, but for write-offs."""
    dialog, session = RegistersDialog(parent), bench.session

    def refresh() -> None:
        kind, words, day = dialog.kind, dialog.words.text(), dialog.as_of
        bench.read(
            dialog,
            lambda: register_deeds.register_view(session, kind, text=words, day=day),
            dialog.show_register,
            dialog.show_fault,
            bar=dialog.bar,
            slot="register",
        )

    def ask(name: str, row: RegisterRow | None) -> None:
        if name == "bring_in":
            _open_import(bench, dialog, dialog.kind, refresh)
        elif name == "history" and row is not None:
            _open_history(bench, dialog, row, refresh)
        else:
            begin(
                bench,
                dialog,
                DEEDS[name],
                _chosen(name, dialog.kind, row),
                lambda _result: refresh(),
                subject=row,
                stands=_stands(name, row),
                note=_note(name, dialog.kind, row),
                title=_("State the entry anew") if name == "change" else "",
            )

    bench.read(dialog, lambda: signed_in(session), dialog.show_actor, dialog.show_fault)
    dialog.asked.connect(ask)
    dialog.chosen_changed.connect(refresh)
    refresh()
    return dialog


def _chosen(name: str, kind: RegisterKind, row: RegisterRow | None) -> Mapping[str, Any]:
    """What the deed is done to: the row for what ends or writes off an entry."""
    if row is None or name not in {"revoke", "write_off"}:
        return {"register": kind}
    return {"register": kind, "issuer": row.issuer, "ref": row.ref}


def _stands(name: str, row: RegisterRow | None) -> Mapping[str, Any]:
    """What is typed over: the issuer, and where an entry is stated anew all of it."""
    if row is None or name not in {"change", "loaded"}:
        return {}
    return {"issuer": row.issuer, "field": row.entry.values, "line": row.entry.items}


def _note(name: str, kind: RegisterKind, row: RegisterRow | None) -> str:
    if name == "loaded":
        return _("A register that is loaded and empty is an answer; one that is not is none.")
    return _(TITLES[kind]) if row is None or name == "add" else f"{row.issuer} {row.ref}"


def _open_import(
    bench: Bench, parent: RegistersDialog, kind: RegisterKind, on_moved: Callable[[], None]
) -> None:
    dialog, session = RegisterImportDialog(kind, parent), bench.session
    running: list[TrayJob] = []

    def choose() -> None:
        title = _("Import a table: {register}").format(register=_(TITLES[kind]))
        files = bench.prompts.open_files(title, _TABLES)
        if files:
            dialog.show_files(files)

    def read(path: Path, issuer: str) -> None:
        def work(tell: Tell) -> register_deeds.RegisterPreview:
            return register_deeds.preview_import(
                session,
                path,
                kind,
                issuer,
                tell=partial(_tell, tell),
            )

        job = bench.run(
            dialog,
            _("Reading a table"),
            work,
            dialog.show_preview,
            dialog.show_fault,
            on_step=dialog.show_progress,
            on_ended=dialog.show_ended,
        )
        running.append(job)

    def move(asked: ImportRequest) -> None:
        said = ImportTable(
            kind,
            asked.path,
            asked.preview.issuer,
            asked.reason,
            as_of=asked.as_of,
            source=asked.source,
            sha256=asked.preview.sha256,
        )

        def done(came: Result) -> None:
            dialog.show_moved(came.changes.said)
            on_moved()

        bench.write(
            dialog,
            lambda: run(session, said),
            done,
            dialog.show_fault,
            topics=deeds.IMPORT_TABLE.topics,
        )

    dialog.choose_asked.connect(choose)
    dialog.read_asked.connect(read)
    dialog.import_asked.connect(move)
    dialog.cancel_asked.connect(lambda: running[-1].cancel() if running else None)
    dialog.open()


def _tell(tell: Tell, done: int, total: int) -> None:
    tell(done, total, _("Reading a table"))


def _open_history(
    bench: Bench, parent: RegistersDialog, row: RegisterRow, on_undone: Callable[[], None]
) -> None:
    title = _("{issuer} {ref}").format(issuer=row.issuer, ref=row.ref)
    dialog, session = RegisterHistoryDialog(title, parent), bench.session

    def refresh() -> None:
        bench.read(
            dialog,
            lambda: register_deeds.entry_history(session, row.register, row.issuer, row.ref),
            dialog.show_history,
            dialog.show_fault,
            bar=dialog.bar,
            slot="history",
        )

    def undone() -> None:
        refresh()
        on_undone()

    def undo(line: HistoryLine) -> None:
        begin(
            bench,
            dialog,
            deeds.UNDO_WRITE_OFF,
            {"write_off": line.id},
            lambda _result: undone(),
            subject=line,
            note=line.text,
        )

    bench.read(dialog, lambda: signed_in(session), dialog.show_actor, dialog.show_fault)
    dialog.undo_asked.connect(undo)
    refresh()
    dialog.open()
