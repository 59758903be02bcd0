"""What is worked out when a case is shown is read from the editions its flags were judged by."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest
from tests.by_two import furnish
from tests.services.prepared import prepared
from tests.services.reports.test_report_types import made, table, words
from tests.services.sample_office import ADMIN, ANALYST, REF, Office

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.law.pack import Pack
from landwaiter.formats.law.pack_folder import read_pack
from landwaiter.reports.dossier.dossier import Table
from landwaiter.resources import root
from landwaiter.services.cases.as_of import case_as_of
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.chart import charts
from landwaiter.services.reports.dossier.document_tables import documents_table
from landwaiter.services.reports.dossier.embargo_tables import embargo_table
from landwaiter.services.reports.dossier.interview_tables import interviews_table

NEXT = "next edition"
Row = Mapping[str, str]


def a_ban(row: Row) -> Row:
    """The instrument on dual-use goods turned into a prohibition."""
    is_it = row["instrument"] == "REG-2021-821"
    return {**row, "standing": "prohibited"} if is_it else row


def five_axes_no_more(row: Row) -> Row:
    """Every threshold on contouring axes raised to nine."""
    is_it = row["parameter"] == "simultaneous_axes" and row["entry"] and row["value"].isdigit()
    return {**row, "value": "9"} if is_it else row


def another_meaning(row: Row) -> Row:
    return {**row, "meaning": "Another meaning"} if row["code"] == "Y901" else row


CHANGES: Mapping[str, tuple[str, Callable[[Row], Row], str, str]] = {
    "embargo_matrix": ("embargo", a_ban, "case by case", "prohibited"),
    "deciding_parameters": ("interviews", five_axes_no_more, "5 ≥ 5", "5 ≥ 9"),
    "doc_codes": ("document_codes", another_meaning, "not mentioned", "Another meaning"),
}
"""Pack → the table that reads it, what its next edition changes, what is read before and after."""
TABLES: Mapping[str, Callable[[CaseView], Table | None]] = {
    "embargo": embargo_table,
    "interviews": interviews_table,
    "document_codes": documents_table,
}


def shipped(name: str) -> Pack:
    return read_pack(root() / "packs" / name)


def next_edition(name: str, change: Callable[[Row], Row], valid_from: date | None = None) -> Pack:
    pack = shipped(name)
    rows = tuple(change(row) for row in pack.rows)
    assert rows != pack.rows
    digest = sha256_hex(canonical_bytes([dict(row) for row in rows]))
    return replace(pack, edition=NEXT, rows=rows, sha256=digest, valid_from=valid_from)


@prepared
def judged(office: Office) -> Office:
    """The sample office with every pack of the three tables, its case judged by them."""
    named = ("embargo_matrix", "item_groups", "doc_codes")
    furnish(office.session(ADMIN), tuple(map(shipped, named)))
    office.act(ANALYST, "assess")
    office.act(
        ANALYST,
        "enrich",
        field="params",
        item=1,
        value={"simultaneous_axes": 5},
        source="data_sheet",
    )
    return office


def said(view: CaseView, name: str) -> str:
    found = TABLES[name](view)
    assert found is not None
    return words(found)


@pytest.mark.parametrize("name", CHANGES)
def test_a_report_reads_and_prints_the_edition_of_the_verdict_until_it_is_judged_anew(
    judged: Office, name: str
) -> None:
    of, change, before, after = CHANGES[name]
    furnish(judged.session(ADMIN), [next_edition(name, change)])
    old = words(table(made(judged, "case"), of))
    assert f"edition {shipped(name).edition}, " in old
    assert NEXT not in old
    assert after not in old
    assert before in old or name == "doc_codes"
    judged.act(ANALYST, "evaluate")
    new = words(table(made(judged, "case"), of))
    assert f"edition {NEXT}, " in new
    assert after in new


@pytest.mark.parametrize("name", CHANGES)
def test_another_day_reads_and_prints_the_edition_in_force_on_it(judged: Office, name: str) -> None:
    of, change, _before, after = CHANGES[name]
    furnish(judged.session(ADMIN), [next_edition(name, change, date(2026, 7, 1))])
    session = judged.session(ANALYST)
    earlier = said(case_as_of(session, REF, date(2026, 6, 30)).view, of)
    later = said(case_as_of(session, REF, date(2026, 7, 1)).view, of)
    assert (NEXT in earlier, after in earlier) == (False, False)
    assert (f"edition {NEXT}, " in later, after in later) == (True, True)


def test_the_route_strip_reads_the_edition_of_the_verdict(judged: Office) -> None:
    session = judged.session(ANALYST)
    before = charts.chart_view(session, REF).strip
    changed = next_edition("embargo_matrix", lambda row: {**a_ban(row), "destination": "CN"})
    furnish(judged.session(ADMIN), [changed])
    assert charts.chart_view(session, REF).strip == before
    judged.act(ANALYST, "evaluate")
    assert charts.chart_view(session, REF).strip != before


def test_a_pack_that_came_after_the_verdict_is_not_read(office: Office) -> None:
    office.act(ANALYST, "assess")
    named = ("embargo_matrix", "item_groups")
    furnish(office.session(ADMIN), tuple(map(shipped, named)))
    assert embargo_table(office.view()) is None
    office.act(ANALYST, "evaluate")
    assert embargo_table(office.view()) is not None
