"""Screening of a whole file of names: in parts, in two processes where it pays, and resumable.

Every part that is done is kept in the casebook, encrypted like all of it, until the result was
written: a screening that was cancelled, killed or cut off goes on behind its last part. Nobody is
answerable for these parts, so they are no entries of the audit chain; they go when the result is
there, or after a week.
"""

from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from landwaiter.errors import Unavailable
from landwaiter.i18n import _
from landwaiter.services.base.own_process import processors
from landwaiter.services.hits.name_files import NameFile, read_names
from landwaiter.services.hits.name_queries import NameQuery, ScreenedEdition, ScreeningResult
from landwaiter.services.hits.name_worker import Hits, Part, Worker, WorkerOrder, workers
from landwaiter.services.hits.screening_jobs import MOST_HITS, Progress, hits_of, screened
from landwaiter.services.law.counting_thresholds import limits_of
from landwaiter.services.warm.screened_list import ScreenedList
from landwaiter.services.warm.session import Session
from landwaiter.storage.hits import batches

PART = 250
"""Names of one part: some seconds of work, and what is lost at most when it is cut off."""
PAYS_FROM = 500
"""Names from which a second process gains clearly more than its start costs: with 43,000 listings
1.3 s of a processor, and 18 to 45 ms a name (docs/performance.md)."""
MOST_WORKERS = 2


@dataclass(frozen=True, slots=True)
class FileQuery:
    """A file of names, and how it is screened; `threshold` in thousandths, None: of each list."""

    path: Path
    country: str | None = None
    threshold: int | None = None
    limit: int = MOST_HITS
    resume: bool = False
    """Go on behind what was screened of the very same file before, where there is something."""


