"""The sift: what it finds is what a case finds; what it seals is proved; who breaks off goes on."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from tests.faults.deed import answer
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    LISTED,
    REF,
    Office,
    declared,
    two_items,
    write_csv,
)
from tests.services.trade.parity import differing
from tests.services.trade.trade_traffic import write_traffic
from tests.taking_in import taken_in

from landwaiter.domain.cases.case import Case
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.intake.table_mapping import TableMapping
from landwaiter.domain.trade.deeds import (
    SIFT,
    OpenTradeCase,
    SetAside,
    SetSiftReason,
    SetSiftSample,
    Sift,
)
from landwaiter.domain.trade.sample_draw import Draw, commitment
from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.flags.evaluation import raised
from landwaiter.services.intake.bare_verdict import bare_case, bare_verdict
from landwaiter.services.trade import judge, opening
from landwaiter.services.trade.proving import prove
from landwaiter.services.trade.runs import sift_file
from landwaiter.services.trade.runs.open_runs import OpenRuns
from landwaiter.services.trade.runs.sift_file import SiftResult
from landwaiter.services.trade.trade_view import figures, queue
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import to_json
from landwaiter.storage.schema.columns import metadata
from landwaiter.storage.sqlite.engine import connect
from landwaiter.storage.trade import runs
from landwaiter.storage.trade.sifted_rows import sifted_named
from landwaiter.trust.key_output import output_in


def sift(office: Office, *files: Path, **options: Any) -> tuple[SiftResult, ...]:
    results: tuple[SiftResult, ...] = run(office.session(ANALYST), Sift(tuple(files), **options))
    return results


def table(path: Path, *rows: Mapping[str, Any]) -> Path:
    return write_csv(path, rows)


def rows_of(office: Office, name: str) -> list[dict[str, Any]]:
    with office.session(ANALYST).reading() as conn:
        found = conn.execute(select(metadata.tables[name]))
        return [dict(row._mapping) for row in found]


def traffic(office: Office, count: int = 40) -> Path:
    """Declarations of different goods and consignees, one of them listed."""
    rows = [
        declared(
            lrn=f"S-{number}",
            consignee_name=LISTED if number % 10 == 7 else f"Quiet Harbour {number}",
            consignee_address=f"{number % 5} Free Zone Road",
            country_destination="US" if number % 3 else "CN",
            description=("ball bearings", "wooden chairs", "uranium hexafluoride")[number % 3],
            cn8=("84821090", "94036090", "28441000")[number % 3],
            value_eur=1000 + number,
            net_mass_kg=50,
            gross_mass_kg=55,
        )
        for number in range(count)
    ]
    return table(office.path.parent / "traffic.csv", *rows)


def findings(case: Case) -> dict[str, Any]:
    """What was found of a case, its parties by their place."""
    places = {party.id: f"p{n}" for n, party in enumerate(case.parties, start=1)}
    hits = sorted(
        (places[h.party_id], h.list_id, h.listing.listing_id, to_json(h.match), h.threshold)
        for h in case.hits
    )
    return {
        "hits": hits,
        "candidates": case.candidates,
        "raised": tuple(one.rule for one in raised(case.flags)),
    }


def policy(office: Office, *rules: tuple[SiftReason, int], one_in: int = 1) -> None:
    """The policy of the office from now on, by two."""
    reason = "the office has so many people"
    moved = [SetSiftReason(why, cap, reason) for why, cap in rules]
    for said in (*moved, SetSiftSample(one_in, reason)):
        moved_by_head = do(office.session(HEAD), said)
        do(office.session(ADMIN), SecondOpenMotions(moved_by_head.changes.waits))


def test_what_is_found_is_what_a_case_finds(office: Office) -> None:
    policy(office, (SiftReason.OTHER_HIT, 5))
    (result,) = sift(office, traffic(office))
    assert (result.read, result.sifted, result.duplicates) == (40, 40, 0)
    assert result.cases
    with office.session(ANALYST).reading() as conn:
        marks = {row["opened_case"]: row for row in rows_of(office, "trade_mark")}
        for one in result.cases:
            case = office.case(one.reference)
            assert case.declaration is not None
            bare = bare_verdict(
                conn,
                bare_case(case.declaration, member_state="PL", received=case.received),
                office.session(ANALYST).references,
                office.session(ANALYST).today(),
            )
            assert findings(case) == findings(bare.case) | {
                "raised": tuple(flag.rule for flag in bare.raised)
            }
            assert marks[case.id]["reasons"].split() == list(one.reasons)


def test_a_case_names_its_reasons(office: Office) -> None:
    policy(office, (SiftReason.OTHER_HIT, 5))
    (result,) = sift(office, traffic(office))
    assert {one.reasons for one in result.cases} == {("other_hit",)}
    names = [{p.name for p in office.case(one.reference).parties} for one in result.cases]
    assert len(names) == 4
    assert all(LISTED in one for one in names)


def test_the_same_again_is_a_duplicate_and_another_content_an_amendment(office: Office) -> None:
    path = traffic(office, 6)
    sift(office, path)
    before = rows_of(office, "trade_rollup")
    (again,) = sift(office, path)
    assert (again.sifted, again.duplicates, again.amended) == (0, 6, 0)
    assert rows_of(office, "trade_rollup") == before
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    changed = [{**row, "value_eur": "77"} for row in rows if row["lrn"] == "S-1"]
    (amended,) = sift(office, table(path.parent / "amended.csv", *changed))
    assert (amended.sifted, amended.amended) == (0, 1)
    with office.session(ANALYST).reading() as conn:
        old, new = sifted_named(conn, "S-1")
    assert new.replaces == old.id
    items = [row for row in rows_of(office, "trade_item") if row["declaration_id"] != old.id]
    assert sum(row["value"] for row in rows_of(office, "trade_rollup")) == sum(
        row["value"] for row in items
    )
    assert sum(row["items"] for row in rows_of(office, "trade_rollup")) == 6


def test_a_rehearsal_writes_nothing_and_tells_the_same(office: Office) -> None:
    path = traffic(office, 6)
    (told,) = sift(office, path, dry_run=True)
    for name in ("trade_run", "trade_batch", "trade_declaration", "trade_secret", "trade_party"):
        assert not rows_of(office, name), name
    (done,) = sift(office, path)
    assert (told.read, told.sifted, told.sample) == (done.read, done.sifted, told.sample)


def test_a_day_has_room_for_so_many_and_the_rest_waits(office: Office) -> None:
    policy(office, (SiftReason.OTHER_HIT, 2))
    (result,) = sift(office, traffic(office))
    assert (result.opened, result.waiting) == (2, 2)
    office.clock.move(days=1)
    (later,) = sift(office, table(office.path.parent / "one.csv", declared(lrn="S-900")))
    assert later.sifted == 1
    opened = [row for row in rows_of(office, "trade_mark") if row["mark"] == "opened"]
    assert len(opened) == 4


def test_the_sample_is_bound_before_and_drawn_again_by_anybody(office: Office) -> None:
    policy(office, one_in=3)
    sift(office, traffic(office))
    sift(office, table(office.path.parent / "two.csv", declared(lrn="S-901", cn8="94036090")))
    entries = [json.loads(content) for content in _payloads(office, "trade.sifted")]
    begun = json.loads(_payloads(office, "trade.begun")[0])
    bound = [begun["commitment"], *(one["commitment"] for one in entries)]
    for entry, commitment_before in zip(entries, bound, strict=False):
        assert commitment(bytes.fromhex(entry["secret"])) == commitment_before
    batch = {row["id"]: row["batch"] for row in rows_of(office, "trade_leaf")}
    secret = {
        n: sha256(bytes.fromhex(e["secret"]) + _output(bytes.fromhex(e["proof"]))).digest()
        for n, e in enumerate(entries, start=1)
    }
    reasoned = {row["declaration_id"] for row in rows_of(office, "trade_reason")}
    declared_rows = rows_of(office, "trade_declaration")
    for row in declared_rows:
        expected = row["id"] not in reasoned and Draw(secret[batch[row["id"]]], 3).takes(
            row["content_sha256"]
        )
        assert bool(row["drawn"]) == expected
    assert any(row["drawn"] for row in declared_rows)


def _output(proof: bytes) -> bytes:
    found = output_in(proof)
    assert found is not None
    return found


def _payloads(office: Office, deed: str) -> list[str]:
    with office.session(ANALYST).reading() as conn:
        return list(
            conn.execute(
                text(
                    "SELECT p.content FROM audit_entry AS e JOIN audit_payload AS p USING (seq) "
                    "WHERE e.deed = :deed ORDER BY seq"
                ),
                {"deed": deed},
            ).scalars()
        )


def test_each_declaration_is_proved_by_the_entry_of_its_batch(office: Office) -> None:
    sift(office, traffic(office, 9))
    for number in range(9):
        assert prove(office.session(ANALYST), f"S-{number}").problem == ""
    (proof,) = prove(office.session(ANALYST), "S-4").versions
    assert proof.entry > 0
    assert len(proof.path) in {1, 4}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "UPDATE trade_declaration SET verdict_sha256 = zeroblob(32)",
            "The verdict is not the one",
        ),
        (
            "UPDATE trade_declaration SET content_sha256 = zeroblob(32)",
            "The content is not the one",
        ),
        ("UPDATE trade_declaration SET salt = x'00'", "does not give the leaf"),
        ("UPDATE trade_leaf SET leaf = x'0000' WHERE id = 1", "do not give the root"),
    ],
)
def test_what_was_changed_on_the_disk_is_named(office: Office, change: str, said: str) -> None:
    sift(office, traffic(office, 5))
    session = office.session(ANALYST)
    casebook = session.casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    for name in ("trade_declaration_no_update", "trade_leaf_no_update"):
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(change)
    connection.close()
    problems = [prove(session, f"S-{n}").problem for n in range(5)]
    assert any(said in one for one in problems)


class Broken(Exception):
    pass


@pytest.mark.parametrize(
    ("how", "state"), [(KeyboardInterrupt(), "cancelled"), (Broken(), "aborted")]
)
def test_who_breaks_off_goes_on_where_the_last_batch_ended(
    how: BaseException, state: str, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sift_file, "MOST", 10)
    path = traffic(office)

    def tell(done: int, total: int, told: str) -> None:
        if done == 25:
            raise how

    with pytest.raises(type(how)):
        run(office.session(ANALYST), Sift((path,)), tell)
    assert len(rows_of(office, "trade_declaration")) == 20
    assert [row["state"] for row in rows_of(office, "trade_run_end")] == [state]
    (result,) = sift(office, path, resume=True)
    assert (result.sifted, result.duplicates) == (20, 0)
    assert len(rows_of(office, "trade_declaration")) == 40


def test_what_is_left_of_a_file_is_read_by_the_mapping_of_its_beginning(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sift_file, "MOST", 10)
    path, mapping = traffic(office), TableMapping({"description": "description"})
    session = office.session(ANALYST)

    def stop(done: int, _total: int, _told: str) -> None:
        if done == 25:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(session, Sift((path,)), stop)
    with pytest.raises(Invalid, match="another mapping"):
        run(session, Sift((path,), mapping, resume=True))
    assert len(rows_of(office, "trade_run")) == 1
    (result,) = sift(office, path, resume=True)
    assert (result.sifted, result.duplicates) == (20, 0)


def test_a_file_with_a_refused_row_is_left_out_whole(office: Office) -> None:
    bad = declared(lrn="S-2", net_mass_kg="heavy")
    (result,) = sift(office, table(office.path.parent / "bad.csv", declared(lrn="S-1"), bad))
    assert [one.row for one in result.rejected] == [3]
    assert result.sifted == 0
    assert not rows_of(office, "trade_declaration")


def test_a_declaration_that_has_a_case_amends_the_case(office: Office) -> None:
    rows = two_items(value_eur=5)
    (result,) = sift(office, table(office.path.parent / "known.csv", *rows))
    assert (result.amended, result.opened, len(result.cases)) == (1, 0, 0)
    assert len(office.case().versions) == 2


def test_the_exact_path_finds_the_same_bytes_in_generated_trade(office: Office) -> None:
    path = write_traffic(office.path.parent / "trade.csv", 120, listed=(LISTED,) * 3)
    (result,) = sift(office, path)
    assert not result.rejected
    assert differing(office.session(ANALYST)) == (120, "")


def test_a_verdict_that_the_exact_path_does_not_find_is_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge, "raised_of", lambda _facts: ())
    sift(
        office,
        table(office.path.parent / "one.csv", declared(lrn="S-1", country_routing="PL|RU|CN")),
    )
    done, first = differing(office.session(ANALYST))
    assert (done, bool(first)) == (1, True)


def test_what_has_a_case_by_intake_meanwhile_gets_no_second_one(office: Office) -> None:
    row = declared(lrn="S-5", consignee_name=LISTED)
    sift(office, table(office.path.parent / "one.csv", row))
    taken = office.take_in(row)
    policy(office, (SiftReason.OTHER_HIT, 9))
    sift(office, table(office.path.parent / "two.csv", declared(lrn="S-6", consignee_name="Quiet")))
    (mark,) = [one for one in rows_of(office, "trade_mark") if one["mark"] == "opened"]
    assert mark["opened_case"] == office.case(taken.cases[0]).id


def test_a_person_opens_or_sets_aside_once_and_says_why(office: Office) -> None:
    policy(office, (SiftReason.SEVERE_FLAG, 0))
    sift(office, traffic(office, 4))
    session, why = office.session(ANALYST), "the consignee is a school"
    do(session, SetAside("S-1", why))
    with pytest.raises(NotAllowed, match="set aside already"):
        do(session, SetAside("S-1", why))
    made = do(session, OpenTradeCase("S-1", "a second look at the goods"))
    assert office.case(made.made).declaration is not None
    with pytest.raises(NotAllowed, match="has a case already"):
        do(session, OpenTradeCase("S-1", why))
    assert figures(session).opened == 1


def test_the_parts_of_the_store_add_up(office: Office) -> None:
    policy(office, (SiftReason.OTHER_HIT, 1))
    sift(office, traffic(office))
    do(office.session(ANALYST), SetAside("S-17", "the same firm as last week"))
    found = figures(office.session(ANALYST))
    parts = (found.opened, found.aside, found.waiting, found.without_reason)
    assert sum(parts) == found.declarations == 40
    assert (found.opened, found.aside, found.waiting) == (1, 1, 2)
    assert len(queue(office.session(ANALYST))) == 2


def test_two_runs_over_one_file_end_each_once(office: Office) -> None:
    path = traffic(office, 12)

    def tell(done: int, total: int, told: str) -> None:
        if done == 3:
            sift(office, path)

    results = run(office.session(ANALYST), Sift((path,)), tell)
    assert results[0].duplicates == 12
    assert sorted(row["state"] for row in rows_of(office, "trade_run_end")) == ["aborted", "done"]
    assert len(rows_of(office, "trade_declaration")) == 12


def test_runs_that_ended_are_not_looked_at_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, asked = office.session(ANALYST), list[str]()
    kept = runs.unended

    def unended(conn: Reader, *, after: str = "") -> Iterator[tuple[str, frozenset[str]]]:
        asked.append(after)
        return kept(conn, after=after)

    monkeypatch.setattr(runs, "unended", unended)
    for _ in range(3):
        run(session, Sift((traffic(office, 2),)))
    began = [row["id"] for row in rows_of(office, "trade_run")]
    assert asked == ["", "", "", began[0], began[0], began[1]]


def test_a_run_that_was_only_tried_is_none_that_did_not_end(office: Office) -> None:
    session, opened = office.session(ANALYST), OpenRuns()
    with session.rehearsed() as tried, tried.writing(SIFT.name) as work:
        run_id = runs.add_run(work, [{"file": "a.csv", "sha256": "1"}])
        assert opened.over(work.conn, ["1"]) == [run_id]
        work.audit("trade.begun", f"trade/run/{run_id}", {})
    with session.reading() as conn:
        assert opened.over(conn, ["1"]) == []


def test_an_amendment_of_what_was_opened_counts_as_opened(office: Office) -> None:
    policy(office, (SiftReason.OTHER_HIT, 5))
    row = declared(lrn="S-5", consignee_name=LISTED)
    sift(office, table(office.path.parent / "one.csv", row))
    sift(office, table(office.path.parent / "two.csv", {**row, "value_eur": 9}))
    found = figures(office.session(ANALYST))
    assert (found.declarations, found.opened, found.without_reason) == (1, 1, 0)


def test_what_was_sifted_is_no_reason_to_black_out_a_report(office: Office, tmp_path: Path) -> None:
    def withheld(name: str) -> Any:
        """How much of sources; the record of reports grows by a person with each."""
        words = ("report", "ministry", REF, "--xlsx", str(tmp_path / name))
        told = answer(office, *words, who=ANALYST)["redaction"]["withheld"]
        return [one["count"] for one in told if one["class"] == "S"]

    before = withheld("before.xlsx")
    named = declared(lrn="T-1", consignee_name=LISTED)
    sift(office, table(tmp_path / "t.csv", named, declared(lrn="T-2", description="chairs")))
    assert withheld("after.xlsx") == before


def test_what_another_sift_opened_meanwhile_is_opened_once(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = opening._due
    others: list[tuple[int, opening.EarlierFileCase]] = []

    def looked_early(session: Session, conn: Reader) -> Sequence[int]:
        found = looked(session, conn)
        if found and not others:
            monkeypatch.setattr(opening, "_due", looked)
            others.extend(opening.open_by_policy(office.session(HEAD)))
        return found

    policy(office, (SiftReason.OTHER_HIT, 5))
    monkeypatch.setattr(opening, "_due", looked_early)
    named = declared(lrn="T-1", consignee_name=LISTED)
    (result,) = sift(office, table(tmp_path / "t.csv", named))
    assert (result.sifted, result.cases, len(others)) == (1, (), 1)


def test_what_is_odd_of_days_is_told_as_intake_tells_it(office: Office, tmp_path: Path) -> None:
    file = table(
        tmp_path / "odd.csv",
        declared(lrn="ODD-1", accepted="2126-01-01T00:00:00Z"),
        declared(lrn="ODD-2", accepted=""),
        declared(lrn="ODD-3"),
    )
    (tried,) = sift(office, file, dry_run=True)
    (found,) = sift(office, file)
    (taken,) = taken_in(office.session(ANALYST), TakeIn((file,)))
    assert found.warnings == tried.warnings == taken.warnings
    unstated, ahead = found.warnings
    assert unstated.startswith("1 declaration does not state when it was accepted")
    assert "ODD-1, 2126-01-01" in ahead


def test_tomorrow_is_no_odd_day(office: Office, tmp_path: Path) -> None:
    today = office.session(ANALYST).today()
    rows = [
        declared(lrn=f"ODD-{ahead}", accepted=f"{today + timedelta(days=ahead)}T12:00:00Z")
        for ahead in (0, 1)
    ]
    assert sift(office, table(tmp_path / "days.csv", *rows))[0].warnings == ()


@pytest.mark.parametrize("number", ["0", "-1"])
def test_goods_items_are_numbered_from_one(office: Office, tmp_path: Path, number: str) -> None:
    file = table(tmp_path / "no.csv", declared(lrn="NO-1", item_no=number))
    (found,), (taken,) = sift(office, file), taken_in(office.session(ANALYST), TakeIn((file,)))
    for result in (found, taken):
        assert [(one.field, one.value) for one in result.rejected] == [("item_no", number)]


def test_a_remedy_of_the_sift_is_one_that_it_has(office: Office, tmp_path: Path) -> None:
    file = table(tmp_path / "mrn.csv", declared(lrn="MRN-1", mrn="26PL302010000025A9"))
    ((fault,),) = (one.rejected for one in sift(office, file))
    assert (fault.field, fault.may_stand) == ("mrn", False)
    assert "take that in with “intake”" in str(fault.remedy)
    assert ":mrn=" not in str(fault.remedy)
