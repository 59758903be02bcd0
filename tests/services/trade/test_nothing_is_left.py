"""After erasing, whoever has the key and the file finds nothing of it, in no page and no log."""

import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from sqlalchemy import select
from tests.services.intake.message_files import message, on_declaration
from tests.services.removing import due_case, removed
from tests.services.sample_office import ANALYST, HEAD, REVIEWER, Office, declared, write_csv
from tests.services.trade.decrypted import decrypted
from tests.services.trade.test_erasing import rows_of
from tests.taking_in import taken_in
from tests.test_verify_audit import exported, verified

from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.retention.access_deeds import FindPerson
from landwaiter.domain.trade.deeds import OpenTradeCase, SetAside, Sift
from landwaiter.domain.trade.erasure import Effect
from landwaiter.domain.trade.erasure_deeds import (
    CarryOutErasure,
    EraseTrade,
    LiftRestriction,
    RectifyTrade,
    RestrictTrade,
)
from landwaiter.domain.trade.sift_marks import SiftMark
from landwaiter.services.audit.audit_history import verify_chain
from landwaiter.services.casebook.case_checks import check
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.trade.erasure import ErasureResult
from landwaiter.services.trade.sift_marks import mark
from landwaiter.services.trade.trade_view import declaration_shown
from landwaiter.services.trade.views import note_declaration_viewed, note_list_viewed
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.columns import metadata
from landwaiter.storage.trade.packing import unpacked

CANARIES = {
    "consignee_name": "Canarywharf Harbourmaster",
    "consignee_address": "Canarylane 7",
    "exporter_name": "Canaryworks Wisla",
    "exporter_eori": "PL777777777700000",
    "mrn": "26PL302010E10001A8",
    "lrn": "CANARY-LRN-18",
    "description": "canaryyellow wooden chairs",
}
SAID = ("canaryreason: it is a furniture shop", "canarynote: another of the name")
WHY = "the person asked for it, and rightly"


def left(office: Office, words: list[bytes]) -> list[bytes]:
    """Which of some words stand in a page or the log, or in what a column holds packed."""
    casebook = office.session(HEAD).casebook
    whole = decrypted(casebook.database, casebook.keys.database) + b"".join(packed(office))
    assert b"CREATE TABLE" in whole
    return [word for word in words if any(one in whole for one in _spelled(word))]


def _spelled(word: bytes) -> tuple[bytes, ...]:
    return (word, word.upper(), word.lower())


def packed(office: Office) -> Iterator[bytes]:
    """What is compressed, unpacked."""
    with office.session(HEAD).reading() as conn:
        for table in metadata.sorted_tables:
            for row in conn.execute(select(table)):
                for value in row:
                    if isinstance(value, bytes):
                        with suppress(zlib.error, KeyError):
                            yield unpacked(value)


def test_nothing_of_it_is_left_in_the_file_or_its_log(office: Office) -> None:
    row = declared(**CANARIES, consignee_country="US", country_destination="US", cn8="94036090")
    other = declared(lrn="STAYS-1", consignee_name="Quiet Harbour")
    for name, one in (("canary", row), ("other", other)):
        run(office.session(ANALYST), Sift((write_csv(office.path.parent / f"{name}.csv", [one]),)))
    do(office.session(ANALYST), SetAside(CANARIES["mrn"], SAID[0]))
    do(office.session(REVIEWER), RectifyTrade(CANARIES["mrn"], SAID[1], WHY))
    declaration_shown(office.session(ANALYST), CANARIES["mrn"])
    with office.session(ANALYST).reading() as conn:
        kept = conn.execute(select(t.trade_declaration).order_by("id")).first()
        assert kept is not None
        blobs = [bytes(kept.content), bytes(kept.salt), kept.content_sha256.encode()]
    words = [word.encode() for word in (*CANARIES.values(), *SAID) if word]
    assert left(office, [*words, *blobs]) == [*words, *blobs]
    moved = do(office.session(HEAD), EraseTrade(WHY, numbers=(CANARIES["mrn"],)))
    do(office.session(REVIEWER), SecondOpenMotions(moved.changes.waits))
    (result,) = run(office.session(HEAD), CarryOutErasure())
    assert (result.declarations, result.files) == (1, 1)
    assert left(office, [*words, *blobs]) == []
    assert left(office, [b"Quiet Harbour", b"STAYS-1"]) == [b"Quiet Harbour", b"STAYS-1"]
    found = run(office.session(HEAD), FindPerson(CANARIES["consignee_name"]))
    assert found.search.found == ()


SECOND = "Canarystreet 8"


def a_canary(office: Office, name: str, **changes: Any) -> None:
    row = declared(
        **{**CANARIES, **changes},
        consignee_country="US",
        consignee_city="Canaryville",
        country_destination="US",
        cn8="94036090",
    )
    path = write_csv(office.path.parent / f"{name}.csv", [row])
    run(office.session(ANALYST), Sift((path,)))


def a_message(office: Office, name: str, text: str) -> None:
    path = office.path.parent / name
    path.write_text(text, encoding="utf-8")
    taken_in(office.session(ANALYST), TakeIn((path,)))


