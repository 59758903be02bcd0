"""A gate of a rule: what every way of raising it contains, far cheaper to ask than the rule.

Where its gate is shut a rule is not raised, whatever else its predicate would say: so where only
raised flags count the rule need not be asked (`prefilter`). A gate that is open says nothing.

A gate looks at the case and never at what the pack calls an input of the rule: those are what a
*decision* needs, and an office may import a pack that names others. It asks of all goods of the
case, also of those that the rule leaves to another.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps

from landwaiter.domain.flags.view import View

Condition = Callable[[View], bool]


@dataclass(frozen=True, slots=True)
class RuleGate:
    """Shut where no condition of one of its clauses holds."""

    clauses: tuple[tuple[Condition, ...], ...]
    """Each must hold: by any of its conditions, of which each is another way to raise the rule."""

    def is_open(self, view: View) -> bool:
        """Whether the rule may be raised; False: it cannot be."""
        for clause in self.clauses:
            for condition in clause:
                if condition(view):
                    break
            else:
                return False
        return True


def once(look: Condition) -> Condition:
    """A condition that several gates ask, looked at once for each case."""

    @wraps(look)
    def asked(view: View) -> bool:
        found = view.absences.get(asked)
        if found is None:
            found = view.absences[asked] = look(view)
        return bool(found)

    return asked


@cache
def is_stated(field: str) -> Condition:
    """Whether anything was learned under the field of enrichment itself, be it nothing."""

    def holds(view: View) -> bool:
        return bool(view.case.enrichment and view.enriched(field))

    holds.__name__ = f"is_stated({field})"
    return holds


@cache
def is_known(field: str) -> Condition:
    """Whether `View.value` has a value of the field, its own or in a mapping of the outer field."""

    def holds(view: View) -> bool:
        return bool(view.case.enrichment) and view.value(field) is not None

    holds.__name__ = f"is_known({field})"
    return holds


@cache
def is_loaded(pack_id: str) -> Condition:
    """Whether the pack is in force on the day."""

    def holds(view: View) -> bool:
        return pack_id in view.packs

    holds.__name__ = f"is_loaded({pack_id})"
    return holds


def has_hits(view: View) -> bool:
    """A hit of any party on any list, whatever was judged of it."""
    return bool(view.case.hits)


def is_answered(view: View) -> bool:
    """A contract, an end-use statement or the exporter's answer is on file."""
    return bool(view.case.enrichment) and view.answered


@once
def is_interviewed(view: View) -> bool:
    """A deciding value of some item is stated: `View.params` reads nothing else."""
    return bool(view.case.answers or (view.case.enrichment and view.enriched("params")))


def is_classified(view: View) -> bool:
    """A person decided a code of some item."""
    return bool(view.case.classifications)
