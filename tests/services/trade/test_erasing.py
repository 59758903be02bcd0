"""What leaves the trade store: by two persons, whole, and so that the rest is proved as before."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from sqlalchemy import select, text
from tests.services.removing import due_case, removed
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    REVIEWER,
    Office,
    declared,
    write_csv,
)

from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.monitoring.deeds import BeginMonitor
from landwaiter.domain.trade.deeds import (
    OpenTradeCase,
    SetAside,
    SetSiftReason,
    SetSiftSample,
    Sift,
)
from landwaiter.domain.trade.erasure import FEWEST, Effect, StayReason
from landwaiter.domain.trade.erasure_deeds import (
    CarryOutErasure,
    EraseTrade,
    LiftRestriction,
    RectifyTrade,
    RestrictTrade,
    SetTradePeriod,
)
from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.errors import Fault, Invalid, NotAllowed
from landwaiter.services.audit.audit_history import verify_chain
from landwaiter.services.casebook.case_checks import check
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.trade import erasure as erasing
from landwaiter.services.trade.erasure import ErasureResult, preview
from landwaiter.services.trade.keeping import store_keeping
from landwaiter.services.trade.proving import prove
from landwaiter.services.trade.trade_view import declaration_shown, queue
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema.columns import metadata
from landwaiter.storage.schema.data_protection.trade_erasure import trade_erased
from landwaiter.storage.schema.guards.all_guards import GUARDS
from landwaiter.storage.sqlite.engine import connect
from landwaiter.storage.trade import erasable
from landwaiter.storage.trade.erasing import hanging

WHY = "the period of the office is over"
OLD, NEW = "2024-03-27T10:00:00Z", "2026-03-27T10:00:00Z"


def rows_of(office: Office, name: str) -> list[dict[str, Any]]:
    with office.session(ANALYST).reading() as conn:
        return [dict(row._mapping) for row in conn.execute(select(metadata.tables[name]))]


def sift(office: Office, name: str, *rows: Mapping[str, Any]) -> None:
    run(office.session(ANALYST), Sift((write_csv(office.path.parent / f"{name}.csv", rows),)))


def a_row(number: int, *, accepted: str = OLD, **changes: Any) -> dict[str, Any]:
    return declared(
        lrn=f"E-{number}",
        accepted=accepted,
        consignee_name=f"Quiet Harbour {number}",
        consignee_address=f"{number} Free Zone Road",
        description="wooden chairs",
        cn8="94036090",
        country_destination="US",
        **changes,
    )


def by_two(office: Office, said: Any, *, mover: str = HEAD, second: str = REVIEWER) -> None:
    moved = do(office.session(mover), said)
    do(office.session(second), SecondOpenMotions(moved.changes.waits))


def a_store(office: Office, count: int = 12) -> None:
    """Declarations of 2024 and of 2026 in one file each, and a period of one year."""
    by_two(office, SetSiftSample(0, WHY), second=ADMIN)
    sift(office, "old", *(a_row(number) for number in range(count)))
    sift(office, "new", *(a_row(100 + number, accepted=NEW) for number in range(3)))
    by_two(office, SetTradePeriod(1, "Archive Act, Art. 6", WHY), second=ADMIN)


def erase(office: Office, **chosen: Any) -> ErasureResult:
    by_two(office, EraseTrade(WHY, **chosen))
    (result,) = run(office.session(HEAD), CarryOutErasure())
    assert isinstance(result, ErasureResult)
    return result


def test_what_is_over_goes_and_the_rest_is_proved_as_before(office: Office) -> None:
    a_store(office)
    leaves, batches = rows_of(office, "trade_leaf"), rows_of(office, "trade_batch")
    result = erase(office, before=2025)
    assert (result.declarations, result.items, result.left) == (12, 12, 0)
    assert (result.files, result.files_that_stay) == (1, 0)
    for column in hanging():
        assert {row[column.name] for row in rows_of(office, column.table.name)} <= {13, 14, 15}
    assert [row["local_reference"] for row in rows_of(office, "trade_declaration")] == [
        "E-100", "E-101", "E-102",
    ]  # fmt: skip
    assert (rows_of(office, "trade_leaf"), rows_of(office, "trade_batch")) == (leaves, batches)
    assert not prove(office.session(ANALYST), "E-101").problem
    assert not verify_chain(office.session(ANALYST)).findings
    assert check(office.session(HEAD)).sound


def test_the_others_of_a_batch_are_proved_without_what_was_erased(office: Office) -> None:
    a_store(office)
    assert erase(office, numbers=("E-3", "E-7")).files_that_stay == 1
    assert not prove(office.session(ANALYST), "E-4").problem
    with pytest.raises(Fault, match="E-3"):
        prove(office.session(ANALYST), "E-3")


def test_nobody_erases_alone(office: Office) -> None:
    a_store(office)
    do(office.session(HEAD), EraseTrade(WHY, before=2025))
    assert run(office.session(HEAD), CarryOutErasure()) == ()
    assert len(rows_of(office, "trade_declaration")) == 15
    with pytest.raises(NotAllowed), office.session(HEAD).writing("trade.erased") as work:
        work.conn.execute(text("DELETE FROM trade_declaration WHERE id = 1"))


def test_who_moved_it_does_not_agree_to_it(office: Office) -> None:
    a_store(office)
    moved = do(office.session(HEAD), EraseTrade(WHY, before=2025))
    with pytest.raises(NotAllowed):
        do(office.session(HEAD), SecondOpenMotions(moved.changes.waits))


def test_without_a_period_no_year_is_over(office: Office) -> None:
    sift(office, "old", a_row(1))
    with pytest.raises(NotAllowed, match="not said"):
        do(office.session(HEAD), EraseTrade(WHY, before=2025))
    assert store_keeping(office.session(HEAD)).period is None


def test_a_period_runs_from_the_end_of_the_year(office: Office) -> None:
    a_store(office)
    with pytest.raises(NotAllowed, match="2025"):
        do(office.session(HEAD), EraseTrade(WHY, before=2026))
    assert store_keeping(office.session(HEAD)).due == (2024,)


def test_what_stays_says_why(office: Office) -> None:
    a_store(office, 6)
    do(office.session(ANALYST), OpenTradeCase("E-0", WHY))
    do(office.session(HEAD), RestrictTrade(Effect.HOLD, "Order 7/26", WHY, number="E-1"))
    do(office.session(HEAD), RestrictTrade(Effect.RESTRICTION, "Art. 18", WHY, number="E-2"))
    (party,) = (
        row["id"] for row in rows_of(office, "trade_party") if row["name"].endswith("our 3")
    )
    do(office.session(HEAD), RestrictTrade(Effect.HOLD, "Order 8/26", WHY, party=party))
    sift(office, "later", a_row(4, accepted=NEW, value_eur=9))
    found = preview(office.session(HEAD), EraseTrade(WHY, before=2025))
    assert (found.wanted, found.erased) == (6, 1)
    assert found.stay == {
        StayReason.CASE: 1, StayReason.HOLD: 2, StayReason.RESTRICTION: 1, StayReason.VERSION: 1,
    }  # fmt: skip
    erase(office, before=2025)
    left = {row["local_reference"] for row in rows_of(office, "trade_declaration")}
    assert left == {*(f"E-{n}" for n in (0, 1, 2, 3, 4)), "E-100", "E-101", "E-102"}


def test_a_sample_that_nobody_looked_at_stays(office: Office) -> None:
    a_store(office, 0)
    by_two(office, SetSiftSample(1, WHY), second=ADMIN)
    sift(office, "drawn", a_row(1), a_row(2))
    do(office.session(ANALYST), SetAside("E-2", WHY))
    found = preview(office.session(HEAD), EraseTrade(WHY, before=2025))
    assert (found.erased, found.stay) == (1, {StayReason.SAMPLE: 1})


def test_what_is_held_after_it_was_agreed_stays(office: Office) -> None:
    a_store(office, 4)
    by_two(office, EraseTrade(WHY, before=2025))
    do(office.session(HEAD), RestrictTrade(Effect.HOLD, "Order 7/26", WHY, number="E-1"))
    do(office.session(ANALYST), OpenTradeCase("E-2", WHY))
    (result,) = run(office.session(HEAD), CarryOutErasure())
    assert (result.declarations, result.left) == (2, 2)
    assert check(office.session(HEAD)).sound


def test_a_store_that_changed_since_it_was_moved_is_moved_anew(office: Office) -> None:
    a_store(office, 4)
    moved = do(office.session(HEAD), EraseTrade(WHY, before=2025))
    sift(office, "more", a_row(50))
    with pytest.raises(Fault):
        do(office.session(REVIEWER), SecondOpenMotions(moved.changes.waits))


def test_the_database_keeps_what_is_held_whoever_writes(office: Office) -> None:
    a_store(office, 4)
    by_two(office, EraseTrade(WHY, before=2025))
    do(office.session(HEAD), RestrictTrade(Effect.HOLD, "Order 7/26", WHY, number="E-1"))
    for number in (2, 13):
        with pytest.raises(NotAllowed), office.session(HEAD).writing("trade.erased") as work:
            work.conn.execute(trade_erased.insert().values(declaration_id=number, erasure=1))


def test_an_amendment_goes_and_stays_with_what_it_amends(office: Office) -> None:
    a_store(office, 3)
    sift(office, "amended", a_row(1, value_eur=7))
    result = erase(office, numbers=("E-1",))
    assert (result.declarations, result.items) == (2, 2)


def test_the_sums_stay_but_for_cells_of_few_lines(office: Office) -> None:
    a_store(office, FEWEST)
    sift(office, "rare", declared(lrn="R-1", accepted=OLD, cn8="84571010", value_eur=77))
    before = rows_of(office, "trade_rollup")
    assert erase(office, before=2025).cells == 1
    after = {
        (row["month"], row["destination"], row["heading"]): row
        for row in rows_of(office, "trade_rollup")
    }
    old = 2024 * 12 + 2
    assert after[old, "US", "9403"]["items"] == FEWEST
    assert (old, "CN", "8457") not in after
    assert (after[old, "", ""]["items"], after[old, "", ""]["value"]) == (1, 7700)
    for name in ("items", "value", "mass"):
        assert sum(row[name] for row in before) == sum(row[name] for row in after.values())
    parts: dict[tuple[Any, ...], int] = {}
    for row in rows_of(office, "trade_erased_cell"):
        key = row["month"], row["destination"], row["heading"]
        parts[key] = row["items"]
    for item in rows_of(office, "trade_item"):
        key = item["month"], item["destination"], item["heading"]
        parts[key] = parts.get(key, 0) + 1
    assert parts == {key: row["items"] for key, row in after.items()}


def test_what_is_said_of_a_declaration_in_the_trail_goes_with_it(office: Office) -> None:
    a_store(office, 3)
    do(office.session(ANALYST), SetAside("E-1", "the consignee is a furniture shop"))
    do(office.session(HEAD), RectifyTrade("E-1", "the value was one hundred", WHY))
    result = erase(office, before=2025)
    assert result.entries == 2
    assert not verify_chain(office.session(ANALYST)).findings


def test_answers_to_parties_that_are_gone_go_too(office: Office) -> None:
    a_store(office, 0)
    # Names that no other test asks lists about: what is in memory is not written again.
    names = [f"Amber Quay {number}" for number in range(4)]
    sift(
        office,
        "named",
        *(a_row(n, accepted=NEW) | {"consignee_name": one} for n, one in enumerate(names)),
    )
    asked = rows_of(office, "trade_screening")
    assert len(asked) >= 4
    result = erase(office, numbers=tuple(f"E-{number}" for number in range(4)))
    assert result.parties == 4
    assert len(rows_of(office, "trade_screening")) == len(asked) - 4


def test_what_is_restricted_is_kept_and_not_used(office: Office) -> None:
    by_two(office, SetSiftReason(SiftReason.PROGRAMME, 0, WHY), second=ADMIN)
    do(office.session(ANALYST), BeginMonitor("chairs", headings="9403"))
    sift(office, "watched", a_row(1))
    assert len(queue(office.session(ANALYST))) == 1
    made = do(office.session(HEAD), RestrictTrade(Effect.RESTRICTION, "Art. 18", WHY, number="E-1"))
    assert queue(office.session(ANALYST)) == ()
    with pytest.raises(NotAllowed, match="restricted"):
        do(office.session(ANALYST), OpenTradeCase("E-1", WHY))
    assert declaration_shown(office.session(ANALYST), "E-1").restrictions
    with pytest.raises(NotAllowed):
        do(office.session(REVIEWER), LiftRestriction(made.made, WHY))
    do(office.session(HEAD), LiftRestriction(made.made, WHY))
    assert len(queue(office.session(ANALYST))) == 1


def test_a_note_stands_beside_what_was_declared(office: Office) -> None:
    a_store(office, 1)
    before = rows_of(office, "trade_declaration")
    do(office.session(REVIEWER), RectifyTrade("E-0", "the consignee is another of this name", WHY))
    assert rows_of(office, "trade_declaration") == before
    (note,) = declaration_shown(office.session(ANALYST), "E-0").notes
    assert note["note"] == "the consignee is another of this name"
    assert not prove(office.session(ANALYST), "E-0").problem


def test_broken_off_it_goes_on(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    a_store(office, 12)
    monkeypatch.setattr(erasing, "STEP", 5)
    by_two(office, EraseTrade(WHY, before=2025))

    def stop(done: int, _total: int, _text: str) -> None:
        if done >= 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(office.session(HEAD), CarryOutErasure(), stop)
    assert len(rows_of(office, "trade_declaration")) == 5
    assert check(office.session(HEAD)).sound
    (result,) = run(office.session(REVIEWER), CarryOutErasure())
    assert (result.declarations, result.left) == (12, 0)


def _lifted(office: Office, *statements: str) -> None:
    """Done to the database by somebody who lifted its triggers."""
    casebook = office.session(HEAD).casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("statement", "wanted"),
    [
        ("DELETE FROM trade_declaration WHERE id = 2", "gone"),
        ("DELETE FROM trade_leaf WHERE id = 2", "root"),
        ("UPDATE trade_declaration SET salt = x'00' WHERE id = 2", "not what was read"),
        (
            "UPDATE trade_batch SET root = iif(root LIKE 'a%', 'b', 'a') || substr(root, 2) "
            "WHERE no = 1",
            "root",
        ),
    ],
)
def test_the_check_tells_what_went_by_one(office: Office, statement: str, wanted: str) -> None:
    a_store(office, 4)
    assert check(office.session(HEAD)).sound
    _lifted(office, statement)
    told = [one for one in check(office.session(HEAD)).findings if one.check == "trade store"]
    assert any(wanted in str(one.message) for one in told)


def test_the_check_tells_a_tombstone_that_two_did_not_sign(office: Office) -> None:
    a_store(office, 4)
    erase(office, numbers=("E-1",))
    assert check(office.session(HEAD)).sound
    _lifted(
        office,
        "DELETE FROM trade_declaration WHERE id = 3",
        "INSERT INTO trade_erased (declaration_id, erasure) VALUES (3, 1)",
    )
    told = [one for one in check(office.session(HEAD)).findings if one.check == "trade store"]
    assert any("signed" in str(one.message) for one in told)


def test_what_had_a_case_follows_it(office: Office) -> None:
    """Its file stays with the others that came in it, and goes with the last of them."""
    a_store(office, 2)
    reference = do(office.session(ANALYST), OpenTradeCase("E-0", WHY)).made
    due_case(office, reference)
    with pytest.raises(NotAllowed, match="Nothing"):
        do(office.session(HEAD), EraseTrade(WHY, removed_cases=True))
    removed(office, reference)
    result = erase(office, removed_cases=True)
    assert (result.declarations, result.files_that_stay) == (1, 1)
    assert check(office.session(HEAD)).sound
    assert erase(office, before=2025).files == 1


def test_of_removed_cases_so_many_go_into_one_motion_as_it_may_name(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_store(office, 4)
    for number in range(4):
        reference = do(office.session(ANALYST), OpenTradeCase(f"E-{number}", WHY)).made
        due_case(office, reference)
        removed(office, reference)
    family_of = erasable.family_of

    def with_versions(conn: Reader, found: Sequence[int]) -> tuple[int, ...]:
        return tuple(10 * one + version for one in family_of(conn, found) for version in (0, 1))

    said = EraseTrade(WHY, removed_cases=True)
    with office.session(HEAD).reading() as conn, monkeypatch.context() as patch:
        patch.setattr(erasable, "family_of", with_versions)
        patch.setattr(erasing, "MOST", 5)
        assert erasing.args_of(conn, said)["numbers"] == ["10", "11", "20", "21"]
        patch.setattr(erasing, "MOST", 1)
        with pytest.raises(Invalid, match="at most 1"):
            erasing.args_of(conn, said)


def test_each_table_that_hangs_on_a_declaration_goes_with_it() -> None:
    guards = {guard.name: guard for guard in GUARDS}
    for column in hanging():
        guard = guards[f"{column.table.name}_no_delete"]
        assert f"x.declaration_id = OLD.{column.name}" in guard.condition
