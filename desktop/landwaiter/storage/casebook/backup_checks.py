"""Whether what a backup holds is what somebody of the casebook saved: signature, anchor, vault."""

from collections.abc import Callable, Collection, Generator, Iterable
from pathlib import Path
from typing import Any

from landwaiter.errors import Invalid, NotAllowed
from landwaiter.i18n import _
from landwaiter.storage.audit.anchors import read_anchor_file
from landwaiter.storage.casebook.backup_file import Manifest, StepProgress, signed_bytes
from landwaiter.storage.keys.casebook_keys import signature_fits
from landwaiter.storage.keys.vault import NAME, Vault
from landwaiter.trust.registry import Registry

_REFERRED_TO = """
    SELECT vault_name, min(name)
    FROM (SELECT vault_name, name FROM raw_file
          UNION ALL SELECT vault_name, name FROM evidence
          WHERE id NOT IN (SELECT evidence_id FROM evidence_wipe))
    GROUP BY vault_name
"""


def anchor_beside(file: Path) -> Path:
    """Where the anchor of a backup is written."""
    return file.with_name(f"{file.name}.anchor.json")


def require_own_anchor(file: Path, manifest: Manifest) -> None:
    """Invalid when the anchor file beside the backup is another's; none need be there."""
    beside = anchor_beside(file)
    if not beside.exists():
        return
    kept, claimed = read_anchor_file(beside), manifest.anchor
    if (kept.casebook_id, kept.seq, kept.sha256) != (
        claimed.casebook_id,
        claimed.seq,
        claimed.sha256,
    ):
        raise Invalid(
            _("The anchor file beside the backup belongs to another one; nothing was restored."),
            file=str(beside),
            remedy=_("Find out which of the two was changed, or take another backup file."),
        )


def require_key_in_force(registry: Registry, public_key: str) -> None:
    """NotAllowed for somebody whose signature would not be accepted when the backup is restored."""
    key = registry.keys.get(public_key)
    if key is None or key.until is not None:
        raise NotAllowed(
            _("Your signing key is not in force, so that a backup could not be signed."),
            remedy=_("Sign in again, or ask an administrator of the casebook."),
        )


def require_signed(file: Path, manifest: Manifest, registry: Registry) -> None:
    """Invalid unless the manifest is signed with the key in force of who made the backup."""
    key = registry.keys.get(manifest.signer)
    signature = bytes.fromhex(manifest.signature)
    in_force = key is not None and key.until is None
    known = in_force and registry.name_of(manifest.signer) == manifest.by
    if not known or not signature_fits(manifest.signer, signature, signed_bytes(manifest)):
        raise Invalid(
            _("The backup is not signed by a user of its casebook; nothing was restored."),
            file=str(file),
            value=manifest.by,
            remedy=_("Take another backup file."),
        )


def files_referred_to(execute: Callable[[str], Iterable[Any]]) -> tuple[tuple[str, str], ...]:
    """Vault name and name of each file that a row refers to, by a connection's `execute`."""
    return tuple((str(vault_name), str(name)) for vault_name, name in execute(_REFERRED_TO))


def first_damaged(
    vault: Vault, files: Collection[tuple[str, str]]
) -> Generator[StepProgress, None, str]:
    """The name of the first file that the vault does not hold as it was put there, or ""."""
    for done, (vault_name, name) in enumerate(files):
        yield StepProgress(done, len(files), name)
        if not NAME.fullmatch(vault_name) or vault.fault(vault_name):
            return name
    return ""
