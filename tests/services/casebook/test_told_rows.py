"""Whatever is done to a row that an entry tells, the check names table, field and both values."""

# ruff: noqa: S608 (statements of the tests, made of names of the schema)

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Table, text
from tests.services.intake.message_files import MRN, on_declaration
from tests.services.sample_office import ADMIN, ANALYST, HEAD, Office
from tests.services.trade.test_erasing import OLD, WHY, a_row, by_two, erase
from tests.services.trade.test_erasing import sift as sift_rows
from tests.services.trade.test_messages import LRN, sift, store
from tests.services.trade.test_sifting_again import unguarded

from landwaiter.domain.intake.deeds import DealWithFile, WatchFolder
from landwaiter.domain.retention.privacy import BreachStep, NoticeTo, PrivacyTopic
from landwaiter.domain.retention.privacy_deeds import (
    AddToBreach,
    LogBreach,
    RecordNotice,
    StatePrivacyTopic,
)
from landwaiter.domain.trade.deeds import SetSiftSample
from landwaiter.domain.trade.erasure import Effect
from landwaiter.domain.trade.erasure_deeds import (
    LiftRestriction,
    RectifyTrade,
    RestrictTrade,
    SetTradePeriod,
)
from landwaiter.services.casebook.case_checks import check
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.intake.watched_files import refused_files
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.casebook.check_told import TOLD, told_rows
from landwaiter.storage.intake.waiting_messages import ENDED
from landwaiter.storage.schema.tables import metadata

pytestmark = pytest.mark.thorough

OTHER = "27PL302010E10009A0"


@pytest.fixture
def told(office: Office) -> Office:
    """Two rows and more of each table that entries tell."""
    store(office)
    sift(office, "given.xml", on_declaration("CC528C", MRN, lrn=LRN))
    sift(office, "exit.xml", on_declaration("CC599C", MRN))
    for number in (7, 8, 9):
        sift(office, f"w{number}.xml", on_declaration("CC551C", f"{OTHER[:-1]}{number}"))
    drop = office.path.parent / "drop"
    drop.mkdir()
    for name in ("a", "b"):
        (drop / f"{name}.xml").write_text(f"<all>{on_declaration('CC551C', '')}</all>")
    run(office.session(ANALYST), WatchFolder(drop, once=True))
    for one in reversed(refused_files(office.session(ANALYST)).rows):
        do(office.session(ANALYST), DealWithFile(one.id, f"sent back to who sent {one.file}"))
    _privacy(office)
    _kept(office)
    return office


def _kept(office: Office) -> None:
    """By two persons, and what one restricts."""
    for years in (5, 6):
        by_two(office, SetTradePeriod(years, "Art. 27 of the act", WHY), second=ADMIN)
    for number in (51, 52, 53):
        sift_rows(office, f"more{number}", a_row(number, mrn="", accepted=OLD))
    # After what is erased: what is drawn stays.
    by_two(office, SetSiftSample(7, WHY), second=ADMIN)
    session = office.session(HEAD)
    with session.reading() as conn:
        party = conn.execute(text("SELECT max(party_id) FROM trade_role")).scalar()
    for said in (
        RestrictTrade(Effect.RESTRICTION, "Art. 18", WHY, number="E-53"),
        RestrictTrade(Effect.HOLD, "Order 7/26", WHY, party=party),
    ):
        do(session, LiftRestriction(do(session, said).made, WHY))
    for note in ("the goods are chairs of steel", "the street is 9"):
        do(session, RectifyTrade("E-53", note, WHY))
    for name in ("E-51", "E-52"):
        erase(office, numbers=(name,))


def _privacy(office: Office) -> None:
    session = office.session(HEAD)
    known = office.clock() - timedelta(hours=30)
    paper = office.path.parent / "notice.txt"
    paper.write_text("Personal data are processed.")
    for topic in (PrivacyTopic.PURPOSE, PrivacyTopic.HOURS):
        do(session, StatePrivacyTopic(topic, "72, the act of the office"))
    for what in ("a lost stick", "a letter to another " + "very " * 60 + "office"):
        do(session, LogBreach(known, what, "two firms", "none that is known"))
    for no in (1, 2):
        do(session, AddToBreach(no, BreachStep.AUTHORITY, known, "told by letter"))
    for version in ("1", "2"):
        said = RecordNotice(
            NoticeTo.PUBLIC, version, date(2026, 1, 2), date(2026, 2, 1), "the door", "Art. 13",
            text="Who we are.", file=paper,
        )  # fmt: skip
        run(session, said)


def said(office: Office, conn: Any) -> list[str]:
    found = told_rows(office.session(ANALYST).casebook, Reader(conn))
    return [one.message for one in found]


def test_what_nobody_changed_is_whole(told: Office) -> None:
    assert check(told.session(ANALYST)).findings == ()
    with unguarded(told) as conn:
        for one in TOLD:
            rows = conn.execute(text(f"SELECT count(*) FROM {one.table}")).scalar_one()
            assert rows >= 2, one.table


