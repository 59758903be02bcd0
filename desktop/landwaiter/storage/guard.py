"""What the database refuses of a row, as data: each engine writes it in its own words."""

from dataclasses import dataclass
from typing import Literal

GuardAct = Literal["insert", "update", "delete"]


@dataclass(frozen=True, slots=True)
class Guard:
    """Before the act on a row of the table: where the condition holds, it is refused.

    The condition is SQL that names the row as it was OLD and as it would be NEW; without one the
    act is always refused. `of` are the columns whose update is meant, where not every one is. The
    sentence is for who tampers: the rules of the program have refused before with one of theirs.
    """

    name: str
    table: str
    act: GuardAct
    sentence: str
    condition: str = ""
    of: tuple[str, ...] = ()
