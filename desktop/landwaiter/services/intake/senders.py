"""The table of a sender taken in: its mapping is kept, with what was read instead of its values."""

from collections.abc import Sequence

from landwaiter.domain.intake.deeds import KeepTableMapping, TakeIn
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.deeds.handler import Tell
from landwaiter.services.intake.table_mappings import mappings
from landwaiter.services.intake.taking_in import IntakeResult
from landwaiter.services.warm.session import Session

Results = tuple[IntakeResult, ...]


def take_in_of_sender(
    session: Session, said: TakeIn, tell: Tell, *, sender: str = "", keep_as: str = ""
) -> Results:
    """Taken in; before it the mapping is kept under `keep_as`, where that is given.

    A name that is refused is refused while nothing is taken in. What was mended is remembered with
    that mapping, else with that of the `sender` which was chosen: to be offered, never taken.
    """
    if keep_as and said.mapping is not None and not said.dry_run:
        do(session, KeepTableMapping(keep_as, said.mapping))
    results: Results = run(session, said, tell)
    if not said.dry_run:
        _remember(session, keep_as or sender, said, results)
    return results


def _remember(session: Session, sender: str, said: TakeIn, results: Sequence[IntakeResult]) -> None:
    """What a person read instead; a file that was left out whole teaches nothing."""
    kept = mappings(session).get(sender) if sender else None
    if kept is None or not any(result.cases for result in results):
        return
    learned = kept.learned((*said.mends, *(one for result in results for one in result.mended)))
    if learned != kept:
        do(session, KeepTableMapping(sender, learned))
