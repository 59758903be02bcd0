"""The dialog that checks the casebook, bound to the services."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _
from landwaiter.services.base import decoding
from landwaiter.services.base.confinement_words import notes
from landwaiter.services.casebook import casebooks
from landwaiter.ui.casebook.check_findings_dialog import ChainFindings, FindingsDialog
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench

CheckFindings = tuple[tuple[str, ...], tuple[tuple[str, str], ...], ChainFindings, tuple[str, ...]]


class CheckController(DialogController[FindingsDialog]):
    """Checks at once, and again when it is asked to."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        about = _("encryption, structure, users, keys, files, approvals, audit chain")
        dialog = FindingsDialog(_("Check the casebook"), about, _("Check now"), parent)
        super().__init__(bench, dialog)
        dialog.check_asked.connect(self.refresh)
        dialog.ask()

    def refresh(self) -> None:
        self.read(self._findings, lambda found: self.dialog.show_findings(*found))

    def _findings(self) -> CheckFindings:
        report = casebooks.check(self.session)
        findings = tuple((one.check, one.sentence()) for one in report.findings)
        said = (report.intact.sentence(), *notes(decoding.confinement()))
        return report.checks, findings, _chain(report.audit), said


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
