"""What reading one file of declarations gives: what was read, what was refused, what is odd."""

from dataclasses import dataclass, field

from landwaiter.domain.declaration import Declaration, DeclarationRequest
from landwaiter.errors import Invalid


@dataclass(frozen=True, slots=True)
class ReadDeclaration:
    declaration: Declaration
    row: int | None
    """First line (XML) or row (CSV, header = 1) of the declaration."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadRequest:
    request: DeclarationRequest
    row: int | None
    amended: Declaration | None = None
    """The declaration as it shall read, where the message carries it whole (CC513C)."""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One fault in one place; the declaration it belongs to was not read."""

    row: int | str | None
    field: str | None
    value: str | None
    message: str
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class DeclarationFile:
    format: str
    """`cc515c`, `wco` or `csv`."""
    declarations: tuple[ReadDeclaration, ...] = ()
    requests: tuple[ReadRequest, ...] = ()
    rejected: tuple[RejectedRow, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class Findings:
    """Collects the faults and warnings of one declaration while it is read."""

    file: str
    rejected: list[RejectedRow] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    limit: int = 1_000_000
    """Faults kept; beyond them nothing new is learned."""

    def reject(
        self,
        message: str,
        *,
        row: int | str | None = None,
        field: str | None = None,
        value: str | None = None,
        remedy: str | None = None,
    ) -> None:
        if len(self.rejected) < self.limit:
            self.rejected.append(RejectedRow(row, field, excerpt(value), message, remedy))

    def warn(self, message: str) -> None:
        if message not in self.warnings:
            self.warnings.append(message)


def excerpt(value: str | None, length: int = 120) -> str | None:
    """`value` short enough for a message."""
    if value is None or len(value) <= length:
        return value
    return value[: length - 1] + "…"


def refusal(row: RejectedRow, file: str) -> Invalid:
    """The fault that a rejected row is, for readers that stop at the first one."""
    return Invalid(
        row.message, file=file, row=row.row, field=row.field, value=row.value, remedy=row.remedy
    )
