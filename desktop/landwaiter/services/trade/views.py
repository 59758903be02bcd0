"""Views of the trade store: that somebody looked, at what and through which words, in the trail.

One entry for each person, declaration and day; of a list one for each page as it was asked for.
A list is told by the numbers of its rows in the store: they say whom it named as long as that is
kept, and nothing once it was erased.
"""

from collections.abc import Iterator, Sequence

from landwaiter.canonical import canonical_bytes
from landwaiter.domain.trade.erasure_deeds import VIEWED
from landwaiter.services.warm.session import Session
from landwaiter.storage.deeds.erasures import ROWS
from landwaiter.storage.entities.sensitivity import was_noted
from landwaiter.storage.trade.erased_entries import VIEWS, is_erased


def note_declaration_viewed(session: Session, row: int, number: str, *, through: str) -> bool:
    """Record that the person opened a declaration; False where it is recorded of today."""
    about = f"trade/declaration/{row}"
    actor, since = session.casebook.user.name, session.midnight()
    with session.reading() as conn:
        if was_noted(conn, VIEWED, about, actor=actor, since=since):
            return False
    with session.writing("note_view") as work:
        # Erased since it was shown: who looked is told, and nothing that names it.
        named = {} if is_erased(work.conn, (row,)) else {"declaration": number}
        work.audit(VIEWED, about, {**named, "through": through})
        work.changed("audit")
    return True


def note_list_viewed(
    session: Session, rows: Sequence[int], *, through: str, asked: str = ""
) -> bool:
    """Record that the person saw a list, search, history or export with these rows.

    `asked` is what was searched for, such as a name. False where the very same is recorded of
    today, or nothing was seen.
    """
    if not rows and not asked:
        return False
    shown = ", ".join(_ranges(rows))
    payload = {"asked": asked, "rows": shown, "through": through}
    # What was asked for goes with the first of these rows: the entry is about them.
    about = f"{ROWS}{shown.replace(' ', '')}" if asked and rows else VIEWS
    actor, since = session.casebook.user.name, session.midnight()
    with session.reading() as conn:
        said = canonical_bytes(payload).decode()
        if was_noted(conn, VIEWED, about, actor=actor, since=since, payload=said):
            return False
    with session.writing("note_view") as work:
        if asked and is_erased(work.conn, rows):
            payload = payload | {"asked": ""}
        work.audit(VIEWED, about, payload)
        work.changed("audit")
    return True


def _ranges(rows: Sequence[int]) -> Iterator[str]:
    """Numbers in their order, those in a row as first and last."""
    first = last = 0
    for row in sorted(set(rows)):
        if first and row == last + 1:
            last = row
            continue
        if first:
            yield _range(first, last)
        first = last = row
    if first:
        yield _range(first, last)


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
