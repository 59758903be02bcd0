"""A new data key: database and vault encrypted anew, slots sealed anew, old copies shut out.

What is made aside can be gone on with after a stop: its plan is signed by an administrator, so that
nobody can leave a key of their own there to be taken up. `changeover` says how it takes its place.
"""

import json
import os
import shutil
from collections.abc import Collection, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.errors import Fault, Unavailable
from landwaiter.i18n import _
from landwaiter.storage.audit.statements import read_registry
from landwaiter.storage.audit.unit_of_work import writing
from landwaiter.storage.base.reader import snapshot
from landwaiter.storage.casebook import changeover
from landwaiter.storage.casebook.backup_file import StepProgress
from landwaiter.storage.casebook.lifecycle import CasebookUser, open_casebook
from landwaiter.storage.casebook.rekey_slots import Receivers, receivers, with_new_key
from landwaiter.storage.keys import casebook_keys as key_ring
from landwaiter.storage.keys import lock
from landwaiter.storage.keys.casebook_keys import SubKeys, UnlockedKeys
from landwaiter.storage.keys.key_file import KEY_FILE, KeyFile, key_file_bytes, read_key_file
from landwaiter.storage.keys.place import write_durably
from landwaiter.storage.keys.sealing import commitment
from landwaiter.storage.keys.vault import Vault
from landwaiter.storage.people.key_change import record
from landwaiter.storage.people.new_statements import state
from landwaiter.storage.people.open_casebook import DATABASE, VAULT, Casebook, signer_of
from landwaiter.storage.people.users import require_administrator
from landwaiter.storage.sqlite.engine import application_engine
from landwaiter.storage.sqlite.faults import translated
from landwaiter.storage.sqlite.rekey_database import (
    copied_under,
    references,
    renamed,
    require_whole,
)
from landwaiter.trust.registry import Registry
from landwaiter.whole_file import sync_folder

PLAN = "plan.json"
_SPARE = 64 << 20
"""Bytes of the disk that are left free."""


@dataclass(frozen=True, slots=True)
class RekeyResult:
    """Who has the new data key, who needs a new password, and the audit head it is under."""

    users: tuple[str, ...]
    left_out: tuple[str, ...]
    audit_seq: int


Steps = Generator[StepProgress, None, RekeyResult]
"""Progress while it runs; the result at the end (`StopIteration.value`)."""


@dataclass(frozen=True, slots=True, repr=False)
class _Old:
    """The casebook as it is, and who makes it anew."""

    folder: Path
    casebook_id: str
    actor: CasebookUser
    unlocked: UnlockedKeys
    registry: Registry
    keys: KeyFile
    keys_sha256: str

    @property
    def sub_keys(self) -> SubKeys:
        return key_ring.sub_keys(self.unlocked.data_key, self.casebook_id)


@dataclass(frozen=True, slots=True, repr=False)
class _New:
    """The casebook being made, in its folder beside the old files."""

    folder: Path
    keys: KeyFile
    sub_keys: SubKeys
    commitment: str
    """What the statements say of the new data key."""


def rekey(
    path: Path, *, user: str, password: str, without: Collection[str] = (), now: datetime
) -> Steps:
    """Give the casebook a new data key; it must be open nowhere. Administrators only.

    Users `without` get no slot and need a new password. Raises NotAllowed, Conflict, Unavailable;
    then the casebook is as before. A run that was stopped is gone on with by the next.
    """
    path = path.absolute()
    with open_casebook(path, user=user, password=password, now=now) as casebook:
        casebook.only_read = ""  # a key file that nobody vouches for is replaced by this very deed
        _require_deed(casebook, now)
        actor = casebook.user
    deed = _("make a new data key")
    with translated(path / DATABASE), lock.owned(path, user=actor.name, deed=deed, now=now):
        old = _as_it_is(path, actor, password)
        chosen = receivers(old.keys, old.registry, without, actor.id)
        new = _gone_on_with(old, password, chosen) or _begun(old, chosen)
        names = yield from _vault(old, new)
        yield StepProgress(0, 1, DATABASE)
        seq = _database(old, new, names, now)
        yield StepProgress(1, 1, DATABASE)
        changeover.declare_ready(path)
        changeover.finish(path)
    return RekeyResult(tuple(slot.user for slot in new.keys.users), chosen.left_out, seq)


def _require_deed(casebook: Casebook, now: datetime) -> None:
    """NotAllowed unless the person may; a unit of work that writes nothing asks it."""
    with casebook.write("rekey", now=now) as work:
        work.quiet()
        require_administrator(work, casebook)


def _as_it_is(path: Path, actor: CasebookUser, password: str) -> _Old:
    """Read anew now that nobody else can change it."""
    keys = read_key_file(path)
    unlocked = key_ring.unlock(keys, actor.name, password)
    database_key = key_ring.sub_keys(unlocked.data_key, keys.casebook_id).database
    engine = application_engine(path / DATABASE, database_key, wait_s=0.0)
    try:
        with snapshot(engine) as connection:
            registry = read_registry(connection)
    finally:
        engine.dispose()
    sha256 = sha256_hex((path / KEY_FILE).read_bytes())
    return _Old(path, keys.casebook_id, actor, unlocked, registry, keys, sha256)


