"""How a casebook under a new data key takes the place of the old one: by renaming alone.

The new one is made aside in `rekey.new`. Renaming that folder to `rekey.ready` is the moment from
which it counts. What follows needs no key, may stop anywhere, and is gone on with by whoever opens
the casebook next; so a killed process leaves either the old casebook or the new one.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from landwaiter.i18n import _
from landwaiter.storage.keys import lock
from landwaiter.storage.keys.key_file import KEY_FILE
from landwaiter.storage.people.open_casebook import DATABASE, VAULT
from landwaiter.whole_file import sync_folder

BEGUN, READY = "rekey.new", "rekey.ready"
_OLD_VAULT = "vault.old"
_BESIDE_DATABASE = ("-wal", "-shm", "-journal")
_COPIES = "casebook.before-*.db"
"""Made before migrations, under the old key: nobody of the new casebook can open them."""


def is_ready(folder: Path) -> bool:
    """Whether a new casebook waits to take its place."""
    return (folder / READY).is_dir()


def declare_ready(folder: Path) -> None:
    """From now on the new casebook counts; everything in it is durable already."""
    (folder / BEGUN).rename(folder / READY)
    sync_folder(folder)


def finish(folder: Path) -> None:
    """Let the new casebook take its place; for whoever holds the folder alone."""
    ready = folder / READY
    if not ready.is_dir():
        return
    if (ready / DATABASE).exists():
        for ending in _BESIDE_DATABASE:  # of the old database: they would spoil the new one
            (folder / f"{DATABASE}{ending}").unlink(missing_ok=True)
        (ready / DATABASE).replace(folder / DATABASE)
    if (ready / VAULT).is_dir():
        if (folder / VAULT).is_dir() and not (ready / _OLD_VAULT).exists():
            (folder / VAULT).rename(ready / _OLD_VAULT)
        (ready / VAULT).rename(folder / VAULT)
    if (ready / KEY_FILE).exists():
        sync_folder(folder)
        (ready / KEY_FILE).replace(folder / KEY_FILE)
    sync_folder(folder)
    for copy in folder.glob(_COPIES):
        copy.unlink()
    shutil.rmtree(ready)
    sync_folder(folder)


def finish_alone(folder: Path) -> None:
    """The same for a process that comes by later; Unavailable while another one is at it."""
    now = datetime.now(UTC)
    with lock.owned(folder, user=_("Landwaiter"), deed=_("finish a new data key"), now=now):
        finish(folder)
