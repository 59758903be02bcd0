"""Twenty changes after which the office must know whether sifted declarations come back.

Each says what the list held, what the change is, which party a declaration names, and what the
manual (docs/manual/sift.md) lets an officer expect: they follow it and not the code.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

OLDER: Final = date(2026, 3, 1)
NEWER: Final = date(2026, 3, 29)
"""Before and after the day of the declarations, 27 March 2026."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a list."""

    id: str
    name: str
    aliases: Sequence[str] = ()
    country: str = "CN"


@dataclass(frozen=True, slots=True)
class ListChange:
    """What a change sets off for one declaration."""

    name: str
    consignee: str
    after: Sequence[Listed] | None
    """The new edition of the list; None: the list is removed, or never changes."""
    comes_back: bool
    """Whether it waits for a person, by a reason that it had not before."""
    before: Sequence[Listed] = ()
    """The edition it was sifted with besides the list of the sample office; none: no such list."""
    published: date | None = None
    threshold: str = ""
    """The office's threshold of the list from now on, in thousandths."""
    removed: bool = False
    gone: bool = False
    """Whether its reason ends."""
    aside: bool = False
    """Somebody had set it aside."""
    opened: bool = False
    """Somebody had opened a case of it."""
    amended: bool = False
    """A newer version of the declaration names another party."""
    more: dict[str, Any] = field(default_factory=dict)
    """What else the declaration says."""


_QUIET, _FIRM = Listed("q-1", "Baltic Dredging Partners"), Listed("n-1", "Zolotaya Strela Export")
_NAME: Final = "Zolotaya Strela Export"

EXAMPLES: Final = (
    ListChange("a firm is added", _NAME, (_QUIET, _FIRM), True, (_QUIET,)),
    ListChange("a firm is added and the name is misspelt", "Zolotaja Strela Eksport",
               (_QUIET, _FIRM), True, (_QUIET,)),
    ListChange("another firm is added", "Quiet Harbour Timber", (_QUIET, _FIRM), False, (_QUIET,)),
    ListChange("a list is loaded for the first time", _NAME, (_QUIET, _FIRM), True),
    ListChange("an entry gets the name as an alias", _NAME,
               (Listed("q-1", "Baltic Dredging Partners", (_NAME,)),), True, (_QUIET,)),
    ListChange("an entry is corrected to another name", _NAME,
               (Listed("n-1", "Morning Lathe Fabrication"),), False, (_FIRM,), NEWER),
    ListChange("a firm is taken off, after the day of the goods", _NAME, (_QUIET,), False,
               (_QUIET, _FIRM), NEWER),
    ListChange("the list is removed", _NAME, None, False, (_QUIET, _FIRM), removed=True, gone=True),
    ListChange("the edition was published before the goods left", _NAME, (_QUIET, _FIRM), True,
               (_QUIET,), OLDER),
    ListChange("a firm is taken off, before the day of the goods", _NAME, (_QUIET,), False,
               (_QUIET, _FIRM), OLDER, gone=True),
    ListChange("words in another order", "Export Strela Zolotaya", (_QUIET, _FIRM), True,
               (_QUIET,)),
    ListChange("Cyrillic name", "Золотая Стрела Экспорт", (_QUIET, _FIRM), True, (_QUIET,)),
    ListChange("it was set aside before", _NAME, (_QUIET, _FIRM), True, (_QUIET,), aside=True),
    ListChange("it has a case", _NAME, (_QUIET, _FIRM), False, (_QUIET,), opened=True),
    ListChange("an older version named the firm", _NAME, (_QUIET, _FIRM), False, (_QUIET,),
               amended=True),
    ListChange("a lower threshold", "Zolota Strilka Trade", None, True, (_QUIET, _FIRM),
               threshold="400"),
    ListChange("a higher threshold", "Zolotaya Strelna Exporters", None, False, (_QUIET, _FIRM),
               threshold="1000", gone=True),
    ListChange("the exporter is added", "Quiet Harbour Timber",
               (_QUIET, Listed("n-2", "Kowal Fergana Pumps", country="PL")), True, (_QUIET,),
               more={"exporter_name": "Kowal Fergana Pumps"}),
    ListChange("the same edition says nothing new", _NAME, (_QUIET,), False, (_QUIET,)),
    ListChange("one word of the name alone", "Strela", (_QUIET, _FIRM), True, (_QUIET,)),
)  # fmt: skip
