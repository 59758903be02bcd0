"""One row for each fact that can be said of a subject, whoever shows it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, Flag, StrEnum, auto
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar

S_contra = TypeVar("S_contra", contravariant=True)


class Content(StrEnum):
    """The class of a content: which recipients may read it on paper. The graver ones come later."""

    OPEN = "O"
    BUSINESS = "T"
    """A business secret of somebody other than the recipient."""
    PERSONAL = "P"
    """Of persons other than the recipient."""
    INTERNAL = "I"
    """A note of the office to itself; also free text that nobody has judged."""
    DELIBERATION = "D"
    LEGAL = "L"
    """Legal advice."""
    SOURCE = "S"
    """Shows a source that spoke in confidence."""
    CLASSIFIED = "C"
    """Never in the casebook."""


_GRAVITY: Final = tuple(Content)


def gravest(contents: Iterable[Content]) -> Content | None:
    """The class of what holds contents of these classes; None where there are none."""
    return max(contents, key=_GRAVITY.index, default=None)


class ValueKind(StrEnum):
    """What a value is, with its unit: one formatter for each (`services/base/facts_shown.py`)."""

    TEXT = "text"
    CODE = "code"
    """An identifier, or a code of a list of codes: shown as it is."""
    CHOICE = "choice"
    """A term of the program's own."""
    COMMODITY = "commodity"
    COUNTRY = "country"
    NUMBER = "number"
    COUNT = "count"
    MASS = "mass"
    """In kilograms."""
    MONEY = "money"
    """An amount with its currency."""
    YES_NO = "yes_no"
    DAY = "day"
    INSTANT = "instant"
    MEANS = "means"
    """Means of transport, each with the kind of its number."""


class FactOrigin(Enum):
    """Where a fact comes from."""

    DECLARED = auto()
    LEARNED = auto()
    """Found out by the office beside the declaration."""
    RECORDED = auto()
    """Stated by somebody in the program, or kept by it."""
    COMPUTED = auto()
    """Of other facts."""


class Audience(Flag):
    """Where a fact is shown beside the dossier's tables of everything that is declared."""

    NOWHERE = 0
    CARD = auto()
    TERMINAL = auto()
    KEY = auto()
    """Among the key facts of a report; there, and on the card, its absence is told."""


SHOWN: Final = Audience.CARD | Audience.TERMINAL
MORE: Final = "more"
"""The cell of what has no column of its own in a table."""


@dataclass(frozen=True, slots=True)
class DeclaredColumn:
    """The column of our CSV that states a fact."""

    holds: str
    aliases: tuple[str, ...] = ()
    name: str = ""
    """Empty: that of the fact."""
    currency: str = ""
    """The column of the currency of an amount."""


@dataclass(frozen=True, slots=True)
class Fact(Generic[S_contra]):
    name: str
    """Member of the subject, key of the JSON, column of our CSV; with dots: of a part of it."""
    title: str
    content: Content
    kind: ValueKind = ValueKind.TEXT
    origin: FactOrigin = FactOrigin.DECLARED
    several: bool = False
    between: str = ", "
    """What stands between several values."""
    brief: str = ""
    """The title in short lists, where it is another."""
    seen: Audience = SHOWN
    csv: DeclaredColumn | None = None
    aes: tuple[str, ...] = ()
    """Where AES messages state it, from the subject's element on: the first that is stated counts.
    Empty where one element does not say it, and a reader of its own puts it together."""
    wco: tuple[str, ...] = ()
    """The same in WCO messages."""
    cell: str = MORE
    """Column of the dossier's table that it stands in, alone or with others."""
    said: str = "{value}"
    """How it reads in a cell that it shares."""
    value: Callable[[S_contra], Any] | None = None
    """Computes it; None: the member of its name."""

    def of(self, subject: S_contra) -> Any:
        """What the subject says; None or empty where it says nothing."""
        return (self.value or attrgetter(self.name))(subject)

    @property
    def short_title(self) -> str:
        return self.brief or self.title

    @property
    def column(self) -> str:
        """The name of its column in our CSV; empty where it has none."""
        return (self.csv.name or self.name) if self.csv else ""


def stated(facts: Iterable[Fact[Any]], subject: Any) -> Iterator[tuple[Fact[Any], Any]]:
    """The facts that the subject states, with what it says: 0 and no are something said."""
    for fact in facts:
        value = fact.of(subject)
        if value is not None and value not in {"", ()}:
            yield fact, value


def seen_in(facts: Iterable[Fact[Any]], seen: Audience) -> tuple[Fact[Any], ...]:
    return tuple(fact for fact in facts if fact.seen & seen)


def named(facts: Iterable[Fact[Any]], *names: str) -> tuple[Fact[Any], ...]:
    """The facts of these names in this order."""
    known = {fact.name: fact for fact in facts}
    return tuple(known[name] for name in names)


def title_ids(facts: Iterable[Fact[Any]], *names: str) -> tuple[str, ...]:
    """What the facts of these names are called, as ids: for tables of columns, which say them."""
    return tuple(fact.short_title for fact in named(facts, *names))


def declared(facts: Iterable[Fact[Any]]) -> tuple[Fact[Any], ...]:
    """Those that the file states itself."""
    return tuple(fact for fact in facts if fact.origin is FactOrigin.DECLARED)


def content_of(facts: Iterable[Fact[Any]], cell: str) -> Content:
    """The class of a cell of the dossier's table: the gravest of the facts that stand in it."""
    return gravest(fact.content for fact in facts if fact.cell == cell) or Content.INTERNAL
