"""The dialogs of the registers, bound to their services."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.domain.registers.register_columns import (
    TITLES,
    RegisterColumn,
    RegisterKind,
    Unfit,
    of_entry,
    of_item,
)
from landwaiter.i18n import _
from landwaiter.services.casebook import casebooks
from landwaiter.services.registers import register_deeds
from landwaiter.services.registers.register_deeds import RegisterRow
from landwaiter.services.registers.write_offs import WriteOffAmount, undo_write_off, write_off
from landwaiter.services.table.motions import DeedOutcome
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.fields import why_no_date
from landwaiter.ui.kit.jobs import Tell, TrayJob
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.prompts import Field
from landwaiter.ui.registers.history_dialog import HistoryLine, RegisterHistoryDialog
from landwaiter.ui.registers.register_import_dialog import ImportRequest, RegisterImportDialog
from landwaiter.ui.registers.registers_dialog import RegistersDialog

LINES = "lines"
PARTS = ";"
_TABLES = "CSV, Excel (*.csv *.xlsx);;"
Said = Mapping[str, str]
Work = Callable[[], object]


def open_registers(bench: Bench, parent: QWidget) -> Pane:
    """Licences first; every deed on them ends as a motion, but for write-offs."""
    dialog, session = RegistersDialog(parent), bench.session
    drafts: dict[str, dict[str, str]] = {}

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

    def do(name: str, row: RegisterRow | None) -> None:
        if name == "bring_in":
            _open_import(bench, dialog, dialog.kind, refresh)
        elif name == "history" and row is not None:
            _open_history(bench, dialog, row, refresh)
        else:
            ask(name, row)

    def ask(name: str, row: RegisterRow | None) -> None:
        title, fields_of, work_of = _DEEDS[name]
        key = f"{name} {dialog.kind} {row.ref if row else ''}"
        fields = _filled(fields_of(dialog.kind, row), drafts.get(key, {}))
        said = bench.prompts.ask(_(title), _(title), fields, note=_note(name, row))
        if said is None:
            return
        drafts[key] = dict(said)

        def done(came: object) -> None:
            drafts.pop(key, None)
            dialog.show_done(_came(came))
            refresh()

        work = work_of(bench, dialog.kind, row, said)
        bench.write(dialog, work, done, dialog.show_fault, topics=("registers",))

    bench.read(
        dialog, lambda: casebooks.status(session).roles, dialog.show_roles, dialog.show_fault
    )
    dialog.asked.connect(do)
    dialog.chosen_changed.connect(refresh)
    refresh()
    return dialog


def _came(came: object) -> str:
    """A change waits for a second person; a write-off is done."""
    if isinstance(came, DeedOutcome):
        return " ".join((_("Moved, not yet in the register."), *came.changes.said))
    return " ".join((_("Written off."), *getattr(came, "said", ())))


def _filled(fields: tuple[Field, ...], draft: Said) -> tuple[Field, ...]:
    """What was typed before a refusal stands in the fields again."""
    return tuple(replace(one, value=draft.get(one.name, one.value)) for one in fields)


def _note(name: str, row: RegisterRow | None) -> str:
    if name == "loaded":
        return _("A register that is loaded and empty is an answer; one that is not is none.")
    return f"{row.issuer} {row.ref}" if row is not None and name != "add" else ""


def _reason() -> Field:
    return Field("reason", _("Reason"), minimum=SHORTEST_REASON, long=True)


def _check(column: RegisterColumn) -> Callable[[str], str]:
    """Why a text does not fit its column; empty where it does."""

    def why(text: str) -> str:
        try:
            if text.strip():
                column.read(text.strip())
        except Unfit as unfit:
            return _("{title}: {wanted}").format(title=_(column.title), wanted=unfit)
        return ""

    return why


def _entry_fields(kind: RegisterKind, row: RegisterRow | None) -> tuple[Field, ...]:
    """One field for each column, and the lines of a licence one below the other."""
    values = row.entry.values if row is not None else {}
    fields = [
        Field("issuer", _("Issuer"), minimum=1, value=row.issuer if row else "", hint="BE"),
        *(
            Field(
                column.name,
                _(column.title),
                minimum=1 if column.required else 0,
                value=values.get(column.name, ""),
                hint=_(column.holds),
                check=_check(column),
            )
            for column in of_entry(kind)
        ),
    ]
    if of_item(kind):
        said = "\n".join(_line_text(kind, line) for line in row.entry.items) if row else ""
        fields.append(
            Field(
                LINES,
                _("Lines"),
                long=True,
                value=said,
                hint=f"{PARTS} ".join(column.name for column in of_item(kind)),
            )
        )
    return (*fields, _reason())


def _line_text(kind: RegisterKind, line: Said) -> str:
    parts = [line.get(column.name, "") for column in of_item(kind)]
    return f"{PARTS} ".join(parts).rstrip(f"{PARTS} ")


def _lines(kind: RegisterKind, text: str) -> list[dict[str, str]]:
    """`2B001; 3; pieces` → the values of a line by column."""
    names = [column.name for column in of_item(kind)]
    rows = (line.split(PARTS) for line in text.splitlines() if line.strip())
    return [dict(zip(names, (part.strip() for part in row), strict=False)) for row in rows]


def _add(bench: Bench, kind: RegisterKind, _row: RegisterRow | None, said: Said) -> Work:
    items = _lines(kind, said.get(LINES, ""))
    own = {"issuer", "reason", LINES}
    given = {name: value for name, value in said.items() if name not in own}
    return lambda: register_deeds.add_entry(
        bench.session, kind, said["issuer"], given, items, reason=said["reason"]
    )


def _new_fields(kind: RegisterKind, _row: RegisterRow | None) -> tuple[Field, ...]:
    return _entry_fields(kind, None)


def _day(name: str, title: str, *, value: str = "") -> Field:
    return Field(name, title, minimum=1, value=value, hint="2026-03-27", check=why_no_date)


def _revoke_fields(_kind: RegisterKind, _row: RegisterRow | None) -> tuple[Field, ...]:
    return (_day("day", _("First day without it")), _reason())


def _revoke(bench: Bench, kind: RegisterKind, row: RegisterRow | None, said: Said) -> Work:
    issuer, ref = (row.issuer, row.ref) if row else ("", "")
    day = date.fromisoformat(said["day"].strip())
    return lambda: register_deeds.revoke_entry(
        bench.session, kind, issuer, ref, day, reason=said["reason"]
    )


def _loaded_fields(_kind: RegisterKind, row: RegisterRow | None) -> tuple[Field, ...]:
    return (
        Field("issuer", _("Issuer"), minimum=1, value=row.issuer if row else "", hint="BE"),
        Field(
            "loaded",
            _("The register is"),
            (("yes", _("here")), ("no", _("no longer kept"))),
            legal=True,
        ),
        _day("day", _("As it stood on")),
        Field("source", _("Source"), minimum=1, hint=_("letter of the ministry of 1 March")),
        _reason(),
    )


def _loaded(bench: Bench, kind: RegisterKind, _row: RegisterRow | None, said: Said) -> Work:
    day = date.fromisoformat(said["day"].strip())
    return lambda: register_deeds.state_loaded(
        bench.session,
        kind,
        said["issuer"],
        day,
        loaded=said["loaded"] == "yes",
        source=said["source"],
        reason=said["reason"],
    )


def _no_number(text: str) -> str:
    return "" if not text.strip() or _number(text) else _("a number such as 1250.5")


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _write_off_fields(_kind: RegisterKind, row: RegisterRow | None) -> tuple[Field, ...]:
    codes = [line.get("code", "") for line in row.entry.items] if row else []
    lines = tuple((str(no), f"{no}: {code}") for no, code in enumerate(codes, start=1))
    return (
        Field("line", _("Line of the licence"), lines or (("1", _("none")),)),
        Field("quantity", _("Quantity"), check=_no_number),
        Field("value", _("Value"), check=_no_number),
        _day("day", _("Day on which the goods left")),
        Field("reference", _("Reference of the case"), hint=_("empty: no case here")),
        Field("mrn", "MRN"),
        Field(
            "over",
            _("More than is left"),
            (("", _("is refused")), ("yes", _("is kept and marked"))),
        ),
        _reason(),
    )


def _write_off(bench: Bench, _kind: RegisterKind, row: RegisterRow | None, said: Said) -> Work:
    taken = WriteOffAmount(
        issuer=row.issuer if row else "",
        ref=row.ref if row else "",
        day=date.fromisoformat(said["day"].strip()),
        item=int(said["line"]),
        quantity=_number(said["quantity"]),
        value=_number(said["value"]),
        reference=said["reference"].strip(),
        mrn=said["mrn"].strip(),
    )
    over = bool(said["over"])
    return lambda: write_off(bench.session, taken, reason=said["reason"], over=over)


FieldsOf = Callable[[RegisterKind, RegisterRow | None], tuple[Field, ...]]
WorkOf = Callable[[Bench, RegisterKind, RegisterRow | None, Said], Work]
_DEEDS: Mapping[str, tuple[str, FieldsOf, WorkOf]] = {
    "add": ("Add an entry", _new_fields, _add),
    "change": ("State the entry anew", _entry_fields, _add),
    "revoke": ("Revoke the entry", _revoke_fields, _revoke),
    "loaded": ("State what is loaded", _loaded_fields, _loaded),
    "write_off": ("Write off an export", _write_off_fields, _write_off),
}


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
        def done(came: DeedOutcome) -> None:
            dialog.show_moved(came.changes.said)
            on_moved()

        bench.write(
            dialog,
            lambda: register_deeds.import_preview(
                session, asked.preview, as_of=asked.as_of, source=asked.source, reason=asked.reason
            ),
            done,
            dialog.show_fault,
            topics=("registers",),
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

    def undo(line: HistoryLine) -> None:
        said = bench.prompts.ask(
            _("Undo the write-off"), _("Undo the write-off"), (_reason(),), note=line.text
        )
        if said is None:
            return

        def done(_changes: object) -> None:
            dialog.show_done(_("The write-off is undone."))
            refresh()
            on_undone()

        bench.write(
            dialog,
            lambda: undo_write_off(session, line.id, reason=said["reason"]),
            done,
            dialog.show_fault,
            topics=("registers",),
        )

    dialog.undo_asked.connect(undo)
    refresh()
    dialog.open()
