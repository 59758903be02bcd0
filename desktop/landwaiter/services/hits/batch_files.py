"""The result of a file of names as an Excel workbook: what was found, and against what."""

from collections.abc import Iterator
from pathlib import Path

from landwaiter.canonical import instant
from landwaiter.i18n import _
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
    """A workbook of text at `path`, the whole of it or none; how many names it holds."""
    from landwaiter.reports.workbook.text_tables import (  # noqa: PLC0415  # slow to import
        TextTable,
        write_text_tables,
    )

    write_text_tables(
        path,
        (
            TextTable(
                _("Hits"), [_(head) for head in SHEET_HEADS], sheet_rows(_told(batch, progress))
            ),
            TextTable(
                _("Screened against"),
                [_(head) for head in EDITION_HEADS],
                edition_rows(batch.editions),
            ),
            TextTable(_("About"), (_("What"), _("Value")), _about(batch)),
        ),
    )
    return batch.names


def _told(batch: Batch, progress: Progress) -> Iterator[tuple[int, ScreeningResult]]:
    for done, (row, result) in enumerate(batch.rows()):
        progress(done, batch.names, result.query.name)
        yield row, result


def _about(batch: Batch) -> Iterator[tuple[str, str]]:
    yield _("File"), batch.file.path.name
    yield _("SHA-256 of the file"), batch.file.sha256
    yield _("Names"), str(batch.names)
    yield _("Names with a hit"), str(batch.with_hits)
    yield _("Hits"), str(batch.hits)
    yield _("Screened by"), batch.session.casebook.user.name
    yield _("Written at"), instant(batch.session.now())
    yield (
        _("What it says"),
        _(
            "A hit says that names are alike, and nothing of who is meant: somebody has to judge "
            "it. A name without a hit is not cleared: these editions hold nothing alike."
        ),
    )