def _other(conn: Any, table: Table, name: str, key: str) -> Any:
    """What a column may hold and does not in the first row."""
    if table.c[name].foreign_keys and name != key:
        (of,) = table.c[name].foreign_keys
        stands = f"(SELECT {name} FROM {table.name} ORDER BY {key} LIMIT 1)"
        return conn.execute(
            text(f"SELECT max({of.column.name}) FROM {of.column.table.name} WHERE "
                 f"{of.column.name} IS NOT {stands}")
        ).scalar()  # fmt: skip
    return {"state": "taken", "audience": "person", "at": "2020-01-01T00:00:00Z"}.get(name, "7777")


def test_every_changed_field_is_named(told: Office) -> None:
    unnamed = []
    for one in TOLD:
        table, key = metadata.tables[one.table], one.key
        first = f"{key} = (SELECT min({key}) FROM {one.table})"
        for column in table.c:
            with unguarded(told) as conn:
                conn.execute(text("PRAGMA foreign_keys = OFF"))
                conn.execute(text("PRAGMA ignore_check_constraints = ON"))
                value = _other(conn, table, column.name, key)
                value = 7777 if value is None else value
                done = text(f"UPDATE {one.table} SET {column.name} = :value WHERE {first}")
                assert conn.execute(done, {"value": value}).rowcount == 1
                found = [line for line in said(told, conn) if one.table in line]
                is_key = column.name == key
                if not any(is_key or f", {column.name}: “{value}”" in line for line in found):
                    unnamed.append((one.table, column.name, found))
    assert not unnamed


@pytest.mark.parametrize("which", ["min", "max"])
def test_a_row_that_is_gone_or_was_invented_is_named(told: Office, which: str) -> None:
    unnamed = []
    for one in TOLD:
        names = [column.name for column in metadata.tables[one.table].c]
        of = f"{one.key} = (SELECT {which}({one.key}) FROM {one.table})"
        unique = {column.name for column in metadata.tables[one.table].c if column.unique}
        copied = ", ".join(
            f"{name} + 7777" if name == one.key == "no"
            else f"replace({name}, substr({name}, -4), 'ffff')" if name == one.key
            else "7777" if name in unique else name
            for name in names
        )  # fmt: skip
        for statement in (
            f"DELETE FROM {one.table} WHERE {of}",
            f"INSERT INTO {one.table} SELECT {copied} FROM {one.table} WHERE {of}",
        ):
            with unguarded(told) as conn:
                assert conn.execute(text(statement)).rowcount == 1
                if not any(one.table in line for line in said(told, conn)):
                    unnamed.append(statement)
    assert not unnamed


def test_a_message_moved_to_another_declaration_is_named(told: Office) -> None:
    with unguarded(told) as conn:
        done = "UPDATE trade_message SET declaration_id = declaration_id + 1"
        conn.execute(text("PRAGMA foreign_keys = OFF"))
        assert conn.execute(text(done)).rowcount == 2
        assert len([line for line in said(told, conn) if "declaration_id" in line]) == 2


def test_what_waited_and_went_is_whole(told: Office) -> None:
    """It is attached or kept, or goes with its declaration: an entry says so."""
    by_two(told, SetSiftSample(0, WHY), second=ADMIN)  # what is drawn stays
    given = on_declaration("CC528C", f"{OTHER[:-1]}7", lrn="E-2")
    sift(told, "second.xml", given)
    before = len(_waiting(told))
    sift_rows(told, "second", a_row(2, mrn="", accepted=OLD))
    assert len(_waiting(told)) == before - 2
    assert check(told.session(ANALYST)).findings == ()
    erase(told, numbers=("E-2",))
    assert check(told.session(ANALYST)).findings == ()


def test_a_message_whose_end_one_person_tells_is_named(told: Office) -> None:
    row = _waiting(told)[0]
    with told.session(ANALYST).writing("x") as work:
        work.audit(ENDED, f"waiting_message/{row.id}", {})
    for done in ("DELETE FROM waiting_message WHERE id = :id", "SELECT 1 WHERE :id"):
        with unguarded(told) as conn:
            conn.execute(text(done), {"id": row.id})
            (line,) = said(told, conn)
            assert line.startswith(f"waiting_message, {row.id}")


@pytest.mark.parametrize("is_erased", [False, True])
def test_a_message_that_waits_again_is_named(told: Office, is_erased: bool) -> None:
    by_two(told, SetSiftSample(0, WHY), second=ADMIN)
    sift(told, "second.xml", on_declaration("CC528C", f"{OTHER[:-1]}7", lrn="E-2"))
    row = _waiting(told)[-1]
    sift_rows(told, "second", a_row(2, mrn="", accepted=OLD))
    if is_erased:
        erase(told, numbers=("E-2",))
    with unguarded(told) as conn:
        assert said(told, conn) == []
        conn.execute(text("PRAGMA foreign_keys = OFF"))
        conn.execute(metadata.tables["waiting_message"].insert().values(**row._mapping))
        assert any(f"waiting_message, {row.id}: it is not" in one for one in said(told, conn))


def _waiting(office: Office) -> list[Any]:
    with office.session(ANALYST).reading() as conn:
        return list(conn.execute(metadata.tables["waiting_message"].select()))
