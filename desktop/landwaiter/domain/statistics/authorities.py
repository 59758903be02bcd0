"""The authorities that an office counts its referrals by, as one setting lists them.

Whom an officer writes to is typed, in whatever spelling, and may be a person. Statistics name
those of the list alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

AUTHORITIES: Final = "statistics.authorities"
"""The setting: “Ministry of Trade = MoT | Trade Ministry; Federal Office”."""
OTHERS: Final = "others"
"""The row of every addressee that the list does not name."""
_TAKEN: Final = frozenset({OTHERS, "all"})
"""Keys of rows that are no authority."""


@dataclass(frozen=True, slots=True)
class Authorities:
    """What the list says, by each spelling."""

    by_spelling: Mapping[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.by_spelling.values()))

    def named(self, addressee: str) -> str:
        """The name that the list gives an addressee; empty for one that it does not name."""
        return self.by_spelling.get(_folded(addressee), "")


def authorities_of(setting: str | None) -> Authorities:
    """What the office set; nobody where it is no list, as only who writes past the program sets."""
    try:
        return authorities_in(setting or "")
    except ValueError:
        return Authorities({})


def authorities_in(text: str) -> Authorities:
    """The list of a setting; ValueError where a spelling stands twice or is no name."""
    found: dict[str, str] = {}
    for name, spellings in _listed(text):
        for one in (name, *spellings):
            folded = _folded(one)
            if not folded or folded in found or folded in _TAKEN:
                raise ValueError(one)
            found[folded] = name
    return Authorities(found)


def _listed(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in text.replace("\n", ";").split(";"):
        if entry.strip():
            name, equals, others = entry.partition("=")
            yield " ".join(name.split()), tuple(others.split("|")) if equals else ()


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
