"""Watch lists: imported as editions, screened against until they are removed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from landwaiter.domain.lists.column_mapping import ColumnMapping
from landwaiter.domain.lists.deeds import IMPORT_LIST
from landwaiter.domain.lists.listing import ListEdition, Listing
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.deeds.motions import done_by_one
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.law.keeping import keep_list, refuse_known
from landwaiter.services.law.packs import editions
from landwaiter.services.law.seconded_lists import ask_about
from landwaiter.services.lists.list_doubts import doubts
from landwaiter.services.lists.list_files import ListResult, ReadFiles, Tell, read_files, untold
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import Changes

UNSAID = "other"
KINDS = ("asset_freeze", "export_list", "vessel_list", UNSAID)


@dataclass(frozen=True, slots=True)
class ListHead:
    """What is said of a list when it is imported."""

    list_id: str
    kind: str = UNSAID
    """Where it stays so, a form that says its kind decides."""
    title: str = ""
    edition: str = ""
    source: str = ""
    licence: str = ""
    trust: str = "transcribed"
    published: date | None = None
    confidential: bool = False
    only: str = ""
    """The annex, programme or list whose entries alone are taken; empty: all of them."""
    count: int | None = None
    """How many entries there are by the publisher, where that is known."""


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What importing files would come to; nothing is kept of it."""

    results: tuple[ListResult, ...]
    kind: str = ""
    edition: str = ""
    published: date | None = None
    listings: int = 0
    schemas: tuple[tuple[str, int], ...] = ()
    """Kinds of parties with how many of each."""
    first: tuple[Listing, ...] = ()
    before: int = 0
    """Listings of the newest edition there is."""
    warnings: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    """What has to be answered when it is imported."""


def import_list_files(
    session: Session,
    paths: Sequence[Path],
    head: ListHead,
    *,
    mapping: ColumnMapping | None = None,
    tell: Tell = untold,
    sure: bool = False,
) -> tuple[ListResult, ...]:
    """Files that together make up one list, as one edition; a rejected row saves nothing.

    Where a file may have been cut between two entries nothing is saved either, and the first
    result says what to answer, unless the person is `sure`: then it is kept on record.
    """
    read = read_files(paths, head.list_id, mapping, tell, only=head.only)
    if read.is_refused:
        return read.results
    edition = _edition(session, head, read)
    asked = doubts(read, before=_before(session, head.list_id), stated=head.count)
    if asked and not sure:
        return (replace(read.results[0], doubts=asked), *read.results[1:])
    changes = import_list(session, edition, read.listings(tell), answered=asked)
    return tuple(
        replace(
            result,
            edition=edition.edition,
            said=changes.said,
            warnings=(*result.warnings, *(asked if not at else ())),
        )
        for at, result in enumerate(read.results)
    )


def preview_list_files(
    session: Session,
    paths: Sequence[Path],
    head: ListHead,
    *,
    mapping: ColumnMapping | None = None,
    tell: Tell = untold,
) -> ListPreview:
    """What importing the files would keep: how many listings, the first of them, what is odd."""
    read = read_files(paths, head.list_id, mapping, tell, only=head.only)
    if read.is_refused:
        return ListPreview(read.results)
    edition = _edition(session, head, read)
    return ListPreview(
        read.results,
        kind=edition.kind,
        edition=edition.edition,
        published=edition.published,
        listings=read.count,
        schemas=read.schemas,
        first=read.first,
        before=(before := _before(session, head.list_id)),
        warnings=tuple(text for result in read.results for text in result.warnings),
        doubts=doubts(read, before=before, stated=head.count),
    )


def _before(session: Session, list_id: str) -> int:
    return next((row.rows for row in list_editions(session) if row.id == list_id), 0)


def _edition(session: Session, head: ListHead, read: ReadFiles) -> ListEdition:
    kind = head.kind if head.kind != UNSAID else read.kind or UNSAID
    if kind not in KINDS:
        raise Invalid(
            _("There is no list of this kind."),
            field="kind",
            value=kind,
            remedy=_("Use one of {kinds}.").format(kinds=", ".join(KINDS)),
        )
    published = head.published or read.published
    title = head.title or read.title or Path(read.results[0].file).stem
    return ListEdition(
        list_id=head.list_id,
        title=title,
        kind=kind,
        edition=head.edition or (published or session.today()).isoformat(),
        sha256=read.sha256,
        source=head.source or read.publisher or title,
        licence=head.licence or read.licence,
        trust=head.trust,
        listings=read.count,
        imported_at=session.now(),
        published=published,
        confidential=head.confidential,
    )


def import_list(
    session: Session,
    edition: ListEdition,
    listings: Iterable[Listing],
    *,
    answered: tuple[str, ...] = (),
) -> Changes:
    """Keep an edition: listings bind on publication, so it counts at once.

    It is marked *not seconded* until another person has looked at it, in a motion of the same unit
    of work. `answered` are doubts about the files that the person answers for. The very same
    edition twice is a Conflict.
    """
    with session.writing(IMPORT_LIST.name) as work:
        refuse_known(work.conn, edition.list_id, edition.sha256)
        motion_id = ask_about(session, work, edition, answered)
        keep_list(work, edition, listings, answered=answered)
        if session.registry(work.conn).is_alone:
            done_by_one(session, work, motion_id)
    return work.changes


def list_editions(session: Session) -> tuple[EditionRow, ...]:
    """Lists screened against now."""
    return tuple(row for row in editions(session, _is_list) if _is_list(row))


def _is_list(row: EditionRow) -> bool:
    return row.kind in KINDS
