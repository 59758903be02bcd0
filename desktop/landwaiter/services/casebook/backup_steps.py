"""The steps of a backup or a restoration, taken to the end with their progress told."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from landwaiter.storage.casebook import backup as backups

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class AnchorRow:
    """The audit head that something outside the casebook remembers."""

    seq: int
    sha256: str


def anchored_by(steps: backups.Steps, progress: Progress | None) -> AnchorRow:
    """To the end; a `progress` that raises cancels, and the generator then clears up."""
    with closing(steps):
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                manifest: backups.Manifest = end.value
                return AnchorRow(manifest.anchor.seq, manifest.anchor.sha256)
            if progress is not None:
                progress(step.done, step.total, step.what)
