"""One way to print what is recorded on a case: the same columns make the table and the JSON."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.output import table
from landwaiter.i18n import Words, _

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class ListedColumn(Generic[R]):
    """What a list says of each of its rows."""

    key: str
    """In the JSON."""
    value: Callable[[R], Any]
    head: Words = ""
    """In the table; empty: in the JSON alone."""
    shown: Callable[[R], Any] | None = None
    """What the table prints, where it is something else."""

    def cell(self, row: R) -> Any:
        return self.shown(row) if self.shown else self.value(row)


class StandingRow(Protocol):
    """What counts until it is taken back, or turns out not to be what was signed."""

    @property
    def stands(self) -> bool: ...
    @property
    def why_not(self) -> Words: ...


def standing_columns() -> tuple[ListedColumn[Any], ListedColumn[Any]]:
    """Whether a row stands, and why it does not."""

    def stands(one: StandingRow) -> bool:
        return one.stands

    def why_not(one: StandingRow) -> Words | None:
        return one.why_not or None

    def state(one: StandingRow) -> Words:
        return one.why_not or _("stands")

    return ListedColumn("stands", stands), ListedColumn("why_not", why_not, _("State"), state)


def listed(
    about: dict[str, Any],
    name: str,
    columns: Sequence[ListedColumn[R]],
    rows: Sequence[R],
    *,
    nothing: Words = "",
) -> CommandAnswer:
    """The rows under their heads, or the sentence `nothing`; in the JSON as `name`, after what the
    list is `about`."""
    data = {**about, name: [{one.key: one.value(row) for one in columns} for row in rows]}
    if nothing and not rows:
        return CommandAnswer(data, (nothing,))
    printed = [one for one in columns if one.head]
    cells = [tuple(one.cell(row) for one in printed) for row in rows]
    return CommandAnswer(data, table(tuple(one.head for one in printed), cells))
