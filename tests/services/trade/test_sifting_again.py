"""What was sifted is judged again where it can matter, and then as if all of it were."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, text
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    Office,
    declared,
)
from tests.services.trade.list_change_examples import EXAMPLES, ListChange, Listed
from tests.services.trade.test_sift import policy, sift, table
from tests.services.trade.trade_traffic import Traffic
from tests.settings import change_settings
from tests.taking_in import taken_in

from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.lists.listing import ListEdition, Listing
from landwaiter.domain.monitoring.deeds import BeginMonitor, ChangeMonitor, EndMonitor
from landwaiter.domain.trade.again_deeds import SiftAgain
from landwaiter.domain.trade.deeds import OpenTradeCase, SetAside
from landwaiter.domain.trade.sift_reasons import SiftReason, reasons_of
from landwaiter.screening import Query
from landwaiter.services.casebook.case_checks import check
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.entities.party_matches import ask_lists, thresholds_of
from landwaiter.services.intake.bare_verdict import verdict_of_row
from landwaiter.services.law.edition_tasks import list_tasks
from landwaiter.services.lists.list_imports import import_list, list_editions
from landwaiter.services.trade.again_plan import waiting_again
from landwaiter.services.trade.comparison import compared_named
from landwaiter.services.trade.parties import like_parties, parties_beside
from landwaiter.services.trade.parties.changed_listings import ChangedListings
from landwaiter.services.trade.proving import prove
from landwaiter.services.trade.sifting_again import AgainResult
from landwaiter.services.trade.trade_view import declaration_shown, figures, queue
from landwaiter.services.trade.watched_store import watched_declarations, watched_trade
from landwaiter.storage.lists.list_editions import only_in, standing_lists
from landwaiter.storage.sqlite.engine import connect, migration_engine
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
            fresh = verdict_of_row(session, conn, row)
            if fresh.content() != kept_verdict(conn, number):
                found.append(row.number)
    return found


@contextmanager
def unguarded(office: Office) -> Iterator[Connection]:
    """The database for who has a password, without its triggers; nothing of it stays."""
    casebook = office.session(ANALYST).casebook
    engine = migration_engine(casebook.database, casebook.keys.database)
    with engine.connect() as conn:
        conn.execute(text("PRAGMA defer_foreign_keys = ON"))
        triggers = conn.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        for name in triggers.scalars().all():
            conn.execute(text(f'DROP TRIGGER "{name}"'))
        yield conn
        conn.rollback()


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
    if example.amended:
        amended = {**row, "consignee_name": "Quiet Harbour Timber", "value_eur": 9}
        sift(office, table(folder / "two.csv", amended))
    had = "E-1" in numbers_waiting(office)
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


_FIRMS = (
    "Zolotaya Strela Export",
    "Baltic Dredging Partners",
    "Kowal Fergana Pumps",
    "Caspia Optics LLC",
    "Golden Harbour Trading",
    "Morava Bearings Sp. z o.o.",
    "Al-Fajr Instruments FZE",
    "Jinhe Marine",
    "Teheran Petro Chemie",
    "Ganga Aviation Ltd",
    "Severa Steel",
    "Hanoi Electronics Co. Ltd",
)


def _misspelt(chance: Random, name: str) -> str:
    at = chance.randrange(1, len(name) - 2)
    kinds = (
        name,
        name[:at] + name[at + 1 :],
        f"{name[:at]}e{name[at:]}",
        name.split(maxsplit=1)[0],
    )
    return chance.choice((*kinds, " ".join(reversed(name.split())), f"{name} Branch"))


def _random_edition(chance: Random, most: int = 7) -> tuple[Listed, ...]:
    names = chance.sample(_FIRMS, chance.randrange(2, most))
    return tuple(
        Listed(
            f"f-{_FIRMS.index(name)}",
            _misspelt(chance, name) if chance.random() < 0.3 else name,
            (chance.choice(_FIRMS),) if chance.random() < 0.2 else (),
        )
        for name in names
    )


def _random_change(chance: Random, office: Office, number: int) -> None:
    list_id = chance.choice((LIST, LIST, "second"))
    standing = {one.id for one in list_editions(office.session(ADMIN))}
    kind = chance.random()
    if kind < 0.15 and list_id in standing:
        office.list_out(list_id)
    elif kind < 0.35 and list_id in standing:
        set_threshold(office, list_id, str(chance.choice((500, 650, 720, 800, 900))))
    else:
        day = chance.choice((None, date(2026, 3, 20), date(2026, 3, 24), date(2026, 3, 29)))
        kinds = ("asset_freeze", "export_list")
        name = f"e{number}"
        made = _random_edition(chance)
        edition(office, name, made, published=day, list_id=list_id, kind=chance.choice(kinds))


def _random_declarations(chance: Random, office: Office, count: int = 30) -> Path:
    rows = [
        declared(
            lrn=f"P-{number}",
            accepted=f"2026-03-{chance.randrange(18, 29)}T10:00:00Z",
            consignee_name=_misspelt(chance, chance.choice(_FIRMS)),
            consignee_country=chance.choice(("CN", "AE", "TR")),
            exporter_name=chance.choice(("Obrabiarki Wisla", *_FIRMS[2:4])),
            cn8=chance.choice(("84821090", "94036090", "84571010")),
        )
        for number in range(count)
    ]
    return table(office.path.parent / "random.csv", *rows)


@pytest.mark.parametrize("seed", range(int(os.environ.get("LANDWAITER_RESIFTS", "6"))))
def test_after_any_changes_it_is_what_sifting_everything_anew_would_find(
    office: Office, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Random(seed)  # noqa: S311  # changes to repeat, no secrets
    monkeypatch.setattr(like_parties, "PART", chance.choice((7, 20_000)))
    monkeypatch.setattr(like_parties, "TOGETHER", chance.choice((3, 500)))
    if seed % 3 == 2:
        monkeypatch.setattr(parties_beside, "WORTH_IT", 1)
        monkeypatch.setattr(parties_beside, "processors", lambda: 2)
    policy(office, (SiftReason.FREEZE_HIT, 0), (SiftReason.SEVERE_FLAG, 0))
    edition(office, "first", _random_edition(chance), published=FIRST)
    sift(office, _random_declarations(chance, office))
    if seed % 2:
        sift(office, _random_declarations(chance, office, 12))
    for number in range(4):
        office.clock.move(hours=5)
        _random_change(chance, office, number)
        if chance.random() < 0.5:
            _random_change(chance, office, 10 + number)
        again(office)
        assert unlike_fresh(office) == []
        assert waits(office) == 0
        assert _reasons_unlike_fresh(office) == []


def _reasons_unlike_fresh(office: Office) -> list[str]:
    session, found = office.session(ANALYST), []
    with session.reading() as conn:
        for number in again_rows.still_open(conn, again_rows.every_declaration(conn)):
            row = sifted_rows.sifted(conn, number)
            assert row is not None
            fresh = verdict_of_row(session, conn, row)
            wanted = {one.value for one in reasons_of(fresh.facts, fresh.case, fresh.raised)}
            if wanted != set(sifted_rows.reasons_of(conn, number)):
                found.append(row.number)
    return found


def _found_later(office: Office, *, cap: int = 0) -> None:
    """E-1 is sifted, and a later edition lists its consignee."""
    policy(office, (SiftReason.FREEZE_HIT, cap), (SiftReason.SEVERE_FLAG, 0))
    edition(office, "first", (Listed("q-1", "Baltic Dredging Partners"),), published=FIRST)
    row = declared(lrn="E-1", consignee_name="Zolotaya Strela Export")
    sift(office, table(office.path.parent / "one.csv", row, declared(lrn="E-2")))
    office.clock.move(days=2)
    listed = (Listed("q-1", "Baltic Dredging Partners"), Listed("n-1", "Zolotaya Strela Export"))
    edition(office, "second", listed, published=date(2026, 3, 31))


def test_what_waits_is_counted_until_it_is_judged(office: Office) -> None:
    _found_later(office)
    with office.session(ANALYST).reading() as conn:
        found = waiting_again(conn)
    assert found.declarations == 2
    assert [(one.list_id, one.before, one.after) for one in found.lists] == [
        (LIST, "first", "second")
    ]
    assert figures(office.session(ANALYST)).waiting_for_lists == 2
    assert again(office, dry_run=True).changed == 1
    assert waits(office) == 2
    done = again(office)
    assert (done.judged, done.changed, done.new_hits, done.new_reasons) == (1, 1, 1, 1)
    assert waits(office) == 0
    assert again(office).batches == 0


def test_the_first_verdict_stays_proved_and_the_newer_is_sealed_beside_it(office: Office) -> None:
    _found_later(office)
    session = office.session(ANALYST)
    before = declaration_shown(session, "E-1")
    again(office)
    after = declaration_shown(session, "E-1")
    assert (len(before.verdict["hits"]), len(after.verdict["hits"])) == (0, 1)
    assert [one.new for one in after.again] == [(SiftReason.FREEZE_HIT,)]
    assert prove(session, "E-1").problem == ""
    assert compared_named(session, "E-1").is_same
    assert not check(session).findings


def test_what_was_set_aside_returns_and_says_why(office: Office) -> None:
    _found_later(office)
    session = office.session(ANALYST)
    do(session, SetAside("E-1", "the firm is a school"))
    assert again(office).returned == 1
    shown = declaration_shown(session, "E-1")
    assert shown.became == "returned"
    assert "traders second" in shown.again[-1].why_back
    assert "E-1" in numbers_waiting(office)
    do(session, SetAside("E-1", "the firm is a school still"))
    assert "E-1" not in numbers_waiting(office)


def test_a_case_of_what_a_later_edition_found_says_how_much_later(office: Office) -> None:
    _found_later(office, cap=5)
    (made,) = again(office).cases
    assert made.reasons == ("freeze_hit",)
    (task,) = [
        one for one in list_tasks(office.session(ANALYST)) if one.reference == made.reference
    ]
    assert [str(one) for one in task.touched] == [
        "found by edition second of traders of 2026-03-31, 4 days after acceptance"
    ]


def test_so_does_one_that_is_taken_in(office: Office) -> None:
    _found_later(office)
    again(office)
    (taken,) = taken_in(office.session(ANALYST), TakeIn((office.path.parent / "one.csv",)))
    tasks = {one.reference for one in list_tasks(office.session(ANALYST))}
    assert tasks & {*taken.cases}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE trade_judged SET judging_id = {now}",
        "INSERT INTO trade_judged (batch, again, judging_id) VALUES (1, 1, {now})",
        "UPDATE trade_judging SET grounds = (SELECT grounds FROM trade_judging WHERE id = {now})",
    ],
)
def test_who_hides_that_a_batch_waits_is_told(office: Office, change: str) -> None:
    _found_later(office)
    session = office.session(ANALYST)
    sift(office, table(office.path.parent / "later.csv", declared(lrn="E-3")))
    assert waits(office) == 2
    assert not check(session).findings
    strike(office, change.format(now=2), "trade_judged", "trade_judging")
    assert [one.check for one in check(session).findings]


def test_who_changes_a_later_verdict_is_told(office: Office) -> None:
    _found_later(office)
    again(office)
    session = office.session(ANALYST)
    assert not check(session).findings
    strike(office, "UPDATE trade_again_verdict SET salt = x'00'", "trade_again_verdict")
    assert [one.check for one in check(session).findings] == ["sifted again"]


def strike(office: Office, change: str, *tables: str) -> None:
    """What somebody does who writes to the database and takes its guards away."""
    casebook = office.session(ANALYST).casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    guards = {
        name: text
        for name, text in connection.execute("SELECT name, sql FROM sqlite_master")
        if name in {f"{table}_no_update" for table in tables}
    }
    for name in guards:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(change)
    for guard in guards.values():
        connection.execute(guard)
    connection.close()


@pytest.mark.parametrize(
    ("rules", "found"),
    [({"headings": "8457"}, 1), ({"headings": "8408"}, 0), ({"destinations": "CN"}, 2)],
)
def test_a_programme_is_a_reason_for_what_comes_and_for_what_came(
    office: Office, rules: dict[str, str], found: int
) -> None:
    policy(office, (SiftReason.PROGRAMME, 0), (SiftReason.SEVERE_FLAG, 0))
    session, folder = office.session(ANALYST), office.path.parent
    other = {"cn8": "94036090", "description": "wooden chairs"}
    sift(office, table(folder / "one.csv", declared(lrn="M-1"), declared(lrn="M-2", **other)))
    assert not queue(session, SiftReason.PROGRAMME)
    do(session, BeginMonitor("watched", **rules))
    assert again(office).new_reasons == found
    assert len(queue(session, SiftReason.PROGRAMME)) == found
    sift(office, table(folder / "two.csv", declared(lrn="M-3"), declared(lrn="M-4", **other)))
    assert len(queue(session, SiftReason.PROGRAMME)) == 2 * found
    trade = watched_trade(session, "watched")
    assert (trade.declarations, trade.lines) == (2 * found, 2 * found)
    assert trade.value_eur == 824000 * found
    shown = watched_declarations(session, "watched")
    assert len(shown) == trade.declarations
    do(session, ChangeMonitor("watched", "another heading", headings="9999", destinations=""))
    assert again(office).gone_reasons == 2 * found
    assert not queue(session, SiftReason.PROGRAMME)
    do(session, EndMonitor("watched", "the year is over"))
    again(office)
    assert waits(office) == 0
    assert unlike_fresh(office) == []


def test_the_cut_of_parties_loses_nothing_that_asking_everything_finds(office: Office) -> None:
    """Of misspelt names, each against a new edition with sixty entries more than before."""
    chance = Random(11)  # noqa: S311  # names to repeat, no secrets
    firms = list(dict.fromkeys(row["consignee_name"] for row in Traffic(4).rows(6000)))
    before, more = firms[:200], firms[200:260]
    assert len(firms) > 460
    edition(office, "first", [Listed(f"a-{n}", one) for n, one in enumerate(before)])
    office.clock.move(days=1)
    listed = [Listed(f"a-{n}", one) for n, one in enumerate((*before, *more))]
    edition(office, "second", listed, published=date(2026, 4, 20))
    session = office.session(ANALYST)
    queries = [
        Query(_misspelt(chance, name), country=chance.choice(("CN", "DE", None)))
        for name in (*more * 6, *firms[260:460])
    ]
    with session.reading() as conn:
        editions = standing_lists(conn)[LIST]
        new = only_in(conn, editions[-1].row, editions[0].row)
        assert len(new) == len(more)
        day = date(2026, 3, 27)
        lists = session.references.on(conn, editions, day)
        found = [
            any(one.place == 1 for one in ask_lists(query, lists, thresholds_of(conn, lists)))
            for query in queries
        ]
        asked = {(LIST, name): listing for name, listing in new.items()}
        like = ChangedListings.of(conn, session.references, asked).like(queries)
    assert [q for q, was, kept in zip(queries, found, like, strict=True) if was and not kept] == []
    assert sum(found) > 100
    assert not all(like)


def test_a_hit_by_the_newest_edition_names_the_one_that_is_newest_now(office: Office) -> None:
    _found_later(office)
    again(office)
    office.clock.move(days=1)
    listed = (Listed("n-1", "Zolotaya Strela Export"), Listed("z-9", "Quiet Harbour Timber"))
    edition(office, "third", listed, published=date(2026, 4, 1))
    assert again(office).changed == 1
    assert unlike_fresh(office) == []