def waiting_canaries(office: Office) -> None:
    """Messages that come before their declaration: by its MRN, and by its reference."""
    a_message(office, "w1.xml", on_declaration("CC528C", CANARIES["mrn"]))
    a_message(
        office,
        "w2.xml",
        message(
            "CC551C",
            f"<ExportOperation><LRN>{CANARIES['lrn']}</LRN></ExportOperation>"
            "<controlResult><code>B1</code></controlResult><reasonText>papers</reasonText>",
        ),
    )


def erased(office: Office, **chosen: Any) -> ErasureResult:
    moved = do(office.session(HEAD), EraseTrade(WHY, **chosen))
    do(office.session(REVIEWER), SecondOpenMotions(moved.changes.waits))
    (result,) = run(office.session(HEAD), CarryOutErasure())
    assert isinstance(result, ErasureResult)
    return result


def all_words(*more: str) -> list[bytes]:
    return [word.encode() for word in (*CANARIES.values(), "Canaryville", "canary", *more)]


def test_what_was_done_with_it_before_is_left_nowhere(office: Office) -> None:
    """Waited for, kept with messages, amended, held, viewed by name, marked, put right."""
    waiting_canaries(office)
    assert len(rows_of(office, "waiting_message")) == 2
    a_canary(office, "first")
    assert rows_of(office, "waiting_message") == []
    a_canary(office, "second", consignee_address=SECOND)
    a_message(office, "later.xml", on_declaration("CC599C", CANARIES["mrn"]))
    session = office.session(ANALYST)
    page = declaration_shown(session, CANARIES["mrn"])
    note_declaration_viewed(session, page.line.id, page.line.number, through="trade show")
    for asked in (CANARIES["consignee_name"], SECOND):
        note_list_viewed(session, [page.line.id], through="history", asked=asked)
    mark(session, [page.line.id], SiftMark.ASIDE)
    do(session, SetAside(CANARIES["mrn"], SAID[0]))
    do(office.session(REVIEWER), RectifyTrade(CANARIES["mrn"], SAID[1], WHY))
    (party,) = (row["id"] for row in rows_of(office, "trade_party") if row["street"] == SECOND)
    for of in ({"number": CANARIES["mrn"]}, {"party": party}):
        held = do(
            office.session(HEAD), RestrictTrade(Effect.HOLD, "canarybasis 7/26", SAID[0], **of)
        )
        do(office.session(HEAD), LiftRestriction(held.made, "canaryreason again"))
    words = all_words(SECOND)
    assert left(office, words) == words
    result = erased(office, numbers=(CANARIES["mrn"],))
    assert (result.declarations, result.messages, result.files_that_stay) == (2, 3, 0)
    assert left(office, words) == []
    assert not verify_chain(session).findings
    assert not check(office.session(HEAD)).findings
    code, said = verified(office.path.parent, exported(office.session(HEAD)))
    assert code == 0, said


def test_who_looked_stays_told_when_whom_they_asked_for_is_gone(office: Office) -> None:
    a_canary(office, "first")
    other = write_csv(office.path.parent / "other.csv", [declared(lrn="STAYS-1")])
    run(office.session(ANALYST), Sift((other,)))
    session = office.session(ANALYST)
    note_list_viewed(session, [1, 2], through="history", asked="Canarywharf")
    note_list_viewed(session, [2], through="history", asked="Obrabiarki")
    note_list_viewed(session, [1, 2], through="trade list")
    erased(office, numbers=(CANARIES["mrn"],))
    said = [str(row["content"]) for row in rows_of(office, "audit_payload")]
    assert any('"erasure":"trade/declaration/1"' in one and '"history"' in one for one in said)
    entries = rows_of(office, "audit_entry")
    assert any(row["object"] == "trade/rows/1-2" and row["actor"] == ANALYST for row in entries)
    assert any('"asked":"Obrabiarki"' in one for one in said)
    assert any('"asked":"","rows":"1-2"' in one for one in said)
    # What was on a screen while it was erased is noted afterwards.
    note_declaration_viewed(session, 1, CANARIES["mrn"], through="trade show")
    note_list_viewed(session, [1, 2], through="history", asked="Canarywharf once more")
    assert left(office, all_words()) == []
    assert not verify_chain(session).findings


def test_nothing_is_left_where_its_case_was_removed(office: Office) -> None:
    waiting_canaries(office)
    a_canary(office, "first")
    reference = do(office.session(ANALYST), OpenTradeCase(CANARIES["mrn"], SAID[0])).made
    due_case(office, reference)
    removed(office, reference)
    words = all_words()
    assert left(office, words) == words  # It is in the store as before.
    assert not verify_chain(office.session(ANALYST)).findings
    erased(office, removed_cases=True)
    assert left(office, words) == []
    assert not verify_chain(office.session(ANALYST)).findings


def test_what_is_said_of_a_message_that_waited_goes_with_its_case(office: Office) -> None:
    """Without the store: the declaration was taken in."""
    waiting_canaries(office)
    row = declared(**CANARIES, consignee_city="Canaryville")
    path = write_csv(office.path.parent / "first.csv", [row])
    (taken,) = taken_in(office.session(ANALYST), TakeIn((path,)))
    (reference,) = taken.cases
    due_case(office, reference)
    removed(office, reference)
    assert left(office, all_words()) == []
    assert not verify_chain(office.session(ANALYST)).findings
