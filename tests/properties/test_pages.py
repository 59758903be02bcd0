"""Lists read page by page: all of it once and in order, whatever comes or goes between pages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, delete, insert, literal, select
from sqlalchemy.pool import StaticPool

from landwaiter.services.warm.sorted_keys import page_of
from landwaiter.storage.base.paging import key_in, mark_of
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import to_json
from landwaiter.storage.deeds import motion_rows
from landwaiter.storage.hits import hit_rows
from landwaiter.storage.incidents import incident_rows
from landwaiter.storage.listings import listing_rows
from landwaiter.storage.registers import register_rows
from landwaiter.storage.relations.relation_rows import RELATIONS
from landwaiter.storage.retention import access_requests, removal_rows
from landwaiter.storage.review import returns
from landwaiter.storage.schema import (
    deeds,
    entities,
    hits,
    incidents,
    listings,
    registers,
    relations,
    retention,
    tables,
)
from landwaiter.storage.schema.tables import metadata
from landwaiter.storage.sqlite import whole_schema
from landwaiter.storage.sqlite.dialect import may_say
from landwaiter.trust.registry import Registry

AT = "2026-03-30T10:00:00Z"
HASH = "0" * 64
NUMBERS = st.integers(0, 59)
Key = tuple[Any, ...]
Fetch = Callable[[Reader, Key | None, int], list[tuple[int, Key]]]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: how a numbered row comes and goes, where it stands, and how a page is read."""

    add: Callable[[Reader, int], None]
    remove: Callable[[Reader, int], None]
    place: Callable[[int], Key]
    """What the list is sorted by, said a second time."""
    fetch: Fetch
    descending: bool = False


def name(number: int) -> str:
    return f"row-{number:03}"


def of(text: str) -> int:
    return int(text[-3:])


def day(number: int) -> str:
    """Few days, so that many rows have the same."""
    return f"2026-03-{1 + number % 4:02}T10:00:00Z"


# registers


def issuer(number: int) -> str:
    return ("AT", "BE", "ÖZ")[number % 3]


def add_entry(conn: Reader, number: int) -> None:
    """An entry, and for some numbers an older statement of the same."""
    for version in range(1 + number % 2):
        row = {
            "id": f"{version}-{number:03}",
            "register": "licences",
            "issuer": issuer(number),
            "ref": name(number),
            "content": to_json({"values": {"ref": name(number)}, "items": []}),
            "sha256": HASH,
            "reason": "",
            "batch": "",
            "motion_id": "",
            "author": "Ana",
            "at": AT,
        }
        conn.execute(insert(registers.register_entry).values(row))


def remove_entry(conn: Reader, number: int) -> None:
    table = registers.register_entry
    conn.execute(delete(table).where(table.c.ref == name(number)))


def entries(conn: Reader, after: Key | None, limit: int) -> list[tuple[int, Key]]:
    found = register_rows.standing_page(conn, "licences", after=after, limit=limit)
    assert all(one.version == 1 + of(one.ref) % 2 for one in found)
    return [(of(one.ref), (one.issuer, one.ref)) for one in found]


def add_write_off(conn: Reader, number: int) -> None:
    row = {
        "id": name(number),
        "issuer": "AT",
        "ref": "L",
        "item": 1,
        "quantity": "1",
        "day": "2026-03-30",
        "reference": "",
        "mrn": "",
        "reason": "",
        "over": 0,
        "author": "Ana",
        "at": AT,
    }
    conn.execute(insert(registers.licence_write_off).values(row))


def remove_write_off(conn: Reader, number: int) -> None:
    table = registers.licence_write_off
    conn.execute(delete(table).where(table.c.id == name(number)))


def write_offs(conn: Reader, after: Key | None, limit: int) -> list[tuple[int, Key]]:
    before = after[0] if after else None
    found = register_rows.write_offs_page(conn, ("AT", "L"), before=before, limit=limit)
    return [(of(one.id), (one.id,)) for one, _undone in found]


# hits


def due(number: int) -> str | None:
    return None if number % 5 == 0 else f"2026-04-{1 + number % 5:02}"


