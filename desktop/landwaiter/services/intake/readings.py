"""What a declaration that came again is to the case that has it: known, read otherwise, or new."""

from dataclasses import dataclass
from enum import StrEnum

from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.intake.table_mapping import TableInstructions
from landwaiter.errors import Fault
from landwaiter.services.base.content_forms import identity
from landwaiter.services.intake.openings import RawFile
from landwaiter.services.intake.table_files import read_file
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.records import to_json
from landwaiter.storage.intake import declarations
from landwaiter.storage.intake.declarations import KnownVersion


class Arrival(StrEnum):
    """What came, against the version that is current."""

    DUPLICATE = "duplicate"
    REREADING = "rereading"
    """The same declaration, of which today's reader understands more than the one before did."""
    AMENDMENT = "amendment"


FileRead = tuple[tuple[int | None, Declaration], ...]
"""The declarations of a file, each with its row."""


@dataclass(frozen=True, slots=True)
class AmendmentCase:
    """A case that an amendment opened, which had waited until its declaration was sifted."""

    reference: str
    number: str
    """Of the declaration."""
    file: str
    """The name of the file that the amendment came in."""


@dataclass(frozen=True, slots=True)
class VoidedDecision:
    """A proposal or an approval that an amended declaration ended."""

    case: str
    state: str
    """What it was: proposed, countersign or approved."""
    by: str
    """Who proposed it."""


class Readings:
    """Tells what came in one unit of work, and reads files of the vault again for it.

    What was `read` again is handed on to the next unit of work.
    """

    def __init__(
        self,
        session: Session,
        work: UnitOfWork,
        read: dict[tuple[str, str], FileRead],
    ) -> None:
        self.session = session
        self.work = work
        self._read = read
        self.opened: list[AmendmentCase] = []
        """Cases of sifted declarations whose amendments had waited for them."""
        self.voided: list[VoidedDecision] = []
        """Decisions that a message ended which had waited."""
        self.odd: list[str] = []
        """What is odd of amendments which had waited."""

    def arrival(self, case_id: str, declaration: Declaration, raw: RawFile) -> Arrival:
        """What the declaration is, whichever version of the program read the one before.

        Bytes that the case has seen are a duplicate, whatever is read from them now. An older
        content in a new file is an amendment back to it.
        """
        conn = self.work.conn
        if raw.is_known and declarations.is_file_of(
            conn, case_id, raw_file=raw.id, instructions=raw.instructions, row=raw.row
        ):
            return Arrival.DUPLICATE
        current = declarations.current_version(conn, case_id)
        came = identity(declaration, current.form)
        if came == identity(current.declaration, current.form):
            return Arrival.DUPLICATE
        again = self._again(current, declaration)
        if again is not None and came == identity(again, current.form):
            return Arrival.REREADING
        return Arrival.AMENDMENT

    def _again(self, known: KnownVersion, came: Declaration) -> Declaration | None:
        """What today's reader makes of the file of a version; None where it cannot be read."""
        if known.raw_file is None:
            return None
        found = self._file(known.raw_file, known.instructions)
        alike = [(row, one) for row, one in found if _keys(one) == _keys(came)]
        there = (one for row, one in alike if row == known.row)
        return next(there, alike[-1][1] if alike else None)

    def _file(self, raw_file: str, instructions: TableInstructions) -> FileRead:
        """Kept until another is wanted: declarations of one file come one after the other."""
        key = (raw_file, to_json(instructions))
        if key not in self._read:
            self._read.clear()
            self._read[key] = self._read_again(raw_file, instructions)
        return self._read[key]

    def _read_again(self, raw_file: str, instructions: TableInstructions) -> FileRead:
        name, vault_name = declarations.raw_content(self.work.conn, raw_file)
        try:
            data = self.session.casebook.vault.read(vault_name)
            content = read_file(data, name, instructions)
        except Fault:  # What cannot be compared is an amendment: a person looks at it.
            return ()
        stated = (
            (one.row, whole)
            for one in content.requests
            for whole in (one.amended, one.declared)
            if whole is not None
        )
        return (*((one.row, one.declaration) for one in content.declarations), *stated)


def _keys(declaration: Declaration) -> tuple[str | None, ...]:
    """What a declaration is found by."""
    return (
        declarations.mrn_key(declaration.mrn),
        declaration.local_reference,
        declaration.declarant_eori,
    )
