"""What one rule finds on one case, in three-valued logic: holds, does not hold, not known."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from landwaiter.domain.cases.case import Severity
from landwaiter.domain.flags.rule import EVERY
from landwaiter.i18n import joined

ORDER: Final = (Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL)
"""Severities, mildest first."""


class Finding(NamedTuple):
    """The outcome of a predicate before severity and missing inputs are filled in.

    A named tuple, since more than a hundred are made for each case and a frozen dataclass takes
    twice as long to make.
    """

    holds: bool | None
    text: str = ""
    """One sentence that names the values; only when it holds."""
    severity: Severity | None = None
    """None: the severity of the rule. A predicate that steps down says the rule's own too, as of
    several findings the gravest that is said counts."""
    evidence: tuple[str, ...] = ()
    """`place: value` of everything the finding rests on; the places are those of `evidence`."""
    missing: tuple[str, ...] = ()
    """Inputs whose absence keeps it from being decided; of one that does not hold, what was not
    looked at."""
    against: tuple[str, ...] = ()
    """Inputs whose known value decides that it does not hold."""


def unknown(*missing: str) -> Finding:
    """A finding that waits for these inputs."""
    return Finding(None, missing=missing)


def judge(
    conditions: Mapping[str, bool | None],
    text: str,
    *,
    severity: Severity | None = None,
    evidence: Iterable[str] = (),
) -> Finding:
    """All conditions together, keyed by the input each one reads: false beats not known."""
    values = conditions.values()
    if False in values:
        return Finding(False, against=tuple(n for n, value in conditions.items() if value is False))
    if None in values:
        return Finding(None, missing=tuple(n for n, value in conditions.items() if value is None))
    return Finding(True, text, severity, tuple(dict.fromkeys(one for one in evidence if one)))


def any_of(findings: Iterable[Finding], *, otherwise: Finding | None = None) -> Finding:
    """Holds when one of them holds, with all texts and the gravest severity; else not known wins.

    `otherwise` is the outcome of no finding at all (for instance a case without goods).
    """
    found = tuple(findings)
    if not found:
        return otherwise or Finding(False)
    if len(found) == 1:
        return found[0]
    raised = [one for one in found if one.holds]
    if raised:
        return _merged(raised)
    open_ones = [one for one in found if one.holds is None]
    if open_ones:
        return Finding(None, missing=_union(one.missing for one in open_ones))
    return Finding(
        False,
        missing=_union(one.missing for one in found),
        against=_union(one.against for one in found),
    )


def _merged(raised: list[Finding]) -> Finding:
    gravest = max(raised, key=lambda one: -1 if one.severity is None else ORDER.index(one.severity))
    return gravest._replace(
        text=joined(" ", dict.fromkeys(one.text for one in raised)),
        evidence=_union(one.evidence for one in raised),
    )


def _union(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group))


def alternatives(*facts: tuple[str, bool | None]) -> Mapping[str, bool | None]:
    """Facts that each could raise the rule, with their inputs, as one condition of `judge`.

    It is false only where all of them are known; where it is open, its key are the open inputs.
    """
    value = either_strict(*(fact for _name, fact in facts))
    named = [name for name, fact in facts if value is not None or fact is None]
    return {EVERY.join(dict.fromkeys(named)): value}


def either(*values: bool | None) -> bool | None:
    """True when one is true; unknown only when all are: one known alternative is enough."""
    if any(values):
        return True
    return None if all(value is None for value in values) else False


def either_strict(*values: bool | None) -> bool | None:
    """True when one is true; unknown while any is unknown."""
    if any(values):
        return True
    return None if None in values else False