def add_hit(conn: Reader, number: int, edition: str = "old") -> None:
    """Each case has two hits."""
    case = number // 2
    held = {
        "id": f"case-{case:03}",
        "serial": case,
        "reference": f"PL1-{case:03}",
        "kind": "export",
        "stage": "triage",
        "title": "",
        "member_state": "PL",
        "source": "",
        "received": AT,
        "created_at": AT,
        "created_by": "Ana",
        "due": due(case),
        "hits_open": 1,
        "revision": 1,
    }
    table = tables.case_file
    if not conn.execute(select(table.c.id).where(table.c.id == held["id"])).all():
        conn.execute(insert(table).values(held))
    row = {
        "id": name(number),
        "case_id": held["id"],
        "party_id": "p",
        "list_id": "l",
        "list_kind": "watch",
        "edition": edition,
        "edition_sha256": edition,
        "listing_id": "x",
        "listing": "{}",
        "match": "{}",
        "score": 900 + number % 3,
        "threshold": 800,
        "engine": "",
        "found_at": AT,
    }
    conn.execute(insert(hits.hit).values(row))


def add_judged(conn: Reader, number: int) -> None:
    add_hit(conn, number)
    row = {"id": name(number), "hit_id": name(number), "value": "same", "reason": "",
           "author": "Ana", "at": AT, "party_sha256": "p", "listing_sha256": "l"}  # fmt: skip
    conn.execute(insert(hits.judgement).values(row))


def remove_hit(conn: Reader, number: int) -> None:
    conn.execute(delete(hits.hit).where(hits.hit.c.id == name(number)))
    conn.execute(delete(hits.judgement).where(hits.judgement.c.hit_id == name(number)))


def place_of_hit(number: int) -> Key:
    case = number // 2
    return due(case) is None, due(case) or "", case, -(number % 3), number


def place_of_judged(number: int) -> Key:
    case = number // 2
    return due(case) is None, due(case) or "", case, number


def open_hits(conn: Reader, after: Key | None, limit: int) -> list[tuple[int, Key]]:
    found = hit_rows.open_hits(conn, case_ids=None, reference=None, after=after, limit=limit)
    return [(of(key[-1]), key) for key in found]


def judged_hits(conn: Reader, after: Key | None, limit: int) -> list[tuple[int, Key]]:
    found = hit_rows.judged_of_older(
        conn, ("new",), case_ids=None, reference=None, after=after, limit=limit
    )
    return [(of(key[-1]), key) for key in found]


# motions


def add_motion(conn: Reader, number: int) -> None:
    row = {
        "id": name(number),
        "deed": ("add", "judge", "hold")[number % 3],
        "object": "",
        "case_id": "case" if number % 5 else None,
        "text": b'{"facts":{"not_by":["Ben"]}}' if left_out(number) else b"{}",
        "text_sha256": HASH,
        "author": "Ana",
        "author_id": f"u{number % 2}",
        "key": "k",
        "statement": b"",
        "signature": b"",
        "at": day(number),
    }
    conn.execute(insert(deeds.motion).values(row))


def left_out(number: int) -> bool:
    """Its text leaves out the person who looks."""
    return number % 7 == 3


def end_motion(conn: Reader, number: int) -> None:
    """It is seconded: the row stays."""
    row = {"motion_id": name(number), "state": "carried_out", "reason": "", "author": "Ana",
           "at": AT}  # fmt: skip
    conn.execute(insert(deeds.motion_end).values(row))


WHOSE = motion_rows.MotionViewer((("add", "k"), ("hold", "k")), "u0", "Ben", alone=False)


def place_of_motion(number: int) -> Key:
    mine = number % 2 == 0
    return number % 3 == 1 or mine or left_out(number), day(number), number


def motions(conn: Reader, after: Key | None, limit: int) -> list[tuple[int, Key]]:
    found = motion_rows.open_page(conn, Registry(), WHOSE, after=after, limit=limit)
    return [(of(one.id), key) for key, one in found]


# retention


def add_removal(conn: Reader, number: int) -> None:
    row = {
        "case_id": name(number),
        "motion_id": "",
        "reference": name(number),
        "purpose": "",
        "regime": "",
        "ended": "",
        "keeps_decision": 0,
        "sha256": HASH,
        "rows": "{}",
        "raw_files": "[]",
        "reason": "",
        "author": "Ana",
        "seconder": "Ben",
        "at": day(number),
    }
    conn.execute(insert(retention.case_removal).values(row))


def remove_removal(conn: Reader, number: int) -> None:
    table = retention.case_removal
    conn.execute(delete(table).where(table.c.case_id == name(number)))


def removals(conn: Reader, after: Key | None, limit: int) -> list[tuple[int, Key]]:
    found = removal_rows.removals_page(conn, after=after, limit=limit)
    return [(of(row["case_id"]), (row["at"], row["reference"])) for row in found]


def add_disclosure(conn: Reader, number: int) -> None:
    row = {"id": name(number), "recipient": "R", "basis": "B", "what": "W", "file": "f",
           "sha256": HASH, "author": "Ana", "at": AT}  # fmt: skip
    conn.execute(insert(retention.disclosure).values(row))


