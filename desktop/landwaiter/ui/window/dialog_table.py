"""The dialogs of the menus bound to the services: each is opened by the name of its deed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.casebook.deeds import BackUp
from landwaiter.domain.deeds.four_eyes import SET_POLICY, SetPolicy
from landwaiter.domain.deeds.motion import Motion
from landwaiter.domain.deeds.motion_deeds import (
    DeclineOpenMotion,
    SecondOpenMotions,
    WithdrawOpenMotion,
)
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.law.deeds import IMPORT_PACK, ImportPack
from landwaiter.domain.lists.deeds import IMPORT_LIST
from landwaiter.domain.office.deeds import CHANGE_SETTING, ChangeSetting
from landwaiter.errors import Conflict, Fault
from landwaiter.i18n import _
from landwaiter.services.audit import audit_history
from landwaiter.services.base import decoding
from landwaiter.services.base.confinement_words import notes
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do, do_all, run, signed_in
from landwaiter.services.deeds.handler import Result
from landwaiter.services.deeds.motions import PolicyRow
from landwaiter.services.law import packs
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.office import office_settings
from landwaiter.services.people.first_password import new_first_password
from landwaiter.services.table.motion_details import details_of
from landwaiter.ui.casebook.backup_dialog import BackupDialog
from landwaiter.ui.casebook.check_findings_dialog import ChainFindings, FindingsDialog
from landwaiter.ui.casebook.recovery_binding import open_recovery
from landwaiter.ui.cases.calendar_binding import open_calendars
from landwaiter.ui.deeds.four_eyes_dialog import FourEyesDialog
from landwaiter.ui.deeds.motions_dialog import MotionsDialog
from landwaiter.ui.entities.exchange_binding import open_exchange
from landwaiter.ui.flags.rules_binding import open_rules, open_sample
from landwaiter.ui.goods.controls_binding import open_controls
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.jobs import Tell, TrayJob
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.stale_save import show_stale_save
from landwaiter.ui.law.bundle_binding import open_bundle
from landwaiter.ui.law.embargo_binding import open_embargoes
from landwaiter.ui.law.official_binding import bind_official
from landwaiter.ui.law.pack_import_dialog import ImportPackDialog, ImportPane
from landwaiter.ui.lists.import_binding import open_list_import
from landwaiter.ui.office.settings_dialog import OfficeDialog
from landwaiter.ui.people.user_deeds import DEEDS as USER_DEEDS
from landwaiter.ui.people.user_deeds import User, UserAnswers
from landwaiter.ui.people.users_dialog import UsersDialog
from landwaiter.ui.registers.register_binding import open_registers
from landwaiter.ui.retention.retention_binding import open_access, open_retention

_PACKS = (
    "Packs and official files (*.zip *.toml *.xlsx *.csv *.json *.jsonl *.gz *.txt);;All files (*)"
)

_USER_DEEDS = {one.name: one for one in USER_DEEDS}
_GIVE_OUT = frozenset({"add", "reset"})
"""Deeds for which a first password is made, and shown once."""


def open_dialog(name: str, bench: Bench, *, parent: QWidget) -> Pane:
    """The dialog of a deed of the menus, shown over `parent`; DIALOGS names them."""
    dialog = DIALOGS[name](bench, parent)
    dialog.open()
    return dialog


def _users(bench: Bench, parent: QWidget) -> Pane:
    dialog = UsersDialog(parent)
    session = bench.session

    def read() -> tuple[tuple[User, ...], Actor]:
        return casebooks.list_users(session), signed_in(session)

    def refresh() -> None:
        bench.read(
            dialog, read, lambda found: dialog.show_users(*found), dialog.show_fault,
            bar=dialog.bar, slot="users",
        )  # fmt: skip

    def ask(name: str, said: UserAnswers) -> None:
        gives_out = name in _GIVE_OUT
        given = replace(said, first=new_first_password()) if gives_out else said

        def done(result: Result) -> None:
            dialog.show_deed_done(name, said)
            if besides := result.changes.said:
                dialog.show_done(" ".join(besides))
            refresh()
            if gives_out:
                bench.prompts.first_password(said.name, given.first)

        bench.write(
            dialog,
            lambda: do(session, _USER_DEEDS[name].says(given)),
            done,
            lambda fault: dialog.show_deed_fault(name, fault),
            topics=("users",),
        )

    dialog.asked.connect(ask)
    refresh()
    return dialog


def _backup(bench: Bench, parent: QWidget) -> Pane:
    session = bench.session
    name = f"{session.casebook.path.name} {session.today().isoformat()}.backup"
    dialog = BackupDialog(str(Path.home() / name), parent)
    running: list[TrayJob] = []

    def choose() -> None:
        path = bench.prompts.save_file(_("Back up to"), dialog.file.text())
        if path is not None:
            dialog.show_file(path)

    def back_up(path: Path) -> None:
        def work(tell: Tell) -> tuple[int, str]:
            anchor = run(session, BackUp(path), tell)
            return anchor.seq, anchor.sha256

        running.append(
            bench.run(
                dialog,
                _("Backing up"),
                work,
                lambda head: dialog.show_backed_up(path, *head),
                dialog.show_fault,
                topic="audit",
                on_step=lambda job: dialog.show_progress(job.done, job.total, job.text),
                on_ended=dialog.show_ended,
            )
        )

    dialog.choose_asked.connect(choose)
    dialog.back_up_asked.connect(back_up)
    dialog.cancel_asked.connect(lambda: running[-1].cancel() if running else None)
    return dialog


Found = tuple[tuple[str, ...], tuple[tuple[str, str], ...], ChainFindings, tuple[str, ...]]


def _check(bench: Bench, parent: QWidget) -> Pane:
    dialog = FindingsDialog(
        _("Check the casebook"),
        _("encryption, structure, users, keys, files, approvals, audit chain"),
        _("Check"),
        parent,
    )

    def work() -> Found:
        report = casebooks.check(bench.session)
        findings = tuple((one.check, one.sentence()) for one in report.findings)
        said = (report.intact.sentence(), *notes(decoding.confinement()))
        return report.checks, findings, _chain(report.audit), said

    return _checked(bench, dialog, work)


def _verify_audit(bench: Bench, parent: QWidget) -> Pane:
    dialog = FindingsDialog(
        _("Verify the audit chain"),
        _("each entry carries the hash of the one before"),
        _("Verify"),
        parent,
    )

    def work() -> Found:
        report = audit_history.verify_chain(bench.session)
        findings = tuple(("audit", sentence) for sentence in report.findings)
        return ("audit",), findings, _chain(report), ()

    return _checked(bench, dialog, work)


def _checked(bench: Bench, dialog: FindingsDialog, work: Callable[[], Found]) -> Pane:
    dialog.check_asked.connect(
        lambda: bench.read(
            dialog, work, lambda found: dialog.show_findings(*found), dialog.show_fault,
            bar=dialog.bar,
        )
    )  # fmt: skip
    dialog.ask()
    return dialog


def _office(bench: Bench, parent: QWidget) -> Pane:
    dialog = OfficeDialog(parent)
    session = bench.session
    seen: dict[str, str] = {}

    def read() -> tuple[Mapping[str, str], tuple[EditionRow, ...], Actor]:
        return office_settings.settings(session), packs.editions(session), signed_in(session)

    def show(found: tuple[Mapping[str, str], tuple[EditionRow, ...], Actor]) -> None:
        settings, editions, actor = found
        seen.clear()
        seen.update(settings)
        refused = CHANGE_SETTING.why_not(actor, None)
        dialog.show_settings(settings, editions, refused=refused)

    def refresh() -> None:
        bench.read(dialog, read, show, dialog.show_fault, bar=dialog.bar, slot="office")

    def save(changes: Mapping[str, str]) -> None:
        def done(_result: Result) -> None:
            dialog.show_saved(len(changes))
            refresh()

        def refused(fault: Fault) -> None:
            dialog.show_fault(fault)
            if isinstance(fault, Conflict):
                met = {row.field: row.theirs for row in fault.collisions}
                show_stale_save(fault, dialog, on_mine=lambda: again(met), on_theirs=refresh)

        def again(met: Mapping[str, str]) -> None:
            seen.update(met)
            save(changes)

        said = [ChangeSetting(key, value, seen=seen.get(key, "")) for key, value in changes.items()]
        bench.write(
            dialog,
            lambda: do_all(session, said),
            done,
            refused,
            topics=CHANGE_SETTING.topics,
        )

    dialog.save_asked.connect(save)
    refresh()
    return dialog


def _motions(bench: Bench, parent: QWidget) -> Pane:
    dialog, session = MotionsDialog(parent), bench.session

    def refresh() -> None:
        bench.read(
            dialog, lambda: (motions.waiting(session), motions.waiting_roles(session)),
            lambda found: dialog.show_motions(*found), dialog.show_fault,
            bar=dialog.bar, slot="motions",
        )  # fmt: skip

    def write(work: Callable[[], object], sentence: str) -> None:
        def done(_came: object) -> None:
            dialog.show_ended(sentence)
            refresh()

        bench.write(dialog, work, done, dialog.show_fault, topics=("motions",))

    def second(ids: tuple[str, ...], password: str) -> None:
        def work() -> object:
            casebooks.confirm_password(session, password)
            return do(session, SecondOpenMotions(ids))

        write(work, _("Signed, and carried out."))

    def tell(motion: Motion) -> None:
        bench.read(
            dialog,
            lambda: details_of(session, motion),
            lambda lines: dialog.show_details(motion.id, lines),
            dialog.show_fault,
            slot="details",
        )

    dialog.details_asked.connect(tell)
    dialog.second_asked.connect(second)
    dialog.decline_asked.connect(
        lambda one, why: write(lambda: do(session, DeclineOpenMotion(one, why)), _("Declined."))
    )
    dialog.withdraw_asked.connect(
        lambda one, why: write(lambda: do(session, WithdrawOpenMotion(one, why)), _("Withdrawn."))
    )
    refresh()
    return dialog


def _four_eyes(bench: Bench, parent: QWidget) -> Pane:
    dialog, session = FourEyesDialog(parent), bench.session

    def read() -> tuple[tuple[PolicyRow, ...], bool]:
        return motions.policy_rows(session), not SET_POLICY.why_no_role(signed_in(session))

    def refresh() -> None:
        bench.read(
            dialog, read, lambda found: dialog.show_rows(found[0], may_change=found[1]),
            dialog.show_fault, bar=dialog.bar, slot="four_eyes",
        )  # fmt: skip

    def change(key: str, value: str, reason: str) -> None:
        def done(result: Result) -> None:
            dialog.show_moved(" ".join(result.changes.said))

        bench.write(
            dialog, lambda: do(session, SetPolicy(key, value, reason)), done, dialog.show_fault,
            topics=SET_POLICY.topics,
        )  # fmt: skip

    dialog.change_asked.connect(change)
    refresh()
    return dialog


def _import_list(bench: Bench, parent: QWidget) -> Pane:
    dialog = open_list_import(bench, parent)
    _ask_role(bench, dialog, IMPORT_LIST)
    return dialog


def _import_pack(bench: Bench, parent: QWidget) -> Pane:
    dialog = ImportPackDialog(parent)

    def choose() -> None:
        chosen = bench.prompts.open_files(_("A pack"), _(_PACKS))
        if chosen:
            dialog.show_files(chosen)

    def choose_folder() -> None:
        path = bench.prompts.folder(_("The folder of a pack"))
        if path is not None:
            dialog.show_files((path,))

    def take_in(path: Path) -> None:
        dialog.show_running()
        bench.run(
            dialog,
            _("Importing {file}").format(file=path.name),
            lambda tell: run(bench.session, ImportPack(path), tell),
            dialog.show_imported,
            dialog.show_fault,
            topic="reference",
            on_ended=dialog.show_ended,
        )

    dialog.choose_asked.connect(choose)
    dialog.choose_folder_asked.connect(choose_folder)
    dialog.import_asked.connect(take_in)
    bind_official(dialog, bench)
    _ask_role(bench, dialog, IMPORT_PACK)
    return dialog


def _ask_role(bench: Bench, dialog: ImportPane, deed: Deed[Any, Any]) -> None:
    bench.read(
        dialog,
        lambda: signed_in(bench.session),
        lambda actor: dialog.show_refused(deed.why_no_role(actor)),
        dialog.show_fault,
    )


DIALOGS: Mapping[str, Callable[[Bench, QWidget], Pane]] = {
    "users": _users,
    "recovery": open_recovery,
    "backup": _backup,
    "check": _check,
    "verify_audit": _verify_audit,
    "office": _office,
    "calendars": open_calendars,
    "registers": open_registers,
    "motions": _motions,
    "retention": open_retention,
    "access": open_access,
    "four_eyes": _four_eyes,
    "embargoes": open_embargoes,
    "controls": open_controls,
    "rules": open_rules,
    "sample": open_sample,
    "import_list": _import_list,
    "import_pack": _import_pack,
    "bundle": open_bundle,
    "import_entities": open_exchange,
}
"""Deed of the menus → the dialog that does it."""


class _Head(Protocol):
    @property
    def seq(self) -> int: ...
    @property
    def sha256(self) -> str: ...


class _Report(Protocol):
    """What verifying the chain gives."""

    @property
    def entries(self) -> int: ...
    @property
    def head(self) -> _Head: ...
    @property
    def anchored_to(self) -> int: ...
    @property
    def not_anchored(self) -> int: ...
    @property
    def erased(self) -> int: ...


def _chain(report: _Report) -> ChainFindings:
    head = report.head
    return ChainFindings(
        entries=report.entries,
        seq=head.seq,
        sha256=head.sha256,
        anchored_to=report.anchored_to,
        not_anchored=report.not_anchored,
        erased=report.erased,
    )
