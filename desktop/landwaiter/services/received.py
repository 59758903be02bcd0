"""Files as a recipient has them: reports, key sheets, certificates; told apart by their endings."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SHEETS = frozenset({".json"})
_CERTIFICATES = frozenset({".pem", ".crt", ".cer", ".der"})


@dataclass(frozen=True, slots=True)
class Received:
    """Files as they came, told apart by their endings."""

    reports: tuple[Path, ...]
    sheets: tuple[Path, ...]
    authorities: tuple[Path, ...]


def received(paths: Sequence[Path]) -> Received:
    """Key sheets are JSON, certificates PEM or DER; everything else is taken as a report."""
    known = _SHEETS | _CERTIFICATES
    return Received(
        tuple(path for path in paths if path.suffix.lower() not in known),
        tuple(path for path in paths if path.suffix.lower() in _SHEETS),
        tuple(path for path in paths if path.suffix.lower() in _CERTIFICATES),
    )
