"""A pack or list edition as one line of the reference list."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from landwaiter.i18n import _

LONGEST_AGE: Final = 3_650
"""Days after which nobody would call an edition new."""


@dataclass(frozen=True, slots=True)
class EditionRow:
    """A pack or list edition in the reference list."""

    id: str
    kind: str
    title: str
    edition: str
    trust: str
    source: str
    licence: str
    rows: int
    """0 for the state of a register, which is counted where it is kept."""
    sha256: str
    dated: date | None
    age_days: int | None
    limit_days: int | None
    """From how many days it is called too old; None where there is no limit."""
    limit_trust: str = ""
    """Who says so: `office`, or the trust of the pack of limits."""
    limit_basis: str = ""
    confidential: bool = False
    """A list whose name and entries leave the office in no report."""
    trust_said: str = ""
    """What it calls itself, where its trust was lowered to what its origin allows."""
    assent: str = ""
    """`not seconded` or `by one person`; empty where another agreed, or none was needed."""

    @property
    def trusted(self) -> str:
        """Its trust with what lacks to it, as people read it."""
        if not self.assent:
            return _(self.trust)
        return _("{trust}, {assent}").format(trust=_(self.trust), assent=_(self.assent))

    @property
    def lowered(self) -> str:
        """Why it is not trusted as it says of itself; empty where it is."""
        if not self.trust_said:
            return ""
        return _("It calls itself {said}; official only by a publisher's signature.").format(
            said=_(self.trust_said)
        )

    @property
    def told(self) -> str:
        """The title as texts may name it that others read."""
        return _("a confidential list") if self.confidential else self.title

    @property
    def stale(self) -> bool:
        return (
            self.age_days is not None
            and self.limit_days is not None
            and self.age_days > self.limit_days
        )
