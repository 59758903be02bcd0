"""Erasing beside what else happens: others' messages, amendments, the same file, another sift."""

from typing import Any

import pytest
from tests.services.audit.test_forged_erasures import by_sql
from tests.services.audit.test_forged_erasures import erase as gone
from tests.services.intake.message_files import MRN, message, on_declaration
from tests.services.sample_office import ADMIN, ANALYST, HEAD, Office, write_csv
from tests.services.trade.test_erasing import (
    NEW,
    OLD,
    WHY,
    a_row,
    by_two,
    erase,
    rows_of,
    sift,
)
from tests.services.trade.test_messages import xml
from tests.test_verify_audit import exported, verified

from landwaiter.domain.trade.deeds import OpenTradeCase, SetSiftSample, Sift
from landwaiter.domain.trade.erasure import Effect, StayReason
from landwaiter.domain.trade.erasure_deeds import (
    VIEWED,
    CarryOutErasure,
    EraseTrade,
    LiftRestriction,
    RestrictTrade,
    SetTradePeriod,
)
from landwaiter.errors import NotAllowed
from landwaiter.services.audit.audit_history import verify_chain
from landwaiter.services.casebook.case_checks import check
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.intake import taking_in
from landwaiter.services.trade import sifting
from landwaiter.services.trade.erasure import preview, run_erasures
from landwaiter.services.trade.proving import prove
from landwaiter.services.trade.views import note_list_viewed
from landwaiter.storage.audit import chain
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.deeds.erasures import erased_object
from landwaiter.storage.deeds.motion_rows import signed_motion
from landwaiter.storage.trade import erased_entries, erased_messages, erasing, keeping

SAME, OTHER = "PL999888777700000", "DE1234567890123"
BY_REFERENCE = message(
    "CC551C",
    "<ExportOperation><LRN>E-1</LRN></ExportOperation><controlResult><code>B1</code>"
    "</controlResult><reasonText>papers</reasonText>",
)


def a_base(office: Office) -> None:
    by_two(office, SetSiftSample(0, WHY), second=ADMIN)
    by_two(office, SetTradePeriod(1, "Archive Act, Art. 6", WHY), second=ADMIN)


def two_of_one_reference(office: Office, **numbers: str) -> list[int]:
    """Declarations of two declarants who both call theirs E-1."""
    a_base(office)
    for eori in (SAME, OTHER):
        row = a_row(1, mrn=numbers.get(eori, ""), declarant_eori=eori)
        sift(office, eori, row)
    return [row["id"] for row in rows_of(office, "trade_declaration")]


def told(office: Office, name: str, *messages: str) -> None:
    run(office.session(ANALYST), Sift((xml(office, name, *messages),)))


def waits(office: Office) -> int:
    return len(rows_of(office, "waiting_message"))


def year_of(office: Office, number: int, accepted: str, **changes: Any) -> None:
    sift(
        office,
        f"{number}-{len(changes)}-{accepted[:4]}",
        a_row(number, accepted=accepted, **changes),
    )


def test_a_message_that_may_be_anothers_waits_on(office: Office) -> None:
    given = "26PL302010E10001A8"
    two_of_one_reference(office, **{SAME: given})
    told(office, "by-reference.xml", BY_REFERENCE)
    assert waits(office) == 1
    assert erase(office, numbers=(given,)).messages == 0
    assert waits(office) == 1
    assert erase(office, numbers=("E-1",)).messages == 1
    assert waits(office) == 0
    assert check(office.session(HEAD)).sound


def test_a_message_with_an_mrn_of_neither_is_neithers(office: Office) -> None:
    two_of_one_reference(office, **{SAME: "26PL302010E10001A8", OTHER: "26PL302010000079A7"})
    told(office, "given.xml", on_declaration("CC528C", "26PL302010E10009A4", lrn="E-1"))
    assert waits(office) == 1
    erase(office, numbers=("26PL302010E10001A8",))
    erase(office, numbers=("26PL302010000079A7",))
    assert waits(office) == 1


