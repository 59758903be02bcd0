"""Files of reports: those received, told apart by their endings, and the office's certificate."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

_SHEETS = frozenset({".json"})
_CERTIFICATES = frozenset({".pem", ".crt", ".cer", ".der"})


@dataclass(frozen=True, slots=True)
class Certificate:
    """The office's certificate as a PKCS#12 file, and what opens it."""

    path: Path
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReceivedFiles:
    """Files as they came, told apart by their endings."""

    reports: tuple[Path, ...]
    sheets: tuple[Path, ...]
    authorities: tuple[Path, ...]


def received(paths: Sequence[Path]) -> ReceivedFiles:
    """Key sheets are JSON, certificates PEM or DER; everything else is taken as a report."""
    known = _SHEETS | _CERTIFICATES
    return ReceivedFiles(
        tuple(path for path in paths if path.suffix.lower() not in known),
        tuple(path for path in paths if path.suffix.lower() in _SHEETS),
        tuple(path for path in paths if path.suffix.lower() in _CERTIFICATES),
    )
