"""A declaration that came again otherwise: judged with the versions before, in store and case."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from tests.faults.deed import answer
from tests.services.sample_office import (
    ANALYST,
    HEAD,
    LISTED,
    Office,
    an_office,
    declared,
    write_csv,
)
from tests.services.trade.parity import differing
from tests.services.trade.test_sift import policy, rows_of, sift
from tests.services.trade.trade_traffic import write_traffic
from tests.settings import change_settings

from landwaiter.domain.cases.case import Case
from landwaiter.domain.flags.inputs_of_rules import Bases
from landwaiter.domain.trade.again_deeds import SiftAgain
from landwaiter.domain.trade.deeds import OpenTradeCase
from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.services.casebook.case_checks import check
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.flags.evaluation import raised
from landwaiter.services.trade import sift_desk, sift_worker
from landwaiter.services.trade.comparison import compared_named
from landwaiter.services.trade.proving import prove
from landwaiter.services.trade.trade_view import TradePage, declaration_shown, figures, why_lines
from landwaiter.storage.base import records
from landwaiter.storage.sqlite.engine import connect
from landwaiter.storage.trade import sifted_rows

CHANGED = "RF-P13"
QUIET = {
    "lrn": "A-1",
    "consignee_name": "Kaeufer Buero AG",
    "consignee_country": "CH",
    "consignee_address": "81 Bahnhofstrasse",
    "country_destination": "CH",
    "country_routing": "PL|DE|CH",
    "cn8": "94036010",
    "description": "wooden furniture",
    "net_mass_kg": 120,
    "gross_mass_kg": 130,
    "value_eur": 2000,
}
OTHER = {"consignee_name": "Quite Another Trading LLC", "consignee_country": "AE"}


@pytest.fixture
def other_office(tmp_path: Path) -> Iterator[Office]:
    """An office that sifts nothing."""
    made = an_office(tmp_path / "other")
    yield made
    made.close()


def file(office: Office, name: str, **changes: Any) -> Path:
    return write_csv(office.path.parent / f"{name}.csv", [declared(**{**QUIET, **changes})])


def amended(office: Office, **changes: Any) -> TradePage:
    """Sifted, and sifted again with another consignee."""
    policy(office, (SiftReason.SEVERE_FLAG, 0))
    sift(office, file(office, "first"))
    (result,) = sift(office, file(office, "second", **OTHER, **changes))
    assert (result.amended, result.sifted) == (1, 0)
    return shown(office)


def shown(office: Office) -> TradePage:
    return declaration_shown(office.session(ANALYST), "A-1")


def flags_of(page: TradePage) -> list[str]:
    return [one["rule"] for one in page.verdict["raised"]]


def opened(office: Office) -> Case:
    made = do(office.session(ANALYST), OpenTradeCase("A-1", "a look at what was amended"))
    return office.case(made.made)


def as_taken_in(office: Office) -> Case:
    """The same two, as intake has them."""
    office.take_in(declared(**QUIET))
    (reference,) = office.take_in(declared(**{**QUIET, **OTHER})).cases
    return office.case(reference)


def told(case: Case) -> tuple[Any, ...]:
    return (
        [(one.version, one.declaration, one.changes) for one in case.versions],
        [(one.role, one.name) for one in case.parties],
        [(one.rule, one.evaluation, one.explanation) for one in case.flags],
    )


def test_another_consignee_is_a_reason(office: Office) -> None:
    page = amended(office)
    assert flags_of(page) == [CHANGED]
    assert page.line.reasons == (SiftReason.SEVERE_FLAG,)
    assert figures(office.session(ANALYST)).waiting == 1


def test_a_declaration_that_came_once_says_nothing_of_versions(office: Office) -> None:
    sift(office, file(office, "first"))
    assert set(shown(office).verdict) == {"v", "hits", "candidates", "raised"}


def test_the_case_of_it_has_both_versions_and_what_intake_would_have_found(
    office: Office, other_office: Office
) -> None:
    amended(office)
    case = opened(office)
    assert [one.rule for one in raised(case.flags)] == [CHANGED]
    assert told(case) == told(as_taken_in(other_office))
    assert not check(office.session(ANALYST)).findings


def test_the_policy_opens_it_with_both_versions(office: Office) -> None:
    sift(office, file(office, "first"))
    (result,) = sift(office, file(office, "second", **OTHER))
    (one,) = result.cases
    assert one.reasons == (SiftReason.SEVERE_FLAG.value,)
    assert len(office.case(one.reference).versions) == 2


def test_each_version_of_the_case_came_when_it_was_sifted(office: Office) -> None:
    amended(office)
    office.clock.move(days=9)
    came = [one.at for one in opened(office).versions]
    assert came == sorted(came)
    with office.session(ANALYST).reading() as conn:
        kept = list(conn.execute(text("SELECT at FROM trade_batch ORDER BY no")).scalars())
    assert [one.isoformat().replace("+00:00", "Z") for one in came] == kept


def test_the_exact_path_and_its_proof_know_the_versions_before(office: Office) -> None:
    amended(office)
    session = office.session(ANALYST)
    assert compared_named(session, "A-1").is_same
    assert differing(session) == (2, "")
    proof = prove(session, "A-1")
    assert proof.problem == ""
    assert shown(office).verdict["earlier"] == [proof.versions[0].content_sha256]


def test_whoever_changes_the_version_before_changes_what_the_exact_path_finds(
    office: Office,
) -> None:
    amended(office)
    session = office.session(ANALYST)
    casebook = session.casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    connection.execute("DROP TRIGGER trade_declaration_no_update")
    connection.execute(
        "UPDATE trade_declaration SET content = (SELECT content FROM trade_declaration "
        "WHERE id = 2) WHERE id = 1"
    )
    connection.close()
    assert compared_named(session, "A-1").is_fault
    assert prove(session, "A-1").problem


def test_sifted_again_the_version_before_stays_the_one_before(office: Office) -> None:
    amended(office)
    change_settings(office.session(HEAD), {"threshold.watched": "910"})
    assert shown(office).waits
    run(office.session(ANALYST), SiftAgain(every=True))
    page = shown(office)
    assert flags_of(page) == [CHANGED]
    assert not page.waits
    assert compared_named(office.session(ANALYST), "A-1").is_same


def test_the_process_beside_knows_the_version_before(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sift_worker, "WORTH_IT", 1)
    monkeypatch.setattr(sift_worker, "PART", 1)
    monkeypatch.setattr(sift_worker, "processors", lambda: 2)
    assert flags_of(amended(office)) == [CHANGED]
    assert differing(office.session(ANALYST)) == (2, "")


def test_three_versions_are_held_against_the_first(office: Office) -> None:
    amended(office)
    sift(office, file(office, "third", **OTHER, value_eur=2500))
    assert flags_of(shown(office)) == [CHANGED]
    sift(office, file(office, "fourth", value_eur=2500))
    assert flags_of(shown(office)) == []
    assert len(opened(office).versions) == 4


def test_what_intake_takes_in_of_a_sifted_declaration_has_the_sifted_versions(
    office: Office, other_office: Office
) -> None:
    sift(office, file(office, "first"))
    (reference,) = office.take_in(declared(**{**QUIET, **OTHER})).cases
    assert told(office.case(reference)) == told(as_taken_in(other_office))


def test_its_own_earlier_version_is_no_other_consignment_neighbour_or_price(
    office: Office,
) -> None:
    for name, changes in (
        ("first", {}),
        ("second", {"consignee_name": "Kaeufer Bureau AG", "value_eur": 3000}),
        ("third", {"value_eur": 3500}),
    ):
        sift(office, file(office, name, **changes))
    with office.session(ANALYST).reading() as conn:
        rows = sifted_rows.sifted_named(conn, "A-1")
    for row in rows:
        bases = records.from_json(row.bases, Bases)
        assert bases.shipments == ()
        assert bases.prices == {}
        assert list((bases.addresses or {}).values()) == [1]


def test_the_exact_path_finds_the_same_bytes_in_amended_trade(office: Office) -> None:
    path = write_traffic(office.path.parent / "trade.csv", 45, listed=(LISTED,) * 3)
    sift(office, path)
    with path.open(encoding="utf-8") as read:
        rows = list(csv.DictReader(read))
    changed = [
        {**row, "consignee_name": f"{row['consignee_name']} Two"}
        for row in rows
        if int(row["lrn"][-2:]) % 3 == 0
    ]
    (result,) = sift(office, write_csv(path.parent / "changed.csv", changed))
    assert result.amended == 15
    assert differing(office.session(ANALYST)) == (60, "")
    raised_now = {row["code"] for row in rows_of(office, "trade_finding") if row["kind"] == "flag"}
    assert CHANGED in raised_now


def test_what_has_a_case_says_its_reason_and_its_case(office: Office) -> None:
    policy(office, (SiftReason.SEVERE_FLAG, 0))
    sift(office, file(office, "first"))
    case = opened(office)
    page = shown(office)
    assert (page.line.reasons, page.case) == ((), case.reference)
    assert why_lines(page) == (f"It has the case {case.reference}.",)
    (result,) = sift(office, file(office, "second", consignee_name=LISTED))
    assert (result.amended, result.waiting, result.opened) == (1, 0, 0)
    page, now = shown(office), office.case(case.reference)
    assert [len(page.verdict["hits"]), flags_of(page)] == [
        len(now.hits),
        [one.rule for one in raised(now.flags)],
    ]
    assert SiftReason.OTHER_HIT in page.line.reasons
    assert SiftReason.SEVERE_FLAG in page.line.reasons
    assert why_lines(page)[-1] == f"It has the case {case.reference}."
    found = figures(office.session(ANALYST))
    assert (found.opened, found.waiting, found.without_reason) == (1, 0, 0)


def test_the_command_and_the_window_say_the_same_of_a_case(office: Office) -> None:
    policy(office, (SiftReason.SEVERE_FLAG, 0))
    sift(office, file(office, "first"))
    case = opened(office)
    told = answer(office, "trade", "show", "A-1", who=ANALYST)
    assert told["case"] == case.reference
    rules = [one["rule"] for one in told["not_evaluated"]]
    assert "RF-R06" in rules
    assert all(one["missing"] for one in told["not_evaluated"])


def test_what_no_message_told_is_not_evaluated_and_not_denied(office: Office) -> None:
    sift(office, file(office, "first"))
    rules = dict(sift_desk.not_evaluated(office.session(ANALYST), 1))
    assert rules["RF-R06"] == ("exit_messages",)