def _erased_with(work: UnitOfWork, number: int) -> None:
    """As somebody would write it who does not ask whose the message is."""
    text = "INSERT INTO trade_erased (declaration_id, erasure) VALUES (?, 1)"
    work.conn.exec_driver_sql(text, (number,))
    work.conn.exec_driver_sql("DELETE FROM waiting_message")


def test_the_database_keeps_what_may_be_anothers(office: Office) -> None:
    two_of_one_reference(office)
    told(office, "by-reference.xml", BY_REFERENCE)
    by_two(office, EraseTrade(WHY, before=2025))
    with pytest.raises(NotAllowed), office.session(HEAD).writing("x") as work:
        _erased_with(work, 1)
    assert waits(office) == 1


def test_the_newest_version_says_in_which_year_it_is_erased(office: Office) -> None:
    a_base(office)
    year_of(office, 1, OLD)
    year_of(office, 1, OLD, value_eur=7)
    year_of(office, 1, NEW, value_eur=8, net_mass_kg=9)
    year_of(office, 2, OLD)
    year_of(office, 2, OLD, value_eur=7)
    found = preview(office.session(HEAD), EraseTrade(WHY, before=2025))
    assert (found.wanted, found.erased, found.stay) == (4, 2, {StayReason.VERSION: 2})
    assert erase(office, before=2025).declarations == 2
    assert {row["local_reference"] for row in rows_of(office, "trade_declaration")} == {"E-1"}
    assert len(rows_of(office, "trade_declaration")) == 3


@pytest.mark.parametrize("chosen", [{"numbers": ("E-1",)}, {"before": 2025}])
def test_a_version_that_came_after_two_agreed_keeps_those_before(
    office: Office, chosen: dict[str, Any]
) -> None:
    a_base(office)
    year_of(office, 1, OLD)
    by_two(office, EraseTrade(WHY, **chosen))
    year_of(office, 1, OLD, value_eur=7)
    (result,) = run(office.session(HEAD), CarryOutErasure())
    assert (result.declarations, result.left) == (0, 1)
    assert len(rows_of(office, "trade_declaration")) == 2
    assert not prove(office.session(ANALYST), "E-1").problem
    assert erase(office, numbers=("E-1",)).declarations == 2


def test_of_what_has_a_case_it_is_told_why_it_stays(office: Office) -> None:
    a_base(office)
    year_of(office, 1, OLD)
    do(office.session(ANALYST), OpenTradeCase("E-1", WHY))
    with pytest.raises(NotAllowed, match="Nothing would be erased") as why:
        do(office.session(HEAD), EraseTrade(WHY, numbers=("E-1",)))
    assert "case" in str(why.value.remedy)


def test_what_comes_afterwards_waits_and_goes_when_it_is_erased_again(office: Office) -> None:
    a_base(office)
    year_of(office, 1, OLD, mrn=MRN)
    erase(office, numbers=(MRN,))
    told(office, "late.xml", on_declaration("CC599C", MRN))
    assert waits(office) == 1
    year_of(office, 1, OLD, mrn=MRN, value_eur=8)
    assert waits(office) == 0
    assert erase(office, numbers=(MRN,)).messages == 1
    assert rows_of(office, "trade_message") == []


def test_a_file_of_which_a_part_was_erased_is_told_when_it_comes_again(office: Office) -> None:
    a_base(office)
    rows = [a_row(number) for number in range(3)]
    sift(office, "three", *rows)
    erase(office, numbers=("E-1",))
    file = write_csv(office.path.parent / "three.csv", rows)
    (again,) = run(office.session(ANALYST), Sift((file,)))
    assert (again.sifted, again.duplicates) == (1, 2)
    assert "were erased by" in again.warnings[0]
    assert erase(office, before=2025).files == 1


