"""Every table of the casebook: what is done to its rows is named by the check, or why it is not.

A new table is held against what was sealed, or stands here with the reason why nothing holds it.
"""

# ruff: noqa: S608 (statements of the tests, made of names of the schema)

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pytest
from sqlalchemy import Table, text
from sqlalchemy.dialects import sqlite
from tests.services.sample_office import ADMIN, ANALYST, Office, declared, write_csv
from tests.services.trade.test_erasing import OLD, WHY, a_row, by_two, erase
from tests.services.trade.test_erasing import sift as sift_rows
from tests.services.trade.test_sift import sift, traffic
from tests.services.trade.test_sifting_again import _found_later, again, unguarded

from landwaiter.domain.monitoring.deeds import BeginMonitor
from landwaiter.domain.trade.deeds import OpenTradeCase, SetAside, SetSiftSample
from landwaiter.services.casebook.case_checks import FURTHER
from landwaiter.services.deeds.engine import do
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.casebook.check import StoppedCheck, found_by
from landwaiter.storage.casebook.check_lists import lists_as_told
from landwaiter.storage.casebook.check_told import TOLD
from landwaiter.storage.schema.tables import metadata
from landwaiter.storage.sqlite.soundness import orphans

_MADE = "made of other rows; the check of words, or nobody, relies on it"
_OWN = "what one person arranged for the window, and nothing rests on it"
_CHAIN = "it is the audit chain, which the check verifies with its seals and anchors"
_SIGNED = "signed by who wrote it: the checks of users, approvals and motions ask the signatures"
_BY_TWO = "the check of four eyes asks the motion that carries each row that needs one"
_HASHED = "the checks of dossiers, removals, files or lists hold it against its own hash"
_IMPORTED = "held against the entry of its import, below"
_PUBLISHED = (
    "its edition has the hash of its publisher, which evaluations name; no check makes it anew"
)
_TOLD_ONLY = (
    "its entry says what was done, and the audit trail shows that beside the row; no check holds "
    "the row against it yet"
)
NOT_WALKED: Final[Mapping[str, tuple[str, ...]]] = {
    _CHAIN: ("anchor", "audit_entry", "audit_payload", "seal", "time_stamp"),
    _SIGNED: (
        "approval", "countersignature", "decision", "find_judgement", "motion", "motion_end",
        "motion_second", "owner_consent", "statement", "user", "user_role",
    ),
    _BY_TWO: (
        "bundle_root", "bundle_taken", "case_removal", "court_order", "court_order_end",
        "evidence_wipe", "find_release", "gist", "gist_end", "letter_template", "letter_text",
        "listing_approval", "office_setting", "office_texts",
    ),
    _HASHED: ("dossier", "subject_dossier", "raw_file", "evidence", "sealed_annex", "legal_hold"),
    _IMPORTED: ("edition_listing", "list_edition", "listing_body"),
    _PUBLISHED: ("pack_edition",),
    _MADE: (
        "case_search", "entity_words", "entity_worded", "flag_raised", "joint_index", "list_index",
        "register_worded", "register_words", "text_place", "text_search", "evidence_reading",
        "reference_counter", "meta",
    ),
    _OWN: ("draft", "preference", "presence", "saved_search", "saved_view"),
    _TOLD_ONLY: (
        "absence", "absence_end", "access_entry", "access_mark", "access_request", "action",
        "appeal_step", "assignment", "batch_part", "batch_run", "calendar_edit",
        "calibration_sample", "call_note", "case_clock", "case_clock_end", "case_file",
        "case_ground", "case_ground_end", "case_link", "case_regime", "case_tag", "case_tag_end",
        "classification", "conflict_of_interest", "control_result", "country_relation",
        "country_relation_end", "country_relation_state", "custody_event", "decision_end",
        "declaration", "declaration_request", "delegation", "delegation_end", "disclosure",
        "edition_task", "edition_task_end", "enrichment", "entity", "entity_end", "entity_fact",
        "entity_identifier", "entity_import", "entity_link", "entity_mark", "entity_merge",
        "entity_origin", "evaluation", "evidence_confidence", "evidence_grading", "flag_review",
        "goods_event", "goods_item", "hearing_exception", "hit", "hold_continued", "incident",
        "incident_end", "incident_statement", "interview_answer", "interview_revocation",
        "judgement", "legal_hold_end", "letter_out", "letter_step", "licence_write_off",
        "list_rescreen", "list_rescreen_step", "list_return", "listing_end", "listing_part",
        "listing_part_end", "listing_proposal", "mail_answer", "monitor", "monitor_end",
        "monitor_run", "monitor_version", "note", "office_tag", "office_tag_end", "party",
        "party_link", "proceedings_end", "prosecutor_consent", "prosecutor_lead",
        "prosecutor_lead_end", "reason_template", "record_entry", "register_entry",
        "register_load", "remark", "remark_answer", "return_feedback", "sampled_case",
        "sampled_verdict", "section_reading", "share", "share_end", "share_state", "stage_left",
        "statistic_print", "stay_held", "track", "track_item_end",
    ),
}  # fmt: skip
"""Why → tables that this test does not walk."""
STORE: Final = tuple(
    name
    for name in sorted(metadata.tables)
    if name.startswith("trade_") and name not in {one.table for one in TOLD}
)
NOT_HELD: Final[Mapping[tuple[str, str], str]] = {
    ("trade_answers", "inserted"): "of no answer",
    ("trade_answers", "deleted"): "what lists answered may be taken away: they are asked again",
    ("trade_screening", "deleted"): "the same",
    ("trade_source", "inserted"): "no declaration names it",
}
"""Table and column, or what is done to a row → why nothing names it."""
EMPTY: Final = {"trade_answers", "trade_reason_change", "trade_scope", "trade_screening"}
"""There may be no rows of these: `test_kept_answers` and `test_forged_rows` have some."""


