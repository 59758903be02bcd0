"""The result of a file of names as an Excel workbook: what was found, and against what."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from landwaiter.domain.base.zones import zone_name, zone_of
from landwaiter.i18n import _
from landwaiter.services.base.marking import office_marking
from landwaiter.services.hits.name_batches import Batch
from landwaiter.services.hits.name_queries import ScreeningResult
from landwaiter.services.hits.screening_jobs import Progress
from landwaiter.services.hits.screening_output import (
    EDITION_HEADS,
    SHEET_HEADS,
    edition_rows,
    sheet_rows,
)


def write_xlsx(
    batch: Batch, path: Path, *, progress: Progress = lambda _done, _total, _what: None
) -> int:
    """A workbook at `path`, the whole of it or none; how many names it holds."""
    from landwaiter.reports.workbook.typed_tables import (  # noqa: PLC0415  # slow to import
        ReadMe,
        TypedColumns,
        write_typed_tables,
    )

    state = batch.session.casebook.member_state
    read_me = ReadMe(
        tuple(_about(batch)),
        batch.session.now(),
        zone_of(state),
        zone_name(state),
        office_marking(batch.session),
    )
    write_typed_tables(
        path,
        read_me,
        (
            TypedColumns(
                _("Hits"), [_(head) for head in SHEET_HEADS], sheet_rows(_told(batch, progress))
            ),
            TypedColumns(
                _("Screened against"),
                [_(head) for head in EDITION_HEADS],
                edition_rows(batch.editions),
            ),
        ),
    )
    return batch.names


def _told(batch: Batch, progress: Progress) -> Iterator[tuple[int, ScreeningResult]]:
    for done, (row, result) in enumerate(batch.rows()):
        progress(done, batch.names, result.query.name)
        yield row, result


def _about(batch: Batch) -> Iterator[tuple[str, str | Decimal]]:
    yield _("File"), batch.file.path.name
    yield _("SHA-256 of the file"), batch.file.sha256
    yield _("Names"), Decimal(batch.names)
    yield _("Names with a hit"), Decimal(batch.with_hits)
    yield _("Hits"), Decimal(batch.hits)
    yield _("Screened by"), batch.session.casebook.user.name
    yield (
        _("What it says"),
        _(
            "A hit says that names are alike, and nothing of who is meant: somebody has to judge "
            "it. A name without a hit is not cleared: these editions hold nothing alike."
        ),
    )
