"""The five faults a user may meet; anything else that is raised is a bug.

    Fault
    ├── Invalid      what was given cannot be accepted (wrong file, field or value)
    ├── NotAllowed   the rules or the roles forbid the deed
    ├── NotFound     what was asked for is not there
    ├── Conflict     somebody or something changed it meanwhile, or it exists already
    └── Unavailable  the surroundings refuse (disk, lock, password, newer schema, missing library)

A message says what happened and why, in one sentence; `remedy` says what to do next.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar


class PlaceWords:
    """How a place is said: in English until `i18n`, which stands above the faults, says how."""

    row: ClassVar[Callable[[int], str]] = "row {}".format
    value: ClassVar[Callable[[str], str]] = "“{}”".format


class Fault(Exception):
    """A refusal with one clear sentence and, where known, the place and the remedy."""

    kind: ClassVar[str] = "fault"

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        row: int | str | None = None,
        field: str | None = None,
        value: str | None = None,
        remedy: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.row = row
        self.field = field
        self.value = value
        self.remedy = remedy

    def sentence(self) -> str:
        """The whole refusal on one line: place, message, remedy."""
        place = ", ".join(
            part
            for part in (
                self.file,
                PlaceWords.row(self.row) if isinstance(self.row, int) else self.row,
                self.field,
                PlaceWords.value(self.value) if self.value is not None else None,
            )
            if part
        )
        text = f"{place}: {self.message}" if place else self.message
        return f"{text} {self.remedy}" if self.remedy else text

    def as_json(self) -> dict[str, Any]:
        """The `error` object of the command-line contract."""
        return {
            "kind": self.kind,
            "message": self.message,
            "file": self.file,
            "row": self.row,
            "field": self.field,
            "value": self.value,
            "remedy": self.remedy,
        }


class Invalid(Fault):
    kind = "invalid"


class NotAllowed(Fault):
    kind = "not_allowed"


class NotFound(Fault):
    kind = "not_found"


@dataclass(frozen=True, slots=True)
class Collision:
    """One field that two people changed: as both saw it, as it is now, as this person wants it."""

    field: str
    base: str
    theirs: str
    mine: str
    by: str = ""


class Conflict(Fault):
    """`collisions` says field by field what was seen, what is there now and what was given.

    `revision` is the one of a case that they show: what is repeated is repeated on that.
    """

    kind = "conflict"

    def __init__(
        self,
        message: str,
        *,
        collisions: tuple[Collision, ...] = (),
        revision: int | None = None,
        file: str | None = None,
        row: int | str | None = None,
        field: str | None = None,
        value: str | None = None,
        remedy: str | None = None,
    ) -> None:
        super().__init__(message, file=file, row=row, field=field, value=value, remedy=remedy)
        self.collisions = collisions
        self.revision = revision

    def as_json(self) -> dict[str, Any]:
        rows = [asdict(collision) for collision in self.collisions]
        more = {"collisions": rows, "revision": self.revision} if rows else {}
        return {**super().as_json(), **more}


class Unavailable(Fault):
    kind = "unavailable"
