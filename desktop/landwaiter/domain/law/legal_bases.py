"""The office's list of legal bases for decisions: from packs, each with its edition and trust."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.law.pack import Pack

LEGAL_BASES: Final = "legal_bases"
"""The kind of pack: columns `basis`, `about`, and `outcomes` (`|`; empty: any)."""


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One provision that a decision may rest on, as a list names it."""

    provision: str
    about: str
    """What it is on, in a few words."""
    outcomes: frozenset[str]
    """Empty: any outcome."""
    listed: str
    """The list it stands on."""
    edition: str
    trust: str

    def fits(self, outcome: str) -> bool:
        """Whether an outcome may rest on it."""
        return not self.outcomes or outcome in self.outcomes


def listed_bases(packs: Iterable[Pack]) -> tuple[LegalBasis, ...]:
    """The bases of every list, in the order of lists and rows."""
    return tuple(
        LegalBasis(
            row["basis"],
            row.get("about", ""),
            frozenset(filter(None, row.get("outcomes", "").split("|"))),
            pack.title,
            pack.edition,
            pack.trust,
        )
        for pack in sorted(packs, key=lambda one: one.id)
        if pack.kind == LEGAL_BASES
        for row in pack.rows
        if row.get("basis")
    )