def test_a_file_that_is_sifted_again_while_it_goes_is_in_the_vault(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Put there before its last declaration was erased, and noted after it was destroyed."""
    a_base(office)
    sift(office, "one", a_row(1))
    put = taking_in.put_in_vault

    def put_and_erased(*given: Any) -> None:
        put(*given)
        monkeypatch.setattr(sifting, "put_in_vault", put)
        assert erase(office, numbers=("E-1",)).files == 1

    monkeypatch.setattr(sifting, "put_in_vault", put_and_erased)
    sift(office, "one", a_row(1))
    assert len(rows_of(office, "trade_declaration")) == 1
    assert check(office.session(HEAD)).sound


def test_a_view_that_showed_nothing_of_it_stays_as_it_was_said(office: Office) -> None:
    """Neither the guard nor the check takes an erasure of another declaration for its reason."""
    a_base(office)
    for number in (1, 2):
        year_of(office, number, OLD)
    note_list_viewed(office.session(ANALYST), [2], through="history", asked="Quiet Harbour 2")
    with office.session(HEAD).reading() as conn:
        seq = chain.head(conn).seq
    erase(office, numbers=("E-1",))
    (agreed,) = rows_of(office, "trade_erasure")
    with office.session(HEAD).reading() as conn:
        record = signed_motion(conn, agreed["motion_id"]).sha256
    with pytest.raises(NotAllowed), office.session(HEAD).writing("x") as work:
        chain.erase_payload(work.conn, seq, at=work.now, by=work.actor)
    by_sql(office, gone(seq))
    for sake in (1, 2):
        with office.session(HEAD).writing("x") as work:
            told = {"erasure": f"trade/declaration/{sake}"}
            work.audit(chain.ERASED, erased_object(seq, record), told)
        assert verify_chain(office.session(HEAD)).findings == (
            f"The payload of entry {seq} is gone, and no two persons wanted that.",
        )


def test_a_view_of_somebodys_own_stops_no_erasure(office: Office) -> None:
    """Its object names no rows, or its content not through what it was seen."""
    a_base(office)
    for number in (1, 2):
        year_of(office, number, OLD)
    with office.session(ANALYST).writing("x") as work:
        for rows in ("x", "", "1-x", "1,x", "1-2-3", "\u0661", "9" * 5_000, "1", "x,1"):
            work.audit(VIEWED, f"trade/rows/{rows}", {})
    assert erase(office, before=2025).declarations == 2
    assert check(office.session(HEAD)).sound


def _carried_out_within(office: Office, is_held: bool) -> Any:
    """What an erasure comes to that another process carries out at its first step."""
    do_all = CarryOutErasure()
    inner: list[Any] = []

    def tell(*_given: Any) -> None:
        if not inner:
            held = RestrictTrade(Effect.HOLD, "Order 7", WHY, number="E-2")
            made = do(office.session(HEAD), held).made if is_held else ""
            inner.extend(run_erasures(office.session(HEAD), do_all, lambda *_given: None))
            if is_held:
                do(office.session(HEAD), LiftRestriction(made, WHY))

    outer = run_erasures(office.session(HEAD), do_all, tell)
    return outer, tuple(inner)


@pytest.mark.parametrize("is_held", [False, True])
def test_two_processes_that_carry_out_the_same_come_to_the_same(
    office: Office, is_held: bool
) -> None:
    """What was held until the first had ended is not erased after that end."""
    a_base(office)
    for number in (1, 2):
        year_of(office, number, OLD)
    note_list_viewed(office.session(ANALYST), [1], through="history", asked="Quiet Harbour 1")
    by_two(office, EraseTrade(WHY, before=2025))
    outer, inner = _carried_out_within(office, is_held)
    assert outer == inner
    assert len(rows_of(office, "trade_declaration")) == is_held
    assert len(rows_of(office, "trade_erasure_end")) == 1
    assert check(office.session(HEAD)).sound
    if is_held:
        assert erase(office, before=2025).declarations == 1


def test_a_view_that_another_process_erased_is_erased_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_base(office)
    year_of(office, 1, OLD)
    note_list_viewed(office.session(ANALYST), [1], through="history", asked="Quiet Harbour 1")
    by_two(office, EraseTrade(WHY, before=2025))
    views_of = erased_entries.views_of

    def then_others(conn: Any, no: int) -> Any:
        found = list(views_of(conn, no))
        monkeypatch.setattr(erased_entries, "views_of", views_of)
        run(office.session(HEAD), CarryOutErasure())
        return found

    monkeypatch.setattr(erased_entries, "views_of", then_others)
    (result,) = run(office.session(HEAD), CarryOutErasure())
    assert (result.declarations, len(rows_of(office, "trade_erasure_end"))) == (1, 1)
    assert check(office.session(HEAD)).sound


@pytest.mark.parametrize("of_party", [False, True])
def test_what_one_person_took_the_hold_off_is_not_erased(
    office: Office, of_party: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And where a program of their own erased it, the check names what was held."""
    a_base(office)
    for number in (1, 2):
        year_of(office, number, OLD)
    (party,) = (
        row["id"] for row in rows_of(office, "trade_party") if row["name"] == "Quiet Harbour 2"
    )
    held = {"party": party} if of_party else {"number": "E-2"}
    about = f"trade/party/{party}" if of_party else "trade/declaration/2"
    by_two(office, EraseTrade(WHY, before=2025))
    do(office.session(HEAD), RestrictTrade(Effect.HOLD, "Order 7", WHY, **held))
    by_sql(office, "DELETE FROM trade_restriction")
    with pytest.raises(NotAllowed, match=about):
        run(office.session(HEAD), CarryOutErasure())
    assert len(rows_of(office, "trade_declaration")) == 2
    monkeypatch.setattr(keeping, "unsaid_restrictions", lambda _conn: ())
    run(office.session(HEAD), CarryOutErasure())
    for _lifted in range(2):
        found = [one.message for one in check(office.session(HEAD)).findings]
        assert found == [f"trade_restriction, {about}: what an entry says of it is gone."]
        with office.session(HEAD).writing("x") as work:
            work.audit("trade.restriction_lifted", about, {})


def test_whoever_may_not_lift_has_lifted_nothing(office: Office) -> None:
    a_base(office)
    year_of(office, 1, OLD)
    by_two(office, EraseTrade(WHY, before=2025))
    do(office.session(HEAD), RestrictTrade(Effect.HOLD, "Order 7", WHY, number="E-1"))
    by_sql(office, "DELETE FROM trade_restriction")
    with office.session(ANALYST).writing("x") as work:
        work.audit("trade.restriction_lifted", "trade/declaration/1", {})
    with pytest.raises(NotAllowed, match="trade/declaration/1"):
        run(office.session(HEAD), CarryOutErasure())
    assert len(rows_of(office, "trade_declaration")) == 1


@pytest.mark.parametrize("of_party", [False, True])
def test_what_was_held_and_lifted_is_erased(office: Office, of_party: bool) -> None:
    a_base(office)
    for number in (1, 2, 3):
        year_of(office, number, OLD)
    party = next(
        row["id"] for row in rows_of(office, "trade_party") if row["name"] == "Quiet Harbour 2"
    )
    session = office.session(HEAD)
    do(session, RestrictTrade(Effect.HOLD, "Order 7", WHY, number="E-3"))
    for _time in range(2):
        held = {"party": party} if of_party else {"number": "E-2"}
        made = do(session, RestrictTrade(Effect.RESTRICTION, "Art. 18", WHY, **held)).made
        do(session, LiftRestriction(made, WHY))
    assert erase(office, numbers=("E-2",)).declarations == 1
    assert check(session).findings == ()
    assert erase(office, numbers=("E-1",)).declarations == 1
    assert check(session).findings == ()


def test_what_is_said_of_a_party_that_stands_stays(office: Office) -> None:
    """One person says that it went with another declaration, which two persons had erased."""
    a_base(office)
    for number in (1, 2):
        year_of(office, number, OLD)
    party = next(
        row["id"] for row in rows_of(office, "trade_party") if row["name"] == "Quiet Harbour 2"
    )
    do(office.session(HEAD), RestrictTrade(Effect.HOLD, "Order 7", WHY, party=party))
    with office.session(HEAD).reading() as conn:
        seq = chain.head(conn).seq
    erase(office, numbers=("E-1",))
    (agreed,) = rows_of(office, "trade_erasure")
    with office.session(HEAD).reading() as conn:
        record = signed_motion(conn, agreed["motion_id"]).sha256
    by_sql(office, gone(seq), "DELETE FROM trade_restriction")
    with office.session(ANALYST).writing("x") as work:
        told = {"erasure": "trade/declaration/1"}
        work.audit(chain.ERASED, erased_object(seq, record), told)
    assert verify_chain(office.session(HEAD)).findings == (
        f"The payload of entry {seq} is gone, and no two persons wanted that.",
    )


@pytest.mark.parametrize("with_step", [False, True])
def test_what_is_said_of_anothers_message_goes_in_no_unit_of_ones_own(
    office: Office, with_step: bool
) -> None:
    """One person says that it went with what two persons had erased; and, to be believed, that a
    step took it."""
    a_base(office)
    for number in (1, 2):
        year_of(office, number, OLD)
    told(office, "other.xml", on_declaration("CC528C", MRN))
    seq = next(
        int(row["seq"])
        for row in rows_of(office, "audit_entry")
        if str(row["object"]).startswith("waiting_message/")
    )
    erase(office, numbers=("E-1",))
    (agreed,) = rows_of(office, "trade_erasure")
    session = office.session(HEAD)
    with session.reading() as conn:
        record = signed_motion(conn, agreed["motion_id"]).sha256
    assert check(session).sound
    by_sql(office, gone(seq))
    with office.session(ANALYST).writing("x") as work:
        sake = {"erasure": "trade/declaration/1"}
        work.audit(chain.ERASED, erased_object(seq, record), sake)
        if with_step:
            said = {"declarations": "1", "first": "1", "last": "1", "entries": "1"}
            step = {**said, "erasure": "1", "motion": agreed["motion_id"]}
            work.audit("trade.erased", "trade/erasure/1", step)
    assert not check(session).sound
    if not with_step:
        assert verify_chain(session).findings == (
            f"The payload of entry {seq} is gone, and no two persons wanted that.",
        )
        code, text = verified(office.path.parent, exported(session))
        assert code == 1
        assert f"the payload of entry {seq} is gone" in text


def test_a_step_says_how_many_payloads_went(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who carries it out lets a message of another go with it, and does not say so."""
    a_base(office)
    for number in (1, 2):
        year_of(office, number, OLD)
    told(office, "other.xml", on_declaration("CC528C", MRN))
    (seq,) = (
        int(row["seq"])
        for row in rows_of(office, "audit_entry")
        if str(row["object"]).startswith("waiting_message/")
        and row["deed"] == "intake.message_waits"
    )
    erase_messages = erased_messages.erase_messages

    def and_anothers(work: UnitOfWork, going: Any) -> None:
        erase_messages(work, going)
        (agreed,) = rows_of(office, "trade_erasure")
        record = signed_motion(work.conn, agreed["motion_id"]).sha256
        work.audit(chain.ERASED, erased_object(seq, record), {"erasure": "trade/declaration/1"})

    monkeypatch.setattr(erasing, "erase_messages", and_anothers)
    erase(office, numbers=("E-1",))
    by_sql(office, gone(seq))
    assert verify_chain(office.session(HEAD)).findings == (
        f"The payload of entry {seq} is gone, and no two persons wanted that.",
    )
