"""The dialog of the registers, bound to its services."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from landwaiter.domain.registers.register_columns import TITLES, RegisterKind
from landwaiter.i18n import _
from landwaiter.services.base.page import MOST_COUNTED, Page
from landwaiter.services.registers import register_deeds
from landwaiter.services.registers.register_deeds import RegisterRow
from landwaiter.ui.deeds.begin import begin
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.registers.history_controller import RegisterHistoryController
from landwaiter.ui.registers.register_import_controller import RegisterImportController
from landwaiter.ui.registers.registers_dialog import DEEDS, RegistersDialog


class RegistersController(DialogController[RegistersDialog]):
    """Licences first; every deed on them ends as a motion, but for write-offs."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, RegistersDialog(parent))
        self.dialog.asked.connect(self.ask)
        self.dialog.chosen_changed.connect(self.refresh)
        self._wanted: Mapping[str, Any] = {}
        self.read_actor(self.dialog.show_actor)
        self.read_on(self.dialog.model, self._page, slot="register")
        self.refresh()

    def refresh(self) -> None:
        dialog, kind = self.dialog, self.dialog.kind
        self._wanted = {"register": kind, "text": dialog.words.text(), "day": dialog.as_of}
        first = self._page(None)
        self.read(
            lambda: (first(), register_deeds.register_issuers(self.session, kind, counted=False)),
            lambda found: dialog.show_register(*found),
            slot="register",
            model=dialog.model,
        )

    def _page(self, after: str | None) -> Callable[[], Page[RegisterRow]]:
        return partial(
            register_deeds.register_page,
            self.session,
            **self._wanted,
            after=after,
            most=MOST_COUNTED,
        )

    def ask(self, name: str, row: RegisterRow | None) -> None:
        """Begin the deed of a button."""
        dialog = self.dialog
        if name == "bring_in":
            RegisterImportController(self.bench, dialog.kind, dialog, self.refresh).open()
        elif name == "history" and row is not None:
            RegisterHistoryController(self.bench, row, dialog, self.refresh).open()
        else:
            begin(
                self.bench,
                dialog,
                DEEDS[name],
                _chosen(name, dialog.kind, row),
                lambda _result: self.refresh(),
                subject=row,
                stands=_stands(name, row),
                note=_note(name, dialog.kind, row),
                title=_("State the entry anew") if name == "change" else "",
            )


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
