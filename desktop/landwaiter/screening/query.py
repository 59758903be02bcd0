"""What is asked of the matcher: one party, as far as it is known."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    """A party to be screened."""

    name: str
    kind: str | None = None
    """`person`, `organisation`, `vessel`; None: not known."""
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    identifiers: tuple[str, ...] = ()
    born: str | None = None
    """ISO 8601 at whatever precision is known: 1970, 1970-01, 1970-01-18."""
    aliases: tuple[str, ...] = ()
