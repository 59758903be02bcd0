"""Words of registers and entities: an index finds what a plain look at every row finds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert
from tests.storage.empty_tables import empty_tables

from landwaiter.canonical import sha256_hex
from landwaiter.domain.entities.entity_merges import Merges
from landwaiter.domain.registers import entry_words
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.domain.registers.register_entries import RegisterEntry
from landwaiter.services.registers import register_deeds
from landwaiter.storage.base import word_hints
from landwaiter.storage.base.paging import mark_of
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.base.records import to_json
from landwaiter.storage.entities import entity_rows
from landwaiter.storage.entities.entity_statements import keep_words, merges_of
from landwaiter.storage.registers import register_rows
from landwaiter.storage.schema import entities as e
from landwaiter.storage.schema import registers as r

BY = {"author": "Ana", "at": "2026-03-30T10:00:00Z"}
LETTERS = "aAbBzZ 0-%_\"'\\.|äÄßẞéÉıİſKKΣςσłŁ中文\x00\x01\n\u0301ĀŢ"
TEXTS = st.text(LETTERS, min_size=1, max_size=9).filter(lambda one: one.strip())
LICENCES = RegisterKind.LICENCES


@dataclass(frozen=True, slots=True)
class Firm:
    name: str
    number: str
    other: str
    is_ended: bool
    stands_for: int | None


@pytest.fixture(scope="module")
def conn() -> Iterator[Any]:
    """Tables and indexes of the product, without guards."""
    with empty_tables() as (made, _driver):
        yield made


def state(conn: Any, number: int, issuer: str, entry: RegisterEntry) -> None:
    row = {"id": f"{number:03}", "register": "licences", "issuer": issuer, "ref": entry.ref}
    said = {"content": to_json(entry), "sha256": sha256_hex(b""), "reason": "", "batch": ""}
    conn.execute(insert(r.register_entry).values({**row, **said, "motion_id": "", **BY}))
    words = entry_words.words_of(LICENCES, issuer, entry)
    register_rows.keep_words(conn, "licences", issuer, [(entry.ref, words)])


def listed(conn: Any, words: Sequence[str], issuer: str, limit: int) -> list[tuple[str, str]]:
    """All pages of a register after each other, as the list reads them."""
    found: list[tuple[str, str]] = []
    after = None
    while True:
        rows = register_deeds._rows(
            conn, LICENCES, words, issuer=issuer, on=date(2026, 1, 1), after=after, chunk=limit
        )
        page = [one for one in rows if register_deeds._has(one, words)][:limit]
        found += [(one.issuer, one.ref) for one in page]
        if len(page) < limit:
            return found
        after = mark_of(*found[-1])


@settings(max_examples=300, deadline=None)
@given(
    stated=st.lists(st.tuples(st.sampled_from(["AT", "BÉ", "bé"]), TEXTS, TEXTS), max_size=9),
    text=TEXTS,
    issuer=st.sampled_from(["", "", "AT", "BÉ"]),
    most=st.sampled_from([0, 2, 10_000]),
    way=st.sampled_from([0, 1, 2_000]),
    limit=st.integers(1, 5),
)
def test_words_of_a_register_find_the_entries_of_a_plain_look_in_order(
    conn: Any,
    stated: list[tuple[str, str, str]],
    text: str,
    *,
    issuer: str,
    most: int,
    way: int,
    limit: int,
) -> None:
    standing: dict[tuple[str, str], str] = {}
    with conn.begin_nested() as changed, pytest.MonkeyPatch.context() as patch:
        patch.setattr(word_hints, "MOST", most)
        for module in (register_rows, entity_rows):
            patch.setattr(module, "WAY", way)
        for number, (of, ref, holder) in enumerate(stated):
            entry = RegisterEntry({"ref": ref, "holder": holder, "valid_from": "2026-01-01"})
            state(conn, number, of, entry)
            standing[of, ref] = f"{of} {ref} {holder}".casefold()
        words = text.casefold().split()
        expected = sorted(
            key
            for key, said in standing.items()
            if all(word in said for word in words) and issuer in ("", key[0])
        )
        assert listed(conn, words, issuer, limit) == expected
        changed.rollback()


FIRMS = st.lists(
    st.builds(
        Firm,
        name=TEXTS,
        number=TEXTS,
        other=TEXTS,
        is_ended=st.booleans(),
        stands_for=st.none() | st.integers(0, 9),
    ),
    max_size=8,
)


def keep(conn: Any, no: int, firm: Firm) -> None:
    key = {"id": f"{no:03}", "name": firm.name, "kind": "organisation", "country": None}
    conn.execute(insert(e.entity).values({**key, **BY}))
    known = {"entity_id": key["id"], "kind": "EORI", "value": firm.number}
    conn.execute(insert(e.entity_identifier).values(known))
    fact = {"id": f"fact-{no}", "entity_id": key["id"], "kind": "name", "since": None}
    said = {"value": to_json({"text": firm.other}), "source": "s", "grade": "A1", "note": ""}
    conn.execute(insert(e.entity_fact).values({**fact, **said, **BY}))
    if firm.is_ended:
        conn.execute(insert(e.entity_end).values(row_id=fact["id"], reason="x", **BY))
    keep_words(conn, str(key["id"]), firm.name, firm.name, firm.number, firm.other)


def merge(conn: Any, firms: Sequence[Firm]) -> Merges:
    """Each firm that stands for an earlier one, which was merged once."""
    gone: set[int] = set()
    for no, firm in enumerate(firms):
        if firm.stands_for is not None and firm.stands_for < no and firm.stands_for not in gone:
            gone.add(firm.stands_for)
            pair = {"kept_id": f"{no:03}", "gone_id": f"{firm.stands_for:03}"}
            row = {"id": f"merge-{no}", **pair, "reason": "x", **BY}
            conn.execute(insert(e.entity_merge).values(row))
    return merges_of(conn)


def ascii_folded(text: str) -> str:
    """As LIKE folds it."""
    return "".join(one.lower() if one.isascii() else one for one in text)


@settings(max_examples=300, deadline=None)
@given(
    firms=FIRMS,
    text=TEXTS.filter(lambda one: "\0" not in one),
    most=st.sampled_from([0, 2, 10_000]),
    way=st.sampled_from([0, 1, 2_000]),
    limit=st.integers(1, 4),
)
def test_words_of_entities_find_those_of_a_plain_look_in_order(
    conn: Any, firms: list[Firm], text: str, *, most: int, way: int, limit: int
) -> None:
    with conn.begin_nested() as changed, pytest.MonkeyPatch.context() as patch:
        patch.setattr(word_hints, "MOST", most)
        for module in (register_rows, entity_rows):
            patch.setattr(module, "WAY", way)
        for no, firm in enumerate(firms):
            keep(conn, no, firm)
        merges = merge(conn, firms)
        wanted = ascii_folded(text)
        expected = sorted(
            {
                (firms[int(kept)].name, kept)
                for no, firm in enumerate(firms)
                for kept in [merges.kept(f"{no:03}")]
                for said in [firm.name, firm.number, *([] if firm.is_ended else [firm.other])]
                if wanted in ascii_folded(said.partition("\0")[0])
            }
        )
        found: list[tuple[str, str]] = []
        after = None
        while True:
            page = entity_rows.entity_page(conn, text=text, after=after, limit=limit, merges=merges)
            found += [(str(one["name"]), str(one["id"])) for one in page]
            if len(page) < limit:
                break
            after = page[-1]["mark"]
        assert found == expected
        changed.rollback()


def test_what_is_stated_by_deeds_is_found_by_its_words(conn: Any) -> None:
    writer = Writer(Reader(conn))
    with conn.begin_nested() as changed:
        entity_rows.add_entity(
            writer,
            entity_id="e1",
            name="Port Mills",
            kind="organisation",
            country=None,
            identifier=("EORI", "PL777"),
            author="Ana",
            at=date(2026, 1, 1),  # type: ignore[arg-type]  # no hour is asked for
        )
        for text in ("t mil", "L77", "ort"):
            (row,) = entity_rows.entity_page(conn, text=text, after=None, limit=5, merges=Merges())
            assert row["name"] == "Port Mills"
        changed.rollback()
