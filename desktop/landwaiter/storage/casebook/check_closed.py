"""The check of a casebook that cannot be opened: what is wrong, and what of the rest is whole."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from landwaiter.errors import Fault, NotFound
from landwaiter.i18n import N_, _
from landwaiter.storage.audit.chain import GENESIS, Anchor, Head
from landwaiter.storage.audit.verification import AuditReport
from landwaiter.storage.casebook.check import (
    PAGE_CHECKS,
    Check,
    CheckFinding,
    CheckReport,
    check_casebook,
)
from landwaiter.storage.casebook.check_content import (
    VaultScan,
    files_alone,
    scan_vault,
    strangers_in,
)
from landwaiter.storage.keys import casebook_keys as key_ring
from landwaiter.storage.keys import lock, throttle
from landwaiter.storage.keys.folder_links import links_in
from landwaiter.storage.keys.key_file import KEY_FILE, KeyFile, read_key_file
from landwaiter.storage.people.open_casebook import VAULT, Casebook, CasebookUser, SignIn
from landwaiter.storage.sqlite.migrate import head_revision, revision


def signed_in(path: Path, *, user: str, password: str, now: datetime) -> Fault | None:
    """The fault of a key file that nobody can sign in with; None when the person could.

    A wrong password, an unknown or a disabled user leave as they do when signing in.
    """
    if not path.is_dir():
        raise NotFound(_("There is no casebook in this place."), file=str(path))
    try:
        keys = read_key_file(path)
    except Fault as fault:
        return fault
    slot = key_ring.slot_of(keys, user)
    with throttle.attempt(path, slot.id, now=now):
        key_ring.unlock_slot(keys, slot, password)
    return None


def check_linked(path: Path) -> CheckReport | None:
    """Every link in the folder; None where there is none.

    Nothing else is looked at: it would be read from another place than the casebook.
    """
    findings = tuple(
        CheckFinding("links", one.fault().sentence(), one.name) for one in links_in(path)
    )
    if not findings:
        return None
    nothing = AuditReport(0, Head(0, GENESIS), (), 0)
    return CheckReport(findings, ("links",), nothing, files_alone(VaultScan()))


def check_without_keys(path: Path, why: Fault) -> CheckReport:
    """Where the key file is gone or damaged: nothing can be verified, but it is said what is there.

    The files of the vault are listed, not counted as whole.
    """
    scan = scan_vault(path / VAULT, None)
    findings = [
        CheckFinding("key file", why.sentence(), KEY_FILE),
        *(CheckFinding("folder", one.message, one.object) for one in strangers_in(path)),
    ]
    nothing = AuditReport(0, Head(0, GENESIS), (), 0)
    return CheckReport(tuple(findings), (N_("key file"), N_("folder")), nothing, files_alone(scan))


def check_closed(
    path: Path,
    why: Fault,
    *,
    user: str,
    password: str,
    further: Sequence[tuple[str, Check]] = (),
    anchors: Sequence[Anchor] = (),
) -> CheckReport:
    """The check of a casebook that did not open, `why` being what it said."""
    keys = read_key_file(path)
    with closing(_unopened(path, keys, user, password)) as casebook:
        known = _is_known_schema(casebook)
        report = check_casebook(
            casebook,
            further=further if known else (),
            anchors=anchors,
            core=None if known else PAGE_CHECKS,
        )
    first = CheckFinding("opening", why.message, str(Path(why.file).name) if why.file else "")
    said = {one.message for one in report.findings}
    if any(why.message in message for message in said):
        return report
    return replace(report, findings=(first, *report.findings))


def _unopened(path: Path, keys: KeyFile, user: str, password: str) -> Casebook:
    """The casebook with its keys, though what it holds may not be readable."""
    slot = key_ring.slot_of(keys, user)
    found = key_ring.unlock_slot(keys, slot, password)
    who = SignIn(CasebookUser(slot.user_id, slot.user), found.data_key, found.signing_key)
    return Casebook(path, key_file=keys, who=who, lock_descriptor=lock.share(path))


def _is_known_schema(casebook: Casebook) -> bool:
    """Whether the checks of rows can mean anything: not for a newer schema, nor for none."""
    try:
        with casebook.read() as connection:
            return 0 < revision(connection) <= head_revision()
    except Fault:
        return False
