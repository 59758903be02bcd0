"""Evidence: files in the vault with their hash, added to a case, verified on demand."""

import mimetypes
from dataclasses import dataclass
from pathlib import Path

from landwaiter.domain.workflow import ActArgs
from landwaiter.errors import NotFound, Unavailable
from landwaiter.i18n import _
from landwaiter.services.acts import perform
from landwaiter.services.session import Session
from landwaiter.storage import cases
from landwaiter.storage.unit_of_work import Changes

LARGEST = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class EvidenceFault:
    """A piece of evidence whose file is not what was entered."""

    reference: str
    no: int
    name: str
    problem: str


def add_evidence(
    session: Session, reference: str, path: Path, *, received_from: str = ""
) -> Changes:
    """Keep the file unchanged in the vault, then enter it on the case with its hash."""
    try:
        if path.stat().st_size > LARGEST:
            raise Unavailable(
                _("The file is larger than {most} GiB.").format(most=LARGEST >> 30),
                file=str(path),
            )
        with path.open("rb") as stream:
            kept = session.casebook.vault.put(stream)
    except FileNotFoundError as error:
        raise NotFound(_("There is no such file."), file=str(path)) from error
    except OSError as error:
        raise Unavailable(
            _("The file cannot be read: {reason}.").format(reason=error.strerror or str(error)),
            file=str(path),
        ) from error
    media_type, _encoding = mimetypes.guess_type(path.name)
    value = {
        "name": path.name,
        "sha256": kept.sha256,
        "size": kept.size,
        "media_type": media_type or "application/octet-stream",
    }
    source = received_from or session.casebook.user.name
    return perform(
        session,
        reference,
        "add_evidence",
        ActArgs(value=value, value_given=True, source=source),
    )


def verify_evidence(session: Session) -> tuple[int, tuple[EvidenceFault, ...]]:
    """How many files were read, and those that are missing or changed."""
    vault = session.casebook.vault
    with session.reading() as conn:
        rows = cases.all_evidence(conn)
    faults = [
        EvidenceFault(row["reference"], row["no"], row["name"], problem)
        for row in rows
        if (problem := vault.fault(row["vault_name"]))
    ]
    return len(rows), tuple(faults)
