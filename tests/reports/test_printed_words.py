"""What a report prints of days, figures and severities is said in its own language.

Words are those of the compiled catalogues; a reader has only what a dossier brings along.
"""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.reports.builders import a_rich_dossier, a_signer, a_table
from tests.reports.received import saved
from tests.reports.test_pdf import text_of

from landwaiter.domain.base.days import told_day
from landwaiter.i18n import catalogue, joined, speaking
from landwaiter.reports.dossier.cells import words
from landwaiter.reports.dossier.dossier import CellMark, CellType, Dossier
from landwaiter.reports.dossier.shown import with_words
from landwaiter.reports.dossier.wording import worded_in
from landwaiter.reports.paper.pdf import render_pdf
from landwaiter.reports.proof.verify import verify_reports
from landwaiter.reports.workbook.cell_values import value_told
from landwaiter.reports.workbook.xlsx import render_xlsx

SAID = (
    (CellType.DATE, "2026-02-03", "3 lut 2026", "3. Feb 2026"),
    (CellType.DATE, "some day", "some day", "some day"),
    (CellType.INSTANT, "2026-05-06T07:08:00Z", "6 maja 2026 07:08", "6. Mai 2026 07:08"),
    (CellType.NUMBER, "9800.50", "9\xa0800,50", "9.800,50"),
    (CellType.NUMBER, "-1234567", "-1\xa0234\xa0567", "-1.234.567"),
    (CellType.NUMBER, "1" * 41, "1" * 41, "1" * 41),
    (CellType.SEVERITY, "critical", "■ Krytyczna", "■ Kritisch"),
    (CellType.SEVERITY, "not_evaluated", "◌ Niesprawdzone", "◌ Nicht ausgewertet"),
    (CellType.TEXT, "9800.50", "9800.50", "9800.50"),
)


@pytest.mark.parametrize(("kind", "text", "polish", "german"), SAID)
def test_a_cell_is_said_in_the_language_of_the_report(
    kind: CellType, text: str, polish: str, german: str
) -> None:
    for language, said in (("pl", polish), ("de", german)):
        with worded_in(catalogue(language)):
            assert words(text, kind, UTC) == said


def test_a_unit_stands_behind_the_figure_in_every_language() -> None:
    with worded_in(catalogue("pl")):
        assert words(CellMark("9800.5", unit="kg"), CellType.NUMBER, UTC) == "9\xa0800,5 kg"


def in_polish() -> Dossier:
    """A report whose every month, figure and severity is one that its own sentences do not say."""
    table = a_table(
        (("2026-08-09", "2026-09-10T07:08:00Z", "1234567.5", "low"),),
        CellType.DATE, CellType.INSTANT, CellType.NUMBER, CellType.SEVERITY,
    )  # fmt: skip
    with speaking(catalogue("pl")):
        return with_words(a_rich_dossier(tables=(table,)), catalogue("pl"))


def test_a_dossier_brings_the_words_of_its_cells_along() -> None:
    brought = in_polish().words
    assert {"Aug": "sie", "Sep": "wrz", "Low": "Niska"}.items() <= brought.items()
    assert brought["10,000"] == "10\xa0000"


@pytest.mark.parametrize("reader", ["en", "de"])
def test_whoever_reads_another_language_renders_the_same_pages(reader: str, tmp_path: Path) -> None:
    dossier = in_polish()
    data = render_pdf(dossier, signer=a_signer())
    with speaking(catalogue(reader)):
        assert render_pdf(Dossier.from_bytes(dossier.canonical()), signer=a_signer()) == data
        (found,) = verify_reports([saved(tmp_path, data, "r.pdf")], key_sheet=None).files
    assert found.changes == ()
    said = " ".join(text_of(dossier, tmp_path).split())
    assert "9 sie 2026" in said
    assert "1 234 567,5" in said.replace("\xa0", " ")
    assert "Niska" in said
    assert "Aug" not in said


def test_the_workbook_counts_with_the_values_and_prints_the_words() -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(render_xlsx(in_polish(), signer=a_signer())))
    day, at, number, severity = (cell.value for cell in book["A table"][2])
    assert (day.isoformat(), at.hour, number) == ("2026-08-09T00:00:00", 9, 1234567.5)
    assert severity == "○ Niska"


def test_a_day_reads_in_a_cell_as_in_a_sentence() -> None:
    for language in ("en", "pl", "de"):
        with speaking(catalogue(language)), worded_in(catalogue(language)):
            assert words("2026-03-04", CellType.DATE, UTC) == told_day("2026-03-04")


@pytest.mark.parametrize("language", ["en", "pl"])
def test_a_day_with_an_hour_is_an_instant_of_the_workbook(language: str) -> None:
    with speaking(catalogue(language)):
        said = joined(" ", (told_day("2026-03-04"), "09:30"))
        later = joined(" ", (told_day("2026-03-04"), "29:30"))
    found = value_told(said, UTC)
    assert found is not None
    assert (found.value, found.type) == (
        datetime(2026, 3, 4, 9, 30),
        CellType.INSTANT,
    )  # as a sheet has it
    assert value_told(later, UTC) is None
