"""A batch of the sift: some declarations of a file, each held against what is known, and judged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from landwaiter.canonical import sha256_hex
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.formats.base.declaration_file import ReadDeclaration
from landwaiter.services.base.content_forms import content_bytes
from landwaiter.services.intake.same_reference import Found, found_named
from landwaiter.services.trade.judging import JudgingGrounds
from landwaiter.services.trade.runs.sift_file import SiftFile
from landwaiter.services.trade.trade_rows import JudgedDeclaration
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.intake import declarations
from landwaiter.storage.trade import sifted_rows
from landwaiter.storage.trade.batches import TradeRow


@dataclass(frozen=True, slots=True)
class SiftArrival:
    """One declaration of a batch, and whether its like is there already."""

    read: ReadDeclaration
    content: bytes
    sha256: str
    found: Found
    is_older: bool = False
    """It was sifted from the same file before, and another version came since."""

    @property
    def case_id(self) -> str | None:
        return self.found[0]

    @property
    def known(self) -> sifted_rows.KnownRow | None:
        return self.found[1]

    @property
    def replaces(self) -> int | None:
        """The version of it that the store has."""
        return self.known.id if self.known else None

    @property
    def is_duplicate(self) -> bool:
        if self.known is None:
            return False
        return self.is_older or self.known.content_sha256 == self.sha256


@dataclass(frozen=True, slots=True)
class KnownNumbers:
    """Numbers that the casebook knows of some declarations: most are new, and need no look-up."""

    numbers: frozenset[str]

    @classmethod
    def of(cls, conn: Reader, declared: Sequence[Declaration]) -> "KnownNumbers":
        """Asked at once for all of them."""
        mrns = {key for one in declared if (key := declarations.mrn_key(one.mrn))}
        references = {one.local_reference for one in declared if one.local_reference}
        known = declarations.known_numbers(conn, mrns, references)
        return cls(frozenset(known | sifted_rows.known_numbers(conn, mrns, references)))

    def knows(self, declared: Declaration) -> bool:
        """Whether the casebook knows one of its numbers."""
        key = declarations.mrn_key(declared.mrn)
        return bool({key, declared.local_reference} & self.numbers)

    def found(self, conn: Reader, read: ReadDeclaration) -> Found:
        """The case, and the row of the store, of the same declaration, or of what it amends."""
        declared = read.declaration
        mrn, local, eori = declared.mrn, declared.local_reference, declared.declarant_eori
        if not self.knows(declared):
            return None, None
        if read.amends:
            return found_named(conn, mrn=mrn, local_reference=local, eori=eori)
        return (
            declarations.find_declaration(conn, mrn=mrn, local_reference=local, eori=eori),
            sifted_rows.newest_version(conn, mrn=mrn, local_reference=local, eori=eori),
        )


def arrivals(
    conn: Reader, read: Iterable[ReadDeclaration], known: KnownNumbers, file: str
) -> list[SiftArrival]:
    """Declarations that were read, `file` by its hash; what a message tells of one that is there
    is none."""
    came = (arrival_of(conn, one, known, file) for one in read)
    return [one for one in came if not (one.read.is_told and any(one.found))]


def arrival_of(conn: Reader, read: ReadDeclaration, known: KnownNumbers, file: str) -> SiftArrival:
    """A declaration that was read, with what is known of its like."""
    declared = read.declaration
    content = content_bytes(declared)
    sha256, found = sha256_hex(content), known.found(conn, read)
    newest = found[1]
    is_older = (
        newest is not None
        and newest.content_sha256 != sha256
        and sifted_rows.is_version_of_file(conn, newest.id, content_sha256=sha256, file_sha256=file)
    )
    return SiftArrival(read, content, sha256, found, is_older)


@dataclass(slots=True)
class SiftBatch:
    """Some declarations of a file in their order."""

    file: SiftFile
    part: range
    entry: int
    """Of the audit chain, up to which it was judged."""
    judging: JudgingGrounds
    """What counted then."""
    came: list[SiftArrival] = field(default_factory=list)
    judged: list[JudgedDeclaration] = field(default_factory=list)
    rows: list[TradeRow] = field(default_factory=list)
    """One for each that was judged."""
    grounds: list[Mapping[str, Any]] = field(default_factory=list)
    """What parts of it were judged with."""

    @property
    def wanted(self) -> list[SiftArrival]:
        """What is judged. What has a case and was never sifted counts there alone."""
        return [
            one for one in self.came if not one.is_duplicate and (one.known or one.case_id is None)
        ]

    def counts(self, rows: Sequence[TradeRow], amended: Sequence[bool]) -> dict[str, int]:
        """The figures that its entry seals; of each that came, whether it amended something.

        What was read is what was sifted, what amended, and what was there already.
        """
        sifted = sum(one.replaces is None for one in rows)
        return {
            "read": len(self.came),
            "sifted": sifted,
            "with_reason": sum(
                bool(one.reasons) and came.case_id is None
                for one, came in zip(rows, self.wanted, strict=True)
            ),
            "sample": sum(one.drawn for one in rows),
            "amended": sum(amended),
            "duplicates": len(self.came) - sifted - sum(amended),
        }
