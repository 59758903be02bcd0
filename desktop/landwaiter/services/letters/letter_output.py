"""A letter shown as text, and written as pages."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

from landwaiter.reports.paper.letter_sheet import (
    LAYOUTS,
    LetterSheet,
    SheetLayout,
    SheetTable,
)
from landwaiter.services.letters.letter_draft import LetterDraft, LetterTable
from landwaiter.services.letters.letter_words import bound, letter_day, written_in
from landwaiter.services.reports.files.file_names import refuse_names
from landwaiter.whole_file import whole_file


def write_draft(draft: LetterDraft, pdf: Path) -> None:
    """The pages of a draft; another file than an earlier PDF is never replaced."""
    from landwaiter.reports.paper.letter_pdf import letter_pdf  # noqa: PLC0415  # slow to import

    refuse_names(pdf, None)
    with whole_file(pdf) as aside:
        aside.write_bytes(letter_pdf(letter_sheet(draft)))


def letter_sheet(draft: LetterDraft) -> LetterSheet:
    """The letter as it is set, in its own language."""
    with written_in(draft.language.code):
        banner = " · ".join(
            said
            for said, holds in (
                (draft.head.draft, not draft.number),
                (draft.head.sample, draft.sample),
            )
            if holds
        )
        layout = LAYOUTS.get(draft.state, SheetLayout.PLAIN)
        day = letter_day(draft.day)
        is_placed = layout is SheetLayout.POLISH and draft.place
        return LetterSheet(
            layout=layout,
            language=draft.language.code,
            title=f"{draft.title} {draft.number or draft.reference}",
            office=draft.office,
            sender=draft.sender,
            reference=f"{draft.head.reference}: {draft.number or draft.reference}",
            dated=f"{draft.place}, {day}" if is_placed else day,
            made_at=datetime.combine(draft.day, time(), UTC),
            address=draft.address,
            salutation=draft.salutation,
            paragraphs=tuple(
                replace(one, runs=tuple(replace(run, text=bound(run.text)) for run in one.runs))
                for one in draft.paragraphs
            ),
            tables={name: SheetTable(one.heads, one.rows) for name, one in draft.tables.items()},
            notes=draft.notes,
            closing=draft.closing,
            author=draft.author,
            banner=banner,
            page=draft.head.page,
        )


def letter_lines(draft: LetterDraft) -> Iterable[str]:
    """The letter as text, paragraph by paragraph."""
    if not draft.number:
        yield draft.head.draft
        yield ""
    yield draft.office
    yield f"{draft.head.reference}: {draft.number or draft.reference}"
    with written_in(draft.language.code):
        yield f"{draft.head.dated}: {letter_day(draft.day)}"
    yield ""
    yield from draft.address
    for one in draft.paragraphs:
        yield ""
        if one.block is not None:
            yield from _table_lines(draft.tables[one.block.name])
            continue
        said = "".join(run.text for run in one.runs)
        yield f"{one.point} {said}" if one.point else said
    for note in draft.notes:
        yield ""
        yield note
    yield ""
    yield draft.closing
    yield draft.author


def _table_lines(table: LetterTable) -> Iterable[str]:
    yield " | ".join(table.heads)
    for row in table.rows:
        yield " | ".join(row)
