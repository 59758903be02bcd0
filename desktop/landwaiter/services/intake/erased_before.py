"""What is told when something that was erased from the trade store comes again, sifted or not.

Of a declaration that was erased neither number nor content is kept, so that nothing can be guessed:
what is left to tell it by is the file that it came in, and the day up to which all was erased.
"""

from collections.abc import Iterator, Mapping

from landwaiter.i18n import _, plural
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.trade import erased_files, erasing


def came_again(conn: Reader, vault_name: str, days: Mapping[str, int]) -> Iterator[str]:
    """Sentences on a file whose declarations are new here: `days` has how many of each."""
    if not days:
        return
    every = {one.no: one for one in erasing.erasures(conn)}
    if not every:
        return
    of_file = every.get(erased_files.erasure_of_file(conn, vault_name) or 0)
    if of_file is not None:
        yield _(
            "Declarations of this file were erased by {author} on {day} (erasure {number}). They "
            "are in the casebook again: if they should not be, have them erased again."
        ).format(author=of_file.author, day=of_file.at[:10], number=of_file.no)
        return
    ended = [one for one in every.values() if one.wanted.before]
    last = max(ended, key=lambda one: one.wanted.before or "", default=None)
    if last is None:
        return
    before = last.wanted.before or ""
    count = sum(number for day, number in days.items() if day < before)
    if count:
        yield plural(
            count,
            "{n} declaration was accepted before {before}: what was, {author} had erased on {day} "
            "(erasure {number}). It is in the casebook now: if it should not be, have it erased.",
            "{n} declarations were accepted before {before}: what was, {author} had erased on "
            "{day} (erasure {number}). They are in the casebook now: if they should not be, have "
            "them erased.",
            before=before,
            author=last.author,
            day=last.at[:10],
            number=last.no,
        )
