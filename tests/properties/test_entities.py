"""Whatever was merged, taken back and stated of entities: undone, they are as they were."""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from tests.properties.length import LONGER
from tests.services.sample_office import ANALYST, REASON, Office, an_office, hit_of

from landwaiter.domain.entities.deeds import (
    EndStatement,
    LinkEntities,
    MakeEntity,
    MergeEntities,
    StateFact,
    TellApart,
    UnmergeEntity,
)
from landwaiter.domain.entities.entity import TypedStatement
from landwaiter.domain.entities.entity_merges import Merge, Merges, refuse_merge
from landwaiter.domain.lists.listing import Listing
from landwaiter.errors import Fault, NotAllowed, NotFound
from landwaiter.services.deeds.engine import do
from landwaiter.services.entities import party_entities
from landwaiter.services.entities.entity_names import known_of
from landwaiter.services.entities.entity_page import entity_view
from landwaiter.services.entities.entity_views import EntityView
from landwaiter.services.entities.judged_pairs import pair_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.entities import entity_statements as stored
from landwaiter.storage.schema import entities as entity_tables
from landwaiter.storage.schema import entities as tables

COUNT = 4
FROM = TypedStatement("a letter", "B2")
WHY = "because it was asked"

STATEMENTS = {
    "name": lambda n: {"text": f"Northern Works {n}"},
    "address": lambda n: {"text": f"Quay {n}"},
    "country": lambda n: {"country": ("NO", "PL", "DE", "HK")[n]},
}

_ENTITY = st.integers(0, COUNT - 1)
_STEPS = st.lists(
    st.tuples(
        st.sampled_from(("merge", "unmerge", "link", "apart", *STATEMENTS)), _ENTITY, _ENTITY
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all examples: each of them leaves it as it found it."""
    made: Path = tmp_path_factory.mktemp("entities")
    office = an_office(made)
    yield office
    office.close()


@pytest.fixture(scope="module")
def ids(office: Office) -> tuple[str, ...]:
    """Entities of alike names; a party of a case is linked to the first."""
    session = office.session(ANALYST)
    found = tuple(
        do(
            session, MakeEntity(name=f"Turbine Works {n}", kind="organisation", source="a letter")
        ).made
        for n in range(COUNT)
    )
    office.act(ANALYST, "link", party="consignee", basis="the same number", to=found[0])
    office.act(ANALYST, "judge", hit=hit_of(office.case()).id, outcome="same", reason=REASON)
    return found


def seen(session: Session, ids: tuple[str, ...]) -> list[Any]:
    """What stands: each entity's page, the list of all, and the case of a linked party."""
    views = [_standing(entity_view(session, one)) for one in ids]
    return [views, party_entities.list_entities(session).rows]


def _standing(view: EntityView) -> EntityView:
    timeline = tuple(moment for moment in view.timeline if not moment.ended)
    return replace(view, ended=(), ended_links=(), timeline=timeline, hits=())


def step_done(session: Session, step: tuple[str, int, int], ids: tuple[str, ...]) -> str:
    """One step; the identity of the statement it made, empty for merges."""
    kind, one, other = step
    mine, theirs = ids[one], ids[other]
    deeds: dict[str, Callable[[], Any]] = {
        "merge": lambda: do(session, MergeEntities(kept=mine, gone=theirs, reason=WHY)),
        "unmerge": lambda: do(session, UnmergeEntity(gone=mine, reason=WHY)),
        "link": lambda: do(
            session, LinkEntities(entity=mine, kind="owns", other=theirs, **asdict(FROM))
        ),
        "apart": lambda: do(session, TellApart(entity=mine, other=theirs, reason=WHY)),
    }
    with suppress(Fault):
        if kind in deeds:
            made = deeds[kind]()
            return str(made.made) if kind in {"link", "apart"} else ""
        return do(
            session,
            StateFact(entity=mine, kind=kind, field=STATEMENTS[kind](other), **asdict(FROM)),
        ).made
    return ""


@settings(max_examples=6 * LONGER, deadline=None)
@given(steps=_STEPS, seed=st.integers(0, 1 << 30))
def test_undone_in_any_order_everything_is_as_it_was(
    office: Office, ids: tuple[str, ...], steps: list[tuple[str, int, int]], seed: int
) -> None:
    session = office.session(ANALYST)
    before = seen(session, ids)
    made = list(filter(None, (step_done(session, step, ids) for step in steps)))
    with session.reading() as conn:
        merged = [one.id for one in stored.merges_of(conn).rows]
    order = [*made, *merged]
    random.Random(seed).shuffle(order)  # noqa: S311  # an order, no secret
    for row_id in order:
        if row_id in merged:
            do(session, UnmergeEntity(gone=row_id, reason=WHY))
        else:
            do(session, EndStatement(statement=row_id, reason=WHY))
    assert seen(session, ids) == before


KEPT = (
    tables.entity,
    tables.entity_identifier,
    entity_tables.entity_fact,
    entity_tables.entity_link,
    tables.party,
    tables.party_link,
)
"""Tables of which a merge and its undoing change no byte."""


def written(office: Office, ids: tuple[str, ...]) -> list[Any]:
    """Every row of those tables, what the matcher reads of each entity, and what hits say."""
    case = office.case()
    with office.session(ANALYST).reading() as conn:
        rows = [conn.execute(select(one).order_by(*one.primary_key)).all() for one in KEPT]
        known = known_of(conn, ids)
        sides = [pair_of(conn, party, Listing("x", "LegalEntity", "X")) for party in case.parties]
    hits = [(hit.party_id, hit.list_id, hit.listing, hit.match, hit.judgement) for hit in case.hits]
    return [rows, known, sides, hits]


@settings(max_examples=6 * LONGER, deadline=None)
@given(steps=_STEPS, pair=st.tuples(_ENTITY, _ENTITY))
def test_a_merge_that_is_taken_back_leaves_every_byte_as_it_was(
    office: Office, ids: tuple[str, ...], steps: list[tuple[str, int, int]], pair: tuple[int, int]
) -> None:
    session = office.session(ANALYST)
    made = list(filter(None, (step_done(session, step, ids) for step in steps)))
    before = written(office, ids)
    with suppress(NotAllowed, NotFound):
        merge = do(session, MergeEntities(kept=ids[pair[0]], gone=ids[pair[1]], reason=WHY))
        do(session, UnmergeEntity(gone=merge.made, reason=WHY))
    assert written(office, ids) == before
    with session.reading() as conn:
        merged = [one.id for one in stored.merges_of(conn).rows]
    for row_id in made:
        do(session, EndStatement(statement=row_id, reason=WHY))
    for row_id in merged:
        do(session, UnmergeEntity(gone=row_id, reason=WHY))


@given(pairs=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_every_entity_is_stood_for_by_exactly_one(pairs: list[tuple[int, int]]) -> None:
    merges = Merges()
    for number, (kept, gone) in enumerate(pairs):
        with suppress(NotAllowed):
            refuse_merge(merges, str(kept), str(gone))
            row = Merge(str(number), str(kept), str(gone), WHY, "Ana", None)  # type: ignore[arg-type]  # no instant is needed
            merges = Merges((*merges.rows, row))
    groups = {merges.kept(str(n)): merges.group(str(n)) for n in range(8)}
    assert sorted(member for group in groups.values() for member in group) == list("01234567")
    assert all(merges.kept(member) == kept for kept, group in groups.items() for member in group)
