"""Runs of the sift that nobody has ended."""

from collections.abc import Collection, Sequence

from landwaiter.storage.base.reader import Reader
from landwaiter.storage.trade import runs


class OpenRuns:
    """They are looked for once in all runs and then in those that came since: a watched folder
    makes a run for every few files, so that a year has hundreds of thousands, which ended."""

    def __init__(self) -> None:
        self._seen = ""
        """The newest run that was looked at."""
        self._open: dict[str, frozenset[str]] = {}
        """Run → hashes of its files."""

    def look(self, conn: Reader) -> None:
        """Take in what came and ended since; all of it anew where the newest is none of this
        casebook: it was of a copy, on which a dry run tried."""
        if self._seen and not runs.is_there(conn, self._seen):
            self._seen, self._open = "", {}
        self._open = {
            run: files for run, files in self._open.items() if not runs.is_ended(conn, run)
        }
        newest = runs.newest(conn)
        for run, files in runs.unended(conn, after=self._seen):
            self._open[run] = files
        self._seen = newest

    def over(self, conn: Reader, hashes: Collection[str]) -> Sequence[str]:
        """Those over one of these files, the newest first."""
        self.look(conn)
        wanted = {*hashes}
        return [run for run, files in sorted(self._open.items(), reverse=True) if files & wanted]

    def beside(self, hashes: Collection[str]) -> Sequence[str]:
        """The others, as they were looked at last, the oldest first."""
        wanted = {*hashes}
        return [run for run, files in sorted(self._open.items()) if not files & wanted]