def remove_disclosure(conn: Reader, number: int) -> None:
    table = retention.disclosure
    conn.execute(delete(table).where(table.c.id == name(number)))


def disclosures(conn: Reader, after: Key | None, limit: int) -> list[tuple[int, Key]]:
    found = access_requests.disclosures(conn, before=after[0] if after else None, limit=limit)
    return [(of(row["id"]), (row["id"],)) for row in found]


def reviewed(conn: Reader, after: Key | None, limit: int) -> list[tuple[int, Key]]:
    """Keys that were sorted by the program; the rows are those of the disclosures."""
    names = conn.execute(select(retention.disclosure.c.id)).scalars()
    keys = sorted((of(one) % 4, day(of(one)), of(one)) for one in names)
    return [(key[-1], key) for key in page_of(keys, {0, 2, 3}, after=after, limit=limit)]


def add_relation(conn: Reader, number: int) -> None:
    row = {"id": name(number), "kind": "visit", "states": '["CN", "RU"]', "source": "a paper",
           "certainty": "reported", "grade": "B2", "read_on": "2026-03-30", "author": "Ana",
           "at": AT}  # fmt: skip
    conn.execute(insert(relations.country_relation).values(row))
    states = ("CN", "RU")[: 1 + number % 2]
    named = [{"relation_id": name(number), "state": state} for state in states]
    conn.execute(insert(relations.country_relation_state), named)


def remove_relation(conn: Reader, number: int) -> None:
    states, table = relations.country_relation_state, relations.country_relation
    conn.execute(delete(states).where(states.c.relation_id == name(number)))
    conn.execute(delete(table).where(table.c.id == name(number)))


def stated_relations(conn: Reader, after: Key | None, limit: int) -> list[tuple[int, Key]]:
    mark = mark_of(*after) if after else None
    found, _after = RELATIONS.page(conn, state="CN", kind="visit", after=mark, limit=limit)
    return [(of(row.id), (row.id,)) for row in found]


# incidents


def add_incident(conn: Reader, number: int) -> None:
    """Few titles, so that many incidents have the same."""
    row = {"id": name(number), "title": str(number % 4), "kind": "other", "author": "Ana", "at": AT}
    conn.execute(insert(incidents.incident).values(row))


def end_incident(conn: Reader, number: int) -> None:
    row = {"row_id": name(number), "reason": "R", "author": "Ana", "at": AT}
    conn.execute(insert(incidents.incident_end).values(row))


def incident_list(conn: Reader, after: Key | None, limit: int) -> list[tuple[int, Key]]:
    mark = mark_of(*after) if after else None
    found, _after = incident_rows.incident_page(conn, text="", kind="", after=mark, limit=limit)
    return [(of(one.id), (one.title, one.id)) for one in found]


def add_return(conn: Reader, number: int) -> None:
    """A case with one version, which was returned."""
    held = {
        "id": f"case-{number:03}",
        "serial": number,
        "reference": f"PL1-{number:03}",
        "kind": "export",
        "stage": "decision_draft",
        "title": "",
        "member_state": "PL",
        "source": "",
        "received": AT,
        "created_at": AT,
        "created_by": "Ana",
        "revision": 1,
    }
    version = {
        "id": name(number),
        "case_id": held["id"],
        "version": 1,
        "outcome": "release",
        "items": "{}",
        "bases": "{}",
        "basis": "",
        "reason": "",
        "author": "Ana",
        "author_id": "a",
        "at": AT,
        "text": b"{}",
        "text_sha256": HASH,
        "key": "",
        "statement": b"",
        "signature": b"",
    }
    ended = {
        "decision_id": name(number),
        "state": "returned",
        "kind": "clock",
        "reason": "",
        "author": "Rev",
        "at": day(number),
    }
    table = tables.case_file
    if not conn.execute(select(table.c.id).where(table.c.id == held["id"])).all():
        conn.execute(insert(table).values(held))
        conn.execute(insert(deeds.decision).values(version))
    conn.execute(insert(deeds.decision_end).values(ended))


def remove_return(conn: Reader, number: int) -> None:
    table = deeds.decision_end
    conn.execute(delete(table).where(table.c.decision_id == name(number)))


def place_of_return(number: int) -> Key:
    return (-(number % 4), -number)


def returned(conn: Reader, after: Key | None, limit: int) -> list[tuple[int, Key]]:
    found = returns.returned_page(conn, after=after, limit=limit)
    return [(of(row["decision_id"]), (row["at"], row["decision_id"])) for row in found]


# proposals for a listing


