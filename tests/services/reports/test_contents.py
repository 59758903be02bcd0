"""Who may read what: each table of a dossier says it of each column, and of cells that differ."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.services.intake.test_declared_leaves import full_declaration, with_declaration
from tests.services.sample_office import NOW
from tests.ui import fictional_case

import landwaiter
from landwaiter.domain.base.facts import Content
from landwaiter.domain.evidence.custody import Confidence
from landwaiter.reports.dossier.dossier import Table
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.reports.dossier.case_tables import facts_table
from landwaiter.services.reports.dossier.closing import evidence_table
from landwaiter.services.reports.dossier.declared_tables import declared_tables

PACKAGE = Path(landwaiter.__file__).parent
CLASSES = {f"Content.{one.name}" for one in Content}


def columns() -> Iterator[tuple[str, str]]:
    """Place and class of each column that a service gives to a table of a dossier."""
    for path in sorted((PACKAGE / "services").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "from landwaiter.reports.dossier.dossier import" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "DossierColumn":
                said = [*node.args[2:3], *(k.value for k in node.keywords if k.arg == "content")]
                yield f"{path.name}:{node.lineno}", ast.unparse(said[0]) if said else ""


def test_every_column_of_a_dossier_says_who_may_read_it() -> None:
    found = dict(columns())
    assert len(found) > 150
    unsaid = {place: said for place, said in found.items() if said not in CLASSES}
    assert list(unsaid.values()) == ["fact.content", "content_of(facts, key)"], unsaid


@pytest.fixture
def view() -> CaseView:
    return with_declaration(fictional_case.CASE_VIEW, full_declaration())


def content(table: Table | None, said: str) -> Content | None:
    """Of the first cell with this text."""
    assert table is not None
    return next(
        table.content_of(row, column)
        for row, cells in enumerate(table.rows)
        for column, cell in enumerate(cells)
        if cell == said
    )


def test_what_is_declared_is_as_open_as_its_fact(view: CaseView) -> None:
    declaration = full_declaration()
    whole, parties, goods, *_others = declared_tables(view)
    assert content(whole, str(declaration.mrn)) is Content.OPEN
    assert content(whole, str(declaration.delivery_terms)) is Content.BUSINESS
    assert content(parties, str(declaration.parties[0].name)) is Content.PERSONAL
    assert goods is not None
    classes = {one.key: one.content for one in goods.columns}
    assert (classes["statistical"], classes["invoiced"]) == (Content.BUSINESS, Content.BUSINESS)
    assert (classes["net"], classes["gross"], classes["units"]) == (Content.OPEN,) * 3


def test_among_the_key_facts_each_has_its_own_class(view: CaseView) -> None:
    table = facts_table(view)
    titles = [str(title) for title, _value in table.rows]
    assert table.content_of(titles.index("MRN"), 1) is Content.OPEN
    assert table.content_of(titles.index("Exporter EORI"), 1) is Content.PERSONAL


def test_a_source_in_confidence_is_not_shown_by_name_hash_or_custody() -> None:
    view = fictional_case.CASE_VIEW
    said = Confidence("c", in_confidence=True, reason="asked for", author="Ana", at=NOW)
    piece = replace(view.case.evidence[0], confidences=(said,))
    told = replace(view, case=replace(view.case, evidence=(piece,)))
    assert content(evidence_table(told), piece.label) is Content.OPEN
    assert content(evidence_table(told), piece.name) is Content.SOURCE
    assert content(evidence_table(told), piece.sha256) is Content.SOURCE
