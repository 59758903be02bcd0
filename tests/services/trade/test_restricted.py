"""What is restricted in the trade store: kept, said before anybody acts, and no base of others."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from tests.services.sample_office import ADMIN, ANALYST, HEAD, LISTED, Office, write_csv
from tests.services.trade.list_change_examples import Listed
from tests.services.trade.test_erasing import NEW, WHY, a_row, by_two, rows_of
from tests.services.trade.test_sifting_again import edition

from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.monitoring.deeds import BeginMonitor
from landwaiter.domain.trade.again_deeds import SiftAgain
from landwaiter.domain.trade.deeds import OpenTradeCase, SetAside, SetSiftReason, Sift
from landwaiter.domain.trade.erasure import Effect
from landwaiter.domain.trade.erasure_deeds import LiftRestriction, RestrictTrade
from landwaiter.domain.trade.sift_reasons import USUAL_CAPS, SiftReason
from landwaiter.domain.trade.trade_span import TradeSpan
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.intake.staged_files import IntakeResult
from landwaiter.services.statistics.trade_history import (
    HistoryOf,
    HistorySubject,
    trade_history,
)
from landwaiter.services.trade import sift_worker
from landwaiter.services.trade.comparison import compared_named
from landwaiter.services.trade.runs.sift_file import SiftResult
from landwaiter.services.trade.sift_desk import SiftQuery, queue_page
from landwaiter.services.trade.sifting_again import AgainResult
from landwaiter.services.trade.trade_view import declaration_shown, queue
from landwaiter.storage.base import records
from landwaiter.storage.trade import sifted_rows
from landwaiter.storage.trade.trade_sums import items, sums

BASIS = "request of 2026-03-01"
FIRM = "Tulip Chairs FZE"
WATCHED = "44219990"


def sift(office: Office, name: str, *rows: Mapping[str, Any], dry_run: bool = False) -> SiftResult:
    path = write_csv(office.path.parent / f"{name}.csv", rows)
    (result,) = run(office.session(ANALYST), Sift((path,), dry_run=dry_run))
    assert isinstance(result, SiftResult)
    return result


def take_in(
    office: Office, name: str, *rows: Mapping[str, Any], dry_run: bool = False
) -> IntakeResult:
    path = write_csv(office.path.parent / f"{name}.csv", rows)
    (result,) = run(office.session(ANALYST), TakeIn((path,), dry_run=dry_run))
    assert isinstance(result, IntakeResult)
    return result


def restrict(office: Office, **on: Any) -> str:
    said = RestrictTrade(Effect.RESTRICTION, BASIS, WHY, **on)
    return do(office.session(HEAD), said).made


def party_of(office: Office, name: str) -> int:
    (found,) = (row["id"] for row in rows_of(office, "trade_party") if row["name"] == name)
    return int(found)


def bases(office: Office, number: str) -> Any:
    """What was seen of others when a declaration was judged."""
    with office.session(ANALYST).reading() as conn:
        return records.structure(sifted_rows.sifted_named(conn, number)[-1].bases.decode())


def a_sale(number: int, **changes: Any) -> dict[str, Any]:
    same = {"consignee_name": FIRM, "consignee_address": "9 Harbour Street"}
    return {**a_row(number, accepted=NEW), **same, **changes}


def watch(office: Office, *, cap: int) -> None:
    """A reason that is no hit on a list."""
    if cap != USUAL_CAPS[SiftReason.PROGRAMME]:
        by_two(office, SetSiftReason(SiftReason.PROGRAMME, cap, WHY), second=ADMIN)
    do(office.session(ANALYST), BeginMonitor("wood", headings=WATCHED[:4]))


def priced(found: Any) -> int:
    """Lines of the code that were seen."""
    lines: int = found["prices"].get("94036090", {"lines": 0})["lines"]
    return lines


def test_a_hit_is_not_hidden_and_waits_for_a_person(office: Office) -> None:
    by_two(office, SetSiftReason(SiftReason.FREEZE_HIT, 0, WHY), second=ADMIN)
    sift(office, "listed", a_sale(1, consignee_name=LISTED), a_sale(2, consignee_name=LISTED))
    restrict(office, party=party_of(office, LISTED))
    for reason in (SiftReason.FREEZE_HIT, SiftReason.OTHER_HIT):
        by_two(office, SetSiftReason(reason, 9, WHY), second=ADMIN)
    sift(office, "else", a_row(3, accepted=NEW))
    assert [row.number for row in queue(office.session(ANALYST))] == ["E-1", "E-2"]
    do(office.session(ANALYST), SetAside("E-2", WHY))
    reference = do(office.session(ANALYST), OpenTradeCase("E-1", WHY)).made
    assert [one.basis for one in case_view(office.session(ANALYST), reference).restricted] == [
        BASIS
    ]


def test_what_is_sifted_later_is_judged_and_says_so(office: Office) -> None:
    watch(office, cap=20)
    sift(office, "first", a_sale(1))
    restrict(office, party=party_of(office, FIRM))
    rows = a_sale(2, cn8=WATCHED), a_row(3, accepted=NEW)
    tried, result = (sift(office, "second", *rows, dry_run=one) for one in (True, False))
    for one in (tried, result):
        assert one.restricted == 1
        (named,) = one.restricted_first
        (said,) = named.restrictions
        assert (named.number, said.party, said.basis) == ("E-2", FIRM, BASIS)
    (case,) = result.cases
    assert case_view(office.session(ANALYST), case.reference).restricted
    plain = do(office.session(ANALYST), OpenTradeCase("E-3", WHY)).made
    assert not case_view(office.session(ANALYST), plain).restricted


def test_the_rows_of_the_queue_say_so(office: Office) -> None:
    watch(office, cap=0)
    sift(office, "first", a_sale(1))
    made = restrict(office, party=party_of(office, FIRM))
    sift(office, "second", a_sale(2, cn8=WATCHED))
    session = office.session(ANALYST)
    (line,), (row,) = queue(session), queue_page(session, SiftQuery()).rows
    assert [one.restriction for one in (*line.restricted, *row.restricted)] == [made, made]
    do(office.session(HEAD), LiftRestriction(made, WHY))
    (line,), (row,) = queue(session), queue_page(session, SiftQuery()).rows
    assert (line.restricted, row.restricted) == ((), ())


def test_a_newer_version_of_what_is_restricted_says_so(office: Office) -> None:
    sift(office, "first", a_sale(1))
    restrict(office, number="E-1")
    result = sift(office, "amended", a_sale(1, description="wooden tables"))
    assert (result.amended, result.restricted) == (1, 1)
    assert [one.party for one in result.restricted_first[0].restrictions] == [""]
    assert declaration_shown(office.session(ANALYST), "E-1").line.restricted


def test_what_is_taken_in_without_the_sift_says_so(office: Office) -> None:
    """A restricted party, and a declaration that is restricted in the store: new, and amended."""
    sift(office, "first", a_sale(1), a_row(2, accepted=NEW))
    made = restrict(office, party=party_of(office, FIRM)), restrict(office, number="E-2")
    rows = (
        a_sale(7),
        {**a_row(2, accepted=NEW), "description": "wooden tables"},
        a_row(3, accepted=NEW),
    )
    tried, done = (take_in(office, "without", *rows, dry_run=one) for one in (True, False))
    for one in (tried, done):
        assert (one.created, one.restricted) == (3, 2)
        said = {it.number: [r.restriction for r in it.restrictions] for it in one.restricted_first}
        assert said == {"E-7": [made[0]], "E-2": [made[1]]}
    views = [case_view(office.session(ANALYST), one) for one in done.cases]
    assert [[r.restriction for r in it.restricted] for it in views] == [[made[0]], [made[1]], []]
    amended = take_in(office, "amended", a_sale(7, description="wooden tables"), rows[2])
    assert (amended.updated, amended.duplicates, amended.restricted) == (1, 1, 1)
    do(office.session(HEAD), LiftRestriction(made[0], WHY))
    assert take_in(office, "after", a_sale(8)).restricted == 0
    assert not case_view(office.session(ANALYST), done.cases[0]).restricted


@pytest.mark.parametrize(("by", "left"), [("number", 2), ("party", 0)])
def test_what_is_restricted_is_no_base_of_others(office: Office, by: str, left: int) -> None:
    sift(office, "first", a_sale(1, value_eur="900000"), a_sale(2))
    sift(office, "before", a_sale(5))
    before = bases(office, "E-5")
    assert (priced(before), len(before["shipments"])) == (2, 2)
    on: dict[str, Any] = {"number": "E-1"} if by == "number" else {"party": party_of(office, FIRM)}
    made = restrict(office, **on)
    sift(office, "after", a_sale(6))
    after = bases(office, "E-6")
    assert (priced(after), len(after["shipments"])) == (left, left)
    # What was found before rests on what was seen then.
    assert compared_named(office.session(ANALYST), "E-5").is_same
    do(office.session(HEAD), LiftRestriction(made, WHY))
    sift(office, "lifted", a_sale(7))
    again = bases(office, "E-7")
    assert (priced(again), len(again["shipments"])) == (4, 4)


def test_an_address_of_restricted_declarations_alone_counts_no_more(office: Office) -> None:
    others = (a_sale(n, consignee_name=f"Firm {n}") for n in range(1, 4))
    sift(office, "first", *others, a_sale(9, consignee_name="Firm 3"))
    sift(office, "before", a_sale(5))
    for number in ("E-1", "E-3"):
        restrict(office, number=number)
    sift(office, "after", a_sale(6))
    (before,) = bases(office, "E-5")["addresses"].values()
    (after,) = bases(office, "E-6")["addresses"].values()
    # Firm 1 is named in a restricted declaration alone, Firm 3 in another one too.
    assert (before, after) == (4, 3)


def test_the_case_of_what_is_restricted_is_no_base_either(office: Office) -> None:
    sift(office, "first", a_sale(1), a_sale(2))
    do(office.session(ANALYST), OpenTradeCase("E-1", WHY))
    sift(office, "before", a_sale(5))
    assert len(bases(office, "E-5")["shipments"]) == 2
    restrict(office, number="E-1")
    sift(office, "after", a_sale(6))
    found = bases(office, "E-6")
    assert (priced(found), len(found["shipments"])) == (2, 2)  # E-2 and E-5


def test_a_case_that_comes_to_name_a_restricted_party_counts_no_more(office: Office) -> None:
    sift(office, "first", a_sale(1), a_row(2, accepted=NEW), a_row(3, accepted=NEW))
    restrict(office, party=party_of(office, FIRM))
    do(office.session(ANALYST), OpenTradeCase("E-2", WHY))
    sift(office, "before", a_row(5, accepted=NEW))
    assert priced(bases(office, "E-5")) == 2  # E-2 as a case, and E-3
    assert sift(office, "amended", a_sale(2)).restricted == 1
    sift(office, "after", a_row(6, accepted=NEW))
    assert priced(bases(office, "E-6")) == 2  # E-3 and E-5


def test_a_restricted_declaration_that_became_a_case_since_is_none(office: Office) -> None:
    sift(office, "first", a_sale(1, consignee_name=LISTED), a_sale(2))
    restrict(office, number="E-1")
    sift(office, "before", a_sale(5))
    do(office.session(ANALYST), OpenTradeCase("E-1", WHY))
    sift(office, "after", a_sale(6))
    assert (priced(bases(office, "E-5")), priced(bases(office, "E-6"))) == (1, 2)


def test_an_amended_one_of_a_restricted_party_leaves_prices_as_they_are(office: Office) -> None:
    sift(office, "first", a_sale(1), a_row(2, accepted=NEW))
    restrict(office, party=party_of(office, FIRM))
    sift(office, "more", a_sale(3), a_row(4, accepted=NEW))
    sift(office, "amended", a_sale(3, value_eur="77"), a_row(5, accepted=NEW))
    sift(office, "after", a_row(6, accepted=NEW))
    assert priced(bases(office, "E-6")) == 3


def test_figures_count_it_and_no_list_behind_them_names_it(office: Office) -> None:
    sift(office, "first", a_sale(1), a_sale(2))
    restrict(office, number="E-1")
    session = office.session(ANALYST)
    asked = HistorySubject(HistoryOf.CONSIGNEE, (FIRM,))
    found = trade_history(session, asked)
    assert [one.declarations for one in found.years] == [2]
    assert [one.number for one in found.lines] == ["E-2"]
    span = TradeSpan(date(2026, 1, 1), date(2026, 12, 31))
    with session.reading() as conn:
        assert sum(one.items for one in sums(conn, span, ())) == 2
        assert [one.number for one in items(conn, span, limit=9)] == ["E-2"]


def test_the_process_beside_counts_it_as_little(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sift_worker, "WORTH_IT", 1)
    monkeypatch.setattr(sift_worker, "PART", 1)
    monkeypatch.setattr(sift_worker, "processors", lambda: 2)
    sift(office, "first", a_sale(1), a_sale(2))
    restrict(office, number="E-1")
    numbers = range(10, 22)
    assert sift(office, "after", *map(a_sale, numbers)).restricted == 0
    assert {priced(bases(office, f"E-{number}")) for number in numbers} == {1}
    restrict(office, party=party_of(office, FIRM))
    assert sift(office, "party", *map(a_sale, range(30, 42))).restricted == 12


def test_what_is_resumed_says_it_of_what_was_left(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    sift(office, "first", a_sale(1))
    restrict(office, party=party_of(office, FIRM))
    monkeypatch.setattr("landwaiter.services.trade.runs.sift_file.MOST", 4)
    path = write_csv(office.path.parent / "long.csv", [*map(a_sale, range(10, 20))])

    def stop(done: int, _total: int, _text: str) -> None:
        if done >= 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(office.session(ANALYST), Sift((path,)), stop)
    (result,) = run(office.session(ANALYST), Sift((path,), resume=True))
    assert (result.sifted, result.restricted) == (6, 6)
    sealed = [records.structure(row["counts"]) for row in rows_of(office, "trade_batch")]
    assert [one.get("restricted", 0) for one in sealed] == [0, 4, 4, 2]


def test_what_is_sifted_again_says_so_and_shows_the_hit(office: Office) -> None:
    sift(office, "first", a_sale(1))
    restrict(office, number="E-1")
    assert queue(office.session(ANALYST)) == ()
    edition(office, "2026-03", (Listed("m-1", FIRM),))
    result = run(office.session(ANALYST), SiftAgain())
    assert isinstance(result, AgainResult)
    assert (result.restricted, result.cases) == (1, [])
    assert [one.number for one in result.restricted_first] == ["E-1"]
    (row,) = queue(office.session(ANALYST))
    assert row.restricted


def test_a_case_that_is_amended_leaves_prices_of_others_as_they_are(office: Office) -> None:
    sift(office, "first", a_row(2, accepted=NEW), a_row(3, accepted=NEW))
    sift(office, "seen", a_row(4, accepted=NEW))
    do(office.session(ANALYST), OpenTradeCase("E-2", WHY))
    sift(office, "before", a_row(5, accepted=NEW))
    assert priced(bases(office, "E-5")) == 3  # E-2 as a case, E-3 and E-4
    sift(office, "amended", a_row(2, accepted=NEW, value_eur="77"))
    sift(office, "after", a_row(6, accepted=NEW))
    assert priced(bases(office, "E-6")) == 4  # E-2 as it is now, E-3, E-4 and E-5


def test_what_is_opened_and_amended_before_the_next_look_is_left_once(office: Office) -> None:
    sift(office, "first", a_row(2, accepted=NEW), a_row(3, accepted=NEW))
    sift(office, "seen", a_row(4, accepted=NEW))
    do(office.session(ANALYST), OpenTradeCase("E-2", WHY))
    other = office.another_session(ANALYST)
    path = write_csv(office.path.parent / "else.csv", [a_row(2, accepted=NEW, value_eur="77")])
    run(other, Sift((path,)))
    sift(office, "after", a_row(6, accepted=NEW))
    assert priced(bases(office, "E-6")) == 3  # E-2 as it is now, E-3 and E-4
