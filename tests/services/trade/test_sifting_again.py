"""What was sifted is judged again where it can matter, and then as if all of it were."""

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    LISTED,
    Office,
    declared,
    write_csv,
)
from tests.services.trade.list_change_examples import EXAMPLES, Listed, ListChange
from tests.services.trade.test_sift import policy, rows_of, sift, table

from landwaiter.domain.flags.inputs_of_rules import Bases
from landwaiter.domain.lists.listing import ListEdition, Listing
from landwaiter.domain.trade.again_deeds import SiftAgain
from landwaiter.domain.trade.deeds import OpenTradeCase, SetAside
from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.lists.list_imports import import_list
from tests.settings import change_settings
from landwaiter.services.trade.again_plan import waiting_again
from landwaiter.services.trade.bare_verdict import bare_case, bare_verdict
from landwaiter.services.trade.sifting_again import AgainResult
from landwaiter.services.trade.trade_view import queue
from landwaiter.storage.base import records
from landwaiter.storage.trade import again_rows, sifted_rows

LIST = "traders"
FIRST = date(2026, 2, 1)


def again(office: Office, who: str = ADMIN, **options: Any) -> AgainResult:
    found: AgainResult = run(office.session(who), SiftAgain(**options))
    return found


def edition(
    office: Office,
    name: str,
    listings: Iterable[Listed],
    *,
    published: date | None = None,
    list_id: str = LIST,
    kind: str = "asset_freeze",
) -> None:
    made = tuple(
        Listing(one.id, "Company", one.name, aliases=tuple(one.aliases), countries=(one.country,))
        for one in listings
    )
    head = ListEdition(
        list_id=list_id,
        title="Traders",
        kind=kind,
        edition=name,
        sha256=sha256(repr((name, made)).encode()).hexdigest(),
        source="office",
        licence="",
        trust="official",
        listings=len(made),
        imported_at=office.clock(),
        published=published,
    )
    import_list(office.session(ADMIN), head, made)


def waits(office: Office) -> int:
    with office.session(ANALYST).reading() as conn:
        return waiting_again(conn).declarations


def numbers_waiting(office: Office) -> set[str]:
    return {line.number for line in queue(office.session(ANALYST))}


def kept_verdict(conn: Any, number: int) -> bytes:
    """What counts of a declaration now."""
    newer = again_rows.newest_verdicts(conn, [number])
    row = sifted_rows.sifted(conn, number)
    assert row is not None
    return newer[number].verdict if number in newer else row.verdict


def unlike_fresh(office: Office) -> list[str]:
    """Declarations whose verdict is not what sifting them now would find, on what was seen then."""
    session, found = office.session(ANALYST), []
    with session.reading() as conn:
        every = again_rows.every_declaration(conn)
        for number in again_rows.still_open(conn, every):
            row = sifted_rows.sifted(conn, number)
            assert row is not None
            fresh = bare_verdict(
                conn,
                bare_case(row.declaration, member_state="PL", received=session.today()),
                session.references,
                session.today(),
                bases=records.from_json(row.bases, Bases),
            )
            if fresh.content() != kept_verdict(conn, number):
                found.append(row.number)
    return found


def set_threshold(office: Office, list_id: str, value: str) -> None:
    change_settings(office.session(HEAD), {f"threshold.{list_id}": value})


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.name)
def test_what_a_change_brings_back(office: Office, example: ListChange) -> None:
    policy(office, (SiftReason.FREEZE_HIT, 0), (SiftReason.SEVERE_FLAG, 0))
    if example.before:
        edition(office, "first", example.before, published=FIRST)
    row = declared(lrn="E-1", consignee_name=example.consignee, **example.more)
    other = declared(lrn="E-2", consignee_name="Quiet Harbour Ceramics")
    folder = office.path.parent
    sift(office, table(folder / "one.csv", row, other))
    had = "E-1" in numbers_waiting(office)
    if example.amended:
        amended = {**row, "consignee_name": "Quiet Harbour Timber", "value_eur": 9}
        sift(office, table(folder / "two.csv", amended))
    if example.aside:
        do(office.session(ANALYST), SetAside("E-1", "the firm is a school"))
    if example.opened:
        do(office.session(ANALYST), OpenTradeCase("E-1", "a look at the goods"))
    office.clock.move(days=1)
    if example.removed:
        office.list_out(LIST)
    if example.after is not None:
        edition(office, "second", example.after, published=example.published)
    if example.threshold:
        set_threshold(office, LIST, example.threshold)
    again(office)
    assert waits(office) == 0
    assert unlike_fresh(office) == []
    waiting = numbers_waiting(office)
    assert ("E-1" in waiting and not had) == example.comes_back
    if example.gone:
        assert had
        assert "E-1" not in waiting
    assert "E-2" not in waiting