def test_every_table_is_held_or_it_is_said_why_not() -> None:
    named = [name for names in NOT_WALKED.values() for name in names]
    walked = {*STORE, *(one.table for one in TOLD)}
    assert len(named) == len(set(named))
    assert not walked & set(named)
    assert sorted(walked | set(named)) == sorted(metadata.tables)


@pytest.fixture
def whole(office: Office) -> Office:
    """A row of each table of the store."""
    _found_later(office)
    do(office.session(ANALYST), SetAside("E-1", "the firm is a school"))
    office.clock.move(hours=1)
    do(office.session(ANALYST), BeginMonitor("watched", headings="8457"))
    again(office)
    by_two(office, SetSiftSample(0, WHY), second=ADMIN)
    sift_rows(office, "old", *(a_row(number, mrn="", accepted=OLD) for number in (51, 52)))
    erase(office, numbers=("E-51",))
    by_two(office, SetSiftSample(2, WHY), second=ADMIN)
    sift(office, traffic(office))
    do(office.session(ANALYST), OpenTradeCase("S-2", "a look at the goods"))
    amended = declared(lrn="S-1", consignee_name="Quiet Harbour 1", value_eur=77, cn8="94036090")
    sift(office, write_csv(office.path.parent / "two.csv", [amended]))
    return office


_STRUCTURED: Final = frozenset(
    ("address", "counts", "files", "grounds", "mapping", "reasons", "rules", "told", "wanted")
)
"""Columns that hold JSON: other things stand in them too, and in none does a check break off."""
_DIALECT: Final = sqlite.dialect()


def _changed(column: Any) -> str:
    """Another value of a column, as SQL."""
    kind = column.type.compile(dialect=_DIALECT)
    if kind == "INTEGER":
        return f"coalesce({column.name}, 0) + 7777"
    return "x'7777'" if kind == "BLOB" else "'7777'"


