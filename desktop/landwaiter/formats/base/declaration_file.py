"""What reading one file of declarations gives: what was read, what was refused, what is odd."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from landwaiter.domain.intake.declaration import Declaration, DeclarationRequest
from landwaiter.domain.intake.table_mapping import Mend
from landwaiter.errors import Invalid
from landwaiter.i18n import plural

MAX_REJECTED = 10_000


@dataclass(frozen=True, slots=True)
class ReadDeclaration:
    declaration: Declaration
    row: int | None
    """First line (XML) or row (CSV, header = 1) of the declaration."""
    warnings: tuple[str, ...] = ()
    mends: tuple[Mend, ...] = ()
    """Values that a person put beside those of its rows."""
    is_told: bool = False
    """It stands in a message on it (CC029C), and counts only where it is not there already."""
    amends: bool = False
    """It is the whole of an amendment (CC513C) of one that came before."""


@dataclass(frozen=True, slots=True)
class ReadRequest:
    request: DeclarationRequest
    row: int | None
    amended: Declaration | None = None
    """The declaration as it shall read, where the message carries it whole (CC513C)."""
    shown: Mapping[str, str] = field(default_factory=dict)
    """What a message of customs says: message, date and the rest as far as stated."""
    declared: Declaration | None = None
    """The declaration that it is on, where it carries it whole and no case may have it (CC029C)."""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One fault in one place; the declaration it belongs to was not read."""

    row: int | str | None
    field: str | None
    value: str | None
    message: str
    remedy: str | None = None
    declaration: str | None = None
    """Its number, where the row of a table states one."""
    may_stand: bool = False
    """Whether a person may take the value as it stands, with a reason."""


@dataclass(frozen=True, slots=True)
class RowOut:
    """A row of a table that is in no declaration, and why."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class DeclarationFile:
    format: str
    """`cc515c`, `wco`, `csv`, `xlsx` or `ods`."""
    declarations: tuple[ReadDeclaration, ...] = ()
    requests: tuple[ReadRequest, ...] = ()
    rejected: tuple[RejectedRow, ...] = ()
    warnings: tuple[str, ...] = ()
    out: tuple[RowOut, ...] = ()
    """Of a table: totals, and every row of a declaration that is rejected."""


@dataclass(slots=True)
class Findings:
    """Collects the faults and warnings of one declaration while it is read."""

    file: str
    rejected: list[RejectedRow] = field(default_factory=list)
    warned: dict[str, None] = field(default_factory=dict)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Each of them once."""
        return tuple(self.warned)

    def reject(
        self,
        message: str,
        *,
        row: int | str | None = None,
        field: str | None = None,
        value: str | None = None,
        remedy: str | None = None,
        declaration: str | None = None,
        may_stand: bool = False,
    ) -> None:
        # What may stand is taken as it is told, and what is mended begins from it: never cut.
        told = value if may_stand else excerpt(value)
        self.rejected.append(RejectedRow(row, field, told, message, remedy, declaration, may_stand))
        refuse_too_many(self.rejected, self.file)

    def warn(self, message: str) -> None:
        self.warned[message] = None


def excerpt(value: str | None, length: int = 120) -> str | None:
    """`value` short enough for a message."""
    if value is None or len(value) <= length:
        return value
    return value[: length - 1] + "…"


def refuse_too_many(rejected: Sequence[RejectedRow], file: str) -> None:
    """Invalid when a file has so many faults that it cannot be what it was taken for."""
    if len(rejected) > MAX_REJECTED:
        raise Invalid(
            plural(
                MAX_REJECTED,
                "The file has more than {n} fault; the first is this: {message}",
                "The file has more than {n} faults; the first is this: {message}",
                message=rejected[0].message,
            ),
            file=file,
            row=rejected[0].row,
            field=rejected[0].field,
            value=rejected[0].value,
            remedy=rejected[0].remedy,
        )
