"""Copies of one casebook that go different ways: each as on a machine that has seen no other."""

from pathlib import Path

from landwaiter.storage.audit import machine_mark
from landwaiter.storage.keys.key_file import read_key_file


def unseen(path: Path) -> Path:
    """The folder of the copy, of whose casebook this machine has forgotten all it has seen."""
    machine_mark.place_of(read_key_file(path).casebook_id).unlink(missing_ok=True)
    return path