def _statements(table: Table) -> Iterator[tuple[str, str]]:
    """What is done → its statement, on the row that is first by its key."""
    key = [column.name for column in table.primary_key] or ["rowid"]
    first = f"rowid = (SELECT rowid FROM {table.name} LIMIT 1)"
    if table.info.get("key_ordered"):
        first = " AND ".join(
            f"{name} = (SELECT {name} FROM {table.name} ORDER BY {', '.join(key)} LIMIT 1)"
            for name in key
        )
    for column in table.c:
        if column.name != "rowid":
            changed = _changed(column)
            update = f"UPDATE {table.name} SET {column.name}"
            yield column.name, f"{update} = {changed} WHERE {first}"
            if column.name in _STRUCTURED:
                yield f"{column.name}, cut off", f"{update} = '{{' WHERE {first}"
                yield f"{column.name}, of others", f"{update} = '{{\"a\":[7]}}' WHERE {first}"
    yield "deleted", f"DELETE FROM {table.name} WHERE {first}"
    unique = {column.name for column in table.c if column.unique} | {
        column.name for index in table.indexes if index.unique for column in index.columns
    }
    names = [column.name for column in table.c]
    copied = ", ".join(
        _changed(column) if column.name in {*unique, key[-1]} else column.name for column in table.c
    )
    yield (
        "inserted",
        (
            f"INSERT INTO {table.name} ({', '.join(names)}) "
            f"SELECT {copied} FROM {table.name} WHERE {first}"
        ),
    )


def said(office: Office, conn: Any) -> list[str]:
    """What is named; a check that only broke off names nothing."""
    casebook, reader = office.session(ANALYST).casebook, Reader(conn)
    found = [
        one.sentence()
        for name, check in FURTHER
        if name in ("trade store", "sifted again", "told rows")
        for one in found_by(name, check, casebook, reader)
        if not isinstance(one, StoppedCheck)
    ]
    return found or [str(one) for one in orphans(conn)]


LISTS: Final = (
    "UPDATE listing_body SET body = replace(body, 'Zolotaya', 'Zeleznaya')",
    "DELETE FROM edition_listing WHERE number = (SELECT max(number) FROM list_edition)",
    "UPDATE list_edition SET kind = 'other', title = title",
    "UPDATE list_edition SET edition = '7777'",
    "UPDATE list_edition SET published = '2020-01-01'",
    "UPDATE list_edition SET listings = 7777",
    "UPDATE list_edition SET sha256 = '7777' WHERE number = 1",
    "DELETE FROM list_edition",
)


def test_whoever_is_taken_off_a_list_is_named(office: Office) -> None:
    _found_later(office)
    casebook = office.session(ANALYST).casebook
    with unguarded(office) as conn:
        assert list(lists_as_told(casebook, Reader(conn))) == []
    for statement in LISTS:
        with unguarded(office) as conn:
            conn.execute(text("PRAGMA ignore_check_constraints = ON"))
            assert conn.execute(text(statement)).rowcount
            assert list(lists_as_told(casebook, Reader(conn))), statement


@pytest.mark.thorough
@pytest.mark.parametrize("part", range(4))
def test_whatever_is_done_to_a_row_of_the_store_is_named(whole: Office, part: int) -> None:
    with unguarded(whole) as conn:
        assert said(whole, conn) == []
    unnamed, empty, needless = [], [], []
    for name in STORE[part::4]:
        for done, statement in _statements(metadata.tables[name]):
            with unguarded(whole) as conn:
                conn.execute(text("PRAGMA ignore_check_constraints = ON"))
                if not conn.execute(text(statement)).rowcount:
                    empty.append(name)
                    break
                found = said(whole, conn)
                if not found and (name, done) not in NOT_HELD:
                    unnamed.append((name, done))
                if found and (name, done) in NOT_HELD and name not in EMPTY:
                    needless.append((name, done))
    assert (unnamed, needless) == ([], [])
    assert set(empty) <= EMPTY
