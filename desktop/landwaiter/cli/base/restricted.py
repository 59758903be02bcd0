"""What was judged though it is restricted in the trade store, as lines of a result."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from landwaiter.i18n import Words, _, plural

if TYPE_CHECKING:
    from landwaiter.services.base.restrictions_said import RestrictedDeclaration


def restricted_lines(count: int, first: "Iterable[RestrictedDeclaration]") -> Iterator[Words | str]:
    """What was judged though it is restricted, or names a party that is."""
    from landwaiter.services.base.restrictions_said import said_of

    if not count:
        return
    yield plural(
        count,
        "{n} declaration was judged though something about it is restricted:",
        "{n} declarations were judged though something about them is restricted:",
    )
    named = list(first)
    for one in named:
        yield from (f"  {one.number}: {said_of(said)}" for said in one.restrictions)
    if count > len(named):
        yield _("and {count} more").format(count=count - len(named))
