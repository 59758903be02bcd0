"""What a run of a programme found, and all it rests on."""

from dataclasses import dataclass
from datetime import datetime

from landwaiter.domain.monitoring.programme import TradeFigure, Watch


@dataclass(frozen=True, slots=True)
class EditionOfRun:
    """An edition that a run read."""

    pack: str
    edition: str
    sha256: str
    trust: str


@dataclass(frozen=True, slots=True)
class Run:
    """The figures of one run."""

    id: str
    name: str
    version: int
    watch: Watch
    head_seq: int
    head_sha256: str
    upto: str
    """Identity of the run: whatever is older was looked at."""
    editions: tuple[EditionOfRun, ...]
    figures: tuple[TradeFigure, ...]
    looked_at: int
    """Goods lines, and cases of technology, that were looked at."""
    sha256: str
    """Of the result's canonical bytes."""
    author: str
    at: datetime