@dataclass(slots=True)
class Batch:
    """The result of a file: every name in its order, read part by part."""

    session: Session
    file: NameFile
    editions: tuple[ScreenedEdition, ...]
    run_id: str
    """Empty for a file of one part, which is not worth keeping."""
    resumed: int = 0
    """Names that were screened before this time."""
    with_hits: int = 0
    hits: int = 0
    _unkept: dict[int, Hits] = field(default_factory=dict)
    """Parts that could not be written, because somebody else wrote all the time."""

    @property
    def names(self) -> int:
        return self.file.count

    def results(self) -> Iterator[ScreeningResult]:
        """Every name with its hits, in the order of the file; may be asked for again."""
        return (result for _row, result in self.rows())

    def rows(self) -> Iterator[tuple[int, ScreeningResult]]:
        """The same with the row of the file."""
        rows = self.file.rows()
        for no in range(-(-self.names // PART)):
            for (row, query), hits in zip(islice(rows, PART), self._part(no), strict=True):
                yield row, ScreeningResult(query, self.editions, hits)

    def discard(self) -> None:
        """Leave nothing of it in the casebook."""
        if not self.run_id:
            return
        with self.session.writing("screen_file") as work:
            work.quiet()
            batches.sweep(work, [self.run_id])

    def _part(self, no: int) -> Hits:
        if no in self._unkept:
            return self._unkept[no]
        with self.session.reading() as conn:
            found: Hits = batches.part(conn, self.run_id, no, Hits)
        return found

    def keep(self, no: int, hits: Hits) -> None:
        """Write a part, and with it those that could not be written before."""
        self.count(hits)
        self._unkept[no] = hits
        if not self.run_id:
            return
        try:
            with self.session.writing("screen_file") as work:
                work.quiet()
                for number, body in self._unkept.items():
                    batches.add_part(work, self.run_id, number, body)
        except Unavailable:
            return
        self._unkept.clear()

    def count(self, hits: Hits) -> None:
        self.with_hits += sum(1 for one in hits if one)
        self.hits += sum(map(len, hits))


def screen_file(
    session: Session, asked: FileQuery, *, progress: Progress = lambda _done, _total, _what: None
) -> Batch:
    """The whole file screened; what was done stays for a week where `progress` raises.

    Invalid names the row and field of a name that is wrong, before anything is screened.
    """
    file = read_names(
        asked.path,
        country=asked.country,
        beat=lambda: progress(0, 0, _("reading {file}").format(file=asked.path.name)),
    )
    with session.reading() as conn:
        lists = session.references.lists(conn, session.today())
        limits = (
            limits_of(conn, lists)
            if asked.threshold is None
            else {one.edition.list_id: asked.threshold for one in lists}
        )
    editions = tuple(screened(one, limits[one.edition.list_id]) for one in lists)
    batch = _begun(session, asked, file, editions, limits)
    done = batch.resumed
    progress(done, file.count, "")
    with closing(_parts(batch, asked, lists, limits)) as parts:
        for no, hits in parts:
            batch.keep(no, hits)
            done += len(hits)
            progress(done, file.count, "")
    return batch


def _begun(
    session: Session,
    asked: FileQuery,
    file: NameFile,
    editions: tuple[ScreenedEdition, ...],
    limits: dict[str, int],
) -> Batch:
    """The run to go on with, else a new one; either is about exactly this file and these lists."""
    key = {
        "file": file.sha256,
        "country": asked.country,
        "limit": asked.limit,
        "part": PART,
        "editions": editions,
        "limits": limits,
    }
    if file.count <= PART:
        return Batch(session, file, editions, "")
    name = session.casebook.user.name
    with session.reading() as conn:
        found = batches.find_run(conn, name, key) if asked.resume else None
        if found is not None:
            batch = Batch(session, file, editions, found)
            for no in range(batches.parts_of(conn, found)):
                hits: Hits = batches.part(conn, found, no, Hits)
                batch.count(hits)
                batch.resumed += len(hits)
            return batch
    with session.writing("screen_file") as work:
        work.quiet()
        return Batch(session, file, editions, batches.begin_run(work, key))


def _parts(
    batch: Batch, asked: FileQuery, lists: Sequence[ScreenedList], limits: dict[str, int]
) -> Generator[tuple[int, Hits], None, None]:
    """The parts that are not done yet, each with its number, in their order."""
    rest = _cut(islice(batch.file.queries(), batch.resumed, None))
    count = min(MOST_WORKERS, processors())
    if batch.names - batch.resumed < PAYS_FROM or count < 2:
        found = (tuple(hits_of(one, lists, limits, asked.limit) for one in part) for part in rest)
        yield from enumerate(found, start=batch.resumed // PART)
        return
    with ExitStack() as stack:
        beside = stack.enter_context(
            workers(asked_of(batch.session, limits, limit=asked.limit), count)
        )
        pool = stack.enter_context(ThreadPoolExecutor(count, thread_name_prefix="landwaiter-part"))
        # Before the pool waits for its threads: who reads from a process that is gone ends.
        stack.callback(_close, beside)
        yield from enumerate(_by_workers(pool, beside, rest), start=batch.resumed // PART)


def asked_of(session: Session, limits: dict[str, int], *, limit: int) -> WorkerOrder:
    """What a process beside this one is told of the casebook and the lists."""
    casebook = session.casebook
    return WorkerOrder(
        str(casebook.database), casebook.keys.database, session.today(), limits, limit
    )


def _close(beside: Iterable[Worker]) -> None:
    for worker in beside:
        worker.close()


def _cut(queries: Iterator[NameQuery]) -> Iterator[Part]:
    while part := list(islice(queries, PART)):
        yield part


def _by_workers(
    pool: ThreadPoolExecutor, beside: Sequence[Worker], parts: Iterator[Part]
) -> Iterator[Hits]:
    """The hits of each part in order; each process has one part at hand and one that waits."""
    idle = deque(beside)
    waiting: deque[Future[Hits]] = deque()

    def screen(part: Part) -> Hits:
        worker = idle.popleft()
        try:
            return worker.screen(part)
        finally:
            idle.append(worker)

    for part in islice(parts, 2 * len(beside)):
        waiting.append(pool.submit(screen, part))
    while waiting:
        hits = waiting.popleft().result()
        for part in islice(parts, 1):
            waiting.append(pool.submit(screen, part))
        yield hits
