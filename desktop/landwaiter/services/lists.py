"""Watch lists: imported as editions, screened against until they are removed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from landwaiter.canonical import sha256_hex
from landwaiter.domain.listing import ListEdition, Listing
from landwaiter.errors import Fault, Invalid, Unavailable
from landwaiter.formats.watch_list import read_list
from landwaiter.i18n import _
from landwaiter.services.intake import Rejected
from landwaiter.services.keeping import drop_list, keep_list
from landwaiter.services.motions import ask, waits
from landwaiter.services.motions.imports import StagedList, list_args, stage
from landwaiter.services.packs import editions
from landwaiter.services.session import KEEPERS, Session
from landwaiter.services.views import EditionRow
from landwaiter.storage.unit_of_work import Changes

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


@dataclass(frozen=True, slots=True)
class ListResult:
    """What one file gave."""

    file: str
    format: str | None
    list: str
    edition: str = ""
    listings: int = 0
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    """That it waits for a second person, where the office wants one."""


def import_list_file(session: Session, path: Path, head: ListHead) -> ListResult:
    """One file as a new edition of a list; with a rejected row nothing is saved."""
    return import_list_files(session, (path,), head)[0]


def import_list_files(
    session: Session, paths: Sequence[Path], head: ListHead
) -> tuple[ListResult, ...]:
    """Files that together make up one list, as one edition; a rejected row saves nothing."""
    read = [_read(path, head.list_id) for path in paths]
    results = tuple(result for result, _listings, _digest, _kind in read)
    if any(result.rejected for result in results):
        return results
    listings = tuple(listing for _result, found, _digest, _kind in read for listing in found)
    _refuse_repeated(listings, head.list_id)
    digests = [digest for _result, _listings, digest, _kind in read]
    whole = digests[0] if len(digests) == 1 else sha256_hex("".join(digests).encode())
    kinds = {kind for _result, _listings, _digest, kind in read}
    if head.kind == UNSAID and len(kinds) == 1:
        head = replace(head, kind=kinds.pop() or UNSAID)
    edition = _edition(session, head, whole, results[0].edition, listings)
    said = import_list(session, edition, listings).said
    return tuple(replace(result, edition=edition.edition, said=said) for result in results)


def _read(path: Path, list_id: str) -> tuple[ListResult, tuple[Listing, ...], str, str]:
    """What a file holds, its hash and the kind its form says.

    Until it is saved the edition is the file's own title.
    """
    try:
        data = path.read_bytes()
        read = read_list(data, path.name)
    except Fault as fault:
        refused = Rejected(fault.row, fault.field, fault.value, fault.message, fault.remedy)
        return ListResult(str(path), None, list_id, rejected=(refused,)), (), "", ""
    except OSError as error:
        raise Unavailable(
            _("The file cannot be read: {reason}.").format(reason=error.strerror or str(error)),
            file=str(path),
        ) from error
    rejected = tuple(Rejected(r.row, r.field, r.value, r.message, r.remedy) for r in read.rejected)
    result = ListResult(
        str(path),
        read.format,
        list_id,
        read.title or path.stem,
        0 if rejected else len(read.listings),
        rejected,
        read.warnings,
    )
    return result, read.listings, sha256_hex(data), read.kind


def _refuse_repeated(listings: tuple[Listing, ...], list_id: str) -> None:
    counted = Counter(listing.listing_id for listing in listings)
    repeated = next((one for one, times in counted.items() if times > 1), None)
    if repeated is not None:
        raise Invalid(
            _("The files of the list {list} hold the same entry twice.").format(list=list_id),
            field="id",
            value=repeated,
            remedy=_("Import files together only where they are parts of one list."),
        )


def _edition(
    session: Session, head: ListHead, digest: str, title: str, listings: tuple[Listing, ...]
) -> ListEdition:
    if head.kind not in KINDS:
        raise Invalid(
            _("There is no list of this kind."),
            field="kind",
            value=head.kind,
            remedy=_("Use one of {kinds}.").format(kinds=", ".join(KINDS)),
        )
    return ListEdition(
        list_id=head.list_id,
        title=head.title or title,
        kind=head.kind,
        edition=head.edition or session.today().isoformat(),
        sha256=digest,
        source=head.source or title,
        licence=head.licence,
        trust=head.trust,
        listings=len(listings),
        imported_at=session.now(),
        published=head.published,
        confidential=head.confidential,
    )


def import_list(
    session: Session, edition: ListEdition, listings: Iterable[Listing], *, reason: str = ""
) -> Changes:
    """Keep an edition, or move it where the office wants a second person for lists.

    The very same edition twice is a Conflict.
    """
    if waits(session, "import_list"):
        content = StagedList(edition, tuple(listings))
        args = list_args(content, stage(session, f"{edition.list_id}.staged", content))
        why = reason or _("A new edition of the list {list}.").format(list=edition.list_id)
        return ask(session, "import_list", args, why).changes
    with session.writing("import_list") as work:
        session.require(work.conn, *KEEPERS)
        keep_list(work, edition, listings)
    return work.changes


def remove_list(session: Session, list_id: str, *, edition: str = "", reason: str = "") -> Changes:
    """Screen no longer against a list, or one edition of it; verdicts made with it stay."""
    if waits(session, "import_list"):
        why = reason or _("The list {list} is not to be used any more.").format(list=list_id)
        args = {"list": list_id, **({"edition": edition} if edition else {})}
        return ask(session, "import_list", args, why).changes
    with session.writing("remove_list") as work:
        session.require(work.conn, *KEEPERS)
        drop_list(work, list_id, edition)
    return work.changes


def list_editions(session: Session) -> tuple[EditionRow, ...]:
    """Lists screened against now."""
    return tuple(row for row in editions(session) if row.kind in KINDS)
