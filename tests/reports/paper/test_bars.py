"""Bars on paper: from zero, as long as their figures, with words for who hears them."""

from datetime import UTC
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest
from tests.reports.builders import a_dossier, a_signer
from tests.reports.test_pdf import text_of

from landwaiter.domain.base.facts import Content
from landwaiter.reports.dossier.dossier import CellType, Dossier, DossierColumn, DrawnBars, Table
from landwaiter.reports.paper.bars import MOST_BARS, bars_of
from landwaiter.reports.paper.pdf import render_pdf

FIGURES = (("China", "12"), ("Hong Kong", "s"), ("Türkiye", "3"), ("India", "not known"))


def a_chart(figures: tuple[tuple[str, str], ...] = FIGURES) -> Table:
    columns = (
        DossierColumn("row", "Destination", Content.OPEN),
        DossierColumn("all", "All", Content.OPEN, CellType.NUMBER),
    )
    drawn = DrawnBars(1, tuple(range(len(figures))))
    return Table("t8", "Priority items", columns, figures, bars=drawn)


def test_what_is_withheld_or_not_known_has_no_bar() -> None:
    table = a_chart()
    assert table.bars is not None
    drawn = bars_of(table, table.bars, UTC)
    assert [one.value for one in drawn] == [Decimal(12), None, Decimal(3), None]
    assert [one.said for one in drawn] == ["12", "s", "3", "not known"]


def test_of_too_many_the_greatest_are_drawn_in_their_order() -> None:
    figures = tuple((f"row {n}", str(n % 30)) for n in range(1, 60))
    table = a_chart(figures)
    assert table.bars is not None
    drawn = [int(one.said) for one in bars_of(table, table.bars, UTC)]
    wanted = sorted((int(said) for _row, said in figures), reverse=True)[:MOST_BARS]
    assert sorted(drawn, reverse=True) == wanted
    assert [one.title for one in bars_of(table, table.bars, UTC)] == sorted(
        (one.title for one in bars_of(table, table.bars, UTC)), key=lambda one: int(one[4:])
    )


def test_the_figure_says_each_bar_and_the_table_stands_below(tmp_path: Path) -> None:
    dossier = a_dossier(tables=(a_chart(),))
    text = text_of(dossier, tmp_path)
    assert text.index("Priority items") < text.index("Every figure of the chart")
    file = tmp_path / "bars.pdf"
    file.write_bytes(render_pdf(dossier, signer=a_signer()))
    with pikepdf.open(file) as pdf:
        told = [
            str(one.Alt)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
    assert told == [
        "Bars from zero. Priority items, All: China: 12; Hong Kong: s; Türkiye: 3; India: not known"
    ]


def test_lengths_are_in_proportion_and_begin_at_one_line(tmp_path: Path) -> None:
    file = tmp_path / "bars.pdf"
    file.write_bytes(render_pdf(a_dossier(tables=(a_chart(),)), signer=a_signer()))
    with pikepdf.open(file) as pdf:
        boxes = [
            [float(part) for part in one.operands]
            for one in pikepdf.parse_content_stream(pdf.pages[0])
            if str(one.operator) == "re" and float(one.operands[3]) == 7
        ]
    assert len(boxes) == 2
    (long, short) = boxes
    assert long[0] == short[0]
    assert long[2] / short[2] == pytest.approx(4)


def test_it_is_read_back_as_it_was_kept() -> None:
    dossier = a_dossier(tables=(a_chart(),))
    assert Dossier.from_bytes(dossier.canonical()) == dossier
