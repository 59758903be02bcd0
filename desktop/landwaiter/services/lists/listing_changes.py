"""What newer editions of a list say otherwise of the listings that hits are about.

A hit keeps the listing as it was worded in the edition that counts for its case, and a judgement
stays as it was made. What the newest edition says otherwise is derived whenever a hit is shown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from landwaiter.domain.lists.list_editions import ChangedSince, FieldChange, listing_changes
from landwaiter.domain.lists.listing import Hit, Judgement
from landwaiter.i18n import _, day_said, joined
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.lists import list_editions as stored
from landwaiter.storage.lists.list_editions import StoredEdition

_LONGEST: Final = 120
"""Characters of one value that a sentence quotes; `list diff` has all of it."""
_MOST: Final = 8
"""Values of one field that a sentence quotes."""


def changed_since(conn: Reader, hits: Iterable[Hit]) -> Mapping[str, ChangedSince]:
    """By hit what the newest edition of its list says otherwise; unchanged ones are left out."""
    by_list: dict[str, list[Hit]] = {}
    for hit in hits:
        by_list.setdefault(hit.list_id, []).append(hit)
    if not by_list:
        return {}
    standing = stored.standing_lists(conn)
    found: dict[str, ChangedSince] = {}
    for list_id, of_list in by_list.items():
        if list_id in standing:
            found |= _changed(conn, standing[list_id], of_list)
    return found


def _changed(
    conn: Reader, standing: Sequence[StoredEdition], hits: Sequence[Hit]
) -> dict[str, ChangedSince]:
    newest = standing[-1]
    older = {kept.edition.sha256 for kept in standing[:-1]}
    asked = [hit for hit in hits if hit.edition_sha256 in older]
    now = stored.listings_by_id(conn, newest.row, {hit.listing.listing_id for hit in asked})
    found = {}
    for hit in asked:
        listing = now.get(hit.listing.listing_id)
        differing = listing_changes(hit.listing, listing) if listing else ()
        if listing is None or differing:
            found[hit.id] = ChangedSince(
                newest.edition.edition,
                newest.edition.dated,
                is_removed=listing is None,
                fields=differing,
                look_again=_came_later(conn, standing, hit),
            )
    return found


def _came_later(conn: Reader, standing: Sequence[StoredEdition], hit: Hit) -> bool:
    """Whether who judged the hit could not see what the newest edition says of it."""
    if hit.judgement is None:
        return False
    judged = _looked_at(hit.judgement)
    counted = stored.counted_since(conn, hit.list_id)
    seen = [kept for kept in standing if counted[kept.row] <= judged]
    if not seen:
        return True
    wanted, newest = {hit.listing.listing_id}, standing[-1]
    return stored.listings_by_id(conn, seen[-1].row, wanted) != stored.listings_by_id(
        conn, newest.row, wanted
    )


def _looked_at(judgement: Judgement) -> datetime:
    """When a person looked: what was taken over was looked at where it was made."""
    return judgement.origin.at if judgement.origin else judgement.at


def since_lines(since: ChangedSince) -> Iterator[str]:
    """One line for each field that the newer edition words otherwise; none where it is gone."""
    for change in since.fields:
        yield from _lines(change)


def _lines(change: FieldChange) -> Iterator[str]:
    field = _(change.field.replace("_", " "))
    if len(change.was) <= 1 and len(change.now) <= 1:
        yield _("{field}: {was} → {now}").format(
            field=field, was=_quoted(change.was) or "–", now=_quoted(change.now) or "–"
        )
        return
    gone = tuple(one for one in change.was if one not in change.now)
    come = tuple(one for one in change.now if one not in change.was)
    if come:
        yield _("{field}, added: {values}").format(field=field, values=_quoted(come))
    if gone:
        yield _("{field}, removed: {values}").format(field=field, values=_quoted(gone))
    if not come and not gone:
        yield _("{field}: in another order").format(field=field)


def _quoted(values: Sequence[str]) -> str:
    said = [one if len(one) <= _LONGEST else f"{one[: _LONGEST - 1]}…" for one in values[:_MOST]]
    left = len(values) - _MOST
    return joined("; ", (*said, _("{count} more").format(count=left)) if left > 0 else said)


def since_head(since: ChangedSince) -> str:
    """The newer edition and what became of the listing, as the head of the lines."""
    named = day_said(since.dated)
    if since.edition != since.dated.isoformat():
        named = _("{edition} of {day}").format(edition=since.edition, day=since.dated)
    said = (
        _("The edition {named} has this entry no more")
        if since.is_removed
        else _("The edition {named} changed this entry")
    )
    return said.format(named=named)


def look_again_said() -> str:
    """What a newer edition means for a judgement that was made before it."""
    return _("The judgement was made before that and counts as made: look at it again.")


def since_sentence(since: ChangedSince) -> str:
    """All of it where there is one line of text."""
    changes = joined("; ", since_lines(since))
    said = joined(": ", filter(None, (since_head(since), changes)))
    said = joined("", (said, "."))
    return joined(" ", (said, look_again_said())) if since.look_again else said
