"""Whatever somebody changes in the store with a password and SQL, the check and the proof name."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import Connection, text
from tests.services.sample_office import ANALYST, HEAD, LISTED, Office, declared, write_csv
from tests.services.trade.test_erasing import WHY, a_store, by_two, erase
from tests.services.trade.test_sift import policy, sift, traffic
from tests.services.trade.test_sifting_again import _found_later, again, unguarded

from landwaiter.domain.monitoring.deeds import BeginMonitor
from landwaiter.domain.trade.deeds import OpenTradeCase, SetAside
from landwaiter.domain.trade.erasure import Effect
from landwaiter.domain.trade.erasure_deeds import (
    CARRY_OUT_ERASURE,
    CarryOutErasure,
    EraseTrade,
    LiftRestriction,
    RectifyTrade,
    RestrictTrade,
)
from landwaiter.domain.trade.sample_draw import commitment
from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.services.casebook.trade_checks import trade_store
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.trade.proving import proved
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.casebook.check_sifted_again import judged_as_sealed
from landwaiter.storage.casebook.check_told import told_rows


def forging(statement: str) -> Any:
    return text(statement.replace("@", _ONE).replace("&", LISTED))


def said(office: Office, conn: Connection) -> list[str]:
    casebook, reader = office.session(ANALYST).casebook, Reader(conn)
    checks = (trade_store, judged_as_sealed, told_rows)
    found = [one for check in checks for one in check(casebook, reader)]
    return [f"{one.object} {one.message}" for one in found]


@pytest.fixture
def store(office: Office) -> Office:
    """Declarations with reasons, drawn ones, one opened, one set aside, one amended."""
    policy(office, (SiftReason.OTHER_HIT, 1), one_in=2)
    sift(office, traffic(office))
    session = office.session(ANALYST)
    do(session, SetAside("S-17", "the same firm as last week"))
    do(session, OpenTradeCase("S-2", "a look at the goods"))
    amended = declared(lrn="S-1", consignee_name="Quiet Harbour 1", value_eur=77, cn8="94036090")
    sift(office, write_csv(office.path.parent / "two.csv", [amended]))
    return office


def test_what_nobody_changed_is_whole(store: Office) -> None:
    with unguarded(store) as conn:
        assert said(store, conn) == []
        for number in ("S-1", "S-2", "S-17", "S-27"):
            assert proved(Reader(conn), number).problem == ""


_ONE = "(SELECT id FROM trade_declaration WHERE local_reference = 'S-27')"
FORGED = {
    "DELETE FROM trade_reason WHERE declaration_id = @": "trade_reason",
    "INSERT INTO trade_reason VALUES ('freeze_hit', @)": "trade_reason",
    "INSERT INTO trade_reason_change SELECT @, reason, 1, 0 FROM trade_reason LIMIT 1": (
        "trade_reason_change"
    ),
    "DELETE FROM trade_finding WHERE declaration_id = @": "trade_finding",
    "UPDATE trade_finding SET weight = 1 WHERE declaration_id = @": "trade_finding",
    "DELETE FROM trade_role WHERE declaration_id = @": "trade_role",
    "UPDATE trade_role SET value = 1 WHERE declaration_id = @": "trade_role",
    "UPDATE trade_role SET day = 20200101 WHERE declaration_id = @": "trade_role",
    "UPDATE trade_role SET destination = 'CH' WHERE declaration_id = @": "trade_role",
    "DELETE FROM trade_search WHERE rowid = @": "trade_search",
    "UPDATE trade_item SET heading = '0101' WHERE declaration_id = @": "heading",
    "UPDATE trade_item SET value = 1 WHERE declaration_id = @": "value",
    "UPDATE trade_item SET day = 20200101 WHERE declaration_id = @": "day",
    "DELETE FROM trade_item WHERE declaration_id = @": "trade_item",
    "UPDATE trade_declaration SET exporter = 'nobody' WHERE id = @": "exporter",
    "UPDATE trade_declaration SET consignee = 'nobody' WHERE id = @": "consignee",
    "UPDATE trade_declaration SET destination = 'CH' WHERE id = @": "destination",
    "UPDATE trade_declaration SET day = '2020-01-01' WHERE id = @": "day",
    "UPDATE trade_declaration SET drawn = 1 WHERE id = @": "drawn",
    "UPDATE trade_declaration SET raw_row = 1 WHERE id = @": "raw_row",
    "UPDATE trade_declaration SET outcome = '{}' WHERE id = @": "not what was read",
    "UPDATE trade_declaration SET bases = verdict WHERE id = @": "not what was read",
    "UPDATE trade_declaration SET mrn = '26PL00000000000007' WHERE id = @": "mrn",
}
"""What is done to one declaration, `@` → what is named."""
WHOLE = {
    "UPDATE trade_declaration SET drawn = 0": "drawn",
    "UPDATE trade_rollup SET value = value * 3 WHERE heading = '9403'": "trade_rollup",
    "DELETE FROM trade_month WHERE destination = 'CN'": "trade_month",
    "DELETE FROM trade_rollup WHERE destination = 'CN'": "trade_rollup",
    "INSERT INTO trade_month VALUES (1, 'XX', 1, 1, 1, 1, 1)": "trade_month",
    "DELETE FROM trade_standing WHERE standing = 'waits'": "trade_standing",
    "INSERT INTO trade_standing VALUES ('aside', 1)": "trade_standing",
    "UPDATE trade_tally SET declarations = 0 WHERE standing = 'waits'": "trade_tally",
    "DELETE FROM trade_tally WHERE standing LIKE 'year %'": "trade_tally",
    "DELETE FROM trade_mark": "trade_mark",
    "DELETE FROM trade_mark WHERE mark = 'opened'": "trade_mark",
    "UPDATE trade_mark SET reason = 'nothing' WHERE mark = 'aside'": "trade_mark",
    "UPDATE trade_mark SET author = 'Somebody Else' WHERE mark = 'opened'": "trade_mark",
    "UPDATE trade_declaration SET replaces = NULL": "replaces",
    "UPDATE trade_party SET name = 'nobody' WHERE name = '&'": "trade_party",
    "UPDATE trade_party SET street = 'nowhere'": "trade_party",
    "UPDATE trade_batch SET counts = '{}' WHERE no = 1": "Batch 1",
    "UPDATE trade_batch SET run_id = (SELECT max(id) FROM trade_run) WHERE no = 1": "Batch 1",
    "UPDATE trade_batch SET files = '[]' WHERE no = 1": "Batch 1",
    "UPDATE trade_batch SET author = 'Somebody Else' WHERE no = 1": "Batch 1",
    "UPDATE trade_secret SET secret = '" + "0" * 64 + "'": "secret",
    "UPDATE trade_secret SET commitment = '" + "0" * 64 + "' WHERE batch = 3": "secret",
    "DELETE FROM trade_secret WHERE batch = 1": "secret",
    "UPDATE trade_secret SET secret = '" + "z" * 64 + "' WHERE batch = 1": "trade_secret, batch 1",
    "UPDATE trade_policy SET one_in = 7 WHERE no = 2": "policy",
    "DELETE FROM trade_policy WHERE no = 2": "policy",
    "DELETE FROM trade_run_end": "trade_run_end",
    "UPDATE trade_run_end SET state = 'aborted'": "trade_run_end",
    "UPDATE trade_run SET files = '[]'": "trade_run",
    "INSERT INTO trade_scope VALUES (77, '" + "0" * 64 + "', '{}')": "trade_scope",
    "UPDATE trade_source SET mapping = '[]'": "trade_source",
    "UPDATE trade_source SET form = 'declaration/9'": "trade_source",
}


def silent(office: Office, forged: Mapping[str, str]) -> dict[str, list[str]]:
    """What was done without the check naming it, and what it said instead."""
    found: dict[str, list[str]] = {}
    for statement, named in forged.items():
        with unguarded(office) as conn:
            for part in statement.split(";"):
                assert conn.execute(forging(part)).rowcount, part
            told = said(office, conn)
            if not any(named in one for one in told):
                found[statement] = told
    return found


def test_what_was_forged_is_named(store: Office) -> None:
    assert silent(store, {**FORGED, **WHOLE}) == {}


def test_what_was_forged_of_what_was_judged_again_is_named(office: Office) -> None:
    _found_later(office)
    do(office.session(ANALYST), SetAside("E-1", "the firm is a school"))
    do(office.session(ANALYST), BeginMonitor("watched", headings="8457"))
    again(office)
    with unguarded(office) as conn:
        assert said(office, conn) == []
    later = "what was sifted again"
    forged = {
        "DELETE FROM trade_mark WHERE mark = 'returned'": "trade_mark",
        "UPDATE trade_again_verdict SET told = json_set(told, '$.returns', json('false'))": later,
        "UPDATE trade_again_verdict SET reasons = '[]'": later,
        "UPDATE trade_again SET counts = '{}'": later,
        "UPDATE trade_again SET policy = 7": later,
        "DELETE FROM trade_reason WHERE reason = 'freeze_hit'": "trade_reason",
        "DELETE FROM trade_finding WHERE kind = 'hit'": "trade_finding",
        "DELETE FROM trade_programme WHERE declaration_id = 2": "trade_programme",
        "UPDATE trade_programme SET line = 9 WHERE declaration_id = 1": "trade_programme",
    }
    assert silent(office, forged) == {}
    with unguarded(office) as conn:
        assert not proved(Reader(conn), "E-1").problem
        conn.execute(text("UPDATE trade_again_verdict SET reasons = '[]'"))
        assert "later verdict" in proved(Reader(conn), "E-1").problem


def test_what_was_forged_of_what_is_kept_or_was_erased_is_named(office: Office) -> None:
    a_store(office)
    session = office.session(HEAD)
    with session.reading() as conn:
        party = conn.execute(text("SELECT max(party_id) FROM trade_role")).scalar()
    do(session, RestrictTrade(Effect.RESTRICTION, "Art. 18", WHY, number="E-101"))
    held = do(session, RestrictTrade(Effect.HOLD, "Art. 18", WHY, party=party))
    do(session, LiftRestriction(held.made, WHY))
    do(session, RectifyTrade("E-102", "the goods are chairs of steel", WHY))
    erase(office, before=2025)
    with unguarded(office) as raw:
        assert said(office, raw) == []
    more = "SET value = value + 1"
    forged = {
        "DELETE FROM trade_restriction_end": "trade_restriction_end",
        "DELETE FROM trade_restriction WHERE effect = 'restriction'": "trade_restriction",
        "UPDATE trade_restriction SET effect = 'hold'": "trade_restriction",
        "UPDATE trade_note SET note = 'the goods are guns'": "trade_note",
        "DELETE FROM trade_note": "trade_note",
        f"UPDATE trade_erased_cell {more};UPDATE trade_rollup {more};UPDATE trade_month {more}": (
            "trade_erased_cell"
        ),
    }
    assert silent(office, forged) == {}


def test_what_was_forged_of_an_erasure_is_named(office: Office) -> None:
    """What is gone nobody can count again: each count is held against the entry of its step."""
    a_store(office)
    by_two(office, EraseTrade(WHY, before=2025))
    do(office.session(HEAD), RestrictTrade(Effect.HOLD, "Order 7/26", WHY, number="E-3"))
    run(office.session(HEAD), CarryOutErasure())
    erase(office, numbers=("E-100",))
    with unguarded(office) as raw:
        assert said(office, raw) == []
    counts = ("declarations", "items", "parties", "messages", "entries", "left", "files", "cells")
    told = "UPDATE {} SET counts = json_set(counts, '$.{}', 7)"
    forged = {
        statement.format(table, name): table
        for table in ("trade_erasure_step", "trade_erasure_end")
        for name in (*counts, "files_that_stay")
        for statement in (
            told,
            "UPDATE {} SET counts = '{{}}'",
            "UPDATE {} SET author = 'Somebody Else'",
            "UPDATE {} SET at = '2020-01-01T00:00:00Z'",
            "DELETE FROM {} WHERE erasure = 2",
        )
    }
    forged |= {
        "UPDATE trade_erasure_step SET erasure = 3 - erasure": "trade_erasure_step",
        "INSERT INTO trade_erasure_step SELECT 9, erasure, counts, author, at FROM"
        " trade_erasure_step WHERE no = 1": "trade_erasure_step",
        # What was held is taken away within what two persons signed, and marked as theirs.
        "INSERT INTO trade_erased SELECT id, 1 FROM trade_declaration WHERE"
        " local_reference = 'E-3'": "marked as erased",
    }
    forged |= {
        "UPDATE trade_erased SET erasure = 2 WHERE declaration_id = 1": "marked as erased",
        "DELETE FROM trade_erased_file": "trade_erased_file",
        "UPDATE trade_erasure SET declarations = 99 WHERE no = 1": "signed",
        "UPDATE trade_erasure SET newest = 99 WHERE no = 1": "signed",
        "UPDATE trade_erasure SET wanted = '[1]' WHERE no = 2": "signed",
        "UPDATE trade_erasure SET sha256 = '" + "0" * 64 + "'": "signed",
        "UPDATE trade_erasure SET author = 'Somebody Else'": "signed",
        "DELETE FROM trade_erasure WHERE no = 2": "signed",
        "DELETE FROM trade_period": "signed",
    }
    assert silent(office, forged) == {}


def test_the_proof_of_a_declaration_looks_at_what_is_shown_of_it(store: Office) -> None:
    unsaid = []
    for statement in FORGED:
        with unguarded(store) as conn:
            conn.execute(forging(statement))
            number = "26PL00000000000007" if "SET mrn" in statement else "S-27"
            if not proved(Reader(conn), number).problem:
                unsaid.append(statement)
    assert not unsaid


def test_a_sample_that_does_not_come_from_the_key_of_who_sifted_is_named(store: Office) -> None:
    """Who reads the secret beforehand knows what it draws no sooner than the key has told."""
    said_of = (
        "UPDATE audit_payload SET content = json_set(content, '$.{}', '{}') WHERE seq = (SELECT "
        "seq FROM audit_entry WHERE deed = 'trade.sifted' ORDER BY seq LIMIT 1)"
    )
    others = store.session(HEAD).casebook.public_key
    signer = store.session(ANALYST).casebook.signer
    another = signer.prove(b"another text").hex()
    forged = {
        said_of.format("proof", proof): "the key"
        for proof in ("00" * 80, another, signer.sign(b"another text").hex(), "no figures", "")
    } | {
        said_of.format("key", others): "the key",
        said_of.format("secret", "00" * 32): "the secret of the sample",
        said_of.format("secret", "no figures"): "the secret of the sample",
    }
    assert silent(store, forged) == {}


def test_the_proof_of_a_declaration_tells_of_a_draw_that_does_not_hold(store: Office) -> None:
    forged_of = (
        "UPDATE audit_payload SET content = json_set(content, '$.{}', '{}') WHERE seq = (SELECT "
        "seq FROM audit_entry WHERE deed = '{}' ORDER BY seq LIMIT 1)"
    )
    signer = store.session(ANALYST).casebook.signer
    others = store.session(HEAD).casebook.public_key
    forged = {
        forged_of.format(name, value, deed): said
        for deed, name, value, said in (
            ("trade.sifted", "proof", signer.prove(b"another text").hex(), "from the key"),
            ("trade.sifted", "proof", "00", "no entry tells"),
            ("trade.sifted", "key", others, "from the key"),
            ("trade.sifted", "secret", "00" * 32, "bound before"),
            ("trade.begun", "commitment", "00" * 32, "bound before"),
            ("trade.sifted", "one_in", "1", "drawn"),
        )
    }
    with unguarded(store) as conn:
        rows = conn.execute(
            text(
                "SELECT local_reference FROM trade_declaration JOIN trade_leaf USING (id) WHERE"
                " NOT drawn AND batch = 1 AND id NOT IN (SELECT declaration_id FROM trade_reason)"
            )
        )
        number = str(rows.scalars().first())
        assert proved(Reader(conn), number).problem == ""
    for statement, said_so in forged.items():
        with unguarded(store) as conn:
            assert conn.execute(text(statement)).rowcount == 1
            assert said_so in proved(Reader(conn), number).problem, statement


@pytest.mark.parametrize("batch", [1, 2])
def test_who_binds_a_secret_anew_is_named(store: Office, batch: int) -> None:
    """Who knows what will be sifted binds another secret, says so by an entry, and sifts."""
    secret = {1: "a" * 64, 2: "b" * 64}[batch]
    bound = commitment(bytes.fromhex(secret))
    begun = (
        "UPDATE audit_payload SET content = json_set(content, '$.next_batch', '{}', '$.commitment',"
        " '{}') WHERE seq = (SELECT seq FROM audit_entry WHERE deed = 'trade.begun' ORDER BY seq"
        " DESC LIMIT 1)"
    )
    sealed = (
        "UPDATE audit_payload SET content = json_set(content, '$.secret', '{}') WHERE seq = "
        "(SELECT seq FROM audit_entry WHERE deed = 'trade.sifted' AND object = 'trade/batch/{}')"
    )
    kept = "UPDATE trade_secret SET secret = '{}', commitment = '{}' WHERE batch = {}"
    whole = ";".join(
        (
            begun.format(batch, bound),
            sealed.format(secret, batch),
            kept.format(secret, bound, batch),
        )
    )
    assert silent(store, {whole: f"trade_secret, batch {batch}: the secret"}) == {}


def test_a_step_of_an_erasure_that_ended_is_named_and_hides_nothing(office: Office) -> None:
    """Whoever invents one would have sums and files compared with nothing."""
    a_store(office)
    erase(office, numbers=("E-1",))
    session = office.session(HEAD)
    with session.writing("x") as work:
        told = {"entries": "0", "erasure": "1", "motion": "m"}
        work.audit(CARRY_OUT_ERASURE.entry, "trade/erasure/1", told)
    step = (
        'INSERT INTO trade_erasure_step SELECT max(s.no) + 1, 1, \'{"entries":"0"}\', s.author,'
        " (SELECT json_extract(entry, '$.at') FROM audit_entry ORDER BY seq DESC LIMIT 1)"
        " FROM trade_erasure_step AS s"
    )
    more, sums = "SET value = value + 5000", ("trade_erased_cell", "trade_rollup", "trade_month")
    forged = {
        step: "trade_erasure_step",
        ";".join((step, *(f"UPDATE {table} {more}" for table in sums))): "trade_erased_cell",
        ";".join((step, "UPDATE trade_erased_file SET vault_name = 'x'")): "trade_erased_file",
    }
    assert silent(office, forged) == {}


def test_an_end_that_seals_no_sums_is_named(office: Office) -> None:
    a_store(office)
    erase(office, numbers=("E-1",))
    unsealed = (
        "UPDATE audit_payload SET content = json_remove(content, '$.{}') WHERE"
        " json_extract(content, '$.done') IS NOT NULL"
    )
    forged = {
        unsealed.format("cells_sha256"): "trade_erased_cell",
        unsealed.format("files_sha256"): "trade_erased_file",
    }
    assert silent(office, forged) == {}


def test_an_erasure_that_nobody_began_hides_no_files(office: Office) -> None:
    a_store(office)
    erase(office, numbers=("E-1",))
    by_two(office, EraseTrade(WHY, numbers=("E-2",)))
    with unguarded(office) as conn:
        assert said(office, conn) == []
    assert silent(office, {"DELETE FROM trade_erased_file": "files are noted"}) == {}