def _begun(old: _Old, chosen: Receivers) -> _New:
    """A new data key, sealed to everybody chosen, in a folder of its own."""
    _require_room(old.folder)
    work = old.folder / changeover.BEGUN
    shutil.rmtree(work, ignore_errors=True)
    data_key = os.urandom(32)
    keys = with_new_key(old.keys, old.registry, chosen, data_key, os.urandom)
    work.mkdir(mode=0o700)
    (work / VAULT).mkdir(mode=0o700)
    content = key_file_bytes(keys)
    write_durably(work / KEY_FILE, content)
    write_durably(work / PLAN, _plan(old, content))
    return _New(work, keys, key_ring.sub_keys(data_key, old.casebook_id), commitment(data_key))


def _plan(old: _Old, keys: bytes) -> bytes:
    said = _planned(old, sha256_hex(keys), key_ring.public_of(old.unlocked.signing_key))
    signature = key_ring.signed(old.unlocked.signing_key, canonical_bytes(said)).hex()
    return canonical_bytes({**said, "signature": signature})


def _planned(old: _Old, keys_sha256: str, signer: str) -> Mapping[str, str]:
    return {
        "format": "landwaiter rekey",
        "casebook": old.casebook_id,
        "from": old.keys_sha256,
        "to": keys_sha256,
        "signer": signer,
    }


def _gone_on_with(old: _Old, password: str, chosen: Receivers) -> _New | None:
    """What an earlier run left, if an administrator signed for it and nothing changed since."""
    work = old.folder / changeover.BEGUN
    try:
        plan = json.loads((work / PLAN).read_bytes())
        content = (work / KEY_FILE).read_bytes()
        said = _planned(old, sha256_hex(content), str(plan["signer"]))
        signature = bytes.fromhex(plan["signature"])
        keys = read_key_file(work)
        found = key_ring.unlock(keys, old.actor.name, password)
    except (OSError, ValueError, KeyError, TypeError, Fault):
        return None
    signer = old.registry.keys.get(said["signer"])
    administrators = old.registry.administrators()
    known = signer is not None and signer.in_force and signer.user_id in administrators
    if not known or not key_ring.signature_fits(said["signer"], signature, canonical_bytes(said)):
        return None
    if {slot.id for slot in chosen.users} != {slot.id for slot in keys.users}:
        return None
    sub_keys = key_ring.sub_keys(found.data_key, old.casebook_id)
    return _New(work, keys, sub_keys, commitment(found.data_key))


def _require_room(folder: Path) -> None:
    """Unavailable where the disk does not take everything once more."""
    files = (folder / DATABASE, *(folder / VAULT).iterdir())
    # The database is there three times while its copy is encrypted anew: copy, journal, pages.
    needed = sum(file.stat().st_size for file in files) + (folder / DATABASE).stat().st_size
    free = shutil.disk_usage(folder).free
    if needed + _SPARE > free:
        raise Unavailable(
            _(
                "A new data key needs {needed} MiB on the disk of the casebook, which has {free}."
            ).format(needed=(needed + _SPARE) >> 20, free=free >> 20),
            file=str(folder),
            remedy=_("Make room on that disk."),
        )


class _Content:
    """The content of a file in the old vault, to be read like a stream."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._rest = chunks, b""

    def read(self, size: int = -1, /) -> bytes:
        if not self._rest:
            self._rest = next(self._chunks, b"")
        given, self._rest = self._rest[:size], self._rest[size:]
        return given


def _vault(old: _Old, new: _New) -> Generator[StepProgress, None, dict[str, str]]:
    """Each file under its new name; old names to new ones. Files there already are not redone.

    Unavailable for a damaged file: what cannot be read cannot be kept.
    """
    source = Vault(old.folder / VAULT, old.sub_keys)
    target = Vault(new.folder / VAULT, new.sub_keys)
    target.sweep_parts()
    rows = references(old.folder / DATABASE, old.sub_keys.database)
    known = ((name, sha256) for name, sha256 in rows if source.name_of(sha256) == name)
    names = {name: target.name_of(sha256) for name, sha256 in known}
    done, there = frozenset(target.names()), source.names()
    sizes = {name: (source.folder / name).stat().st_size for name in there}
    total, passed = sum(sizes.values()), 0
    for name in there:
        yield StepProgress(passed, total, _("vault"))
        if names.get(name) not in done:
            with closing(source.chunks(name)) as chunks:
                names[name] = target.put(_Content(chunks)).name
        passed += sizes[name]
    sync_folder(target.folder)
    return names


def _database(old: _Old, new: _New, names: Mapping[str, str], now: datetime) -> int:
    """The database under its new key, with the new names and the deed in its audit chain."""
    target = new.folder / DATABASE
    copied_under(old.folder / DATABASE, target, old.sub_keys.database, new.sub_keys.database)
    renamed(target, new.sub_keys.database, names)
    payload: dict[str, Any] = {
        "users": [slot.user for slot in new.keys.users],
        "left_out": list(new.keys.left_out),
    }
    signer = signer_of(old.actor, old.unlocked.signing_key)
    engine = application_engine(target, new.sub_keys.database, wait_s=0.0)
    try:
        with writing(engine, target, signer=signer, deed="rekey", now=now) as work:
            state(
                work,
                "data_key_changed",
                {"data_key": new.commitment},
                [key_ring.private(old.unlocked.signing_key)],
                audited="casebook.rekeyed",
                payload=payload,
            )
            record(work, sha256_hex((new.folder / KEY_FILE).read_bytes()))
        head = work.head
    finally:
        engine.dispose()
    require_whole(target, new.sub_keys.database)
    return head.seq
