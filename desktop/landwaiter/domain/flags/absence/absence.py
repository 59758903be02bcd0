"""Facts that leave a rule without a subject: a sentence that names the values, and their places.

Each is asked for by many rules and looked at once for each case. What is not known is no fact:
then the answer is None, and the rule goes on to its predicate.
"""

from collections.abc import Callable
from functools import wraps
from typing import Final, NamedTuple, Protocol

from landwaiter.domain.flags.evidence import of_enrichment
from landwaiter.domain.flags.rule import Rule
from landwaiter.domain.flags.view import Goods, View


class AbsenceFact(NamedTuple):
    """Why there is nothing for a rule to look at."""

    text: str
    evidence: tuple[str, ...] = ()
    """`place: value`, as `evidence` writes them."""


AbsenceTest = Callable[[View, Rule], AbsenceFact | None]
"""What a case says against there being a subject for the rule; None: nothing that is known."""


class Once(Protocol):
    """An absence that does not depend on the rule."""

    def __call__(self, view: View, rule: Rule | None = None, /) -> AbsenceFact | None: ...


def once(look: Callable[[View], AbsenceFact | None]) -> Once:
    """A fact that does not depend on the rule, looked at once for each case."""

    @wraps(look)
    def asked(view: View, _rule: Rule | None = None, /) -> AbsenceFact | None:
        try:
            found: AbsenceFact | None = view.absences[asked]
        except KeyError:
            found = view.absences[asked] = look(view)
        return found

    return asked


def lines_of(view: View) -> tuple[Goods, ...]:
    """Every declared line, whichever of them the rule at hand leaves to another."""
    return tuple(line for line in view.goods if line.item)


def stated(*evidence: str) -> tuple[str, ...]:
    """Evidence without what is not known, each place once."""
    return tuple(dict.fromkeys(one for one in evidence if one))


NONE: Final = "none"
"""What an officer states where there is no payment, no invoice, no commercial value."""


def none_stated(view: View, field: str, text: str, *words: str) -> AbsenceFact | None:
    """An officer's own statement, under a field of enrichment, that there is none."""
    value = view.value(field)
    if not isinstance(value, str) or value.strip().casefold() not in (words or (NONE,)):
        return None
    return AbsenceFact(text, stated(of_enrichment(field, value)))