def add_proposal(conn: Reader, number: int) -> None:
    """On few entities, so that many proposals stand under the same name."""
    owner = f"e{number % 4}"
    of_entity = {"id": owner, "name": owner, "kind": "organisation", "author": "Ana", "at": AT}
    conn.execute(insert(entities.entity).prefix_with("OR IGNORE").values(of_entity))
    row = {"id": name(number), "entity_id": owner, "act": "A", "annex": "", "criterion": "C",
           "author": "Ana", "at": AT}  # fmt: skip
    conn.execute(insert(listings.listing_proposal).values(row))


def end_proposal(conn: Reader, number: int) -> None:
    """Withdrawn: the row stays."""
    row = {"proposal_id": name(number), "reason": "R", "author": "Ana", "at": AT}
    conn.execute(insert(listings.listing_end).values(row))


def proposal_list(conn: Reader, after: Key | None, limit: int) -> list[tuple[int, Key]]:
    mark = mark_of(*after) if after else None
    found, _after = listing_rows.record_page(conn, Registry(), over=False, after=mark, limit=limit)
    return [(of(one.proposal.id), (one.proposal.entity_id, one.proposal.id)) for one in found]


LISTS = {
    "returns": Listed(add_return, remove_return, place_of_return, returned),
    "proposals": Listed(add_proposal, end_proposal, lambda n: (n % 4, n), proposal_list),
    "relations": Listed(add_relation, remove_relation, lambda n: (-n,), stated_relations),
    "register": Listed(add_entry, remove_entry, lambda n: (issuer(n), n), entries),
    "write-offs": Listed(add_write_off, remove_write_off, lambda n: (-n,), write_offs),
    "hits that wait": Listed(add_hit, remove_hit, place_of_hit, open_hits),
    "hits to look at again": Listed(add_judged, remove_hit, place_of_judged, judged_hits),
    "incidents": Listed(add_incident, end_incident, lambda n: (n % 4, n), incident_list),
    "motions": Listed(add_motion, end_motion, place_of_motion, motions),
    "tombstones": Listed(add_removal, remove_removal, lambda n: (day(n), n), removals),
    "disclosures": Listed(add_disclosure, remove_disclosure, lambda n: (-n,), disclosures),
    "review": Listed(add_disclosure, remove_disclosure, lambda n: (n % 4, day(n), n), reviewed),
}


@contextmanager
def casebook() -> Iterator[Reader]:
    """The tables in memory, without their guards: what rows may be there is not asked here."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect() as connection:
        for statement in whole_schema.statements(metadata, ()):
            connection.exec_driver_sql(statement)
        yield Reader(connection)
    engine.dispose()


def shown(listed: Listed, name: str, number: int) -> bool:
    return name != "review" or number % 4 != 1


@pytest.mark.parametrize("name", LISTS)
@settings(max_examples=25, deadline=None)
@given(
    first=st.sets(NUMBERS, max_size=30),
    limit=st.integers(1, 7),
    moves=st.lists(st.lists(NUMBERS, max_size=3), max_size=12),
)
def test_pages_are_the_list_whatever_comes_and_goes_between_them(
    name: str, first: set[int], limit: int, moves: list[list[int]]
) -> None:
    """A number that is moved goes where it is there and was not gone before, else it comes."""
    listed, there, gone = LISTS[name], set(first), set[int]()
    with casebook() as conn:
        for number in sorted(first):
            listed.add(conn, number)
        walked: list[int] = []
        after: Key | None = None
        for move in [*moves, *([[]] * 100)]:
            found = listed.fetch(conn, after, limit + 1)
            walked += (number for number, _key in found[:limit])
            if len(found) <= limit:
                break
            after = key_in(mark_of(*found[limit - 1][1]), len(found[limit - 1][1]))
            for number in move:
                if number in there:
                    listed.remove(conn, number)
                    there.discard(number)
                    gone.add(number)
                elif number not in gone:
                    listed.add(conn, number)
                    there.add(number)
    assert walked == sorted(set(walked), key=listed.place)
    stood = {number for number in first - gone if shown(listed, name, number)}
    assert stood <= set(walked)
    if not any(moves):
        assert walked == sorted(stood, key=listed.place)


SAID = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)


@settings(max_examples=300, deadline=None)
@given(before=SAID, word=SAID, after=SAID, upper=st.booleans())
def test_no_text_that_says_a_word_is_left_out_by_the_database(
    before: str, word: str, after: str, *, upper: bool
) -> None:
    text = before + (word.upper() if upper else word) + after
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        found = connection.execute(select(may_say(literal(text), word.casefold()))).scalar_one()
    engine.dispose()
    assert found or word.casefold() not in text.casefold()
