"""An institution of a pack is an assessment wherever an entity is shown: never a listing."""

import json
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot
from tests.ui import fictional_entity

from landwaiter.canonical import plain
from landwaiter.cli.entities.entity_text import entity_data, entity_lines
from landwaiter.reports.dossier.dossier import CellMark, ChainHead, Table
from landwaiter.services.entities.entity_page import CLAIMS
from landwaiter.services.reports.dossier.compose import Frame
from landwaiter.services.reports.dossier.entity import entity_dossier
from landwaiter.ui.entities.entity_screen import EntityScreen

VIEW = fictional_entity.VIEW
INSTITUTION = "Coastal Vessel Research Institute"
LISTING = re.compile(r"\blist(ed|ing)\b", re.IGNORECASE)
FRAME = Frame(
    id="PL1-E-1-D1",
    office="PL1",
    marking="LIMITE",
    caveat="",
    distribution="",
    sample=True,
    made_at=datetime(2026, 4, 9, tzinfo=UTC),
    editions=(),
)


def terminal(_qtbot: QtBot) -> Iterable[str]:
    return entity_lines(VIEW)


def machine(_qtbot: QtBot) -> Iterable[str]:
    found = plain(entity_data(VIEW))
    return (json.dumps(hit, ensure_ascii=False) for hit in found["hits"])


def report(_qtbot: QtBot) -> Iterable[str]:
    dossier = entity_dossier(VIEW, FRAME, ChainHead(1, "0" * 64), member_state="PL")
    return (_row(table, row) for table in dossier.tables for row in table.rows)


def _row(table: Table, row: Iterable[object]) -> str:
    cells = (cell.text if isinstance(cell, CellMark) else str(cell) for cell in row)
    return f"{table.title}: {' | '.join(cells)}"


def screen(qtbot: QtBot) -> Iterable[str]:
    shown = EntityScreen()
    qtbot.addWidget(shown)
    shown.show_view(VIEW)
    model = shown.involved
    return (
        " | ".join(str(model.index(row, at).data()) for at in range(model.columnCount()))
        for row in range(model.rowCount())
    )


@pytest.mark.parametrize("said_by", [terminal, machine, report, screen])
def test_an_institution_is_told_as_an_assessment(
    said_by: Callable[[QtBot], Iterable[str]], qtbot: QtBot
) -> None:
    lines = [line for line in said_by(qtbot) if INSTITUTION in line]
    assert lines
    for line in lines:
        assert "assessment" in line.lower(), line
        without = line.replace(CLAIMS["assessment"], "").replace('"listing":', "")
        assert not LISTING.search(without), line


def test_a_report_tells_assessments_in_a_table_of_their_own() -> None:
    dossier = entity_dossier(VIEW, FRAME, ChainHead(1, "0" * 64), member_state="PL")
    tables = {table.id: table for table in dossier.tables}
    assert INSTITUTION not in str(tables["hits"].rows)
    assert INSTITUTION in str(tables["assessments"].rows)
    assert "not listings" in tables["assessments"].subtitle


def test_a_report_says_that_it_designates_nobody() -> None:
    dossier = entity_dossier(VIEW, FRAME, ChainHead(1, "0" * 64), member_state="PL")
    facts = next(table for table in dossier.tables if table.id == "facts")
    assert "neither a listing nor a proposal of one" in facts.notes[0]
